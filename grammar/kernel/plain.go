package kernel

import "math"

// mulPlain is Mul in Go: a row of c by a panel of b at a time.
func mulPlain(c, a []float32, rows, lda, ldc int, b *Packed) {
	k := b.Rows
	for r := range rows {
		row := a[r*lda : r*lda+k]
		for p := 0; p < b.Cols; p += Width {
			panel := b.data[p*k : (p+Width)*k]
			out := (*[Width]float32)(c[r*ldc+p:])
			for i, v := range row {
				w := (*[Width]float32)(panel[i*Width:])
				for j := range out {
					out[j] += v * w[j]
				}
			}
		}
	}
}

// gatePlain is Gate in Go.
func gatePlain(x, a, b []float32) {
	for i := range x {
		x[i] += a[i] / (1 + float32(math.Exp(-float64(b[i]))))
	}
}

// sumsPlain returns the sum of x and of its squares.
func sumsPlain(x []float32) (sum, square float32) {
	for _, v := range x {
		sum += v
		square += v * v
	}
	return sum, square
}

// scalePlain sets out to (x·by + offset)·gain + shift.
func scalePlain(out, x, gain, shift []float32, by, offset float32) {
	for i, v := range x {
		out[i] = (v*by+offset)*gain[i] + shift[i]
	}
}

// addRowPlain is AddRow in Go.
func addRowPlain(x []float32, q []byte, scale float32) {
	for i := range x {
		x[i] += scale * float32(int8(q[i]))
	}
}
