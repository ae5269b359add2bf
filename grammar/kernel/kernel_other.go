//go:build !amd64

package kernel

func mul(c, a []float32, rows, lda, ldc int, b *Packed) { mulPlain(c, a, rows, lda, ldc, b) }

func gate(x, a, b []float32) int { return 0 }
