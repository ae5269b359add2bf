// Package net is the network of package grammar: one trunk for words in their sentence, and
// on it the layers for tags, trees and names.
//
// A word is the sum of five learned rows (itself, prefix, two suffixes, shape; hashed as in
// Serrà and Karatzoglou, "Getting deep recommenders fit", 2017) and a projected static vector
// (GloVe; Pennington, Socher and Manning 2014). Gated convolutions over three words, some
// dilated, carry the context (Dauphin et al. 2017; Strubell et al. 2017), each after a
// layer normalisation and around a skip. Heads are scored by a biaffine form (Dozat and
// Manning 2017) plus a bias for the distance, and read as a tree; names are BIO tags under
// the constrained Viterbi path; further convolutions that stand on the finished trunk add to
// their scores, so that names can learn on while all else stays as it is. Attention layers in place of convolutions were tried and gave
// less at the same cost.
//
// The matrices of a file are laid out in whole numbers when it is read (see package kernel): the
// layers multiply by weights of eight bits, and what they multiply has seven, in steps that a
// layer normalisation's gain and shift, or the largest value of a row, decide. That costs no
// accuracy that could be measured, and every machine finds the same to the bit.
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
	convs    []*kernel.Conv
	last     norm
	heads    dense
	arc      dense     // biaffine form, with the bias of each head
	distance []float32 // by head minus dependant, from −MaxWords on, then for the root
	rel      dense
	root     int       // of Rels
	rootArc  []float32 // the root's side of the biaffine form
	rootRel  []float32 // the root's side of the relations
	zeros    []float32 // as wide as Arc
	tower    []*kernel.Conv
	above    norm
	named    dense // what the tower adds to the scores of names
	limits   limits
}

// A dense layer multiplies by int8 weights; the rows of its result are as wide as bias, which
// kernel.Round makes of its columns.
type dense struct {
	w    kernel.Ints
	bias []float32
}

// A norm is a layer normalisation; that before a dense layer is fitted to give bytes.
type norm struct{ gain, shift []float32 }

// maxDistance is where the bias for the distance of an arc ends.
const maxDistance = 16

// chunk is how many rows a layer does at a time, so that their sums stay in the first caches.
const chunk = 96

// apply writes x·w + bias to out. Row r of x stands for its values times by[r], or for its
// values where by is nil.
func (d *dense) apply(out []float32, x []byte, rows int, by []float32, sums []int32) {
	for at := 0; at < rows; at += chunk {
		n := min(chunk, rows-at)
		d.w.Mul(sums, x[at*d.w.Depth:], n)
		for r := range n {
			factor := float32(1)
			if by != nil {
				factor = by[at+r]
			}
			d.w.Expand(out[(at+r)*d.wide():], sums[r*d.w.Stride:], factor, d.bias)
		}
	}
}

// wide is how many values a row of the result has.
func (d *dense) wide() int { return len(d.bias) }
