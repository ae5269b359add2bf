package main

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"readout/grammar/net"
)

// A tower is convolutions on the finished trunk, and a layer on them whose result is added to
// the scores of names. That layer begins at zero, so that a course that goes on from weights
// without a tower begins where they stand.
type tower struct {
	convs              []*conv
	last               *norm
	named              *dense
	x, h, out, drop, y []float32
	dy, dout           []float32
}

func newTower(cfg net.Config, rnd *rand.Rand) tower {
	var t tower
	if len(cfg.Tower) == 0 {
		return t
	}
	for i, d := range cfg.Tower {
		name := fmt.Sprintf("tower%d", i)
		t.convs = append(t.convs, &conv{norm: newNorm(name, cfg.Dim),
			dense: newDense(name, 3*cfg.Dim, 2*cfg.Dim, rnd), dilation: d})
	}
	t.last, t.named = newNorm("above", cfg.Dim), newDense("named", cfg.Dim, len(cfg.Names), rnd)
	clear(t.named.w.w)
	return t
}

func (t *tower) params() []*param {
	if len(t.convs) == 0 {
		return nil
	}
	all := []*param{t.last.gain, t.last.shift, t.named.w, t.named.b}
	for _, c := range t.convs {
		all = append(all, c.gain, c.shift, c.w, c.b)
	}
	return all
}

func (t *tower) repack() {
	if len(t.convs) > 0 {
		t.named.repack()
	}
	for _, c := range t.convs {
		c.repack()
	}
}

// above tells whether the tower alone learns.
func (n *network) above() bool { return len(n.learned) < len(n.params) }

// freeze keeps all but the tower as it is in f.
func (n *network) freeze(f *net.File) { n.from, n.learned = f, n.tower.params() }

// kept returns the tensor of a param that does not learn, as it was read, or nil.
func (n *network) kept(p *param) *net.Tensor {
	if !n.above() || slices.Contains(n.learned, p) {
		return nil
	}
	t, err := n.from.Tensor(p.name, p.rows, p.cols)
	if err != nil {
		return nil
	}
	return t
}

// climb adds the tower's part to the scores of names in the heads layer.
func (n *network) climb(rows int) {
	t, dim := &n.tower, n.cfg.Dim
	if len(t.convs) == 0 {
		return
	}
	copy(grow(&t.x, rows*dim), n.act.x)
	for _, c := range t.convs {
		c.forward(t.x, grow(&t.h, rows*dim), n.act.lens, dim, &n.drop, dropConv)
	}
	t.last.forward(grow(&t.out, rows*dim), t.x, rows, dim)
	n.drop.mask(grow(&t.drop, rows*dim), dropEmbed)
	multiply(t.out, t.drop)
	wide, ld, o := t.named.w.stride, n.heads.w.stride, n.layout()
	t.named.forward(grow(&t.y, rows*wide), t.out, rows, dim)
	for r := range rows {
		add(n.act.heads[r*ld+o.names:r*ld+o.dep], t.y[r*wide:])
	}
}

// descend carries the gradients of the scores of names down the tower and sets n.act.dx to
// what comes out of its foot.
func (n *network) descend(rows int) {
	t, a, dim := &n.tower, &n.act, n.cfg.Dim
	if len(t.convs) == 0 {
		return
	}
	wide, ld, o := t.named.w.stride, n.heads.w.stride, n.layout()
	clear(grow(&t.dy, rows*wide))
	for r := range rows {
		copy(t.dy[r*wide:], a.dheads[r*ld+o.names:r*ld+o.dep])
	}
	clear(grow(&t.dout, rows*dim))
	t.named.backward(t.dout, t.dy, t.out, rows, dim)
	multiply(t.dout, t.drop)
	clear(grow(&a.dx, rows*dim))
	t.last.backward(a.dx, t.dout, rows, dim)
	for i := len(t.convs) - 1; i >= 0; i-- {
		t.convs[i].backward(a.dx, a.dy, grow(&a.dh, rows*dim), a.dcols, a.lens, dim)
	}
}
