// Package place puts the places that an article names on the map. What a mention means was
// settled when entities were found: Washington the government is no place, Washington the city
// is. A place that several share is chosen by the country that the text is about, by the region
// named beside it, and by how many live there; never by a part of a word.
package place

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"

	"readout/knowledge"
	"readout/news"
	"readout/text"
)

// Find returns the places of doc in order, with coordinates in degrees and how fine they are
// (city, region, country, sea). A country counts where the text stands in it ("in China"), not
// where it acts ("China said").
func Find(doc *text.Document, kb *knowledge.Base, entities []news.Entity) []news.Place {
	f := finder{doc: doc, kb: kb, about: countries(entities)}
	for i := range entities {
		e := &entities[i]
		for _, m := range e.Mentions {
			if m.Form != news.Name {
				continue
			}
			switch e.Kind {
			case news.PlaceEntity:
				f.place(e, m)
			case news.Country:
				f.country(e, m)
			}
		}
	}
	slices.SortFunc(f.out, func(a, b news.Place) int { return cmp.Compare(a.Start, b.Start) })
	return f.out
}

type finder struct {
	doc   *text.Document
	kb    *knowledge.Base
	about map[string]int // mentions of each country
	out   []news.Place
}

// countries counts how often the article names each country or something of it.
func countries(entities []news.Entity) map[string]int {
	n := map[string]int{}
	for _, e := range entities {
		switch {
		case e.Country == "":
		case e.Kind == news.Country:
			n[e.Country] += 2 * len(e.Mentions)
		case e.Kind != news.PlaceEntity:
			n[e.Country] += len(e.Mentions)
		}
	}
	return n
}

// place adds a mention of a city, region or sea that the map has.
func (f *finder) place(e *news.Entity, m news.Mention) {
	name := f.doc.At(m.Span)
	p, ok := f.choose(name, m.Span)
	if part, rest, cut := strings.Cut(name, " "); !ok && cut && parts[strings.ToLower(part)] {
		if p, ok = f.choose(rest, m.Span); ok {
			p.Name, p.Kind = name, "region"
		}
	}
	if !ok {
		return
	}
	f.out = append(f.out, news.Place{Span: m.Span, Name: p.Name, Country: p.Country, Lat: p.Lat,
		Lon: p.Lon, Precision: precision(p.Kind), Entity: e.ID})
}

// choose picks among the places of one name. None fits that lies in another country than the text
// names beside it: Paris, Texas, is not in France.
func (f *finder) choose(name string, at text.Span) (knowledge.Place, bool) {
	places := f.kb.Places(name)
	best, score := knowledge.Place{}, -1
	beside := f.beside(at)
	for i, p := range places {
		if p.Lat == 0 && p.Lon == 0 || beside != "" && p.Country != "" && p.Country != beside {
			continue
		}
		s := 3 * min(f.about[p.Country], 4)
		s += weight(p.Population)
		if i == 0 {
			s += 8
		}
		if s > score {
			best, score = p, s
		}
	}
	return best, score >= 0
}

// weight grows with the digits of a population: a capital outweighs a namesake village.
func weight(population int) int {
	n := 0
	for population > 9 {
		population /= 10
		n++
	}
	return 2 * n
}

// beside is the country named after a comma: "Paris, Texas", "Birmingham, England".
func (f *finder) beside(at text.Span) string {
	rest := f.doc.Body[at.End:min(at.End+40, len(f.doc.Body))]
	rest, ok := strings.CutPrefix(rest, ", ")
	if !ok {
		return ""
	}
	end := strings.IndexAny(rest, ",.;:)\n")
	if end < 0 {
		end = len(rest)
	}
	words := strings.Fields(rest[:end])
	for n := min(len(words), 3); n > 0; n-- {
		name := strings.Join(words[:n], " ")
		if c, form := f.kb.Country(name); form == knowledge.CountryName {
			return c.Country
		}
		for _, p := range f.kb.Places(name) {
			if p.Kind == "region" || p.Kind == "state" {
				return p.Country
			}
		}
	}
	return ""
}

// country adds the name of a country that says where something is.
func (f *finder) country(e *news.Entity, m news.Mention) {
	c, form := f.kb.Country(f.doc.At(m.Span))
	if c == nil || form != knowledge.CountryName || !f.located(m.Span) {
		return
	}
	f.out = append(f.out, news.Place{Span: m.Span, Name: c.Name, Country: c.Country, Lat: c.Lat,
		Lon: c.Lon, Precision: "country", Entity: e.ID})
}

// located reports whether a preposition of place or a verb of going leads to the mention.
func (f *finder) located(s text.Span) bool {
	t := f.doc.TokenAt(s.Start)
	for t--; t >= 0; t-- {
		w := strings.ToLower(f.doc.Word(t))
		switch w {
		case "the", "northern", "southern", "eastern", "western", "central", "mainland",
			"neighboring", "neighbouring":
			continue
		}
		return leads[w]
	}
	return false
}

//go:embed data/leads.txt
var leadFile string

//go:embed data/parts.txt
var partFile string

var (
	leads = list(leadFile) // words before a country where something is or goes
	parts = list(partFile) // words for a part of a country: southern Israel
)

func list(file string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(file) {
		if w := strings.TrimSpace(line); w != "" && w[0] != '#' {
			out[w] = true
		}
	}
	return out
}

// precision says how fine the coordinates of a kind of place are.
func precision(kind string) string {
	switch kind {
	case "city", "country":
		return kind
	case "sea", "strait", "ocean", "gulf", "bay", "channel":
		return "sea"
	}
	return "region"
}
