package boost

import "math"

// A pack is a node in one word, so that a step through a tree is a sum without a branch, and
// several trees advance at once: the key of its cut or a leaf's value in the low half, then the
// feature in 16 bits, then how far the next node is where the feature is not above the cut, and
// in the last 8 bits how much farther else. A leaf is its own next.
type pack uint64

const (
	leafless = 48  // from this bit on, a leaf has none set
	maxSkip  = 256 // so that what is farther fits: a tree has at most 128 leaves
)

// pack packs the nodes.
func (f *Forest) pack() {
	f.packs = make([]pack, len(f.nodes))
	for i, n := range f.nodes {
		if n.feature < 0 {
			f.packs[i] = pack(math.Float32bits(n.cut))
			continue
		}
		f.packs[i] = pack(uint32(key(n.cut))) | pack(n.feature)<<32 | 1<<leafless |
			pack(n.skip-1)<<56
	}
}

// key maps numbers to integers of the same order.
func key(x float32) int32 {
	b := int32(math.Float32bits(x + 0)) // no -0
	return b ^ int32(uint32(b>>31)>>1)
}

func (p pack) value() float32 { return math.Float32frombits(uint32(p)) }

func (p pack) feature() uint16 { return uint16(p >> 32) }

// next returns how far the next node is, where the feature's key is x.
func (p pack) next(x int32) pack {
	above := pack((int64(int32(p)) - int64(x)) >> 63)
	return p>>leafless&1 + p>>56&above
}

// add returns sum and what the trees say of a row of keys. Four trees advance side by side.
func (f *Forest) add(roots []int32, row []int32, sum float32) float32 {
	n := f.packs
	for ; len(roots) >= 4; roots = roots[4:] {
		a, b, c, d := pack(roots[0]), pack(roots[1]), pack(roots[2]), pack(roots[3])
		for (n[a]|n[b]|n[c]|n[d])>>leafless != 0 {
			a += n[a].next(row[n[a].feature()])
			b += n[b].next(row[n[b].feature()])
			c += n[c].next(row[n[c].feature()])
			d += n[d].next(row[n[d].feature()])
		}
		sum += n[a].value()
		sum += n[b].value()
		sum += n[c].value()
		sum += n[d].value()
	}
	for _, root := range roots {
		i := pack(root)
		for n[i]>>leafless != 0 {
			i += n[i].next(row[n[i].feature()])
		}
		sum += n[i].value()
	}
	return sum
}
