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
	"strings"

	"readout/news"
)

const (
	hot      = 128     // a feature in more articles than this proves nothing; the latest are kept
	verified = 12      // candidates that are looked at closely
	keptMost = 100_000 // articles that others are compared with, the latest
	sweep    = 10_000  // articles after which those of old are taken out of the features
	claimed  = .49     // probability at which a copy is claimed
)

// An Index holds the articles seen so far. It is not safe for concurrent use.
type Index struct {
	arts   []*print
	first  int32              // the oldest of arts that others are compared with
	at     map[string]int32   // article id → place in arts
	once   map[uint32]int32   // feature → the only article, as long as there is one: most are such
	holds  map[uint32][]int32 // feature → articles, the latest hot ones
	shared []float32          // by article: weight in common, while candidates are sought
	deny   map[[2]string]bool // article and source of which a person said that it is no copy

	claims map[string][]news.Copy // copy id → what it may have been made from
}

// New returns an empty index.
func New() *Index {
	return &Index{at: map[string]int32{}, holds: map[uint32][]int32{}, once: map[uint32]int32{},
		deny: map[[2]string]bool{}, claims: map[string][]news.Copy{}}
}

// Add adds a and returns what it shows: that a is a copy of an article that was published before
// it, or that articles added earlier are copies of a, or better ones of a than of what they were
// held for. An article that was added before is not added again.
func (x *Index) Add(a *news.Article) []news.Copy {
	if _, ok := x.at[a.ID]; ok {
		return nil
	}
	p := fingerprint(a)
	before := map[string]string{}
	for _, i := range x.candidates(p) {
		copied, source := roles(p, x.arts[i])
		if x.deny[[2]string{copied.id, source.id}] {
			continue
		}
		if c, ok := claim(copied, source); ok {
			if _, noted := before[c.ID]; !noted {
				before[c.ID] = x.best(c.ID).Of
			}
			x.claims[c.ID] = append(x.claims[c.ID], c)
		}
	}
	x.keep(p)
	var out []news.Copy
	for id, of := range before {
		if c := x.best(id); c.Of != of {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b news.Copy) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// claim says how copied was made from source, and whether it is likely to have been.
func claim(copied, source *print) (news.Copy, bool) {
	score, f := likely(copied, source)
	if score < claimed {
		return news.Copy{}, false
	}
	c := news.Copy{ID: copied.id, Of: source.id, Score: math.Round(score*1000) / 1000}
	c.Altered, c.Misspelt = drift(copied, source)
	c.Kind = kind(f, c.Altered)
	if c.Kind != news.Spun { // its quotations are the source's, but for a word or a figure
		c.Altered = slices.DeleteFunc(c.Altered, func(d news.Drift) bool { return !slight(d) })
		if c.Kind == news.Identical && len(c.Altered) > 0 {
			c.Kind = news.Syndicated
		}
	}
	return c, true
}

// even is the difference in score within which two sources explain a copy equally well.
const even = .02

// best is what an article was most likely made from; of equally good sources the earliest, in
// whatever order they were added. Its Of is empty where there is none.
func (x *Index) best(id string) (best news.Copy) {
	top := 0.
	for _, c := range x.claims[id] {
		top = max(top, c.Score)
	}
	for _, c := range x.claims[id] {
		if c.Score >= top-even && (best.Of == "" || x.earlier(c.Of, best.Of)) {
			best = c
		}
	}
	return best
}

func (x *Index) earlier(a, b string) bool {
	p, q := x.arts[x.at[a]], x.arts[x.at[b]]
	return cmp.Or(cmp.Compare(p.published, q.published), cmp.Compare(p.id, q.id)) < 0
}

// Deny tells that a person decided that an article is no copy of another; that holds whatever is
// added later. It reports whether the article was held for a copy of that and is one no more.
func (x *Index) Deny(id, of string) bool {
	x.deny[[2]string{id, of}] = true
	was := x.best(id).Of == of
	x.claims[id] = slices.DeleteFunc(x.claims[id], func(c news.Copy) bool { return c.Of == of })
	return was && x.best(id).Of == ""
}

// roles tells which of two articles can be the copy: the one published later. Where only the day
// is known and it is the same, the one that credits the other's outlet is; else the shorter.
func roles(a, b *print) (copied, source *print) {
	later := cmp.Compare(a.published, b.published)
	if a.day() == b.day() && !(a.timed() && b.timed()) {
		later = cmp.Or(credit(a, b)-credit(b, a), cmp.Compare(b.text, a.text))
	}
	if cmp.Or(later, cmp.Compare(a.id, b.id)) >= 0 {
		return a, b
	}
	return b, a
}

// credit is 1 where a names b's outlet as where it has its text from.
func credit(a, b *print) int {
	if b.outlet != "" && a.outlet != b.outlet && strings.Contains(a.credits, b.outlet) {
		return 1
	}
	return 0
}

// candidates returns the articles that share most of p's features, by their weight.
func (x *Index) candidates(p *print) []int32 {
	var ids []int32
	for _, f := range p.features {
		for _, i := range x.holding(f.hash) {
			if i < x.first {
				continue
			}
			if x.shared[i] == 0 {
				ids = append(ids, i)
			}
			x.shared[i] += f.weight
		}
	}
	all := ids
	ids = slices.DeleteFunc(slices.Clone(ids), func(i int32) bool {
		return x.shared[i] < .12*min(p.weight, x.arts[i].weight)
	})
	slices.SortFunc(ids, func(a, b int32) int {
		return cmp.Or(cmp.Compare(x.shared[b], x.shared[a]), cmp.Compare(x.arts[a].id, x.arts[b].id))
	})
	for _, i := range all {
		x.shared[i] = 0
	}
	return ids[:min(len(ids), verified)]
}

func (x *Index) keep(p *print) {
	n := int32(len(x.arts))
	x.arts = append(x.arts, p)
	x.shared = append(x.shared, 0)
	x.at[p.id] = n
	for _, f := range p.features {
		in := x.holding(f.hash)
		if len(in) == 0 {
			x.once[f.hash] = n
			continue
		}
		delete(x.once, f.hash)
		in = append(in, n)
		if len(in) > hot {
			in = slices.Clone(in[len(in)-hot/2:])
		}
		x.holds[f.hash] = in
	}
	p.features = nil // they live in holds now
	if x.first = max(0, n+1-keptMost); x.first > 0 {
		old := x.arts[x.first-1]
		x.arts[x.first-1] = &print{id: old.id, published: old.published}
		if x.first%sweep == 0 {
			x.sweepOld()
		}
	}
}

// holding are the articles that hold a feature, the latest last.
func (x *Index) holding(feature uint32) []int32 {
	if i, ok := x.once[feature]; ok {
		return []int32{i}
	}
	return x.holds[feature]
}

// sweepOld takes articles that are no longer compared out of the features.
func (x *Index) sweepOld() {
	for h, i := range x.once {
		if i < x.first {
			delete(x.once, h)
		}
	}
	for h, in := range x.holds {
		i, _ := slices.BinarySearch(in, x.first)
		switch {
		case i == len(in):
			delete(x.holds, h)
		case i > 0:
			x.holds[h] = slices.Clone(in[i:])
		}
	}
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
