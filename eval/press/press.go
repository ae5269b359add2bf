// Package press invents the news: happenings with people, a place and a day, reports of them, and
// what outlets make of each other's reports. An archive of any size can be made of it without
// anybody's text, and what was copied from what is known.
package press

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"readout/news"
)

// A Press invents articles. The same seed invents the same ones.
type Press struct {
	*rand.Rand
	invented []string // words, by Zipf's law
	synonyms map[string]string
	names    []string
	places   []string
	groups   []string // what groups of papers say below each of their pages
	n, today int      // articles and scenes so far, and today
	day      time.Time
}

// A Report is an invented article, and what is known of it.
type Report struct {
	*news.Article
	Happening string
	Kind      string // of copy, empty for its own
	Of        string // id of what it was made from
	who       []string
	scene     *scene
}

//go:embed data/words.txt
var wordFile string

// New returns a press that begins on the first of January 2021.
func New(seed uint64) *Press {
	p := &Press{Rand: rand.New(rand.NewPCG(seed, 17)), synonyms: map[string]string{},
		day: time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)}
	for range 60_000 {
		p.invented = append(p.invented, p.syllables(2+p.IntN(2)))
	}
	for range 150_000 {
		p.names = append(p.names, capital(p.syllables(2+p.IntN(2))))
	}
	for range 8_000 {
		p.places = append(p.places, capital(p.syllables(2)+"ia"))
	}
	for _, kind := range common() {
		for i, w := range kind {
			p.synonyms[w] = kind[(i+1)%len(kind)]
		}
	}
	for range 40 {
		p.groups = append(p.groups, p.imprint())
	}
	return p
}

// imprint invents what a group of papers says of itself.
func (p *Press) imprint() string {
	s := &scene{place: p.places[p.IntN(len(p.places))]}
	s.facts = []string{fmt.Sprint(1880 + p.IntN(130))}
	for range 4 {
		s.who = append(s.who, p.name())
	}
	for range 12 {
		s.words = append(s.words, p.zipf(p.invented))
	}
	return p.sentence(s) + " " + p.sentence(s) + " " + p.sentence(s)
}

// common are the words of the file by kind.
func common() map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(wordFile) {
		if kind, w, ok := strings.Cut(strings.TrimSpace(line), " "); ok && kind != "#" {
			out[kind] = append(out[kind], w)
		}
	}
	return out
}

func (p *Press) syllables(n int) string {
	const on, in = "bcdfghjklmnprstvwz", "aeiou"
	var b strings.Builder
	for range n {
		b.WriteByte(on[p.IntN(len(on))])
		b.WriteByte(in[p.IntN(len(in))])
		b.WriteByte(on[p.IntN(len(on))])
	}
	return b.String()
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// zipf draws one of a list, the first ones most often.
func (p *Press) zipf(list []string) string {
	f := p.Float64()
	return list[int(f*f*f*float64(len(list)))]
}

// NextDay turns the page of the calendar.
func (p *Press) NextDay() { p.day, p.today = p.day.AddDate(0, 0, 1), 0 }

// Day is the day it is.
func (p *Press) Day() string { return p.day.Format(time.DateOnly) }

// Report invents a happening of today and the first report of it.
func (p *Press) Report() *Report {
	p.n++
	s := &scene{id: fmt.Sprint("h", p.n), place: p.places[p.IntN(len(p.places))]}
	for range 3 + p.IntN(5) {
		s.who = append(s.who, p.name())
	}
	for range 25 {
		s.words = append(s.words, p.zipf(p.invented))
	}
	for range 4 {
		s.facts = append(s.facts, fmt.Sprint(2+p.IntN(900)))
	}
	for range 3 {
		s.said = append(s.said, p.clause(s)+" and "+p.clause(s))
	}
	return p.write(s, "", "")
}

// name is a first and a family name, of which some are in the news every day.
func (p *Press) name() string { return p.zipf(p.names[:2000]) + " " + p.zipf(p.names) }

// Again is another reporter's account of what r tells: the same people, place and words of the
// official, in sentences of its own, with somebody else who was there and other figures too.
func (p *Press) Again(r *Report) *Report {
	s := *r.scene
	s.who = append(slices.Clone(s.who[:len(s.who)-1]), p.name(), p.name())
	s.facts = append(slices.Clone(s.facts[:2]), fmt.Sprint(p.IntN(900)), fmt.Sprint(p.IntN(900)))
	s.said = []string{s.said[0], p.clause(&s), p.clause(&s) + " and " + p.clause(&s)}
	return p.write(&s, "", "")
}

// write writes an article of some 350 words on a scene.
func (p *Press) write(s *scene, kind, of string) *Report {
	var paras []string
	quotes := p.Perm(len(s.said))
	for i := range 9 {
		para := p.sentence(s) + " " + p.sentence(s)
		if i%3 == 1 {
			para = p.quotation(s, s.said[quotes[i/3]]) + " " + p.sentence(s)
		}
		paras = append(paras, para)
	}
	return p.issue(s, kind, of, paras)
}

// issue gives paragraphs an id, an outlet, a headline and the time of day.
func (p *Press) issue(s *scene, kind, of string, paras []string) *Report {
	p.n++
	p.today = min(p.today+1, 24*60-1)
	outlet := p.IntN(4000)
	if g := outlet % (3 * len(p.groups)); g < len(p.groups) {
		paras = append(slices.Clip(paras), p.groups[g])
	}
	a := &news.Article{ID: fmt.Sprint("a", p.n), Headline: p.sentence(s), Language: "en",
		Outlet: p.names[outlet] + " Post", Body: strings.Join(paras, "\n\n"),
		Published: &news.When{Day: p.Day(), Precision: "minute", Basis: "metadata",
			Time: news.Maybe(fmt.Sprintf("%02d:%02dZ", p.today/60, p.today%60))}}
	return &Report{a, s.id, kind, of, s.who, s}
}

// Reading is what a reader would find in r: who, where and when.
func (r *Report) Reading() *news.Reading {
	rd := &news.Reading{Article: *r.Article}
	for i, w := range r.who {
		if n := strings.Count(r.Body, w); n > 0 {
			kind := news.Person
			if i == 0 {
				kind = news.Organization
			}
			rd.Entities = append(rd.Entities, news.Entity{ID: kind + ":" + w, Kind: kind, Name: w,
				Mentions: slices.Repeat([]news.Mention{{Form: news.Name}}, n)})
		}
	}
	rd.Places = []news.Place{{Name: r.scene.place, Precision: "city"}}
	rd.Dates = []news.Date{{Value: r.Day(), Kind: "date"}}
	rd.Lists()
	return rd
}
