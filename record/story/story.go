// Package story groups articles about one happening and what directly follows. Each article is
// assigned once, when it comes: a single pass in the sense of topic detection and tracking
// (Allan, 2002). How likely two articles tell of the same is learned (train) from what they share,
// counted apart: words, names, numbers, who, where, when and what was done. An article joins the
// story whose articles it is most like, in the mean. Settle makes stories one, or parts them, once
// later articles have shown that they should be, in steps that can be shown and undone.
package story

import (
	"cmp"
	"slices"
	"time"

	"github.com/zeebo/xxh3"

	"readout/news"
	"readout/text/terms"
)

const (
	generation = 20_000 // articles of the latest one or two of which others are compared with

	verified = 24  // articles that are looked at closely
	lookups  = 48  // features of an article by which others are found, the heaviest
	hot      = 48  // articles found by one feature, the latest
	walked   = 500 // articles found by all features of one, the same counted again
	sample   = 12  // articles of a story that stand for the others
	choices  = 3   // stories that an article is compared with
	linked   = .8  // of the probability at which stories are one: that with which articles are linked
)

// An Index holds the stories and what is in them. It is not safe for concurrent use.
type Index struct {
	model   *model
	weigher weigher
	arts    []*article        // nil for those that were put away
	at      map[string]int32  // article id → place in arts
	away    map[uint64]uint64 // the same of those put away, by hash → number in the id of its story
	stories []*cluster
	of      map[string]int32 // story id → place in stories
	holds   [2]postings      // of the last generation and of this one
	pairs   []pair           // those of which it was asked last how likely they are of one story
	young   int              // articles of this generation
	born    int32            // the first of this generation
	reader  *reader
	tally   terms.Tally
	found   []chain
	probe   probe
	ranks   []uint64            // of the articles, by which samples are drawn: hashes of the ids
	settled int                 // articles there were when all were weighed anew
	unquiet []int32             // articles added since the last Settle
	ruled   map[string][]ruling // article id → what a person decided about it
	steps   []Step
}

type article struct {
	id, headline, published string

	vector vector
	keys   []term // by which it is found
	draft  draft  // of which its vector was made, as long as it is weighed anew,
	raw    []raw  // and what came of it
	story  int32
	day    int32   // since 1970; 0 where unknown
	of     int32   // the original that this is a copy of; −1 where it is none
	outlet uint32  // hashed; 0 where unknown
	near   []int32 // articles that may be of one story with it
}

type cluster struct {
	news.Story
	own         int      // origins: outlets with an article that is no copy
	outlets     []uint32 // theirs, hashed
	arts        []int32
	sample      []int32 // the articles of least rank, in order; copies are none of them
	first, last int32   // days; 0 where unknown
	led         string  // when the article that leads was published
}

// New returns an empty index.
func New() *Index { return withModel(learned()) }

func withModel(m *model) *Index {
	return &Index{model: m, reader: newReader(), weigher: newWeigher(), pairs: make([]pair, pairs),
		at: map[string]int32{}, of: map[string]int32{}, away: map[uint64]uint64{},
		ruled: map[string][]ruling{}}
}

// Add assigns r to a story that its index knows, or to a new one, and says why in one line. A
// copy goes where its original, named by id, is.
func (x *Index) Add(r *news.Reading, original string) (*news.Story, string) {
	if i, ok := x.at[r.ID]; ok {
		return x.stories[x.arts[i].story].told(), "known"
	}
	o, isCopy := x.at[original]
	isCopy = isCopy && original != "" && !x.apart(r.ID, original)
	i := x.keep(r, isCopy)
	if isCopy {
		x.arts[i].of = o
		return x.join(x.arts[o].story, i), "copy of " + original
	}
	to, why := x.choose(i, r)
	st := x.join(to, i)
	x.index(i)
	x.unquiet = append(x.unquiet, i)
	return st, why
}

