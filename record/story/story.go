// Package story groups articles about one happening and what directly follows. Each article is
// assigned once, when it comes: a single pass in the sense of topic detection and tracking
// (Allan, 2002), over words weighed by rarity and over the entities that the articles share.
package story

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/zeebo/xxh3"

	"readout/news"
)

const (
	joins  = .24 // likeness at which an article joins a story
	window = 21  // days after its latest article in which a story takes new ones
	heavy  = 3.  // how many times a word an entity weighs
)

// An Index holds the stories and what is in them. It is not safe for concurrent use.
type Index struct {
	stories []*cluster
	of      map[string]int // story id → place in stories
	df      map[string]int // in how many articles a feature stands
	n       int
	holds   map[string][]int // feature → stories that have it
}

type cluster struct {
	news.Story
	sum  map[string]float64 // summed feature vectors of its articles
	size int
	last time.Time
	home map[string]bool // ids of originals
}

// New returns an empty index.
func New() *Index {
	return &Index{of: map[string]int{}, df: map[string]int{}, holds: map[string][]int{}}
}

// Add assigns r to a story that its index knows, or to a new one, and says why in one line. A
// copy goes where its original, named by id, is.
func (x *Index) Add(r *news.Reading, original string) (*news.Story, string) {
	f := features(r)
	x.n++
	for k := range f {
		x.df[k]++
	}
	day := parse(r.Day())
	if original != "" {
		for _, c := range x.stories {
			if slices.Contains(c.Articles, original) {
				return x.join(c, r, f, day, false), "copy of " + original
			}
		}
	}
	best, like := x.best(f, day)
	if best == nil || like < joins {
		return x.open(r, f, day), "first report"
	}
	why := x.reason(best, f, r)
	return x.join(best, r, f, day, true), why
}

// Restore puts back an article that is in a story already.
func (x *Index) Restore(r *news.Reading, st *news.Story, isCopy bool) {
	f := features(r)
	x.n++
	for k := range f {
		x.df[k]++
	}
	i, ok := x.of[st.ID]
	if !ok {
		i = len(x.stories)
		x.of[st.ID] = i
		x.stories = append(x.stories, &cluster{Story: *st, sum: map[string]float64{}})
	}
	x.grow(x.stories[i], f, parse(r.Day()))
}

func (x *Index) best(f map[string]float64, day time.Time) (*cluster, float64) {
	cand := map[int]int{}
	for k := range f {
		if in := x.holds[k]; len(in) < 400 {
			for _, i := range in {
				cand[i]++
			}
		}
	}
	var best *cluster
	var top float64
	for i := range cand {
		c := x.stories[i]
		if !day.IsZero() && !c.last.IsZero() && math.Abs(day.Sub(c.last).Hours()) > window*24 {
			continue
		}
		if like := x.like(c, f); like > top || like == top && best != nil && c.ID < best.ID {
			best, top = c, like
		}
	}
	return best, top
}

// like is the cosine of f and c's mean, with features weighed by their rarity.
func (x *Index) like(c *cluster, f map[string]float64) float64 {
	var dot, a, b float64
	for k, v := range f {
		w := v * x.idf(k)
		a += w * w
		dot += w * c.sum[k] * x.idf(k)
	}
	for k, v := range c.sum {
		w := v * x.idf(k)
		b += w * w
	}
	if a == 0 || b == 0 {
		return 0
	}
	return dot / math.Sqrt(a*b)
}

func (x *Index) idf(k string) float64 {
	return math.Log(1 + float64(x.n)/float64(1+x.df[k]))
}

func (x *Index) open(r *news.Reading, f map[string]float64, day time.Time) *news.Story {
	c := &cluster{sum: map[string]float64{}}
	c.ID = fmt.Sprintf("s%016x", xxh3.HashString(r.ID))
	c.Headline, c.Lead, c.First, c.Last = r.Headline, r.ID, r.Day(), r.Day()
	x.of[c.ID] = len(x.stories)
	x.stories = append(x.stories, c)
	return x.join(c, r, f, day, true)
}

func (x *Index) join(c *cluster, r *news.Reading, f map[string]float64, day time.Time, own bool,
) *news.Story {
	if !slices.Contains(c.Articles, r.ID) {
		c.Articles = append(slices.Clone(c.Articles), r.ID)
		if own {
			c.Sources++
		}
	}
	if c.First == "" || r.Day() != "" && r.Day() < c.First {
		c.First = r.Day()
	}
	// The latest original leads: it tells how far the story has come.
	if own && r.Day() >= c.Last {
		c.Headline, c.Lead = r.Headline, r.ID
	}
	c.Last = max(c.Last, r.Day())
	x.grow(c, f, day)
	st := c.Story
	return &st
}

func (x *Index) grow(c *cluster, f map[string]float64, day time.Time) {
	i := x.of[c.ID]
	for k, v := range f {
		if _, ok := c.sum[k]; !ok {
			x.holds[k] = append(x.holds[k], i)
		}
		c.sum[k] += v
	}
	c.size++
	if day.After(c.last) {
		c.last = day
	}
}

// reason tells a reader why an article is in a story: the rarest entities and words they share.
func (x *Index) reason(c *cluster, f map[string]float64, r *news.Reading) string {
	var people, words []string
	for k := range f {
		if c.sum[k] == 0 {
			continue
		}
		if id, ok := strings.CutPrefix(k, "@"); ok {
			if e := r.Entity(id); e != nil && e.Kind != news.Country {
				people = append(people, e.Name)
			}
		} else if x.df[k]*10 < x.n+20 {
			words = append(words, k)
		}
	}
	slices.Sort(people)
	why := fmt.Sprintf("%d rare words", len(words))
	if len(people) > 3 {
		people = people[:3]
	}
	if len(people) > 0 {
		why = "same " + strings.Join(people, ", ") + "; " + why
	}
	return why
}

// features are the words of the headline and text (tf damped) and, as "@id", the entities.
func features(r *news.Reading) map[string]float64 {
	tf := map[string]float64{}
	for _, w := range strings.FieldsFunc(strings.ToLower(r.Headline+" "+r.Headline+" "+r.Body),
		func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) > 3 {
			tf[w]++
		}
	}
	for i := range r.Entities {
		e := &r.Entities[i]
		if e.Kind != news.Group {
			tf["@"+e.ID] = heavy * float64(len(e.Mentions))
		}
	}
	for k, v := range tf {
		tf[k] = 1 + math.Log(v)
	}
	return tf
}

func parse(day string) time.Time {
	day, _ = news.Interval(day)
	t, _ := time.Parse(time.DateOnly, day)
	return t
}
