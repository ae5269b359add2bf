package net

import (
	"bytes"
	"math/rand/v2"

	"readout/grammar/layers"
)

// A Trainer is a network in training: See, Cues and Label run ahead and remember; Doubt and
// Unlabel take the gradients of what they gave, and Step follows them.
type Trainer struct {
	Net
	rnd    *rand.Rand
	adam   layers.Adam
	s      Scratch
	dx     []float32 // the gradient of s.x
	feats  []uint32
	drop   []float32
	first0 normTape
	convs0 []convTape
	cueH   []float32
	label  labelTape
}

// A labelTape is what the way back from the labels of one cue needs.
type labelTape struct {
	cue, first, rows, per int
	pairs                 []uint32
	h, z                  []float32
	joined, last          normTape
	turns                 []convTape
}

// NewTrainer returns a network with chance weights from seed.
func NewTrainer(seed uint64) *Trainer {
	t := &Trainer{Net: *newNet(), rnd: rand.New(rand.NewPCG(seed, 7)),
		adam: layers.Adam{Clip: 2, Decay: 0.02}}
	t.convs0 = make([]convTape, len(t.Net.convs))
	t.label.turns = make([]convTape, len(t.turns))
	for _, p := range t.params() {
		p.Learn()
	}
	for _, l := range t.norms() {
		copy(l.gain.W, ones[:])
	}
	for _, d := range t.denses() {
		d.Start(t.rnd)
	}
	t.tokens.Scatter(t.rnd, 0.05)
	t.pairs.Scatter(t.rnd, 0.05)
	t.pack()
	return t
}

// Frozen returns the network as Read would give it.
func (t *Trainer) Frozen() (*Net, error) { return Read(bytes.NewReader(t.Append(nil))) }

// blank is the chance that a feature of a token is not seen in training.
const blank = 0.1

// See reads a stretch of a document, as Net.See.
func (t *Trainer) See(feats []uint32) {
	rows := len(feats) / PerToken
	t.feats = append(t.feats[:0], feats...)
	for i := range t.feats {
		if t.rnd.Float32() < blank {
			t.feats[i] = 0
		}
	}
	x := layers.Grow(&t.s.x, rows*dim)
	clear(x)
	for i := range rows {
		t.tokens.Sum(x[i*dim:(i+1)*dim], t.feats[i*PerToken:(i+1)*PerToken])
	}
	t.Net.first.record(x, x, rows, &t.first0)
	mask(layers.Grow(&t.drop, rows*dim), t.rnd)
	for i, m := range t.drop {
		x[i] *= m
	}
	for i, c := range t.Net.convs {
		c.record(x, rows, &t.convs0[i], t.rnd)
	}
	clear(layers.Grow(&t.dx, rows*dim))
}

// Cues scores all tokens as cues.
func (t *Trainer) Cues() []float32 {
	rows := len(t.s.x) / dim
	t.hidden.Forward(layers.Grow(&t.cueH, rows*dim), t.s.x, rows)
	rectify(t.cueH)
	y := make([]float32, rows*outs)
	t.cue.Forward(y, t.cueH, rows)
	out := make([]float32, rows)
	for i := range out {
		out[i] = y[i*outs]
	}
	return out
}

// Doubt takes the gradient of what Cues gave.
func (t *Trainer) Doubt(g []float32) {
	rows := len(g)
	dy, dh := make([]float32, rows*outs), make([]float32, rows*dim)
	for i, v := range g {
		dy[i*outs] = v
	}
	t.cue.Backward(dh, dy, t.cueH, rows)
	for i, h := range t.cueH {
		if h <= 0 {
			dh[i] = 0
		}
	}
	t.hidden.Backward(t.dx, dh, t.s.x, rows)
}

// Label adds to out as Net.Label does.
func (t *Trainer) Label(cue, first int, pairs []uint32, per int, out [][Labels]float32) {
	l, rows := &t.label, len(out)
	l.cue, l.first, l.rows, l.per, l.pairs = cue, first, rows, per, pairs
	t.own.Forward(layers.Grow(&l.h, rows*dim), t.s.x[first*dim:(first+rows)*dim], rows)
	t.meet(l.h, &t.s, cue, pairs, per)
	t.joined.record(l.h, l.h, rows, &l.joined)
	for i, c := range t.turns {
		c.record(l.h, rows, &l.turns[i], t.rnd)
	}
	t.last.record(layers.Grow(&l.z, rows*dim), l.h, rows, &l.last)
	y := make([]float32, rows*outs)
	t.out.Forward(y, l.z, rows)
	for k := range out {
		layers.Add(out[k][:], y[k*outs:])
	}
}

// Unlabel takes the gradient of what the last Label added.
func (t *Trainer) Unlabel(g [][Labels]float32) {
	l := &t.label
	dy, dz := make([]float32, l.rows*outs), make([]float32, l.rows*dim)
	for k := range g {
		copy(dy[k*outs:], g[k][:])
	}
	t.out.Backward(dz, dy, l.z, l.rows)
	dh, d := make([]float32, l.rows*dim), make([]float32, l.rows*dim)
	t.last.backward(dh, dz, l.rows, &l.last)
	for i := len(t.turns) - 1; i >= 0; i-- {
		t.turns[i].backward(dh, l.rows, &l.turns[i])
	}
	t.joined.backward(d, dh, l.rows, &l.joined)
	at := l.first * dim
	t.own.Backward(t.dx[at:at+l.rows*dim], d, t.s.x[at:at+l.rows*dim], l.rows)
	sum := make([]float32, dim)
	for k := range l.rows {
		row := d[k*dim : (k+1)*dim]
		layers.Add(sum, row)
		t.pairs.Touch(l.pairs[k*l.per:(k+1)*l.per], row)
	}
	at = l.cue * dim
	t.from.Backward(t.dx[at:at+dim], sum, t.s.x[at:at+dim], 1)
}

// Step carries the gradients back through what See made and changes the weights.
func (t *Trainer) Step(rate float64) {
	rows := len(t.dx) / dim
	for i := len(t.convs0) - 1; i >= 0; i-- {
		t.Net.convs[i].backward(t.dx, rows, &t.convs0[i])
	}
	for i, m := range t.drop {
		t.dx[i] *= m
	}
	d := make([]float32, rows*dim)
	t.Net.first.backward(d, t.dx, rows, &t.first0)
	for i := range rows {
		t.tokens.Touch(t.feats[i*PerToken:(i+1)*PerToken], d[i*dim:(i+1)*dim])
	}
	t.adam.Step(t.params(), rate)
	t.pack()
}
