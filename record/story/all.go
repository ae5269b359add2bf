package story

import (
	"cmp"
	"slices"
)

// early is how many articles there are at most when all are weighed anew.
const early = 4096

// SettleAll weighs all articles anew, where there are few, and else those added since Settle was
// called last. What comes of it depends on the articles alone, not on the order in which they came,
// as far as no more than widest hang together.
func (x *Index) SettleAll() []Step {
	if len(x.arts) >= early {
		return x.Settle()
	}
	from := len(x.steps)
	x.settled = len(x.arts)
	own := x.reweigh()
	for _, i := range own {
		for _, j := range x.candidates(i) {
			x.note(i, j)
		}
	}
	for _, c := range x.components(own, linked*x.model.joins) {
		x.regroup(c)
	}
	x.unquiet = x.unquiet[:0]
	return slices.Clone(x.steps[from:])
}

// reweigh makes the vectors of all articles anew, forgets what rested on the old ones, and returns
// the articles that are no copies, in the order of their ranks.
func (x *Index) reweigh() (own []int32) {
	clear(x.pairs)
	x.probe = probe{}
	for i, a := range x.arts {
		if a == nil {
			continue
		}
		if a.raw != nil {
			a.vector = weigh(a.raw, x.weigher.idf)
		}
		a.near = nil
		if a.of < 0 {
			own = append(own, int32(i))
		}
	}
	slices.SortFunc(own, func(a, b int32) int { return cmp.Compare(x.ranks[a], x.ranks[b]) })
	return own
}

// components are the articles that hang together by links of a probability or more. Of more than
// can be weighed together only the firmer links count.
func (x *Index) components(arts []int32, least float64) (out [][]int32) {
	in, seen := map[int32]bool{}, map[int32]bool{}
	for _, i := range arts {
		in[i] = true
	}
	for _, i := range arts {
		if seen[i] {
			continue
		}
		seen[i] = true
		c := []int32{i}
		for k := 0; k < len(c); k++ {
			for _, j := range x.arts[c[k]].near {
				if in[j] && !seen[j] && x.likely(c[k], j) >= least {
					seen[j] = true
					c = append(c, j)
				}
			}
		}
		if len(c) > widest && least < 1 {
			out = append(out, x.components(c, least+.04)...)
		} else if len(c) <= widest {
			out = append(out, c)
		}
	}
	return out
}
