package kernel

import "golang.org/x/sys/cpu"

var (
	hasAVX2   = cpu.X86.HasAVX2 && cpu.X86.HasFMA
	hasAVX512 = hasAVX2 && cpu.X86.HasAVX512F
	hasVNNI   = hasAVX512 && cpu.X86.HasAVX512VNNI
	noTiles   = false // in tests of the other ways
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

// mulExact is MulExact with AVX2.
func mulExact(c, a []float32, rows, lda, ldc int, b *Packed) {
	if !hasAVX2 {
		mulPlain(c, a, rows, lda, ldc, b)
		return
	}
	k := b.Rows
	for p := 0; p < b.Cols; p += Width {
		panel, i := &b.data[p*k], 0
		for ; i+6 <= rows; i += 6 {
			mulExact6x16(&c[i*ldc+p], &a[i*lda], panel, k, 4*lda, 4*ldc)
		}
		for ; i < rows; i++ {
			mulExact1x16(&c[i*ldc+p], &a[i*lda], panel, k, 4*lda, 4*ldc)
		}
	}
}

// hasInts reports whether mulInts needs no lanes.
func hasInts() bool { return hasAVX2 }

// mulInts chooses the widest kernel for each block of c.
func mulInts(c []int32, a []byte, rows int, p *Ints) {
	switch {
	case !hasAVX2:
		mulIntsPlain(c, a, rows, p)
	case !hasVNNI:
		for col := 0; col < p.Stride; col += Width {
			b := &p.data[p.at(0, col)]
			for r := 0; r < rows; r += Tile {
				mulInts4x16(&c[r*p.Stride+col], &a[r*p.Depth], b, &p.start[col],
					p.Depth/groups, p.Depth, 4*p.Stride)
			}
		}
	default:
		done := mulTiled(c, a, rows, p)
		c, a, rows = c[done*p.Stride:], a[done*p.Depth:], rows-done
		for col := 0; col < p.Stride && rows > 0; col += panel {
			mulPanel(c[col:], a, rows, p, col)
		}
	}
}

// mulPanel does all rows of one panel, with the tallest kernel that fits.
func mulPanel(c []int32, a []byte, rows int, p *Ints, col int) {
	b, start := &p.data[p.at(0, col)], &p.start[col]
	k, lda, ldc := p.Depth/groups, p.Depth, 4*p.Stride
	r := 0
	for ; r+12 <= rows; r += 12 {
		mulInts12x32(&c[r*p.Stride], &a[r*lda], b, start, k, lda, ldc)
	}
	switch rows - r {
	case 8:
		mulInts8x32(&c[r*p.Stride], &a[r*lda], b, start, k, lda, ldc)
	case 4:
		mulInts4x32(&c[r*p.Stride], &a[r*lda], b, start, k, lda, ldc)
	}
}
