//go:build !linux

package kernel

func hasTiles() bool { return false }

func mulTiled(c []int32, a []byte, rows int, p *Ints) int { return 0 }
