package main

import (
	"math"
	"math/rand/v2"

	"readout/grammar/kernel"
)

// dense is y = x·w + b.
type dense struct {
	w, b      *param
	ahead     kernel.Packed // w
	back      kernel.Packed // its transpose
	turned    []float32
	gradients kernel.Packed
}

func newDense(name string, in, out int, rnd *rand.Rand) *dense {
	d := &dense{w: newParam(name+".weight", in, out), b: newParam(name+".bias", 1, out)}
	bound := 1 / math.Sqrt(float64(in))
	for r := range in {
		for c := range out {
			d.w.w[r*d.w.stride+c] = float32((2*rnd.Float64() - 1) * bound)
		}
	}
	return d
}

// repack must be called after each change of w.
func (d *dense) repack() {
	d.ahead.Pack(d.w.w, d.w.rows, d.w.stride, d.w.stride)
	d.back.PackTransposed(d.w.w, d.w.stride, d.w.rows, d.w.stride)
}

// forward sets y (stride of w) to x·w + b for rows of x (stride ldx).
func (d *dense) forward(y, x []float32, rows, ldx int) {
	n := d.w.stride
	for r := range rows {
		copy(y[r*n:(r+1)*n], d.b.w)
	}
	kernel.Mul(y, x, rows, ldx, n, &d.ahead)
}

// backward adds to the gradients of w and b, and to dx (stride ldx, a multiple of
// kernel.Width) where it is not nil.
func (d *dense) backward(dx, dy, x []float32, rows, ldx int) {
	n := d.w.stride
	for r := range rows {
		add(d.b.g, dy[r*n:(r+1)*n])
	}
	grow(&d.turned, d.w.rows*rows)
	transpose(d.turned, x, rows, d.w.rows, ldx)
	d.gradients.Pack(dy, rows, n, n)
	kernel.Mul(d.w.g, d.turned, d.w.rows, rows, n, &d.gradients)
	if dx != nil {
		kernel.Mul(dx, dy, rows, n, ldx, &d.back)
	}
}

// transpose sets out (cols×rows) to the transpose of x (rows×cols, stride ld).
func transpose(out, x []float32, rows, cols, ld int) {
	const block = 16
	for r0 := 0; r0 < rows; r0 += block {
		r1 := min(r0+block, rows)
		for c := range cols {
			dst := out[c*rows+r0 : c*rows+r1]
			for i := range dst {
				dst[i] = x[(r0+i)*ld+c]
			}
		}
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

// norm is a layer normalisation; it keeps what its way back needs.
type norm struct {
	gain, shift *param
	hat, scale  []float32
}

func newNorm(name string, n int) *norm {
	l := &norm{gain: newParam(name+".gain", 1, n), shift: newParam(name+".shift", 1, n)}
	for i := range n {
		l.gain.w[i] = 1
	}
	return l
}

// forward sets out to the normalised rows of x.
func (l *norm) forward(out, x []float32, rows, n int) {
	grow(&l.hat, rows*n)
	grow(&l.scale, rows)
	gain, shift := l.gain.w[:n], l.shift.w[:n]
	for r := range rows {
		row := x[r*n : (r+1)*n]
		var sum, square float32
		for _, v := range row {
			sum += v
			square += v * v
		}
		mean := sum / float32(n)
		scale := 1 / float32(math.Sqrt(float64(max(square/float32(n)-mean*mean, 0)+1e-5)))
		l.scale[r] = scale
		hat, dst := l.hat[r*n:(r+1)*n], out[r*n:(r+1)*n]
		for i, v := range row {
			h := (v - mean) * scale
			hat[i] = h
			dst[i] = h*gain[i] + shift[i]
		}
	}
}

// backward adds the gradient with respect to x to dx, given that of the result.
func (l *norm) backward(dx, dout []float32, rows, n int) {
	gain, dgain, dshift := l.gain.w[:n], l.gain.g[:n], l.shift.g[:n]
	for r := range rows {
		d, hat, to := dout[r*n:(r+1)*n], l.hat[r*n:(r+1)*n], dx[r*n:(r+1)*n]
		var sum, along float32
		for i, v := range d {
			dgain[i] += v * hat[i]
			dshift[i] += v
			g := v * gain[i]
			sum += g
			along += g * hat[i]
		}
		sum /= float32(n)
		along /= float32(n)
		scale := l.scale[r]
		for i, v := range d {
			to[i] += scale * (v*gain[i] - sum - hat[i]*along)
		}
	}
}

// conv is x + dropout(gate(window(norm(x))·w + b)).
type conv struct {
	*norm
	*dense
	dilation              int
	cols, y, sigma, drops []float32
}

// dropper makes masks of dropout from one source of chance.
type dropper struct {
	rnd *rand.Rand
	off bool
}

// mask sets v to 0 with probability p, else to 1/(1−p).
func (d *dropper) mask(v []float32, p float64) {
	if d.off {
		p = 0
	}
	keep, limit := float32(1/(1-p)), uint64(p*(1<<16))
	for i := 0; i < len(v); i += 4 {
		u := d.rnd.Uint64()
		for k := i; k < min(i+4, len(v)); k++ {
			v[k] = keep
			if u&0xffff < limit {
				v[k] = 0
			}
			u >>= 16
		}
	}
}

func multiply(x, by []float32) {
	by = by[:len(x)]
	for i := range x {
		x[i] *= by[i]
	}
}
