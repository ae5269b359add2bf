package net

import (
	"fmt"

	"readout/grammar/kernel"
)

// New makes a network from a weights file.
func New(f *File) (*Net, error) {
	c := f.Config
	if err := check(f); err != nil {
		return nil, err
	}
	n := &Net{Config: c, Features: NewFeatures(c.Buckets, f.Vocab, f.Static)}
	l := loader{f: f}
	n.table = l.table("table", c.Buckets.Rows(), c.Dim)
	n.static = l.table("static", len(f.Static), c.Static)
	n.project = l.dense("project", c.Static, c.Dim)
	n.first = l.norm("first", c.Dim)
	for i, d := range c.Dilations {
		name := fmt.Sprintf("conv%d", i)
		n.convs = append(n.convs, conv{l.norm(name, c.Dim), l.dense(name, 3*c.Dim, 2*c.Dim), d})
	}
	n.last = l.norm("last", c.Dim)
	n.heads = l.dense("heads", c.Dim, c.Heads())
	n.arc = l.dense("arc", c.Arc, c.Arc)
	n.bias = l.row("arc.head", c.Arc)
	n.distance = l.row("distance", 2*maxDistance+2)
	n.rel = l.dense("rel", c.Label, len(c.Rels))
	root := l.row("root", c.Dim)
	if l.err != nil {
		return nil, l.err
	}
	n.setRoot(root)
	n.limits = newLimits(c.Names)
	return n, nil
}

// check refuses sizes that no network of ours has, before anything is made of them.
func check(f *File) error {
	c := f.Config
	for _, v := range []int{c.Dim, c.Arc, c.Label} {
		if v < kernel.Width || v > 4096 || v%kernel.Width != 0 {
			return fmt.Errorf("weights: width %d is out of bounds", v)
		}
	}
	if c.Static < 1 || c.Static > 4096 {
		return fmt.Errorf("weights: width %d of static vectors is out of bounds", c.Static)
	}
	b := c.Buckets
	for _, v := range []int{b.Unknown, b.Prefix3, b.Suffix3, b.Suffix2, b.Shape} {
		if v < 1 || v > 1<<22 {
			return fmt.Errorf("weights: %d buckets are out of bounds", v)
		}
	}
	if len(f.Vocab) > b.Words || len(c.Tags)*len(c.Rels)*len(c.Names) == 0 {
		return fmt.Errorf("weights: word or label lists do not fit")
	}
	for _, d := range c.Dilations {
		if d < 1 || d > MaxWords {
			return fmt.Errorf("weights: dilation %d is out of bounds", d)
		}
	}
	return nil
}

// setRoot computes what the layers see of the root.
func (n *Net) setRoot(root []float32) {
	ld := kernel.Round(n.Heads())
	out := make([]float32, ld)
	n.heads.apply(out, root, 1, ld)
	o := n.offsets()
	n.rootArc = append([]float32(nil), out[o.head:o.head+n.Arc]...)
	rectify(n.rootArc)
	n.rootRel = append([]float32(nil), out[o.relHead:o.relHead+n.Label]...)
}

// offsets are where in a row of the heads layer each part starts.
type offsets struct{ tags, names, dep, head, relDep, relHead int }

func (c *Config) offsets() offsets {
	o := offsets{names: len(c.Tags)}
	o.dep = o.names + len(c.Names)
	o.head = o.dep + c.Arc
	o.relDep = o.head + c.Arc
	o.relHead = o.relDep + c.Label
	return o
}

// A loader takes tensors from a file and keeps the first error.
type loader struct {
	f   *File
	err error
}

// tensor returns a tensor, or nil where it is missing or one was before.
func (l *loader) tensor(name string, rows, cols int) *Tensor {
	if l.err != nil {
		return nil
	}
	t, err := l.f.Tensor(name, rows, cols)
	l.err = err
	return t
}

// table returns a tensor as int8.
func (l *loader) table(name string, rows, cols int) *Tensor {
	t := l.tensor(name, rows, cols)
	if t != nil && t.Q == nil {
		t = &Tensor{Name: name, Rows: rows, Cols: cols, F: append([]float32(nil), t.F...)}
		t.Quantize()
	}
	return t
}

func (l *loader) row(name string, n int) []float32 { return l.floats(name, 1, n) }

func (l *loader) floats(name string, rows, cols int) []float32 {
	t := l.tensor(name, rows, cols)
	if t == nil {
		return nil
	}
	if t.F == nil {
		return t.expand()
	}
	return t.F
}

func (l *loader) norm(name string, n int) norm {
	return norm{l.row(name+".gain", n), l.row(name+".shift", n)}
}

func (l *loader) dense(name string, rows, cols int) dense {
	d := dense{bias: l.row(name+".bias", cols)}
	if w := l.floats(name+".weight", rows, cols); w != nil {
		d.w.Pack(w, rows, cols, cols)
	}
	return d
}

// expand returns the float values of an int8 tensor.
func (t *Tensor) expand() []float32 {
	v := make([]float32, len(t.Q))
	for i, q := range t.Q {
		v[i] = float32(int8(q)) * t.Scale[i/t.Cols]
	}
	return v
}
