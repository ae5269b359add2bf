package boost

import (
	"fmt"
	"math"

	"readout/news"
)

// A pack is a node in one word, so that a step through a tree needs no branch, and several trees
// advance at once: the key of its cut in the low half, then the feature and the next node's index
// in 16 bits each. Where the feature is above the cut, the node after that is the next. A leaf is
// its own next; no key is above its cut.
type pack uint64

const (
	leafCut  = math.MaxInt32
	maxNodes = 1 << 16 // of a forest
)

// pack lays the nodes out with the two after each side by side.
func (f *Forest) pack() error {
	f.packs = make([]pack, 0, len(f.nodes))
	f.leaves = make([]float32, 0, len(f.nodes))
	f.starts = make([]uint16, 0, len(f.roots))
	for _, root := range f.roots {
		base := len(f.packs)
		if base >= maxNodes {
			return fmt.Errorf("forest of over %d nodes: %w", maxNodes, news.ErrSyntax)
		}
		f.starts = append(f.starts, uint16(base))
		tree := []int32{root}
		for k := 0; k < len(tree); k++ {
			n, next := f.nodes[tree[k]], base+len(tree)
			if next+2 > maxNodes {
				return fmt.Errorf("forest of over %d nodes: %w", maxNodes, news.ErrSyntax)
			}
			f.leaves = append(f.leaves, n.cut)
			if n.feature < 0 {
				f.packs = append(f.packs, leafCut|pack(base+k)<<48)
				continue
			}
			f.packs = append(f.packs, pack(uint32(key(n.cut)))|pack(n.feature)<<32|pack(next)<<48)
			tree = append(tree, tree[k]+1, tree[k]+int32(n.skip))
		}
	}
	return nil
}

// key maps numbers to integers of the same order, below leafCut.
func key(x float32) int32 {
	b := int32(math.Float32bits(x + 0)) // no -0
	return b ^ int32(uint32(b>>31)>>1)
}

func (p pack) feature() uint16 { return uint16(p >> 32) }

// next returns the index of the next node, where the feature's key is x.
func (p pack) next(x int32) uint64 {
	return uint64(p>>48) + uint64(int64(int32(p))-int64(x))>>63
}

// add returns sum and what some trees say of a row of keys. Eight advance side by side, as each
// waits for memory most of the time.
func (f *Forest) add(starts []uint16, row []int32, sum float32) float32 {
	n := f.packs
	for ; len(starts) >= 8; starts = starts[8:] {
		a, b, c, d := n[starts[0]], n[starts[1]], n[starts[2]], n[starts[3]]
		e, g, h, i := n[starts[4]], n[starts[5]], n[starts[6]], n[starts[7]]
		for int32(a&b&c&d&e&g&h&i) != leafCut {
			a, b = n[a.next(row[a.feature()])], n[b.next(row[b.feature()])]
			c, d = n[c.next(row[c.feature()])], n[d.next(row[d.feature()])]
			e, g = n[e.next(row[e.feature()])], n[g.next(row[g.feature()])]
			h, i = n[h.next(row[h.feature()])], n[i.next(row[i.feature()])]
		}
		for _, leaf := range [...]pack{a, b, c, d, e, g, h, i} {
			sum += f.leaves[leaf>>48]
		}
	}
	for _, start := range starts {
		a := n[start]
		for int32(a) != leafCut {
			a = n[a.next(row[a.feature()])]
		}
		sum += f.leaves[a>>48]
	}
	return sum
}
