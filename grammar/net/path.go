package net

import (
	"strings"

	"readout/grammar/kernel"
)

// limits tells which name tag may follow which: I-x only B-x or I-x.
type limits struct {
	before [][]int // for each tag the tags it may follow
	start  []bool  // whether a sentence may start with it
}

func newLimits(names []string) limits {
	l := limits{make([][]int, len(names)), make([]bool, len(names))}
	for i, tag := range names {
		kind, inside := strings.CutPrefix(tag, "I-")
		l.start[i] = !inside
		for j, prev := range names {
			if !inside || len(prev) > 2 && prev[2:] == kind {
				l.before[i] = append(l.before[i], j)
			}
		}
	}
	return l
}

// path is the memory of a Viterbi search.
type path struct {
	score, next []float32
	from        []int16
}

// Path sets tags to the best path of names that BIO allows, from the scores of a Sentence.
func (n *Net) Path(tags []int, scores []float32, s *Scratch) {
	s.path.find(tags, scores, len(n.Names), &n.limits)
}

// find sets tags to the best allowed path through rows of scores.
func (p *path) find(tags []int, rows []float32, ld int, l *limits) {
	k := len(l.start)
	if len(tags) == 0 {
		return
	}
	grow(&p.score, k)
	grow(&p.next, k)
	if cap(p.from) < k*len(tags) {
		p.from = make([]int16, k*len(tags))
	}
	for t, v := range rows[:k] {
		p.score[t] = v
		if !l.start[t] {
			p.score[t] = -1e9
		}
	}
	for i := 1; i < len(tags); i++ {
		p.step(rows[i*ld:i*ld+k], p.from[i*k:(i+1)*k], l)
	}
	t := kernel.Best(p.score)
	for i := len(tags) - 1; i >= 0; i-- {
		tags[i] = t
		t = int(p.from[i*k+t])
	}
}

// step goes one word on.
func (p *path) step(row []float32, from []int16, l *limits) {
	all := kernel.Best(p.score)
	for t, v := range row {
		top := all
		if !l.start[t] {
			top = l.before[t][0]
			for _, b := range l.before[t] {
				if p.score[b] > p.score[top] {
					top = b
				}
			}
		}
		p.next[t] = p.score[top] + v
		from[t] = int16(top)
	}
	p.score, p.next = p.next, p.score
}
