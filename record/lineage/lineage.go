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

	"github.com/zeebo/xxh3"

	"readout/news"
	"readout/text/terms"
)

const (
	hot      = 256  // articles of those that have a feature that are looked at, the latest
	carried  = 64   // articles that may well carry one report
	least    = 3    // features that two texts have in common, or they are not compared,
	lightest = .9   // and what these weigh together
	verified = 12   // candidates that are looked at closely
	strong   = .4   // share of features with which a candidate is looked at besides,
	families = 64   // together no more than these
	turns    = 4    // times that the sources of a source are looked at
	recent   = 4096 // prints that are held in memory
	claimed  = .49  // probability at which a copy is claimed
)

// An Index finds copies among the articles that were added. What it says of an article follows from
// the articles on its shelf alone, not from the order in which they came. It is not safe for
// concurrent use.
type Index struct {
	shelf  Shelf
	prints *cache
	reader *reader
	matcher
	tally terms.Tally
	deny  map[[2]string]bool // article and source of which a person said that it is no copy
}

// New returns an empty index that lives as long as the program.
func New() *Index { return Open(newMemory()) }

// Open returns an index of the articles on a shelf.
func Open(s Shelf) *Index {
	return &Index{shelf: s, prints: newCache(recent), reader: newReader(),
		deny: map[[2]string]bool{}}
}

// Add adds a and returns what it shows: that a is a copy of an article that was published before
// it, or that articles added earlier are copies of a, or better ones of a than of what they were
// held for. An article that was added before is not added again. An error is one of the shelf.
func (x *Index) Add(a *news.Article) ([]news.Copy, error) {
	id := xxh3.HashString(a.ID)
	if _, ok := x.shelf.Number(id); ok {
		return nil, nil
	}
	p := x.reader.print(a)
	best, later, err := x.link(p)
	if err != nil {
		return nil, err
	}
	x.prints.put(x.shelf.Put(id, entry(a), p.features), p)
	var out []news.Copy
	if best != nil {
		out = append(out, best.Copy)
	}
	for _, q := range later {
		b, _, err := x.link(q)
		if err != nil {
			return nil, err
		}
		if b != nil && b.Of == p.id {
			out = append(out, b.Copy)
		}
	}
	slices.SortFunc(out, func(a, b news.Copy) int { return cmp.Compare(a.ID, b.ID) })
	return out, nil
}

// Keep adds a without a look at what it may be a copy of.
func (x *Index) Keep(a *news.Article) {
	if id := xxh3.HashString(a.ID); !x.Has(a.ID) {
		x.shelf.Put(id, entry(a), x.reader.print(a).features)
	}
}

// Has reports whether an article was added.
func (x *Index) Has(id string) bool {
	_, ok := x.shelf.Number(xxh3.HashString(id))
	return ok
}

// Find returns what an article that was added is a copy of, or nil.
func (x *Index) Find(id string) (*news.Copy, error) {
	n, ok := x.shelf.Number(xxh3.HashString(id))
	if !ok {
		return nil, nil
	}
	p, err := x.print(n)
	if err != nil {
		return nil, err
	}
	best, _, err := x.link(p)
	if best == nil || err != nil {
		return nil, err
	}
	return &best.Copy, nil
}

// Deny tells that a person decided that an article is no copy of another; that holds whatever is
// added later.
func (x *Index) Deny(id, of string) { x.deny[[2]string{id, of}] = true }

// Allow takes that back.
func (x *Index) Allow(id, of string) { delete(x.deny, [2]string{id, of}) }

// A source is what an article may have been made from.
type source struct {
	news.Copy
	print *print
	prob  float64
}

// link finds what p was most likely made from, nil where it is its own, and the articles that are
// likely made from p.
func (x *Index) link(p *print) (best *source, later []*print, err error) {
	seen := map[string]bool{p.id: true}
	around := p
	var all []*source
	for range turns {
		var found []*source
		var after []*print
		if found, after, err = x.compare(p, around, seen); err != nil {
			return nil, nil, err
		}
		if around == p {
			later = after
		}
		all = append(all, found...)
		was := best
		if best = better(all); best == was {
			break
		}
		around = best.print
	}
	return x.origin(best, all), later, nil
}

// origin is the source that others were made from too: of two that explain a copy, the later one
// may itself be a copy of the earlier.
func (x *Index) origin(best *source, all []*source) *source {
	slices.SortFunc(all, func(a, b *source) int {
		if earlier(a.print, b.print) {
			return -1
		}
		return 1
	})
	for _, s := range all {
		if s != best && earlier(s.print, best.print) && x.claim(best.print, s.print, nil) != nil {
			return s
		}
	}
	return best
}

