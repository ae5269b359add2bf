package story

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/zeebo/xxh3"

	"readout/text/terms"
)

// postings find the articles that have a feature.
type postings struct {
	last  terms.Table[spot]
	nodes []node
}

// A spot is the node of the latest articles that have a feature, and how many there are in all.
type spot struct{ node, count int32 }

// A node holds articles with one feature, the latest last, and where those before them stand.
type node struct {
	arts   [perNode]int32
	before int32
}

const perNode = 7 // articles: half a cache line

func (h *postings) add(feature uint32, article int32) {
	p := h.last.Place(feature)
	at := p.count % perNode
	if at == 0 {
		h.nodes = append(h.nodes, node{before: p.node})
		p.node = int32(len(h.nodes) - 1)
	}
	h.nodes[p.node].arts[at] = article
	p.count++
}

// clear forgets all articles, and keeps the room.
func (h *postings) clear() {
	h.last.Clear()
	h.nodes = h.nodes[:0]
}

// A chain is the articles of one feature, in this generation and in the last.
type chain struct {
	at     [2]spot
	count  int32
	weight float32
}

// chains are those of features, the shortest first.
func (x *Index) chains(keys []term) []chain {
	out := x.found[:0]
	for _, t := range keys {
		c := chain{weight: t.weight,
			at: [2]spot{x.holds[1].last.Find(t.hash), x.holds[0].last.Find(t.hash)}}
		if c.count = c.at[0].count + c.at[1].count; c.count > 0 {
			out = append(out, c)
		}
	}
	x.found = out
	slices.SortStableFunc(out, func(a, b chain) int { return cmp.Compare(a.count, b.count) })
	return out
}

// walk tallies the latest articles of a chain, and returns how many these are.
func (x *Index) walk(c chain) (n int) {
	for g, p := range c.at {
		nodes := x.holds[1-g].nodes
		for p.count > 0 && n < hot {
			d := &nodes[p.node]
			for ; n < hot; n++ {
				p.count--
				x.tally.Add(d.arts[p.count%perNode], c.weight)
				if p.count%perNode == 0 {
					n++
					break
				}
			}
			p.node = d.before
		}
	}
	return n
}

// index lets article i be found, and no longer those of the generation before the last.
func (x *Index) index(i int32) {
	x.post(i)
	if x.young++; x.young < generation {
		return
	}
	x.young = 0
	x.holds[0], x.holds[1] = x.holds[1], x.holds[0]
	x.holds[1].clear()
	x.reader.stands.age()
	x.putAway()
	x.born = int32(len(x.arts))
}

func (x *Index) post(i int32) {
	for _, t := range x.arts[i].keys {
		x.holds[1].add(t.hash, i)
	}
}

// putAway forgets all of the stories that no article has joined since before the last generation
// but which articles are in them.
func (x *Index) putAway() {
	for s, c := range x.stories {
		if c == nil || len(c.arts) == 0 || c.arts[len(c.arts)-1] >= x.born {
			continue
		}
		n, _ := strconv.ParseUint(c.ID[1:], 16, 64)
		for _, i := range c.arts {
			delete(x.at, x.arts[i].id)
			x.away[xxh3.HashString(x.arts[i].id)] = n
			x.arts[i] = nil
		}
		delete(x.of, c.ID)
		x.stories[s] = nil
	}
	x.steps = nil
}

func storyID(n uint64) string { return fmt.Sprintf("s%016x", n) }

// A pair is two articles and how likely it is that they tell of one story.
type pair struct {
	key uint64 // their numbers, the lesser one first; 0 for none
	is  float32
}

const pairs = 1 << 16 // that are remembered at the most

// likely is how likely it is that two articles tell of one story.
func (x *Index) likely(i, j int32) float64 {
	key := uint64(min(i, j))<<32 | uint64(max(i, j))
	p := &x.pairs[(key*0x9E3779B97F4A7C15)>>48]
	if p.key != key {
		*p = pair{key, float32(x.model.likely(&x.probe, x.arts[i], x.arts[j]))}
	}
	return float64(p.is)
}
