package net

import (
	"math/rand/v2"
	"testing"
)

// bestTree tries every tree of a few words.
func bestTree(scores []float32, words, stride int) float32 {
	heads, top := make([]int, words), 100*never
	var t tree
	var try func(i int)
	try = func(i int) {
		if i == words {
			if t.sound(heads) {
				top = max(top, total(heads, scores, stride))
			}
			return
		}
		for h := range words + 1 {
			if h != i+1 {
				heads[i] = h
				try(i + 1)
			}
		}
	}
	try(0)
	return top
}

func total(heads []int, scores []float32, stride int) (sum float32) {
	for i, h := range heads {
		sum += scores[i*stride+h]
	}
	return sum
}

// TestTree compares the search with all trees. Its root is chosen before the tree, so that
// the best is missed where the second-best root has the better tree; that is rare.
func TestTree(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	missed := 0
	var tr tree
	for range 400 {
		words := 1 + rnd.IntN(5)
		stride := words + 1
		scores := make([]float32, words*stride)
		for i := range scores {
			scores[i] = rnd.Float32()
		}
		heads := make([]int, words)
		tr.find(heads, append([]float32(nil), scores...), words, stride)
		if !tr.sound(heads) {
			t.Fatalf("%v is no tree under one root", heads)
		}
		if best := bestTree(scores, words, stride); best-total(heads, scores, stride) > 1e-4 {
			missed++
		}
	}
	if missed > 40 {
		t.Errorf("%d of 400 trees are not the best", missed)
	}
}

// TestTreeLarge holds trees over chance scores of a full sentence to be trees.
func TestTreeLarge(t *testing.T) {
	rnd := rand.New(rand.NewPCG(2, 2))
	var tr tree
	for range 5 {
		scores := make([]float32, MaxWords*(MaxWords+1))
		for i := range scores {
			scores[i] = rnd.Float32()
		}
		heads := make([]int, MaxWords)
		tr.find(heads, scores, MaxWords, MaxWords+1)
		if !tr.sound(heads) {
			t.Fatal("no tree under one root")
		}
	}
}

func TestPath(t *testing.T) {
	names := []string{"O", "B-A", "B-B", "I-A", "I-B"}
	l := newLimits(names)
	var p path
	rows := []float32{0, 1, 0, 5, 0 /**/, 0, 0, 0, 0, 3 /**/, 0, 0, 0, 1, 2}
	tags := make([]int, 3)
	p.find(tags, rows, 5, &l)
	want := []int{2, 4, 4}
	for i := range tags {
		if tags[i] != want[i] {
			t.Fatalf("got %v, want %v", tags, want)
		}
	}
}
