package story

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/zeebo/xxh3"
)

// postings find the articles that have a feature.
type postings struct {
	last  map[uint32]int32 // feature → place in posts of the latest article that has it
	posts []post
}

// A post is an article, where the one before it with the same feature stands (−1 for none), and how
// many there are with both.
type post struct{ article, before, count int32 }

func newPostings() postings { return postings{last: map[uint32]int32{}} }

// first is where the latest article with a feature stands, −1 where there is none.
func (h *postings) first(feature uint32) int32 {
	if at, ok := h.last[feature]; ok {
		return at
	}
	return -1
}

func (h *postings) add(feature uint32, article int32) {
	before := h.first(feature)
	count := int32(1)
	if before >= 0 {
		count += h.posts[before].count
	}
	h.last[feature] = int32(len(h.posts))
	h.posts = append(h.posts, post{article, before, count})
}

// A chain is the posts of one feature, the latest first, in both generations.
type chain struct {
	at     [2]int32 // where it begins in this one and in the last; −1 for none
	count  int32
	weight float32
}

// chains are those of features, the shortest first.
func (x *Index) chains(keys []term) []chain {
	out := make([]chain, 0, len(keys))
	for _, t := range keys {
		c := chain{at: [2]int32{x.holds[1].first(t.hash), x.holds[0].first(t.hash)}, weight: t.weight}
		for g, at := range c.at {
			if at >= 0 {
				c.count += x.holds[1-g].posts[at].count
			}
		}
		if c.count > 0 {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b chain) int { return cmp.Compare(a.count, b.count) })
	return out
}

// walk calls f with the latest articles of a chain.
func (x *Index) walk(c chain, f func(article int32)) (n int) {
	for g, at := range c.at {
		posts := x.holds[1-g].posts
		for ; at >= 0 && n < hot; at = posts[at].before {
			f(posts[at].article)
			n++
		}
	}
	return n
}

// index lets article i be found, and no longer those of the generation before the last.
func (x *Index) index(i int32) {
	for _, t := range x.arts[i].keys {
		x.holds[1].add(t.hash, i)
	}
	if x.young++; x.young < generation {
		return
	}
	x.young = 0
	x.holds[0], x.holds[1] = x.holds[1], newPostings()
	x.putAway()
	x.born = int32(len(x.arts))
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

// mostPairs is how many pairs are remembered.
const mostPairs = 1 << 18

// likely is how likely it is that two articles tell of one story.
func (x *Index) likely(i, j int32) float64 {
	key := uint64(min(i, j))<<32 | uint64(max(i, j))
	if p, ok := x.pairs[key]; ok {
		return float64(p)
	}
	p := x.model.likely(x.arts[i], x.arts[j])
	if len(x.pairs) >= mostPairs {
		clear(x.pairs)
	}
	x.pairs[key] = float32(p)
	return p
}