// keep adds r as an article without a story.
func (x *Index) keep(r *news.Reading, isCopy bool) int32 {
	i := int32(len(x.arts))
	a := &article{id: r.ID, headline: r.Headline, published: r.Day(), story: -1, of: -1,
		day: dayOf(r.Day())}
	if r.Outlet != "" {
		a.outlet = uint32(xxh3.HashString(r.Outlet)) | 1
	}
	x.reader.read(r)
	if !isCopy { // or what many copy would stand on many pages
		x.reader.stands.count(x.reader.sents)
	}
	raws := x.reader.count(&x.reader.draft)
	x.weigher.count(raws)
	a.vector, a.keys = weigh(raws, x.weigher.idf), x.reader.lookup(raws)
	switch {
	case i < early:
		a.draft, a.raw = x.reader.clone(), slices.Clone(raws)
	case i == early:
		for _, o := range x.arts { // are not weighed anew from here on
			o.draft, o.raw = draft{}, nil
		}
	}
	x.arts = append(x.arts, a)
	x.ranks = append(x.ranks, xxh3.HashString(r.ID))
	x.at[r.ID] = i
	return i
}

// choose finds the story that article i belongs to, or opens one.
func (x *Index) choose(i int32, r *news.Reading) (int32, string) {
	for _, u := range x.ruled[r.ID] {
		if o, ok := x.at[u.other]; ok && u.same {
			return x.arts[o].story, "put together by hand"
		}
	}
	top, prob := int32(-1), 0.
	for _, s := range x.near(i) {
		c := x.stories[s]
		if !c.takes(x.arts[i].day) || x.parted(i, c) {
			continue
		}
		p := x.mean(i, c)
		if p > prob || p == prob && top >= 0 && c.ID < x.stories[top].ID {
			top, prob = s, p
		}
	}
	if top < 0 || prob < x.model.joins {
		return x.open(r.ID), "first report"
	}
	return top, x.reason(x.stories[top], &x.arts[i].vector, r)
}

// near are the stories of the articles that i is most like, the nearest first.
func (x *Index) near(i int32) []int32 {
	best := map[int32]float64{}
	var order []int32
	for _, j := range x.candidates(i) {
		p, at := x.note(i, j), x.arts[j].story
		if _, ok := best[at]; !ok {
			order = append(order, at)
		}
		best[at] = max(best[at], p)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(best[b], best[a]) })
	return order[:min(len(order), choices)]
}

// note notes that two articles may be of one story, where that is likely enough, and says how
// likely it is.
func (x *Index) note(i, j int32) float64 {
	p := x.likely(i, j)
	if p > linked*x.model.joins {
		for _, k := range [2][2]int32{{i, j}, {j, i}} {
			if a := x.arts[k[0]]; len(a.near) < 2*verified && !slices.Contains(a.near, k[1]) {
				a.near = append(a.near, k[1])
			}
		}
	}
	return p
}

// mean is the mean probability that article i tells of the same as the articles of c.
func (x *Index) mean(i int32, c *cluster) float64 {
	var sum float64
	for _, j := range c.sample {
		sum += x.likely(i, j)
	}
	return sum / float64(max(1, len(c.sample)))
}

// faint is the share of what the nearest article has in common with another below which a third is
// not worth a look.
const faint = .15

// candidates are the articles that share most of i's heaviest features, as far as these are rare.
func (x *Index) candidates(i int32) []int32 {
	defer x.tally.Clear()
	seen := 0
	for _, c := range x.chains(x.arts[i].keys) {
		if seen >= walked {
			break
		}
		seen += x.walk(c)
	}
	found := x.tally.All()
	var top float32
	for _, s := range found {
		top = max(top, s.Weight)
	}
	return x.nearest(found, i, faint*top)
}

// nearest are the articles, other than i, that have most in common with it, and no less than a
// share.
func (x *Index) nearest(found []terms.Shared, i int32, least float32) []int32 {
	near := make([]terms.Shared, 0, verified+1)
	before := func(a, b terms.Shared) int {
		if a.Weight != b.Weight {
			return cmp.Compare(b.Weight, a.Weight)
		}
		return cmp.Compare(x.ranks[a.ID], x.ranks[b.ID])
	}
	for _, s := range found {
		if s.ID == i || s.Weight < least {
			continue
		}
		if len(near) == verified && before(near[verified-1], s) < 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(near, s, before)
		near = slices.Insert(near, at, s)
		near = near[:min(len(near), verified)]
	}
	out := make([]int32, len(near))
	for k, s := range near {
		out[k] = s.ID
	}
	return out
}

// open makes a story without articles, named for the article that opens it.
func (x *Index) open(article string) int32 {
	return x.put(&cluster{Story: news.Story{ID: x.newID(article)}})
}

