package kernel

import "golang.org/x/sys/cpu"

var (
	hasNEON = true
	hasDot  = cpu.ARM64.HasASIMDDP
)

// mulIntsDot adds the product of four rows of A and sixteen columns of B to start, in C; k
// counts fours, strides are in bytes.
//
//go:noescape
func mulIntsDot(c *int32, a, b *byte, start *int32, k, lda, ldc int)

// mulIntsLong is mulIntsDot without the instruction for dot products.
//
//go:noescape
func mulIntsLong(c *int32, a, b *byte, start *int32, k, lda, ldc int)

// hasInts reports whether mulInts needs no lanes.
func hasInts() bool { return hasNEON }

func mulInts(c []int32, a []byte, rows int, p *Ints) {
	if !hasNEON {
		mulIntsPlain(c, a, rows, p)
		return
	}
	for col := 0; col < p.Stride; col += Width {
		b := &p.data[p.at(0, col)]
		for r := 0; r < rows; r += Tile {
			to, from, start := &c[r*p.Stride+col], &a[r*p.Depth], &p.start[col]
			if hasDot {
				mulIntsDot(to, from, b, start, p.Depth/groups, p.Depth, 4*p.Stride)
			} else {
				mulIntsLong(to, from, b, start, p.Depth/groups, p.Depth, 4*p.Stride)
			}
		}
	}
}
