//go:build !amd64

package kernel

func mul(c, a []float32, rows, lda, ldc int, b *Packed) { mulPlain(c, a, rows, lda, ldc, b) }

func mulExact(c, a []float32, rows, lda, ldc int, b *Packed) {
	mulPlain(c, a, rows, lda, ldc, b)
}

func gate(x, a, b []float32) int { return 0 }

func gateInts(x []float32, sums []int32, scale, bias []float32) {
	gateIntsPlain(x, sums, scale, bias)
}

func normalize(out, x, gain, shift []float32) { normalizePlain(out, x, gain, shift) }

func normalizeBytes(out []byte, x, gain, shift []float32) {
	normalizeBytesPlain(out, x, gain, shift)
}

func rectify(out []byte, a, b []float32) float32 { return rectifyPlain(out, a, b) }

func expand(out []float32, sums []int32, scale, shift []float32, by float32) {
	expandPlain(out, sums, scale, shift, by)
}

func addRow(x []float32, q []byte, by float32) int { return 0 }

func addRows(x []float32, q []byte, scales []float32, rows []int32) {
	addRowsPlain(x, q, scales, rows)
}

func best(x []float32) int { return bestPlain(x) }