// newID is the id of a story that article opens; another where a story of that id was opened by it
// and the article has left it.
func (x *Index) newID(article string) string {
	for n := 0; ; n++ {
		id := storyID(xxh3.HashStringSeed(article, uint64(n)))
		if _, ok := x.of[id]; !ok {
			return id
		}
	}
}

func (x *Index) put(c *cluster) int32 {
	s := int32(len(x.stories))
	x.of[c.ID] = s
	x.stories = append(x.stories, c)
	return s
}

// join puts article i into story s.
func (x *Index) join(s, i int32) *news.Story {
	c := x.stories[s]
	c.tell(x.arts[i])
	x.grow(s, i)
	return c.told()
}

// tell adds a to the story as it is told.
func (c *cluster) tell(a *article) {
	c.Articles = append(c.Articles, a.id)
	if c.First == "" || a.published != "" && a.published < c.First {
		c.First = a.published
	}
	switch {
	case a.of < 0:
		first := c.own == 0
		if c.from(a.outlet) {
			c.own++
		}
		// The latest original leads: it tells how far the story has come.
		if first || a.published >= c.led {
			c.Headline, c.Lead, c.led = a.headline, a.id, a.published
		}
	case c.Lead == "": // a copy whose original is in another story leads until one comes
		c.Headline, c.Lead = a.headline, a.id
	}
	c.Sources = max(1, c.own)
	c.Last = max(c.Last, a.published)
}

// from notes an outlet of the story and reports whether it is a new one: what one outlet tells twice
// has one origin.
func (c *cluster) from(outlet uint32) bool {
	if outlet == 0 {
		return true
	}
	if slices.Contains(c.outlets, outlet) {
		return false
	}
	c.outlets = append(c.outlets, outlet)
	return true
}

// grow adds article i to what is known of story s.
func (x *Index) grow(s, i int32) {
	c, a := x.stories[s], x.arts[i]
	a.story = s
	c.arts = append(c.arts, i)
	if a.day > 0 {
		c.last = max(c.last, a.day)
		if c.first == 0 || a.day < c.first {
			c.first = a.day
		}
	}
	if a.of >= 0 {
		return // a copy tells nothing new
	}
	at, _ := slices.BinarySearchFunc(c.sample, x.ranks[i], func(j int32, r uint64) int {
		return cmp.Compare(x.ranks[j], r)
	})
	if at < sample {
		c.sample = slices.Insert(c.sample, at, i)
		c.sample = c.sample[:min(len(c.sample), sample)]
	}
}

// told is a copy of the story for others. Its list of articles is never changed, only grown.
func (c *cluster) told() *news.Story {
	st := c.Story
	st.Articles = slices.Clip(st.Articles)
	return &st
}

// Restore puts back an article that is in a story already.
func (x *Index) Restore(r *news.Reading, st *news.Story, isCopy bool) {
	if _, ok := x.at[r.ID]; ok {
		return
	}
	s, ok := x.of[st.ID]
	if !ok {
		s = x.put(&cluster{Story: *st, own: st.Sources})
	}
	i := x.keep(r, isCopy)
	if isCopy {
		x.arts[i].of = i // of one that was not told
	}
	if c := x.stories[s]; c.Lead == r.ID {
		c.led = r.Day()
	}
	x.grow(s, i)
	if !isCopy {
		x.stories[s].from(x.arts[i].outlet)
		x.index(i)
	}
}

// Days after its latest article in which a story takes new ones: the more there are, the longer.
const (
	window = 10
	longer = 6 // for each doubling of its articles
)

func (c *cluster) takes(day int32) bool {
	if day == 0 || c.last == 0 {
		return true
	}
	quiet := int32(window)
	for n := len(c.arts); n > 1; n /= 2 {
		quiet += longer
	}
	return day <= c.last+quiet && day >= c.first-window
}

// dayOf is the number of days since 1970 of a day, 0 where it is none, or only known to lie within
// more than a month.
func dayOf(day string) int32 {
	first, last := news.Interval(day)
	t, err := time.Parse(time.DateOnly, first)
	end, bad := time.Parse(time.DateOnly, last)
	if err != nil || bad != nil || end.Sub(t) > 31*24*time.Hour {
		return 0
	}
	return int32(t.Unix() / 86400)
}
