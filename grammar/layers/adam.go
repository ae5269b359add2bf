package layers

import "math"

// Adam follows gradients, with decoupled decay (Kingma and Ba 2015; Loshchilov and Hutter 2019).
type Adam struct {
	Clip, Decay float64 // the longest gradient, and how much of a weight goes at each step
	steps       int
}

const beta1, beta2 = 0.9, 0.99

// Step changes all weights that have a gradient, and clears the gradients.
func (a *Adam) Step(params []*Param, rate float64) {
	a.steps++
	square := 0.0
	ranges(params, func(p *Param, from, to int) {
		for _, g := range p.G[from:to] {
			square += float64(g) * float64(g)
		}
	})
	scale := float32(min(1, a.Clip/(math.Sqrt(square)+1e-6)))
	two := math.Sqrt(1 - math.Pow(beta2, float64(a.steps)))
	by := float32(rate * two / (1 - math.Pow(beta1, float64(a.steps))))
	tiny, shrink := float32(1e-8*two), float32(1-rate*a.Decay)
	ranges(params, func(p *Param, from, to int) {
		for i := from; i < to; i++ {
			g := p.G[i] * scale
			p.m[i] = beta1*p.m[i] + (1-beta1)*g
			p.v[i] = beta2*p.v[i] + (1-beta2)*g*g
			p.W[i] = p.W[i]*shrink - by*p.m[i]/(float32(math.Sqrt(float64(p.v[i])))+tiny)
			p.G[i] = 0
		}
	})
	for _, p := range params {
		for _, r := range p.touched {
			p.marked[r] = false
		}
		p.touched = p.touched[:0]
	}
}

// ranges yields the stretches of weights that have a gradient.
func ranges(params []*Param, yield func(p *Param, from, to int)) {
	for _, p := range params {
		if !p.table {
			yield(p, 0, len(p.W))
			continue
		}
		for _, r := range p.touched {
			yield(p, int(r)*p.Cols, int(r+1)*p.Cols)
		}
	}
}
