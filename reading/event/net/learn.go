package net

import (
	"math/rand/v2"

	"readout/grammar/layers"
)

// A Trainer is a network in training: See runs ahead and remembers, Learn goes back.
type Trainer struct {
	Net
	adam    layers.Adam
	rnd     *rand.Rand
	h, drop []float32
	words   []Word
}

// How much is hidden from the network in training, of features and of hidden values, and how fast
// weights shrink.
const (
	dropFeature = 0.25
	dropHidden  = 0.3
	decay       = 0.05
)

// NewTrainer returns a network with chance weights from seed.
func NewTrainer(s Shape, seed uint64) *Trainer {
	t := &Trainer{Net: *New(s), rnd: rand.New(rand.NewPCG(seed, 11)),
		adam: layers.Adam{Clip: 2, Decay: decay}}
	t.out.Start(t.rnd)
	t.table.Scatter(t.rnd, 0.03)
	for _, p := range t.params() {
		p.Learn()
	}
	t.out.Pack()
	return t
}

// See scores words in training.
func (t *Trainer) See(words []Word) []float32 {
	t.words = t.words[:0]
	layers.Grow(&t.h, len(words)*t.Hidden)
	for i := range words {
		kept := make([]uint32, 0, len(words[i].Feats))
		for _, f := range words[i].Feats {
			if t.rnd.Float32() >= dropFeature {
				kept = append(kept, f)
			}
		}
		t.words = append(t.words, Word{kept, words[i].Hints})
		copy(t.h[i*t.Hidden:], t.start.W)
		t.table.Sum(t.h[i*t.Hidden:], kept)
	}
	layers.Grow(&t.drop, len(t.h))
	for i, v := range t.h {
		t.drop[i] = 0
		if v > 0 && t.rnd.Float32() >= dropHidden {
			t.drop[i] = 1 / (1 - dropHidden)
		}
		t.h[i] = v * t.drop[i]
	}
	return t.last(t.h, t.words)
}

// Learn takes the gradient of what See gave and changes the weights.
func (t *Trainer) Learn(g []float32, rate float64) {
	dh := make([]float32, len(t.h))
	t.out.Backward(dh, g, t.h, len(t.words))
	for i, m := range t.drop {
		dh[i] *= m
	}
	for i := range t.words {
		row := dh[i*t.Hidden : (i+1)*t.Hidden]
		layers.Add(t.start.G, row)
		t.table.Touch(t.words[i].Feats, row)
		for k, s := range t.words[i].Hints {
			if s > 0 {
				t.hints.G[s] += g[i*t.Scores+k]
			}
		}
	}
	t.adam.Step(t.params(), rate)
	t.out.Pack()
}
