package kernel

// Plain Go multiplies a value of seven bits by three weights at once, which lie 21 bits apart
// in one word, 128 added to each so that none is below zero: a product has 15 bits, and 64 of
// them fit.
const (
	lane    = 21
	columns = 3
	terms   = 64
	above   = 128
)

// packPlain lays out the weights for plain Go: for every three columns a word for each row.
func (p *Ints) packPlain() {
	p.lanes = make([]uint64, (p.Stride+columns-1)/columns*p.Depth)
	for c := range p.Stride {
		part := p.lanes[c/columns*p.Depth:]
		for r := range p.Depth {
			w := uint64(int(int8(p.data[p.at(r, c)])) + above)
			part[r] |= w << (c % columns * lane)
		}
	}
}

// mulIntsPlain is Ints.Mul in Go, on rows in tiles.
func mulIntsPlain(c []int32, a []byte, rows int, p *Ints) {
	for ; rows > 0; rows -= Tile {
		less := [Tile]int32{}
		for r := range less {
			for _, v := range a[r*p.Depth : (r+1)*p.Depth] {
				less[r] += above * int32(v)
			}
		}
		for col := 0; col < p.Stride; col += columns {
			sums := p.triple(a, col/columns)
			for r := range sums {
				for i, v := range sums[r][:min(columns, p.Stride-col)] {
					c[r*p.Stride+col+i] = v - less[r] + p.start[col+i]
				}
			}
		}
		a, c = a[Tile*p.Depth:], c[Tile*p.Stride:]
	}
}

// triple returns the sums of a tile's rows for the columns of one lane word.
func (p *Ints) triple(a []byte, at int) (sums [Tile][columns]int32) {
	words := p.lanes[at*p.Depth : (at+1)*p.Depth]
	for first := 0; first < p.Depth; first += terms {
		s := fourRows(words[first:min(first+terms, p.Depth)], a[first:], p.Depth)
		for r, v := range s {
			for i := range columns {
				sums[r][i] += int32(v >> (i * lane) & (1<<lane - 1))
			}
		}
	}
	return sums
}

// fourRows multiplies words by values of the four rows of a tile.
func fourRows(words []uint64, a []byte, stride int) [Tile]uint64 {
	n := len(words)
	a0, a1, a2, a3 := a[:n], a[stride:][:n], a[2*stride:][:n], a[3*stride:][:n]
	var s0, s1, s2, s3 uint64
	for i, v := range words {
		s0 += uint64(a0[i]) * v
		s1 += uint64(a1[i]) * v
		s2 += uint64(a2[i]) * v
		s3 += uint64(a3[i]) * v
	}
	return [Tile]uint64{s0, s1, s2, s3}
}
