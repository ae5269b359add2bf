package layers

import (
	"math"
	"math/rand/v2"

	"readout/grammar/kernel"
)

// A Dense is y = x·W + B.
type Dense struct {
	W, B        *Param
	ahead, back kernel.Packed // W and its transpose
	turned      []float32     // memory for Backward
	gradients   kernel.Packed // likewise
}

// NewDense returns a layer of zeros.
func NewDense(in, out int) *Dense { return &Dense{W: NewParam(in, out), B: NewParam(1, out)} }

// Start sets the weights by chance, as wide as their number asks for.
func (d *Dense) Start(rnd *rand.Rand) {
	bound := 1 / math.Sqrt(float64(d.W.Rows))
	for i := range d.W.W {
		d.W.W[i] = float32((2*rnd.Float64() - 1) * bound)
	}
}

// Pack must be called after each change of the weights.
func (d *Dense) Pack() {
	d.ahead.Pack(d.W.W, d.W.Rows, d.W.Cols, d.W.Cols)
	if d.W.G != nil {
		d.back.PackTransposed(d.W.W, d.W.Cols, d.W.Rows, d.W.Cols)
	}
}

// Forward sets y to x·W + B for a number of rows; out of training it does so to the bit on every
// machine.
func (d *Dense) Forward(y, x []float32, rows int) {
	n := d.W.Cols
	for r := range rows {
		copy(y[r*n:(r+1)*n], d.B.W)
	}
	if d.W.G == nil {
		kernel.MulExact(y, x, rows, d.W.Rows, n, &d.ahead)
		return
	}
	kernel.Mul(y, x, rows, d.W.Rows, n, &d.ahead)
}

// Backward adds to the gradients of the weights, and to dx where that is not nil.
func (d *Dense) Backward(dx, dy, x []float32, rows int) {
	n := d.W.Cols
	for r := range rows {
		Add(d.B.G, dy[r*n:(r+1)*n])
	}
	turned := Grow(&d.turned, d.W.Rows*rows)
	for r := range rows {
		for c, v := range x[r*d.W.Rows : (r+1)*d.W.Rows] {
			turned[c*rows+r] = v
		}
	}
	d.gradients.Pack(dy, rows, n, n)
	kernel.Mul(d.W.G, turned, d.W.Rows, rows, n, &d.gradients)
	if dx != nil {
		kernel.Mul(dx, dy, rows, n, d.W.Rows, &d.back)
	}
}
