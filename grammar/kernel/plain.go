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
