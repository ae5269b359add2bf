package net

import (
	"fmt"
	"slices"

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
	n.project = l.dense("project", c.Static, c.Dim, staticZero, nil)
	n.first = l.norm("first", c.Dim)
	for i, d := range c.Dilations {
		n.convs = append(n.convs, l.conv(fmt.Sprintf("conv%d", i), c.Dim, d))
	}
	n.setRoot(&l)
	var steps []float32
	n.last, steps = l.fitted("last", c.Dim)
	n.heads = l.dense("heads", c.Dim, c.Heads(), kernel.NormZero, steps)
	n.arc = l.dense("arc", c.Arc, c.Arc, 0, nil)
	n.setArcs(l.row("arc.head", c.Arc), l.row("distance", 2*maxDistance+2))
	n.rel = l.dense("rel", c.Label, len(c.Rels), 0, nil)
	n.setTower(&l)
	if l.err != nil {
		return nil, l.err
	}
	n.limits = newLimits(c.Names)
	n.zeros = make([]float32, c.Arc)
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
	for _, d := range slices.Concat(c.Dilations, c.Tower) {
		if d < 1 || d > MaxWords {
			return fmt.Errorf("weights: dilation %d is out of bounds", d)
		}
	}
	return nil
}

// setRoot computes what the layers see of the root, which is a row of its own.
func (n *Net) setRoot(l *loader) {
	wide, o := kernel.Round(n.Heads()), n.offsets()
	w, root := l.floats("heads.weight", n.Dim, n.Heads()), l.row("root", n.Dim)
	out := append(slices.Clone(l.row("heads.bias", n.Heads())), make([]float32, wide)...)[:wide]
	if l.err != nil {
		return
	}
	var p kernel.Packed
	p.Pack(w, n.Dim, n.Heads(), n.Heads())
	kernel.MulExact(out, root, 1, n.Dim, wide, &p)
	n.rootArc, n.rootRel = make([]float32, n.Arc), out[o.relHead:o.relHead+n.Label]
	rectify(n.rootArc, out[o.head:o.relDep])
	n.root = max(slices.Index(n.Rels, "root"), 0)
}

// setTower makes the layers that names have for themselves.
func (n *Net) setTower(l *loader) {
	if len(n.Tower) == 0 {
		return
	}
	for i, d := range n.Tower {
		n.tower = append(n.tower, l.conv(fmt.Sprintf("tower%d", i), n.Dim, d))
	}
	var steps []float32
	n.above, steps = l.fitted("above", n.Dim)
	n.named = l.dense("named", n.Dim, len(n.Names), kernel.NormZero, steps)
}

// setArcs lays the bias of a head into the biaffine form and that of a distance out for every
// distance there may be.
func (n *Net) setArcs(head, distance []float32) {
	if head == nil || distance == nil {
		return
	}
	for i, v := range head {
		n.arc.bias[i] += v
	}
	n.distance = make([]float32, 2*MaxWords+1)
	for i := range n.distance {
		d := min(max(i-MaxWords, -maxDistance), maxDistance)
		n.distance[i] = distance[d+maxDistance]
	}
	n.distance = append(n.distance, distance[2*maxDistance+1])
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

// fitted is a norm that gives bytes, and their steps.
func (l *loader) fitted(name string, n int) (norm, []float32) {
	in := l.norm(name, n)
	if l.err != nil {
		return in, nil
	}
	var steps []float32
	in.gain, in.shift, steps = kernel.Fit(in.gain, in.shift)
	return in, steps
}

// conv returns a gated convolution.
func (l *loader) conv(name string, dim, dilation int) *kernel.Conv {
	in, w := l.norm(name, dim), l.floats(name+".weight", 3*dim, 2*dim)
	bias := l.row(name+".bias", 2*dim)
	if l.err != nil {
		return nil
	}
	return kernel.NewConv(in.gain, in.shift, w, bias, dilation)
}

// dense returns a layer for values that stand off by zero; where steps are given, they are
// those of its inputs, one after another and then again from the first.
func (l *loader) dense(name string, rows, cols int, zero float32, steps []float32) dense {
	var d dense
	w, bias := l.floats(name+".weight", rows, cols), l.row(name+".bias", cols)
	if l.err != nil {
		return d
	}
	d.w.Pack(w, rows, cols, zero, steps)
	d.bias = append(slices.Clone(bias), make([]float32, kernel.Round(cols)-cols)...)
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
