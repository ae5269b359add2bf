//go:build !amd64 && !arm64

package kernel

func hasInts() bool { return false }

func mulInts(c []int32, a []byte, rows int, p *Ints) { mulIntsPlain(c, a, rows, p) }
