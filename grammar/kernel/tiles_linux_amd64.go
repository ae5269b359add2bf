package kernel

import (
	"sync"
	"syscall"

	"golang.org/x/sys/cpu"
)

// mulTiles sets c, in blocks of 32 rows and panels of 32 columns, to the product of a and b plus
// start, by AMX. steps times width bytes make up a row of a, lda; ldc is in bytes too.
//
//go:noescape
func mulTiles(shape *[64]byte, c *int32, a, b *byte, start *int32,
	steps, width, lda, ldc, blocks, panels int)

// hasTiles reports whether the processor has tiles for bytes (AMX) and the system lets us use
// them: Linux asks every program to say first that it will (arch_prctl 0x1023, feature 18).
var hasTiles = sync.OnceValue(func() bool {
	if !cpu.X86.HasAMXTile || !cpu.X86.HasAMXInt8 {
		return false
	}
	const request, tileData = 0x1023, 18
	_, _, errno := syscall.RawSyscall(syscall.SYS_ARCH_PRCTL, request, tileData, 0)
	return errno == 0
})

// tileRows is how many rows of A mulTiles takes at a time.
const tileRows = 32

// mulTiled does the rows that fill blocks and returns how many they are.
func mulTiled(c []int32, a []byte, rows int, p *Ints) int {
	blocks, width := rows/tileRows, tileWidth(p.Depth)
	if blocks == 0 || width == 0 || noTiles || !hasTiles() {
		return 0
	}
	shape := tileShape(width)
	mulTiles(&shape, &c[0], &a[0], &p.data[0], &p.start[0], p.Depth/width, width, p.Depth,
		4*p.Stride, blocks, p.Stride/panel)
	return blocks * tileRows
}

// tileWidth is the widest part of at most 64 bytes that a row of depth bytes is a multiple of,
// or 0 where all are so small that tiles do not pay.
func tileWidth(depth int) int {
	for w := 64; w >= 40; w -= groups {
		if depth%w == 0 {
			return w
		}
	}
	return 0
}

// tileShape is the configuration of the tiles: four of 16 rows of 16 sums, two of A of 16 rows
// of width bytes, two of B of width/4 rows of 16 columns in fours.
func tileShape(width int) (shape [64]byte) {
	const palette, columns, rows = 0, 16, 48
	shape[palette] = 1
	for t := range 8 {
		shape[columns+2*t], shape[rows+t] = 64, 16
		switch t {
		case 4, 5:
			shape[columns+2*t] = byte(width)
		case 6, 7:
			shape[rows+t] = byte(width / groups)
		}
	}
	return shape
}
