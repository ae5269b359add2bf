package story

import (
	"cmp"
	"slices"
)

// widest is how many articles are weighed anew together.
const widest = 96

// Settle weighs the articles added since it was called last anew, together with the stories near
// them, and returns the steps it took: it moves articles that were assigned before later ones
// showed where they belong. Groups are those of average linkage. What a person put together or
// apart stays so. As long as there are few articles, what they teach of how rare a word is changes
// much; all are weighed anew then, each time that there are an eighth more.
func (x *Index) Settle() []Step {
	if n := len(x.arts); n < early && n > x.settled+x.settled/8 {
		return x.SettleAll()
	}
	from := len(x.steps)
	done := map[int32]bool{}
	for _, i := range x.unquiet {
		if x.arts[i] == nil {
			continue
		}
		if s := x.arts[i].story; !done[s] {
			x.settle(x.around(s), done)
		}
	}
	x.unquiet = x.unquiet[:0]
	return slices.Clone(x.steps[from:])
}

// around are the stories that are linked with one, itself first, as many as can be weighed
// together.
func (x *Index) around(s int32) []int32 {
	list := []int32{s}
	n := len(x.stories[s].arts)
	for k := 0; k < len(list); k++ {
		for _, i := range x.stories[list[k]].arts {
			for _, j := range x.arts[i].near {
				if x.arts[j] == nil {
					continue
				}
				t := x.arts[j].story
				if size := len(x.stories[t].arts); !slices.Contains(list, t) && n+size <= widest {
					list = append(list, t)
					n += size
				}
			}
		}
	}
	return list
}

// settle groups the articles of some stories anew.
func (x *Index) settle(stories []int32, done map[int32]bool) {
	var own []int32
	for _, s := range stories {
		done[s] = true
		for _, i := range x.stories[s].arts {
			if x.arts[i].of < 0 {
				own = append(own, i)
			}
		}
	}
	if len(own) >= 2 && len(own) <= widest {
		x.regroup(own)
	}
}

// regroup groups articles anew, and moves them to the stories that most of each group are in.
func (x *Index) regroup(own []int32) { x.house(x.group(own)) }

// group groups articles.
func (x *Index) group(own []int32) [][]int32 {
	slices.SortFunc(own, func(a, b int32) int { return cmp.Compare(x.ranks[a], x.ranks[b]) })
	gs := groups(x.pairwise(own), x.model.joins)
	out := make([][]int32, len(gs))
	for k, g := range gs {
		for _, m := range g {
			out[k] = append(out[k], own[m])
		}
	}
	return out
}

// house moves each group to a story of its own, the largest first.
func (x *Index) house(groups [][]int32) {
	slices.SortStableFunc(groups, func(a, b []int32) int { return cmp.Compare(len(b), len(a)) })
	taken := map[int32]bool{}
	for _, g := range groups {
		to := x.home(g, taken)
		taken[to] = true
		x.gather(g, to)
	}
}

// pairwise is the probability that two articles tell of one story, for each two.
func (x *Index) pairwise(arts []int32) [][]float64 {
	p := make([][]float64, len(arts))
	for i := range p {
		p[i] = make([]float64, len(arts))
		for j := range i {
			a, b := x.arts[arts[i]], x.arts[arts[j]]
			p[i][j] = x.likely(arts[i], arts[j])
			switch same, ok := x.decided(a.id, b.id); {
			case ok && same:
				p[i][j] = widest * widest
			case ok:
				p[i][j] = -widest * widest * widest
			}
			p[j][i] = p[i][j]
		}
	}
	return p
}

// groups is average linkage down to a mean: at each turn the two groups whose members are most
// alike in the mean become one.
func groups(p [][]float64, least float64) [][]int {
	sum := make([][]float64, len(p))
	members := make([][]int, len(p))
	for i := range p {
		sum[i] = slices.Clone(p[i])
		members[i] = []int{i}
	}
	for {
		a, b := closest(sum, members, least)
		if a < 0 {
			return slices.DeleteFunc(members, func(m []int) bool { return len(m) == 0 })
		}
		members[a], members[b] = append(members[a], members[b]...), nil
		for k := range sum {
			sum[a][k] += sum[b][k]
			sum[k][a] = sum[a][k]
		}
	}
}

// closest are the two groups that are most alike, above least; −1 where there are none.
func closest(sum [][]float64, members [][]int, least float64) (a, b int) {
	a, b = -1, -1
	for i := range sum {
		for j := range i {
			if len(members[i]) == 0 || len(members[j]) == 0 {
				continue
			}
			if m := sum[i][j] / float64(len(members[i])*len(members[j])); m > least {
				a, b, least = j, i, m
			}
		}
	}
	return a, b
}

// home is the story, not taken yet, that most articles of a group are in; else a new one.
func (x *Index) home(group []int32, taken map[int32]bool) int32 {
	votes := map[int32]int{}
	to := int32(-1)
	for _, i := range group {
		s := x.arts[i].story
		votes[s]++
		if !taken[s] && (to < 0 || votes[s] > votes[to] || votes[s] == votes[to] &&
			x.stories[s].ID < x.stories[to].ID) {
			to = s
		}
	}
	if to < 0 {
		to = x.open(x.arts[group[0]].id)
	}
	return to
}

// gather moves the articles of a group to a story, in one step for each story they come from.
func (x *Index) gather(group []int32, to int32) {
	from := map[int32][]int32{}
	var order []int32
	for _, i := range group {
		s := x.arts[i].story
		if s == to {
			continue
		}
		if from[s] == nil {
			order = append(order, s)
		}
		from[s] = append(from[s], i)
	}
	for _, s := range order {
		why := "later articles show another happening"
		if len(from[s]) == x.originals(s) {
			why = "later articles show one happening"
		}
		x.move(from[s], to, why)
	}
}

func (x *Index) originals(s int32) (n int) {
	for _, i := range x.stories[s].arts {
		if x.arts[i].of < 0 {
			n++
		}
	}
	return n
}
