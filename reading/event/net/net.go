// Package net is the small network of package event. It sees hashed features of a word that may
// name an act, and what others think of it, and scores what it may be. One hidden layer stands
// between.
package net

import (
	"io"

	"readout/grammar/layers"
)

// A Shape tells the sizes of a network: the width of the hidden layer, the scores of a word, both
// multiples of 16, and the rows of the table of features, a power of two.
type Shape struct{ Hidden, Scores, Rows int }

// A Net is the network. Read gives one that never changes and is safe for concurrent use.
type Net struct {
	Shape
	table *layers.Param
	start *layers.Param // the hidden layer without features
	out   *layers.Dense
	hints *layers.Param // what a hint of each sort adds to a score
}

// A Word is what the network sees of a word: its features, and for each of the first scores the
// sort of hint that others give, below MaxHints.
type Word struct {
	Feats []uint32
	Hints []uint8
}

// MaxHints is the number of sorts of hints; the first is that of none.
const MaxHints = 16

// New returns a network whose scores are all zero.
func New(s Shape) *Net {
	n := &Net{Shape: s, table: layers.NewTable(s.Rows, s.Hidden), start: layers.NewParam(1, s.Hidden),
		out: layers.NewDense(s.Hidden, s.Scores), hints: layers.NewParam(1, MaxHints)}
	n.out.Pack()
	return n
}

// params lists all weights in the order of a file.
func (n *Net) params() []*layers.Param {
	return []*layers.Param{n.table, n.start, n.out.W, n.out.B, n.hints}
}

// Append adds the weights to b.
func (n *Net) Append(b []byte) []byte {
	for _, p := range n.params() {
		b = p.Append(b)
	}
	return b
}

// Read reads what Append wrote. An error says that r ends too early.
func Read(r io.Reader, s Shape) (*Net, error) {
	n := New(s)
	for _, p := range n.params() {
		if err := p.Read(r); err != nil {
			return nil, err
		}
	}
	n.out.Pack()
	return n, nil
}

// Score gives the scores of words.
func (n *Net) Score(words []Word) []float32 {
	h := make([]float32, len(words)*n.Hidden)
	for i := range words {
		copy(h[i*n.Hidden:], n.start.W)
		n.table.Sum(h[i*n.Hidden:], words[i].Feats)
	}
	for i, v := range h {
		h[i] = max(v, 0)
	}
	return n.last(h, words)
}

// last gives the scores of what the hidden layer holds.
func (n *Net) last(h []float32, words []Word) []float32 {
	out := make([]float32, len(words)*n.Scores)
	n.out.Forward(out, h, len(words))
	for i := range words {
		for k, s := range words[i].Hints {
			if s > 0 {
				out[i*n.Scores+k] += n.hints.W[s]
			}
		}
	}
	return out
}
