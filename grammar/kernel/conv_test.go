package kernel

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestConv compares a convolution over two parts with the same in floats.
func TestConv(t *testing.T) {
	const dim, dilation = 32, 2
	lens := []int{7, 1, 5}
	r := rand.New(rand.NewPCG(2, 3))
	gain, shift := random(r, dim), random(r, dim)
	w, bias := random(r, 3*dim*2*dim), random(r, 2*dim)
	for i := range w {
		w[i] *= 0.1
	}
	x := random(r, 13*dim)
	want, h := slices.Clone(x), make([]float32, len(x))
	Normalize(h, x, gain, shift)
	at := 0
	for _, n := range lens {
		for i := range n {
			y := slices.Clone(bias)
			for k := range 3 {
				if j := i + (k-1)*dilation; j >= 0 && j < n {
					for d, v := range h[(at+j)*dim : (at+j+1)*dim] {
						for c := range y {
							y[c] += v * w[(k*dim+d)*2*dim+c]
						}
					}
				}
			}
			Gate(want[(at+i)*dim:(at+i+1)*dim], y[:dim], y[dim:])
		}
		at += n
	}
	var s ConvScratch
	NewConv(gain, shift, w, bias, dilation).Apply(x, lens, &s)
	for i := range x {
		if d := math.Abs(float64(x[i] - want[i])); d > 0.1 {
			t.Fatalf("[%d] got %v, want about %v", i, x[i], want[i])
		}
	}
}
