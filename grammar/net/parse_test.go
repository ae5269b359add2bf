package net

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"testing"
)

// chance makes a network of chance weights and sentences of chance words, the same on every
// machine: whole numbers divided, with no function of floats between.
func chance(t testing.TB) (*Net, []Sentence) {
	t.Helper()
	r := rand.New(rand.NewPCG(4, 2))
	f := small()
	c := &f.Config
	c.Dim, c.Static, c.Arc, c.Label, c.Dilations = 48, 20, 32, 16, []int{1, 2, 5}
	c.Tower = []int{1, 3}
	c.Buckets = Buckets{4, 8, 8, 8, 8, 8}
	c.Tags = strings.Fields("NOUN VERB ADJ")
	c.Names = strings.Fields("O B-X I-X B-Y I-Y")
	c.Rels = strings.Fields("dep root obj nsubj obl case det amod punct")
	f.Tensors = nil
	add := func(name string, rows, cols int, by float32) {
		v := Tensor{Name: name, Rows: rows, Cols: cols, F: make([]float32, rows*cols)}
		for i := range v.F {
			v.F[i] = by * float32(r.IntN(2001)-1000) / 1000
		}
		f.Tensors = append(f.Tensors, v)
	}
	tensors(c, add)
	n, err := New(f)
	if err != nil {
		t.Fatal(err)
	}
	var sents []Sentence
	for range 30 {
		sents = append(sents, chanceSentence(n, r, 1+r.IntN(40)))
	}
	return n, sents
}

// tensors calls add for all tensors of a network, with how large their values may be.
func tensors(c *Config, add func(name string, rows, cols int, by float32)) {
	dense := func(name string, in, out int) {
		add(name+".weight", in, out, 0.3)
		add(name+".bias", 1, out, 0.3)
	}
	add("table", c.Buckets.Rows(), c.Dim, 1)
	add("static", 2, c.Static, 1)
	dense("project", c.Static, c.Dim)
	for _, n := range []string{"first", "conv0", "conv1", "conv2", "last", "tower0", "tower1",
		"above"} {
		add(n+".gain", 1, c.Dim, 1)
		add(n+".shift", 1, c.Dim, 0.3)
	}
	for i := range c.Dilations {
		dense(fmt.Sprintf("conv%d", i), 3*c.Dim, 2*c.Dim)
	}
	for i := range c.Tower {
		dense(fmt.Sprintf("tower%d", i), 3*c.Dim, 2*c.Dim)
	}
	dense("named", c.Dim, len(c.Names))
	dense("heads", c.Dim, c.Heads())
	dense("arc", c.Arc, c.Arc)
	dense("rel", c.Label, len(c.Rels))
	add("arc.head", 1, c.Arc, 0.3)
	add("distance", 1, 2*maxDistance+2, 1)
	add("root", 1, c.Dim, 1)
}

func chanceSentence(n *Net, r *rand.Rand, words int) Sentence {
	s := Sentence{Words: make([]Word, words), Tags: make([]int, words), Names: make([]int, words),
		Heads: make([]int, words), Rels: make([]int, words),
		Scores: make([]float32, words*len(n.Names))}
	for i := range s.Words {
		for k := range Learned {
			s.Words[i].Rows[k] = int32(r.IntN(n.Buckets.Rows()))
		}
		s.Words[i].Static = int32(r.IntN(3))
	}
	return s
}

// TestParseIsTheSameEverywhere holds all that a network finds, and the scores of its names to
// the bit, to what one machine found.
func TestParseIsTheSameEverywhere(t *testing.T) {
	n, sents := chance(t)
	var s Scratch
	n.Parse(sents, &s)
	h := fnv.New64a()
	for _, v := range sents {
		fmt.Fprintf(h, "%v %v %v %v %x\n", v.Tags, v.Names, v.Heads, v.Rels, v.Scores)
	}
	if got, want := h.Sum64(), uint64(0x3c7cf136c56b3397); got != want {
		t.Errorf("got %#x, want %#x", got, want)
	}
}

// TestParseAlone parses sentences one by one, with the outcome that they have together.
func TestParseAlone(t *testing.T) {
	n, sents := chance(t)
	_, alone := chance(t)
	var s Scratch
	n.Parse(sents, &s)
	for i := range alone {
		n.Parse(alone[i:i+1], &s)
		if !reflect.DeepEqual(alone[i], sents[i]) {
			t.Fatalf("sentence %d:\n got %v\nwant %v", i, alone[i], sents[i])
		}
	}
}

func TestParseAllocatesNothing(t *testing.T) {
	n, sents := chance(t)
	var s Scratch
	if got := testing.AllocsPerRun(10, func() { n.Parse(sents, &s) }); got > 0 {
		t.Errorf("got %v allocations a call, want none", got)
	}
}

// TestParseAtOnce has one network used side by side, each time with its own memory.
func TestParseAtOnce(t *testing.T) {
	n, want := chance(t)
	n.Parse(want, new(Scratch))
	var wg sync.WaitGroup
	for range 8 {
		_, sents := chance(t)
		wg.Go(func() {
			var s Scratch
			for range 3 {
				n.Parse(sents, &s)
			}
			if !reflect.DeepEqual(sents, want) {
				t.Error("side by side the outcome differs")
			}
		})
	}
	wg.Wait()
}
