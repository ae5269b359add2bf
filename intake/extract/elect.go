package extract

import (
	"bytes"
	_ "embed"
	"slices"
	"strings"
	"sync"
	"time"

	"readout/intake/extract/boost"
	"readout/intake/extract/dom"
)

//go:embed data/day.bin
var dayData []byte

// dayForest says of a candidate day how likely it is that of publication; nil where there is no
// model.
var dayForest = sync.OnceValue(func() *boost.Forest {
	f, _, err := boost.Read(dayData)
	if err != nil || f.Width() != candidateWidth {
		return nil
	}
	return f
})

// Doubt is the probability below which no day is given: none beats a wrong one.
const Doubt = .3

// A candidate is a day, with the votes for it.
type candidate struct {
	vote   // the day, its time, and the basis of the strongest vote
	by     [witnessKinds]float64
	near   float64 // votes for the day before or after: another zone's midnight
	nearBy [witnessKinds]float64
	count  int
	first  int // its place among all votes
	late   bool
	top    float64
}

// strong reports whether any vote is of a witness that is seldom wrong.
func strong(votes []vote) bool {
	return slices.ContainsFunc(votes, func(v vote) bool { return v.weight >= 4 })
}

// candidates gathers the votes by day.
func (pg *page) candidates(votes []vote, late moment) []candidate {
	var cs []candidate
	for n, v := range votes {
		if !pg.allowed(v.day) {
			continue
		}
		k := slices.IndexFunc(cs, func(c candidate) bool { return c.day == v.day })
		if k < 0 {
			if len(cs) >= 30 {
				continue
			}
			k = len(cs)
			cs = append(cs, candidate{first: n, late: v.day == late.day})
			cs[k].day = v.day
		}
		c := &cs[k]
		// Twenty comments of one day are no twenty witnesses: of a kind the best counts whole.
		c.weight += max(v.weight-c.by[v.kind], v.weight*.05)
		c.by[v.kind] = max(c.by[v.kind], v.weight)
		c.count++
		if v.weight > c.top {
			c.top, c.basis = v.weight, v.basis
		}
		if c.clock == "" {
			c.clock = v.clock
		}
	}
	for i := range cs {
		for j := range cs {
			if d := daysBetween(cs[i].day, cs[j].day); d == 1 || d == -1 {
				cs[i].near += cs[j].weight
				for k, v := range cs[j].by {
					cs[i].nearBy[k] += v
				}
			}
		}
	}
	return cs
}

func daysBetween(a, b string) int {
	x, err1 := time.Parse(time.DateOnly, a)
	y, err2 := time.Parse(time.DateOnly, b)
	if err1 != nil || err2 != nil {
		return 0
	}
	return int(y.Sub(x).Hours() / 24)
}

// candidateWidth is how many features a candidate has.
const candidateWidth = int(witnessKinds) + 20

// features of candidate i among all.
func (pg *page) dayFeatures(cs []candidate, i int, late moment) []float32 {
	c := &cs[i]
	r := make(row, 0, candidateWidth)
	for _, v := range c.by {
		r.add(float32(v))
	}
	total, best, first, last := 0.0, 0.0, c.day, c.day
	before := 0
	for k := range cs {
		total += cs[k].weight
		best = max(best, cs[k].weight)
		first, last = min(first, cs[k].day), max(last, cs[k].day)
		if cs[k].day < c.day {
			before++
		}
	}
	r.add(float32(c.weight), float32(c.weight/total), float32(c.weight-best), float32(c.near),
		float32(c.count), float32(c.first), truth(c.late), float32(len(cs)),
		truth(c.day == first), truth(c.day == last), float32(before),
		float32(min(daysBetween(first, c.day), 4000)), float32(min(daysBetween(c.day, last), 4000)),
		truth(c.clock != ""), truth(strings.HasSuffix(c.clock, "Z")))
	gap := float32(-1)
	if late.day != "" {
		gap = float32(min(max(daysBetween(c.day, late.day), -4000), 4000))
	}
	r.add(gap, float32(c.nearBy[byLD]+c.nearBy[byMeta]), float32(c.nearBy[byAddress]),
		float32(c.nearBy[byHead]+c.nearBy[byAbove]), float32(c.nearBy[byTimeSure]+c.nearBy[byTimeNear]))
	return r
}

// elect chooses the day: the likeliest by the model, which has learnt how far each kind of
// witness is to be trusted where they disagree; without it, the one with most votes.
func (pg *page) elect(votes []vote, late moment) vote {
	cs := pg.candidates(votes, late)
	if len(cs) == 0 {
		if late.day != "" && pg.allowed(late.day) {
			return vote{late, 1, byUpdate, "metadata"}
		}
		return vote{}
	}
	f := dayForest()
	best, most := -1, float32(0)
	for i := range cs {
		v := float32(cs[i].weight)
		if f != nil {
			v = f.Odds(pg.dayFeatures(cs, i, late))
		}
		if best < 0 || v > most || v == most && cs[i].day < cs[best].day {
			best, most = i, v
		}
	}
	if f != nil && most < Doubt {
		return vote{}
	}
	return cs[best].vote
}

// lastVotes looks where days seldom mean the publication: all visible text, and scripts.
func (pg *page) lastVotes(us bool) []vote {
	var out []vote
	for i := range pg.blocks {
		b := &pg.blocks[i]
		if b.st.digits < 3 || len(out) > 40 {
			continue
		}
		for _, f := range findDays(string(pg.flat[b.Start:min(b.End, b.Start+maxDayText)]), us) {
			if b.st.weight > 200 && f.start > 20 {
				break
			}
			out = append(out, vote{moment{day: f.day}, .3, byText, "text"})
		}
	}
	for i := range pg.dom.Nodes {
		if pg.dom.Nodes[i].Tag == dom.Script && pg.dom.Nodes[i].End > int32(i)+1 {
			out = scriptDays(out, pg.dom.Raw(int32(i)+1))
		}
	}
	return out
}

// scriptDays finds ISO days in a script; one whose key names a publication counts more.
func scriptDays(out []vote, src []byte) []vote {
	for i := 0; len(out) < 120; {
		k := bytes.Index(src[i:], []byte("-"))
		if k < 0 || i+k+6 > len(src) {
			return out
		}
		i += k + 1
		if i < 6 || src[i+2] != '-' || src[i-6] >= '0' && src[i-6] <= '9' {
			continue
		}
		m, ok := isoMoment(string(src[i-5 : min(len(src), i+20)]))
		if !ok {
			continue
		}
		w := .2
		key := bytes.ToLower(src[max(0, i-35) : i-5])
		if bytes.Contains(key, []byte("publi")) || bytes.Contains(key, []byte("creat")) {
			w = 1.5
		}
		out = append(out, vote{m, w, byScript, "metadata"})
	}
	return out
}
