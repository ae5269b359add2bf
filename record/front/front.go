// Package front decides what leads the page, and says why in words that a reader can check.
package front

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"readout/news"
	"readout/ontology"
)

// A Candidate is a story that may stand on the front page, and what is known of it.
type Candidate struct {
	Story     *news.Story
	Countries []string         // that take part in its incidents
	Speakers  int              // different speakers quoted
	Incidents []*news.Incident // reported by its articles
	// First tells, for the weightiest engagement, what it is the first of: "first visit since
	// March 2026"; empty where it is not, or not known.
	First string
}

// A Place is a story's place on the page.
type Place struct {
	Candidate
	Weight float64
	Why    string // one line: "6 independent sources, 4 countries, first direct call since March"
}

// halfLife is how many days halve a story's weight.
const halfLife = 3

// Rank orders stories by weight, for a reader on a day. Sources that are independent count, each
// less than the one before; copies do not.
func Rank(cs []Candidate, today string) []Place {
	out := make([]Place, len(cs))
	for i, c := range cs {
		out[i] = Place{Candidate: c, Weight: weight(&c, today), Why: why(&c)}
	}
	slices.SortStableFunc(out, func(a, b Place) int {
		switch {
		case a.Weight > b.Weight:
			return -1
		case a.Weight < b.Weight:
			return 1
		}
		return strings.Compare(a.Story.ID, b.Story.ID)
	})
	return out
}

func weight(c *Candidate, today string) float64 {
	w := 2*math.Log2(1+float64(c.Story.Sources)) + .5*math.Log2(1+float64(len(c.Countries))) +
		.4*math.Log2(1+float64(c.Speakers))
	var strongest float64
	for _, inc := range c.Incidents {
		strongest = max(strongest, math.Abs(inc.Goldstein))
	}
	w += strongest / 10
	if c.First != "" {
		w++
	}
	return w * math.Exp2(-age(c.Story.Last, today)/halfLife)
}

// age is how many days lie between a day and today; a week where one of them is not known.
func age(day, today string) float64 {
	_, day = news.Interval(day)
	a, err1 := time.Parse(time.DateOnly, day)
	b, err2 := time.Parse(time.DateOnly, today)
	if err1 != nil || err2 != nil {
		return 7
	}
	return max(0, b.Sub(a).Hours()/24)
}

func why(c *Candidate) string {
	sources := count(c.Story.Sources, "source", "independent sources")
	if n := len(c.Story.Articles) - c.Story.Sources; n > 0 {
		sources += " + " + count(n, "copy", "copies")
	}
	parts := []string{sources}
	if n := len(c.Countries); n > 1 {
		parts = append(parts, count(n, "country", "countries"))
	}
	if c.Speakers > 1 {
		parts = append(parts, count(c.Speakers, "person quoted", "people quoted"))
	}
	if c.First != "" {
		parts = append(parts, c.First)
	}
	return strings.Join(parts, ", ")
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// FirstSince tells what an engagement is the first of, given the earlier ones of its kind between
// the same two: "first visit since March 2026". It is empty where one was within the last 60 days,
// or none is known.
func FirstSince(inc *news.Incident, earlier []*news.Incident) string {
	day, _ := inc.Days()
	if day == "" || inc.Mode == "" {
		return ""
	}
	last := ""
	for _, e := range earlier {
		if _, d := e.Days(); e.ID != inc.ID && e.Mode == inc.Mode && e.Status == news.Held && d < day {
			last = max(last, d)
		}
	}
	a, err1 := time.Parse(time.DateOnly, last)
	b, err2 := time.Parse(time.DateOnly, day)
	if err1 != nil || err2 != nil || b.Sub(a).Hours() < 60*24 {
		return ""
	}
	return "first " + ontology.Words(inc.Type, inc.Mode) + " since " + a.Format("January 2006")
}
