package main

import (
	"fmt"
	"math/rand/v2"

	"readout/grammar/net"
)

// Chances of dropout.
const (
	dropEmbed = 0.2
	dropConv  = 0.1
	dropHead  = 0.1
	dropWord  = 0.06 // a word read as an unknown one, in a third of cases without its vector
)

// maxDistance is where the bias for the distance of an arc ends, as in package net.
const maxDistance = 16

// A network is net.Net with what training needs.
type network struct {
	cfg     net.Config
	static  *net.Tensor // fixed
	table   *param
	project *dense
	first   *norm
	convs   []*conv
	last    *norm
	heads   *dense
	arc     *dense
	arcHead *param
	dist    *param
	rel     *dense
	root    *param
	tower   tower
	params  []*param  // all
	learned []*param  // those that a course changes
	from    *net.File // what the others are kept from
	chain   *chain
	drop    dropper
	act     activations
}

// activations are what a way back needs of the way there, and working memory.
type activations struct {
	x, h, vectors, embedDrop, lastDrop, out []float32
	heads, dheads                           []float32
	dx, dh, dy, dcols                       []float32
	rows                                    []int32
	lens                                    []int
	side                                    sides
	rel                                     relSide
}

// newNetwork makes a network with chance values from rnd.
func newNetwork(cfg net.Config, static *net.Tensor, rnd *rand.Rand) *network {
	n := &network{cfg: cfg, static: static, drop: dropper{rnd: rnd}, chain: newChain(cfg.Names)}
	n.table = newParam("table", cfg.Buckets.Rows(), cfg.Dim)
	n.table.sparse, n.table.marked = true, make([]bool, n.table.rows)
	normal(n.table.w, 0.3, rnd)
	n.project = newDense("project", cfg.Static, cfg.Dim, rnd)
	n.first, n.last = newNorm("first", cfg.Dim), newNorm("last", cfg.Dim)
	for i, d := range cfg.Dilations {
		name := fmt.Sprintf("conv%d", i)
		n.convs = append(n.convs, &conv{norm: newNorm(name, cfg.Dim),
			dense: newDense(name, 3*cfg.Dim, 2*cfg.Dim, rnd), dilation: d})
	}
	n.heads = newDense("heads", cfg.Dim, cfg.Heads(), rnd)
	n.arc = newDense("arc", cfg.Arc, cfg.Arc, rnd)
	normal(n.arc.w.w, 0.05, rnd)
	for i := range cfg.Arc {
		n.arc.w.w[i*n.arc.w.stride+i] += 0.3
	}
	n.arcHead = newParam("arc.head", 1, cfg.Arc)
	normal(n.arcHead.w[:cfg.Arc], 0.1, rnd)
	n.dist = newParam("distance", 1, 2*maxDistance+2)
	n.rel = newDense("rel", cfg.Label, len(cfg.Rels), rnd)
	n.root = newParam("root", 1, cfg.Dim)
	normal(n.root.w[:cfg.Dim], 0.1, rnd)
	n.tower = newTower(cfg, rnd)
	n.collect()
	return n
}

func normal(v []float32, scale float64, rnd *rand.Rand) {
	for i := range v {
		v[i] = float32(rnd.NormFloat64() * scale)
	}
}

// collect lists all params. The bias of the biaffine form stays zero and is none of them.
func (n *network) collect() {
	n.params = []*param{n.table, n.arcHead, n.dist, n.root, n.arc.w,
		n.first.gain, n.first.shift, n.last.gain, n.last.shift}
	for _, d := range []*dense{n.project, n.heads, n.rel} {
		n.params = append(n.params, d.w, d.b)
	}
	for _, c := range n.convs {
		n.params = append(n.params, c.gain, c.shift, c.w, c.b)
	}
	n.params = append(n.params, n.tower.params()...)
	n.learned = n.params
}

// repack must be called after each change of the params.
func (n *network) repack() {
	for _, d := range []*dense{n.project, n.heads, n.rel, n.arc} {
		d.repack()
	}
	for _, c := range n.convs {
		c.repack()
	}
	n.tower.repack()
}

