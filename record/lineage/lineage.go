// Package lineage tells which article was made from which, and how. A copy brings hardly a name, a
// number or a quotation that its source has not; it shares runs of words with it outside quotation
// marks, or goes through the same sentences in the same order in other words. Two reporters on one
// event share names, and each knows something that the other does not. What these signs weigh is
// learned (train) on articles whose lineage is known. Candidates come from an inverted index of
// rare words and of shingles (Broder, 1997).
package lineage

import (
	"cmp"
	"math"
	"slices"

	"readout/news"
)

const (
	hot      = 400 // a feature in more articles than this proves nothing; the latest are kept
	verified = 12  // candidates that are looked at closely
	claimed  = .5  // probability at which a copy is claimed
)

// An Index holds the articles seen so far. It is not safe for concurrent use.
type Index struct {
	arts  []*print
	at    map[string]int32     // article id → place in arts
	holds map[uint32][]int32   // feature → articles, the latest hot ones
	best  map[string]news.Copy // copy id → its best source so far
}

// New returns an empty index.
func New() *Index {
	return &Index{at: map[string]int32{}, holds: map[uint32][]int32{}, best: map[string]news.Copy{}}
}

// Add adds a and returns what it shows: that a is a copy of an article that was published before
// it, or that articles added earlier are copies of a, or better ones of a than of what they were
// held for. An article that was added before is not added again.
func (x *Index) Add(a *news.Article) []news.Copy {
	if _, ok := x.at[a.ID]; ok {
		return nil
	}
	p := fingerprint(a)
	var out []news.Copy
	for _, i := range x.candidates(p) {
		copied, source := roles(p, x.arts[i])
		score, f := likely(copied, source)
		if score < claimed || !x.better(copied, source, score) {
			continue
		}
		c := news.Copy{ID: copied.id, Of: source.id, Score: math.Round(score*1000) / 1000}
		c.Altered, c.Misspelt = drift(copied, source)
		c.Kind = kind(f, c.Altered)
		if c.Kind != news.Spun {
			c.Altered = nil
		}
		x.best[c.ID] = c
		out = slices.DeleteFunc(out, func(o news.Copy) bool { return o.ID == c.ID })
		out = append(out, c)
	}
	x.keep(p)
	return out
}

// roles tells which of two articles can be the copy: the one published later.
func roles(a, b *print) (copied, source *print) {
	if c := cmp.Or(cmp.Compare(a.published, b.published), cmp.Compare(a.id, b.id)); c >= 0 {
		return a, b
	}
	return b, a
}

// better reports whether a source explains a copy better than the one it is held for. Of equally
// good ones the earliest is the original.
func (x *Index) better(copied, source *print, score float64) bool {
	old, ok := x.best[copied.id]
	if !ok {
		return true
	}
	was := x.arts[x.at[old.Of]]
	if math.Abs(old.Score-score) > .02 {
		return score > old.Score
	}
	return cmp.Or(cmp.Compare(source.published, was.published), cmp.Compare(source.id, was.id)) < 0
}

// candidates returns the articles that share most of p's features, by their weight.
func (x *Index) candidates(p *print) []int32 {
	shared := map[int32]float64{}
	for _, f := range p.features {
		for _, i := range x.holds[f.hash] {
			shared[i] += f.weight
		}
	}
	ids := make([]int32, 0, len(shared))
	for i, w := range shared {
		if w >= .12*min(p.weight, x.arts[i].weight) {
			ids = append(ids, i)
		}
	}
	slices.SortFunc(ids, func(a, b int32) int {
		return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(x.arts[a].id, x.arts[b].id))
	})
	return ids[:min(len(ids), verified)]
}

func (x *Index) keep(p *print) {
	n := int32(len(x.arts))
	x.arts = append(x.arts, p)
	x.at[p.id] = n
	for _, f := range p.features {
		in := append(x.holds[f.hash], n)
		if len(in) > hot {
			in = slices.Clone(in[len(in)-hot/2:])
		}
		x.holds[f.hash] = in
	}
	p.features = nil // they live in holds now
}

// kind says how a copy was made, from its signs and whether quotations were altered in it.
func kind(f signs, altered []news.Drift) string {
	switch {
	case f[shingleShare] > .97 && f[lengths] > .97:
		return news.Identical
	case len(altered) > 0 && f[quotesKept] < .97:
		return news.Spun
	case f[shingleShare] > .4:
		return news.Syndicated
	case f[order] > .9 && f[covered] > .7 && f[quotesKept] < .97:
		return news.Spun
	}
	return news.Rewritten
}
