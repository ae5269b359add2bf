// Package kernel multiplies float32 matrices and gates vectors, with AVX2 and FMA or AVX-512
// where the processor has them, else in plain Go. The results of the ways agree to within
// 1e-4 of the sum of absolute products; they differ in the order of additions.
//
// Matrices are slices in row order with a stride. The right-hand side of a product is packed
// once, in panels of 16 columns, as in Goto and van de Geijn, "Anatomy of High-Performance
// Matrix Multiplication" (2008); our matrices are small enough for the panels to stay in
// cache without further blocking.
package kernel

import "math"

//go:generate go run ./gen -out kernel_amd64.s -stubs stubs_amd64.go -pkg kernel

// Width is the number of columns of a panel; the stride of a product's result is at least
// its number of columns rounded up to a multiple of it.
const Width = 16

// A Packed is a matrix of Rows×Cols made ready to stand on the right of a product.
type Packed struct {
	Rows, Cols int
	data       []float32 // panel by panel: Rows times Width values, zeros beyond Cols
}

// Round returns n rounded up to a multiple of Width.
func Round(n int) int { return (n + Width - 1) / Width * Width }

// Pack packs b, which is rows×cols with the given stride.
func (p *Packed) Pack(b []float32, rows, cols, stride int) {
	p.shape(rows, cols)
	for r := range rows {
		row := b[r*stride : r*stride+cols]
		for c := 0; c < cols; c += Width {
			copy(p.data[c*rows+r*Width:], row[c:min(c+Width, cols)])
		}
	}
}

// PackTransposed packs the transpose of b, which is cols×rows with the given stride.
func (p *Packed) PackTransposed(b []float32, rows, cols, stride int) {
	p.shape(rows, cols)
	for c := range cols {
		panel := p.data[c/Width*Width*rows+c%Width:]
		for r, v := range b[c*stride : c*stride+rows] {
			panel[r*Width] = v
		}
	}
}

// shape makes room for a matrix and zeroes what lies beyond its columns.
func (p *Packed) shape(rows, cols int) {
	n := Round(cols) * rows
	if cap(p.data) < n {
		p.data = make([]float32, n)
	}
	p.data = p.data[:n]
	p.Rows, p.Cols = rows, cols
	if cols%Width != 0 {
		clear(p.data[cols/Width*Width*rows:])
	}
}

// Mul adds the product of a (rows × b.Rows, stride lda) and b to c (stride ldc).
func Mul(c, a []float32, rows, lda, ldc int, b *Packed) {
	if rows == 0 || b.Rows == 0 || b.Cols == 0 {
		return
	}
	_ = a[(rows-1)*lda+b.Rows-1]
	_ = c[(rows-1)*ldc+Round(b.Cols)-1]
	mul(c, a, rows, lda, ldc, b)
}

// Gate adds a[i] times the logistic function of b[i] to x[i].
func Gate(x, a, b []float32) {
	a, b = a[:len(x)], b[:len(x)]
	n := gate(x, a, b)
	gatePlain(x[n:], a[n:], b[n:])
}

// Normalize sets out to the layer normalisation of x, by the gain and shift of each value.
func Normalize(out, x, gain, shift []float32) {
	n := len(x)
	out, gain, shift = out[:n], gain[:n], shift[:n]
	sum, square := sums(x)
	mean := sum / float32(n)
	by := 1 / float32(math.Sqrt(float64(max(square/float32(n)-mean*mean, 0)+normEpsilon)))
	scale(out, x, gain, shift, by, -mean*by)
}

// normEpsilon keeps the normalisation of equal values finite.
const normEpsilon = 1e-5

// AddRow adds scale times the int8 values q to x.
func AddRow(x []float32, q []byte, scale float32) {
	q = q[:len(x)]
	n := addRow(x, q, scale)
	addRowPlain(x[n:], q[n:], scale)
}