// forward computes the heads layer for a batch; its last row is the root's.
func (n *network) forward(b *batch) {
	a, dim := &n.act, n.cfg.Dim
	rows := len(b.words)
	a.lens = b.lens
	n.embed(b, rows)
	for _, c := range n.convs {
		c.forward(a.x, grow(&a.h, rows*dim), a.lens, dim, &n.drop, dropConv)
	}
	grow(&a.out, (rows+1)*dim)
	n.last.forward(a.out, a.x, rows, dim)
	n.drop.mask(grow(&a.lastDrop, rows*dim), dropEmbed)
	multiply(a.out[:rows*dim], a.lastDrop)
	copy(a.out[rows*dim:], n.root.w[:dim])
	ld := n.heads.w.stride
	n.heads.forward(grow(&a.heads, (rows+1)*ld), a.out, rows+1, dim)
	n.climb(rows)
	clear(grow(&a.dheads, (rows+1)*ld))
}

// embed sets x to the words' vectors, normalised, with dropout.
func (n *network) embed(b *batch, rows int) {
	a, dim := &n.act, n.cfg.Dim
	clear(grow(&a.vectors, rows*n.cfg.Static))
	grow(&a.x, rows*dim)
	a.rows = a.rows[:0]
	for i := range b.words {
		w, u := &b.words[i], 1.0
		if !n.drop.off {
			u = n.drop.rnd.Float64()
		}
		if w.Static > 0 && u >= dropWord/3 {
			expandStatic(a.vectors[i*n.cfg.Static:(i+1)*n.cfg.Static], n.static, int(w.Static-1))
		}
		first := w.Rows[0]
		if u < dropWord {
			first = w.Masked
		}
		a.rows = append(a.rows, first)
		a.rows = append(a.rows, w.Rows[1:]...)
	}
	n.project.forward(a.x, a.vectors, rows, n.cfg.Static)
	for i := range rows {
		x := a.x[i*dim : (i+1)*dim]
		for _, r := range a.rows[i*net.Learned : (i+1)*net.Learned] {
			add(x, n.table.w[int(r)*n.table.stride:])
		}
	}
	n.first.forward(a.x, a.x, rows, dim)
	n.drop.mask(grow(&a.embedDrop, rows*dim), dropEmbed)
	multiply(a.x, a.embedDrop)
}

func expandRow(v []float32, t *net.Tensor, row int) {
	for i := range v {
		v[i] = t.Scale[row] * float32(int8(t.Q[row*t.Cols+i]))
	}
}

// expandStatic is expandRow for a tensor without its lowest bit: the mean of the two values that
// share one of seven bits.
func expandStatic(v []float32, t *net.Tensor, row int) {
	for i := range v {
		v[i] = t.Scale[row] * (float32(int8(t.Q[row*t.Cols+i]&^1)) + .5)
	}
}

// backward carries the gradients in dheads back to all params.
func (n *network) backward(b *batch) {
	a, dim := &n.act, n.cfg.Dim
	rows := len(b.words)
	grow(&a.dy, rows*2*dim)
	grow(&a.dcols, rows*3*dim)
	n.descend(rows)
	if n.above() {
		return
	}
	dout := grow(&a.dh, (rows+1)*dim)
	clear(dout)
	n.heads.backward(dout, a.dheads, a.out, rows+1, dim)
	add(n.root.g[:dim], dout[rows*dim:])
	multiply(dout[:rows*dim], a.lastDrop)
	dx := grow(&a.dx, rows*dim)
	if len(n.tower.convs) == 0 {
		clear(dx)
	}
	n.last.backward(dx, dout, rows, dim)
	for i := len(n.convs) - 1; i >= 0; i-- {
		n.convs[i].backward(dx, a.dy, a.dh, a.dcols, a.lens, dim)
	}
	multiply(dx, a.embedDrop)
	d := a.dh[:rows*dim]
	clear(d)
	n.first.backward(d, dx, rows, dim)
	n.project.backward(nil, d, a.vectors, rows, n.cfg.Static)
	for i := range rows {
		for _, r := range a.rows[i*net.Learned : (i+1)*net.Learned] {
			add(n.table.touch(r)[:dim], d[i*dim:(i+1)*dim])
		}
	}
}

// file returns the network as a weights file; its large tensors are int8.
func (n *network) file(vocab, static []string) *net.File {
	f := &net.File{Config: n.cfg, Vocab: vocab, Static: static}
	f.Tensors = append(f.Tensors, *n.static)
	for _, p := range append(n.params, n.arc.b) {
		if t := n.kept(p); t != nil {
			f.Tensors = append(f.Tensors, *t)
			continue
		}
		t := net.Tensor{Name: p.name, Rows: p.rows, Cols: p.cols}
		for r := range p.rows {
			t.F = append(t.F, p.w[r*p.stride:r*p.stride+p.cols]...)
		}
		if p.rows > 1 {
			t.Quantize()
		}
		f.Tensors = append(f.Tensors, t)
	}
	return f
}
