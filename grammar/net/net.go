// Package net is the network of package grammar: one trunk for words in their sentence, and
// on it the layers for tags, trees and names.
//
// A word is the sum of five learned rows (itself, prefix, two suffixes, shape; hashed as in
// Serrà and Karatzoglou, "Getting deep recommenders fit", 2017) and a projected static vector
// (GloVe; Pennington, Socher and Manning 2014). Gated convolutions over three words, some
// dilated, carry the context (Dauphin et al. 2017; Strubell et al. 2017), each after a
// layer normalisation and around a skip. Heads are scored by a biaffine form (Dozat and
// Manning 2017) plus a bias for the distance, and read as a tree; names are BIO tags under
// the constrained Viterbi path. Attention layers in place of convolutions were tried and gave
// less at the same cost.
package net

import "readout/grammar/kernel"

// MaxWords is the most words of one sentence, and Batch the most of one call.
const (
	MaxWords = 256
	Batch    = 768
)

// A Net is a network ready for use. It never changes and is safe for concurrent use.
type Net struct {
	Config
	Features *Features
	table    *Tensor // learned rows, int8
	static   *Tensor // static vectors, int8
	project  dense
	first    norm
	convs    []conv
	last     norm
	heads    dense
	arc      dense // biaffine form
	bias     []float32
	distance []float32 // by head minus dependant, clipped to ±16; the last for the root
	rel      dense
	rootArc  []float32 // the root's side of the biaffine form
	rootRel  []float32 // the root's side of the relations
	limits   limits
}

type dense struct {
	w    kernel.Packed
	bias []float32
}

type norm struct{ gain, bias []float32 }

type conv struct {
	norm
	dense
	dilation int
}

// maxDistance is where the bias for the distance of an arc ends.
const maxDistance = 16

// normalize writes the layer normalisation of x to out, rows of n values.
func (l *norm) normalize(out, x []float32, n int) {
	for at := 0; at+n <= len(x); at += n {
		kernel.Normalize(out[at:at+n], x[at:at+n], l.gain, l.bias)
	}
}

// apply writes x·w + bias to out, whose stride is ld.
func (d *dense) apply(out, x []float32, rows, ld int) {
	for r := range rows {
		copy(out[r*ld:r*ld+ld], d.bias)
	}
	kernel.Mul(out, x, rows, d.w.Rows, ld, &d.w)
}

// rectify sets what is below zero to zero.
func rectify(x []float32) {
	for i, v := range x {
		x[i] = max(v, 0)
	}
}
