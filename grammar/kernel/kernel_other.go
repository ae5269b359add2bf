//go:build !amd64

package kernel

func mul(c, a []float32, rows, lda, ldc int, b *Packed) { mulPlain(c, a, rows, lda, ldc, b) }

func mulExact(c, a []float32, rows, lda, ldc int, b *Packed) {
	mulPlain(c, a, rows, lda, ldc, b)
}

func hasInts() bool { return false }

func mulInts(c []int32, a []byte, rows int, p *Ints) { mulIntsPlain(c, a, rows, p) }

func gate(x, a, b []float32) int { return 0 }

func addRow(x []float32, q []byte, by float32) int { return 0 }

func sums(x []float32) (sum, square float32) { return sumsPlain(x) }

func peak(x []float32) float32 { return peakPlain(x) }

func scale(out, x, gain, shift []float32, by, offset float32) {
	scalePlain(out, x, gain, shift, by, offset)
}

func round(out []byte, x, gain, shift []float32, by, offset float32) {
	roundPlain(out, x, gain, shift, by, offset)
}

func rectify(out []byte, x []float32, by float32) { rectifyPlain(out, x, by) }

func expand(out []float32, sums []int32, scale, shift []float32, by float32) {
	expandPlain(out, sums, scale, shift, by)
}
