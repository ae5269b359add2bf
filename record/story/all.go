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
	var all [][]int32
	for _, c := range x.components(own, linked*x.model.joins) {
		all = append(all, x.group(c)...)
	}
	x.house(all)
	x.unquiet = x.unquiet[:0]
	return slices.Clone(x.steps[from:])
}

// reweigh makes the vectors of all articles anew, forgets what rested on the old ones, and returns
// the articles that are no copies, in the order of their ranks.
func (x *Index) reweigh() (own []int32) {
	clear(x.pairs)
	x.probe = probe{}
	if x.reader.stands.news() {
		x.recount()
	}
	for i, a := range x.arts {
		a.vector = weigh(a.raw, x.weigher.idf)
		a.near = nil
		if a.of < 0 {
			own = append(own, int32(i))
		}
	}
	slices.SortFunc(own, func(a, b int32) int { return cmp.Compare(x.ranks[a], x.ranks[b]) })
	return own
}

// recount counts the features of all articles anew, as more sentences are known to stand on many
// pages. Articles are found in the order of their ranks then.
func (x *Index) recount() {
	x.weigher = newWeigher()
	x.holds[1].clear()
	order := make([]int32, len(x.arts))
	for i, a := range x.arts {
		order[i] = int32(i)
		a.raw = slices.Clone(x.reader.count(&a.draft))
		a.keys = x.reader.lookup(a.raw)
		x.weigher.count(a.raw)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(x.ranks[a], x.ranks[b]) })
	for _, i := range order {
		if x.arts[i].of < 0 {
			x.post(i)
		}
	}
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
			for _, u := range x.ruled[x.arts[c[k]].id] {
				if j, ok := x.at[u.other]; ok && u.same && in[j] && !seen[j] {
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
