package net

import (
	"bytes"
	"math"
	"testing"
)

// lesson is a document of twelve tokens whose feature 7 marks the cue, and 9 what is its content.
func lesson() (feats, pairs []uint32) {
	for i := range 12 {
		for k := range PerToken {
			f := uint32(i + 100*k)
			if i == 4 {
				f = 7
			}
			feats = append(feats, f)
		}
		pairs = append(pairs, uint32(9+i/6))
	}
	return feats, pairs
}

// taught learns the lesson: token 4 is the cue, tokens 6 and later have label 1.
func taught() *Trainer {
	t := NewTrainer(1)
	feats, pairs := lesson()
	for range 60 {
		t.See(feats)
		g := t.Cues()
		for i := range g {
			want := float32(0)
			if i == 4 {
				want = 1
			}
			g[i] = 1/(1+float32(math.Exp(-float64(g[i])))) - want
		}
		t.Doubt(g)
		out := make([][Labels]float32, 12)
		t.Label(4, 0, pairs, 1, out)
		for i := range out {
			sum := 0.0
			for _, x := range out[i] {
				sum += math.Exp(float64(x))
			}
			for l, x := range out[i] {
				out[i][l] = float32(math.Exp(float64(x)) / sum)
			}
			out[i][i/6]--
		}
		t.Unlabel(out)
		t.Step(5e-3)
	}
	return t
}

func TestLearnsAndIsReadAsItWasWritten(t *testing.T) {
	b := taught().Append(nil)
	n, err := Read(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if again := n.Append(nil); len(again) != len(b) {
		t.Errorf("written again %d bytes, want %d", len(again), len(b))
	}
	feats, pairs := lesson()
	var s Scratch
	n.See(&s, feats)
	for i, x := range n.Cues(&s) {
		if got, want := x > 0, i == 4; got != want {
			t.Errorf("token %d a cue: got %v (%f), want %v", i, got, x, want)
		}
	}
	out := make([][Labels]float32, 12)
	n.Label(&s, 4, 0, pairs, 1, out)
	for i, e := range out {
		if got, want := e[1] > e[0], i >= 6; got != want {
			t.Errorf("token %d in the content: got %v (%v), want %v", i, got, e, want)
		}
	}
}

func TestReadRefusesLess(t *testing.T) {
	b := taught().Append(nil)
	for _, n := range []int{0, 10, len(b) - 1} {
		if _, err := Read(bytes.NewReader(b[:n])); err == nil {
			t.Errorf("no error for %d bytes of %d", n, len(b))
		}
	}
}
