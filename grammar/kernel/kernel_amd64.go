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

// sums returns the sum of x and of its squares.
func sums(x []float32) (sum, square float32) {
	n := len(x) &^ 7
	if !hasAVX2 || n == 0 {
		return sumsPlain(x)
	}
	var part [16]float32
	sums8(&part[0], &x[0], n)
	sum, square = sumsPlain(x[n:])
	for i := range 8 {
		sum += part[i]
		square += part[8+i]
	}
	return sum, square
}

// scale sets out to (x·by + offset)·gain + shift.
func scale(out, x, gain, shift []float32, by, offset float32) {
	n := len(x) &^ 7
	if !hasAVX2 || n == 0 {
		n = 0
	} else {
		scale8(&out[0], &x[0], &gain[0], &shift[0], n, by, offset)
	}
	scalePlain(out[n:], x[n:], gain[n:], shift[n:], by, offset)
}

// addRow does the values that fill blocks of eight and returns how many they are.
func addRow(x []float32, q []byte, by float32) int {
	n := len(x) &^ 7
	if !hasAVX2 || n == 0 {
		return 0
	}
	addRow8(&x[0], &q[0], n, by)
	return n
}
