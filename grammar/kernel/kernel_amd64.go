package kernel

import "golang.org/x/sys/cpu"

var (
	hasAVX2   = cpu.X86.HasAVX2 && cpu.X86.HasFMA
	hasAVX512 = hasAVX2 && cpu.X86.HasAVX512F
)

// mul chooses the widest kernel for each block of c.
func mul(c, a []float32, rows, lda, ldc int, b *Packed) {
	if !hasAVX2 {
		mulPlain(c, a, rows, lda, ldc, b)
		return
	}
	k, r := b.Rows, 0
	if hasAVX512 && b.Cols > Width {
		r = mulWide(c, a, rows, lda, ldc, b)
	}
	for p := 0; p < b.Cols; p += Width {
		panel, i := &b.data[p*k], r
		for ; i+6 <= rows; i += 6 {
			mul6x16(&c[i*ldc+p], &a[i*lda], panel, k, 4*lda, 4*ldc)
		}
		for ; i < rows; i++ {
			mul1x16(&c[i*ldc+p], &a[i*lda], panel, k, 4*lda, 4*ldc)
		}
	}
}

// mulWide does the rows that fill blocks of twelve and returns how many they are.
func mulWide(c, a []float32, rows, lda, ldc int, b *Packed) int {
	k, done := b.Rows, rows/12*12
	p := 0
	for ; p+2*Width <= Round(b.Cols); p += 2 * Width {
		for i := 0; i < done; i += 12 {
			mul12x32(&c[i*ldc+p], &a[i*lda], &b.data[p*k], k, 4*lda, 4*ldc, 4*Width*k)
		}
	}
	for i := 0; p < b.Cols && i < done; i += 6 {
		mul6x16(&c[i*ldc+p], &a[i*lda], &b.data[p*k], k, 4*lda, 4*ldc)
	}
	return done
}

// gate does the values that fill blocks of eight and returns how many they are.
func gate(x, a, b []float32) int {
	n := len(x) &^ 7
	if !hasAVX2 || n == 0 {
		return 0
	}
	gate8(&x[0], &a[0], &b[0], n)
	return n
}
