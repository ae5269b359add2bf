package net

import (
	"math"
	"math/rand/v2"

	"readout/grammar/kernel"
)

// A param is a matrix of weights; its gradient and the moments of Adam (Kingma and Ba 2015) are
// there in training only.
type param struct {
	rows, cols int // cols is a multiple of kernel.Width
	w          []float32
	q          []byte    // of a table that was read: the weights as signed bytes, instead of w
	scale      []float32 // of each row of q
	g, m, v    []float32
	touched    []int32 // rows of a table that have a gradient, each once
	marked     []bool
}

func newParam(rows, cols int) *param {
	return &param{rows: rows, cols: cols, w: make([]float32, rows*cols)}
}

// dense is y = x·w + b.
type dense struct {
	w, b        *param
	ahead, back kernel.Packed // w and its transpose
	turned      []float32     // memory for backward
	gradients   kernel.Packed // likewise
}

func newDense(in, out int) *dense { return &dense{w: newParam(in, out), b: newParam(1, out)} }

// pack must be called after each change of the weights.
func (d *dense) pack() {
	d.ahead.Pack(d.w.w, d.w.rows, d.w.cols, d.w.cols)
	if d.w.g != nil {
		d.back.PackTransposed(d.w.w, d.w.cols, d.w.rows, d.w.cols)
	}
}

// forward sets y to x·w + b for a number of rows; out of training it does so to the bit on every
// machine.
func (d *dense) forward(y, x []float32, rows int) {
	n := d.w.cols
	for r := range rows {
		copy(y[r*n:(r+1)*n], d.b.w)
	}
	if d.w.g == nil {
		kernel.MulExact(y, x, rows, d.w.rows, n, &d.ahead)
		return
	}
	kernel.Mul(y, x, rows, d.w.rows, n, &d.ahead)
}

// backward adds to the gradients of the weights, and to dx where that is not nil.
func (d *dense) backward(dx, dy, x []float32, rows int) {
	n := d.w.cols
	for r := range rows {
		add(d.b.g, dy[r*n:(r+1)*n])
	}
	turned := grow(&d.turned, d.w.rows*rows)
	for r := range rows {
		for c, v := range x[r*d.w.rows : (r+1)*d.w.rows] {
			turned[c*rows+r] = v
		}
	}
	d.gradients.Pack(dy, rows, n, n)
	kernel.Mul(d.w.g, turned, d.w.rows, rows, n, &d.gradients)
	if dx != nil {
		kernel.Mul(dx, dy, rows, n, d.w.rows, &d.back)
	}
}

func add(to, from []float32) {
	from = from[:len(to)]
	for i := range to {
		to[i] += from[i]
	}
}

func grow(v *[]float32, n int) []float32 {
	if cap(*v) < n {
		*v = make([]float32, n+n/4)
	}
	*v = (*v)[:n]
	return *v
}

// norm is a layer normalisation (Ba, Kiros and Hinton 2016).
type norm struct{ gain, shift *param }

func newNorm() *norm { return &norm{newParam(1, dim), newParam(1, dim)} }

// A normTape is what the way back through a norm needs.
type normTape struct{ hat, scale []float32 }

func (l *norm) forward(out, x []float32, rows int) {
	kernel.Normalize(out, x[:rows*dim], l.gain.w, l.shift.w)
}

// record is forward with a tape.
func (l *norm) record(out, x []float32, rows int, t *normTape) {
	grow(&t.hat, rows*dim)
	grow(&t.scale, rows)
	for r := range rows {
		row := x[r*dim : (r+1)*dim]
		var sum, square float32
		for _, v := range row {
			sum += v
			square += v * v
		}
		mean := sum / dim
		t.scale[r] = 1 / float32(math.Sqrt(float64(max(square/dim-mean*mean, 0)+1e-5)))
		for i, v := range row {
			h := (v - mean) * t.scale[r]
			t.hat[r*dim+i] = h
			out[r*dim+i] = h*l.gain.w[i] + l.shift.w[i]
		}
	}
}

// backward adds the gradient with respect to x to dx, given that of the result.
func (l *norm) backward(dx, dout []float32, rows int, t *normTape) {
	for r := range rows {
		d, hat := dout[r*dim:(r+1)*dim], t.hat[r*dim:(r+1)*dim]
		var sum, along float32
		for i, v := range d {
			l.gain.g[i] += v * hat[i]
			l.shift.g[i] += v
			sum += v * l.gain.w[i]
			along += v * l.gain.w[i] * hat[i]
		}
		to := dx[r*dim : (r+1)*dim]
		for i, v := range d {
			to[i] += t.scale[r] * (v*l.gain.w[i] - sum/dim - hat[i]*along/dim)
		}
	}
}

