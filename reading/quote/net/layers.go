package net

import (
	"math"
	"math/rand/v2"

	"readout/grammar/kernel"
	"readout/grammar/layers"
)

// norm is a layer normalisation (Ba, Kiros and Hinton 2016).
type norm struct{ gain, shift *layers.Param }

func newNorm() *norm { return &norm{layers.NewParam(1, dim), layers.NewParam(1, dim)} }

// A normTape is what the way back through a norm needs.
type normTape struct{ hat, scale []float32 }

func (l *norm) forward(out, x []float32, rows int) {
	kernel.Normalize(out, x[:rows*dim], l.gain.W, l.shift.W)
}

// record is forward with a tape.
func (l *norm) record(out, x []float32, rows int, t *normTape) {
	layers.Grow(&t.hat, rows*dim)
	layers.Grow(&t.scale, rows)
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
			out[r*dim+i] = h*l.gain.W[i] + l.shift.W[i]
		}
	}
}

// backward adds the gradient with respect to x to dx, given that of the result.
func (l *norm) backward(dx, dout []float32, rows int, t *normTape) {
	for r := range rows {
		d, hat := dout[r*dim:(r+1)*dim], t.hat[r*dim:(r+1)*dim]
		var sum, along float32
		for i, v := range d {
			l.gain.G[i] += v * hat[i]
			l.shift.G[i] += v
			sum += v * l.gain.W[i]
			along += v * l.gain.W[i] * hat[i]
		}
		to := dx[r*dim : (r+1)*dim]
		for i, v := range d {
			to[i] += t.scale[r] * (v*l.gain.W[i] - sum/dim - hat[i]*along/dim)
		}
	}
}

// conv is x + gate(window(norm(x))·w + b): a gated convolution over three words (Dauphin et al.
// 2017) around a skip.
type conv struct {
	*norm
	*layers.Dense
	dilation int
	whole    *kernel.Conv // the same in whole numbers, of a network that was read
}

func newConv(dilation int) *conv {
	return &conv{norm: newNorm(), Dense: layers.NewDense(3*dim, 2*dim), dilation: dilation}
}

// freeze lays out the weights in whole numbers, for forward.
func (c *conv) freeze() {
	c.whole = kernel.NewConv(c.gain.W, c.shift.W, c.W.W, c.B.W, c.dilation)
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
	c.norm.forward(layers.Grow(&t.h, rows*dim), x, rows)
	c.gate(rows, t)
	for r := range rows {
		y := t.y[r*2*dim : (r+1)*2*dim]
		kernel.Gate(x[r*dim:(r+1)*dim], y[:dim], y[dim:])
	}
}

// gate lays out the words beside each word and multiplies.
func (c *conv) gate(rows int, t *convTape) {
	window(layers.Grow(&t.cols, rows*3*dim), t.h, rows, c.dilation)
	c.Dense.Forward(layers.Grow(&t.y, rows*2*dim), t.cols, rows)
}

// record is forward with a tape and dropout.
func (c *conv) record(x []float32, rows int, t *convTape, rnd *rand.Rand) {
	c.norm.record(layers.Grow(&t.h, rows*dim), x, rows, &t.normTape)
	c.gate(rows, t)
	mask(layers.Grow(&t.drop, rows*dim), rnd)
	clear(layers.Grow(&t.sigma, rows*dim))
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
	dy := layers.Grow(&t.dy, rows*2*dim)
	for r := range rows {
		s, y, d := t.sigma[r*dim:(r+1)*dim], t.y[r*2*dim:], dy[r*2*dim:(r+1)*2*dim]
		for i := range dim {
			g := dx[r*dim+i] * t.drop[r*dim+i]
			d[i] = g * s[i]
			d[dim+i] = g * y[i] * s[i] * (1 - s[i])
		}
	}
	dcols, dh := layers.Grow(&t.dcols, rows*3*dim), layers.Grow(&t.dh, rows*dim)
	clear(dcols)
	clear(dh)
	c.Dense.Backward(dcols, dy, t.cols, rows)
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
				layers.Add(dh[j*dim:(j+1)*dim], dout[(3*i+k)*dim:(3*i+k+1)*dim])
			}
		}
	}
}
