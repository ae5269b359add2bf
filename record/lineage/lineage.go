// Package lineage tells which article was made from which. A copy shares runs of words with its
// source that two reporters would not write alike; the earlier one is the original.
package lineage

import (
	"math"
	"strings"
	"unicode"

	"github.com/zeebo/xxh3"

	"readout/news"
)

const (
	run      = 5   // words in a shingle
	keepOne  = 2   // of so many shingles one is indexed, chosen by its hash
	common   = 64  // a shingle in more articles than this is boilerplate and proves nothing
	lightest = .35 // share of a copy's shingles that its source must hold
)

// An Index holds the articles seen so far. It is not safe for concurrent use.
type Index struct {
	arts  []entry
	holds map[uint64][]int32
}

type entry struct {
	id, published, outlet string
	shingles              int
}

// New returns an empty index.
func New() *Index { return &Index{holds: map[uint64][]int32{}} }

// Add adds a and returns what it shows: that a is a copy of an earlier article, or that earlier
// kept articles are copies of a, which was published before them.
func (x *Index) Add(a *news.Article) []news.Copy {
	sh := shingles(a.Body)
	n := int32(len(x.arts))
	shared := map[int32]int{}
	for _, h := range sh {
		in := x.holds[h]
		if len(in) <= common {
			for _, o := range in {
				shared[o]++
			}
			x.holds[h] = append(in, n)
		}
	}
	me := entry{a.ID, moment(a), a.Outlet, len(sh)}
	x.arts = append(x.arts, me)
	return x.judge(me, shared)
}

// judge turns shared shingles into copies: of me from its best source, or of others from me.
func (x *Index) judge(me entry, shared map[int32]int) []news.Copy {
	var out []news.Copy
	var best *news.Copy
	for o, k := range shared {
		other := x.arts[o]
		small := min(me.shingles, other.shingles)
		score := float64(k) / float64(max(1, small))
		if score < lightest || small < 8 {
			continue
		}
		c := news.Copy{ID: me.id, Of: other.id, Kind: kind(score, me.shingles, other.shingles),
			Score: math.Round(score*1000) / 1000}
		if me.published != "" && me.published < other.published {
			c.ID, c.Of = other.id, me.id
			out = append(out, c)
		} else if best == nil || c.Score > best.Score || c.Score == best.Score && c.Of < best.Of {
			best = &c
		}
	}
	if best != nil {
		return append(out, *best)
	}
	return out
}

func kind(score float64, a, b int) string {
	if score > .97 && math.Abs(float64(a-b)) <= .03*float64(max(a, b)) {
		return news.Identical
	}
	return news.Syndicated
}

func moment(a *news.Article) string {
	if a.Published == nil {
		return ""
	}
	return a.Published.Day + "T" + string(a.Published.Time)
}

// shingles returns the hashes of the runs of words in s that the index keeps, each once.
func shingles(s string) []uint64 {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r)
	})
	seen := map[uint64]bool{}
	var out []uint64
	for i := 0; i+run <= len(words); i++ {
		h := xxh3.HashString(strings.Join(words[i:i+run], " "))
		if h%keepOne == 0 && !seen[h] {
			seen[h] = true
			out = append(out, h)
		}
	}
	return out
}