// compare compares p with the candidates around an article, but for those seen.
func (x *Index) compare(p, around *print, seen map[string]bool) (found []*source, later []*print,
	err error) {
	near, err := x.candidates(around)
	if err != nil {
		return nil, nil, err
	}
	var same *print // the earliest of those that hold nearly all that p says, or the reverse
	for _, q := range near {
		if seen[q.id] {
			continue
		}
		seen[q.id] = true
		copied, from := roles(p, q)
		if x.deny[[2]string{copied.id, from.id}] {
			continue
		}
		if copied == p && p.holdsAll(q) {
			if same == nil || earlier(q, same) {
				same = q
			}
			continue
		}
		if c := x.claim(copied, from, near); c != nil && copied == p {
			found = append(found, c)
		} else if c != nil {
			later = append(later, q)
		}
	}
	if same == nil {
		return found, later, nil
	}
	if c := x.claim(p, same, near); c != nil {
		found = append(found, c)
	}
	return found, later, nil
}

// holdsAll reports whether p and q are so much the same that no source can be likelier than q.
func (p *print) holdsAll(q *print) bool {
	return min(len(p.shingles), len(q.shingles)) >= fewest && share(p.shingles, q.shingles) >= .8
}

// better is the source that explains a copy best; of equally good ones the earliest, in whatever
// order they come.
func better(found []*source) (best *source) {
	top := 0.
	for _, s := range found {
		top = max(top, s.prob)
	}
	for _, s := range found {
		if s.prob >= top-even && (best == nil || earlier(s.print, best.print)) {
			best = s
		}
	}
	return best
}

// newEnough is the share of names that the source has not of a copy that may be none.
const newEnough = .05

// even is the difference in probability within which two sources explain a copy equally well.
const even = .02

func earlier(p, q *print) bool {
	return cmp.Or(cmp.Compare(p.published, q.published), cmp.Compare(p.id, q.id)) < 0
}

// claim says how copied was made from another, nil where it is not likely to have been. Articles
// near them may show that what they have in common is standing text.
func (x *Index) claim(copied, from *print, near []*print) *source {
	prob, f := x.likely(copied, from)
	if prob < claimed || f[newNames] >= newEnough && x.standing(copied, from, near) {
		return nil
	}
	c := news.Copy{ID: copied.id, Of: from.id, Score: hundredths(f[matched]),
		Probability: hundredths(prob)}
	c.Altered, c.Misspelt = x.drift(copied, from)
	c.Kind = kind(f, c.Altered)
	if c.Kind != news.Spun { // its quotations are the source's, but for a word or a figure
		c.Altered = slices.DeleteFunc(c.Altered, func(d news.Drift) bool { return !slight(d) })
		if c.Kind == news.Identical && len(c.Altered) > 0 {
			c.Kind = news.Syndicated
		}
	}
	return &source{c, from, prob}
}

func hundredths(v float64) float64 { return math.Round(v*100) / 100 }

// roles tells which of two articles can be the copy: the one published later. Where only the day
// is known and it is the same, the one that credits the other's outlet is; else the shorter.
func roles(a, b *print) (copied, source *print) {
	later := cmp.Compare(a.published, b.published)
	if a.day() == b.day() && !(a.timed() && b.timed()) {
		later = cmp.Or(credit(a, b)-credit(b, a), cmp.Compare(len(b.body), len(a.body)))
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

// candidates returns the articles that have most features in common with p, by what these weigh:
// the less, the more articles have them.
func (x *Index) candidates(p *print) ([]*print, error) {
	defer x.tally.Clear()
	err := x.shelf.Find(p.features, func(in []int32) {
		w := weight(len(in))
		for _, i := range in {
			x.tally.Add(i, w)
		}
	})
	if err != nil {
		return nil, err
	}
	var near []terms.Shared
	for _, s := range x.tally.All() {
		if s.N >= least && s.Weight >= lightest {
			near = append(near, s)
		}
	}
	slices.SortFunc(near, func(a, b terms.Shared) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.ID, b.ID))
	})
	near = near[:worthy(near, len(p.features))]
	out := make([]*print, 0, len(near))
	for _, s := range near {
		q, err := x.print(s.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, q)
	}
	return out, nil
}

// weight is what a feature weighs that so many articles have. What more have than carry one report
// as a rule, is mostly standing text: of that all together are to weigh little.
func weight(articles int) float32 {
	n := float64(min(articles, hot))
	return float32(min(1, carried/n) / math.Log2(1+n))
}

// worthy is how many of the articles near one with so many features are worth a closer look. Of
// equal ones all are, so that it does not matter which came first.
func worthy(near []terms.Shared, features int) (n int) {
	for n < len(near) && n < families {
		s := near[n]
		if n >= verified && float64(s.N) < strong*float64(features) &&
			s.Weight < near[n-1].Weight {
			break
		}
		n++
	}
	return n
}

// print returns the print of the article with a number.
func (x *Index) print(n int32) (*print, error) {
	if p, ok := x.prints.find(n); ok {
		return p, nil
	}
	b, err := x.shelf.Entry(n)
	if err != nil {
		return nil, err
	}
	a, err := parseEntry(b)
	if err != nil {
		return nil, err
	}
	p := x.reader.print(a)
	x.prints.put(n, p)
	return p, nil
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
