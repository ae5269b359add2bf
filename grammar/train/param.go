package main

import (
	"math"

	"readout/grammar/kernel"
)

// A param is a matrix of trained values, its gradient and the moments of Adam (Kingma and Ba
// 2015; decoupled decay, Loshchilov and Hutter 2019). Rows are padded to stride values.
type param struct {
	name               string
	rows, cols, stride int
	w, g, m, v         []float32
	sparse             bool    // only touched rows are updated
	touched            []int32 // rows with a gradient, each once
	marked             []bool
}

func newParam(name string, rows, cols int) *param {
	stride := kernel.Round(cols)
	n := rows * stride
	v := make([]float32, 4*n)
	return &param{name: name, rows: rows, cols: cols, stride: stride,
		w: v[:n], g: v[n : 2*n], m: v[2*n : 3*n], v: v[3*n:]}
}

// touch notes that row r of a sparse param gets a gradient, and returns that.
func (p *param) touch(r int32) []float32 {
	if !p.marked[r] {
		p.marked[r] = true
		p.touched = append(p.touched, r)
	}
	return p.g[int(r)*p.stride : int(r+1)*p.stride]
}

// rowsOf calls f for the ranges of values that have a gradient.
func (p *param) ranges(f func(from, to int)) {
	if !p.sparse {
		f(0, len(p.w))
		return
	}
	for _, r := range p.touched {
		f(int(r)*p.stride, int(r+1)*p.stride)
	}
}

// An adam is the optimizer's settings and its step.
type adam struct {
	rate, decay, clip float64
	step              int
}

const (
	beta1, beta2 = 0.9, 0.98
	epsilon      = 1e-8
)

// update takes a step with all params and clears their gradients.
func (a *adam) update(params []*param) {
	a.step++
	var square float64
	for _, p := range params {
		p.ranges(func(from, to int) {
			for _, g := range p.g[from:to] {
				square += float64(g) * float64(g)
			}
		})
	}
	scale := float32(min(1, a.clip/(math.Sqrt(square)+1e-6)))
	one := 1 - math.Pow(beta1, float64(a.step))
	two := 1 - math.Pow(beta2, float64(a.step))
	rate := float32(a.rate * math.Sqrt(two) / one)
	eps := float32(epsilon * math.Sqrt(two))
	shrink := float32(1 - a.rate*a.decay)
	for _, p := range params {
		p.ranges(func(from, to int) {
			adamStep(p.w[from:to], p.g[from:to], p.m[from:to], p.v[from:to], scale, rate, eps, shrink)
		})
		for _, r := range p.touched {
			p.marked[r] = false
		}
		p.touched = p.touched[:0]
	}
}

func adamStep(w, g, m, v []float32, scale, rate, eps, shrink float32) {
	g, m, v = g[:len(w)], m[:len(w)], v[:len(w)]
	for i := range w {
		d := g[i] * scale
		m[i] = beta1*m[i] + (1-beta1)*d
		v[i] = beta2*v[i] + (1-beta2)*d*d
		w[i] = w[i]*shrink - rate*m[i]/(float32(math.Sqrt(float64(v[i])))+eps)
		g[i] = 0
	}
}
