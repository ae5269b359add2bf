// Package kernel has the arithmetic of package net: products of matrices and steps on rows,
// with AVX2, AVX-512, AMX or NEON where the processor has them, else in plain Go.
//
// What reading uses gives the same bits on every machine: Ints multiplies seven-bit values by
// eight-bit weights in exact integers, and the steps on float32 rows round every product and
// every sum by itself, in one order, with no fused instruction. (Jacob et al., "Quantization
// and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", 2018.)
// Mul alone, which is for training, fuses where it can: its ways agree to within 1e-4 of the
// sum of absolute products.
//
// Matrices are slices in row order with a stride. The right-hand side of a product is packed
// once, in panels of columns, as in Goto and van de Geijn, "Anatomy of High-Performance
// Matrix Multiplication" (2008); our matrices are small enough for the panels to stay in
// cache without further blocking.
package kernel

//go:generate go run ./gen -out kernel_amd64.s -stubs stubs_amd64.go -pkg kernel
//go:generate go run ./gen/neon kernel_arm64.s

// Width is the number of columns of a panel of float32; the stride of a product's result is
// at least its number of columns rounded up to a multiple of it.
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
		p.data = make([]float32, n+n/4)
	}
	p.data = p.data[:n]
	p.Rows, p.Cols = rows, cols
	if cols%Width != 0 {
		clear(p.data[cols/Width*Width*rows:])
	}
}

// Mul adds the product of a (rows × b.Rows, stride lda) and b to c (stride ldc).
func Mul(c, a []float32, rows, lda, ldc int, b *Packed) {
	if fits(c, a, rows, lda, ldc, b) {
		mul(c, a, rows, lda, ldc, b)
	}
}

// MulExact is Mul with the same bits on every machine; it may take twice as long.
func MulExact(c, a []float32, rows, lda, ldc int, b *Packed) {
	if fits(c, a, rows, lda, ldc, b) {
		mulExact(c, a, rows, lda, ldc, b)
	}
}

// fits reports whether there is something to multiply; it panics where a or c is too short.
func fits(c, a []float32, rows, lda, ldc int, b *Packed) bool {
	if rows == 0 || b.Rows == 0 || b.Cols == 0 {
		return false
	}
	_ = a[(rows-1)*lda+b.Rows-1]
	_ = c[(rows-1)*ldc+Round(b.Cols)-1]
	return true
}
