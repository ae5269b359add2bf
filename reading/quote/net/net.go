// Package net is the small network of package quote. It sees a document once, as hashed features
// of its tokens under gated convolutions, and tells how likely each token is a cue; then, for one
// cue, it sees the tokens around it once more, now with features of how they stand to the cue, and
// scores their labels. It adds to the linear models of package quote and is trained with them.
//
// Features are rows of a table chosen by their hash (Serrà and Karatzoglou, "Getting deep
// recommenders fit", 2017), so that no list of words is needed.
package net

import "readout/grammar/layers"

// Labels is the number of labels of a token, and PerToken that of the features of a token.
const (
	Labels   = 5
	PerToken = 9
)

// dim is the width of the network, outs that of its last layers, of which the first Labels count;
// tokenRows and pairRows are the rows of the tables.
const (
	dim       = 48
	outs      = 16
	tokenRows = 1 << 14
	pairRows  = 1 << 14
)

// A Net is the network. Read gives one that never changes and is safe for concurrent use.
type Net struct {
	tokens, pairs *layers.Param
	first         *norm
	convs         []*conv
	hidden, cue   *layers.Dense // is it a cue
	own, from     *layers.Dense // a token as it is seen from a cue, and that cue
	joined        *norm
	turns         []*conv
	last          *norm
	out           *layers.Dense
}

// Dilations of the convolutions over the document and over the tokens around a cue.
var (
	docDilations  = []int{1, 2}
	turnDilations = []int{1, 2, 4}
)

func newNet() *Net {
	n := &Net{tokens: layers.NewTable(tokenRows, dim), pairs: layers.NewTable(pairRows, dim),
		first: newNorm(), joined: newNorm(), last: newNorm(),
		hidden: layers.NewDense(dim, dim), cue: layers.NewDense(dim, outs),
		own: layers.NewDense(dim, dim), from: layers.NewDense(dim, dim), out: layers.NewDense(dim, outs)}
	for _, d := range docDilations {
		n.convs = append(n.convs, newConv(d))
	}
	for _, d := range turnDilations {
		n.turns = append(n.turns, newConv(d))
	}
	return n
}

// params lists all weights in the order of a file.
func (n *Net) params() []*layers.Param {
	all := []*layers.Param{n.tokens, n.pairs}
	for _, l := range n.norms() {
		all = append(all, l.gain, l.shift)
	}
	for _, d := range n.denses() {
		all = append(all, d.W, d.B)
	}
	return all
}

func (n *Net) norms() []*norm {
	all := []*norm{n.first, n.joined, n.last}
	for _, c := range append(n.convs[:len(n.convs):len(n.convs)], n.turns...) {
		all = append(all, c.norm)
	}
	return all
}

func (n *Net) denses() []*layers.Dense {
	all := []*layers.Dense{n.hidden, n.cue, n.own, n.from, n.out}
	for _, c := range append(n.convs[:len(n.convs):len(n.convs)], n.turns...) {
		all = append(all, c.Dense)
	}
	return all
}

func (n *Net) pack() {
	for _, d := range n.denses() {
		d.Pack()
	}
}

// A Scratch is the memory of one document at a time: after See what the network makes of it.
type Scratch struct {
	x       []float32 // a row a token
	own     []float32 // the same as it is seen from any cue
	h, part []float32
	tape    convTape
}

// block is the most tokens that convolutions see together; it bounds memory.
const block = 1024

// See reads a document: PerToken hashed features for each token.
func (n *Net) See(s *Scratch, feats []uint32) {
	rows := len(feats) / PerToken
	layers.Grow(&s.x, rows*dim)
	clear(s.x)
	for i := range rows {
		n.tokens.Sum(s.x[i*dim:(i+1)*dim], feats[i*PerToken:(i+1)*PerToken])
	}
	n.first.forward(s.x, s.x, rows)
	for at := 0; at < rows; at += block {
		end := min(at+block, rows)
		for _, c := range n.convs {
			c.forward(s.x[at*dim:end*dim], end-at, &s.tape)
		}
	}
	n.own.Forward(layers.Grow(&s.own, rows*dim), s.x, rows)
}

// Cues scores each token as a cue: the logarithm of its odds.
func (n *Net) Cues(s *Scratch) []float32 {
	rows := len(s.x) / dim
	out := make([]float32, rows)
	for at := 0; at < rows; at += block {
		k := min(block, rows-at)
		n.hidden.Forward(layers.Grow(&s.h, k*dim), s.x[at*dim:(at+k)*dim], k)
		rectify(s.h)
		n.cue.Forward(layers.Grow(&s.part, k*outs), s.h, k)
		for i := range k {
			out[at+i] = s.part[i*outs]
		}
	}
	return out
}

func rectify(x []float32) {
	for i, v := range x {
		x[i] = max(v, 0)
	}
}

// Label adds to out the scores of the labels of the tokens from first on, as seen from a cue.
// pairs holds per hashed features of each of the tokens towards the cue.
func (n *Net) Label(s *Scratch, cue, first int, pairs []uint32, per int, out [][Labels]float32) {
	rows := len(out)
	h := layers.Grow(&s.h, rows*dim)
	copy(h, s.own[first*dim:(first+rows)*dim])
	n.meet(h, s, cue, pairs, per)
	n.joined.forward(h, h, rows)
	for _, c := range n.turns {
		c.forward(h, rows, &s.tape)
	}
	n.last.forward(h, h, rows)
	n.out.Forward(layers.Grow(&s.part, rows*outs), h, rows)
	for k := range out {
		layers.Add(out[k][:], s.part[k*outs:])
	}
}

// meet adds to rows of h, which are tokens as any cue sees them, how they stand to a cue.
func (n *Net) meet(h []float32, s *Scratch, cue int, pairs []uint32, per int) {
	rows := len(h) / dim
	from := layers.Grow(&s.part, dim)
	n.from.Forward(from, s.x[cue*dim:(cue+1)*dim], 1)
	for k := range rows {
		row := h[k*dim : (k+1)*dim]
		layers.Add(row, from)
		n.pairs.Sum(row, pairs[k*per:(k+1)*per])
	}
}