// conv is x + gate(window(norm(x))·w + b): a gated convolution over three words (Dauphin et al.
// 2017) around a skip.
type conv struct {
	*norm
	*dense
	dilation int
	whole    *kernel.Conv // the same in whole numbers, of a network that was read
}

func newConv(dilation int) *conv {
	return &conv{norm: newNorm(), dense: newDense(3*dim, 2*dim), dilation: dilation}
}

// freeze lays out the weights in whole numbers, for forward.
func (c *conv) freeze() {
	c.whole = kernel.NewConv(c.gain.w, c.shift.w, c.w.w, c.b.w, c.dilation)
}

// A convTape is working memory of a conv, and what its way back needs.
type convTape struct {
	normTape
	h, cols, y, sigma, drop []float32
	dy, dcols, dh           []float32
	whole                   kernel.ConvScratch
	lens                    []int
}

func (c *conv) forward(x []float32, rows int, t *convTape) {
	if c.whole != nil {
		t.lens = append(t.lens[:0], rows)
		c.whole.Apply(x[:rows*dim], t.lens, &t.whole)
		return
	}
	c.norm.forward(grow(&t.h, rows*dim), x, rows)
	c.gate(rows, t)
	for r := range rows {
		y := t.y[r*2*dim : (r+1)*2*dim]
		kernel.Gate(x[r*dim:(r+1)*dim], y[:dim], y[dim:])
	}
}

// gate lays out the words beside each word and multiplies.
func (c *conv) gate(rows int, t *convTape) {
	window(grow(&t.cols, rows*3*dim), t.h, rows, c.dilation)
	c.dense.forward(grow(&t.y, rows*2*dim), t.cols, rows)
}

// record is forward with a tape and dropout.
func (c *conv) record(x []float32, rows int, t *convTape, rnd *rand.Rand) {
	c.norm.record(grow(&t.h, rows*dim), x, rows, &t.normTape)
	c.gate(rows, t)
	mask(grow(&t.drop, rows*dim), rnd)
	clear(grow(&t.sigma, rows*dim))
	for r := range rows {
		s, y := t.sigma[r*dim:(r+1)*dim], t.y[r*2*dim:(r+1)*2*dim]
		kernel.Gate(s, ones[:], y[dim:])
		to, m := x[r*dim:(r+1)*dim], t.drop[r*dim:(r+1)*dim]
		for i := range to {
			to[i] += y[i] * s[i] * m[i]
		}
	}
}

var ones = func() (v [dim]float32) {
	for i := range v {
		v[i] = 1
	}
	return v
}()

// backward adds to dx, which holds the gradient of the result, what comes through the layer.
func (c *conv) backward(dx []float32, rows int, t *convTape) {
	dy := grow(&t.dy, rows*2*dim)
	for r := range rows {
		s, y, d := t.sigma[r*dim:(r+1)*dim], t.y[r*2*dim:], dy[r*2*dim:(r+1)*2*dim]
		for i := range dim {
			g := dx[r*dim+i] * t.drop[r*dim+i]
			d[i] = g * s[i]
			d[dim+i] = g * y[i] * s[i] * (1 - s[i])
		}
	}
	dcols, dh := grow(&t.dcols, rows*3*dim), grow(&t.dh, rows*dim)
	clear(dcols)
	clear(dh)
	c.dense.backward(dcols, dy, t.cols, rows)
	unwindow(dh, dcols, rows, c.dilation)
	c.norm.backward(dx, dh, rows, &t.normTape)
}

// mask fills v with 0 at a chance of dropout, else with what keeps the mean.
func mask(v []float32, rnd *rand.Rand) {
	const keep = 1 / (1 - dropout)
	for i := 0; i < len(v); i += 4 {
		u := rnd.Uint64()
		for k := i; k < min(i+4, len(v)); k++ {
			v[k] = keep
			if float32(u&0xffff) < dropout*(1<<16) {
				v[k] = 0
			}
			u >>= 16
		}
	}
}

const dropout = 0.15

// window lays beside each of n words the one d before and the one d after, or zeros.
func window(out, h []float32, n, d int) {
	for i := range n {
		for k := range 3 {
			part := out[(3*i+k)*dim : (3*i+k+1)*dim]
			if j := i + (k-1)*d; j >= 0 && j < n {
				copy(part, h[j*dim:(j+1)*dim])
			} else {
				clear(part)
			}
		}
	}
}

// unwindow adds the gradients of window's result to those of the words.
func unwindow(dh, dout []float32, n, d int) {
	for i := range n {
		for k := range 3 {
			if j := i + (k-1)*d; j >= 0 && j < n {
				add(dh[j*dim:(j+1)*dim], dout[(3*i+k)*dim:(3*i+k+1)*dim])
			}
		}
	}
}
