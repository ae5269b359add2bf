package knowledge

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// An index keeps under each folded name the entities that bear it. Most names are borne by
// one: their slices are cut from a slab.
type index map[string][]*Entity

func (b *Base) put(x index, key string, e *Entity) {
	old := x[key]
	switch {
	case key == "" || slices.Contains(old, e):
	case old != nil:
		x[key] = append(old, e)
	default:
		if len(b.refs) == 0 {
			b.refs = make([]*Entity, 2048)
		}
		b.refs[0] = e
		x[key], b.refs = b.refs[:1:1], b.refs[1:]
	}
}

// A naming is a word that names a country.
type naming struct {
	e    *Entity
	form CountryForm
	text string
}

// finish builds what is looked up from what was read.
func (b *Base) finish() {
	b.names = make(index, 3*len(b.entities))
	for _, e := range b.entities {
		b.put(b.names, Fold(e.Name), e)
		for _, a := range e.Aliases {
			b.put(b.names, Fold(a), e)
		}
		if e.Kind == organization && e.Class != "" && e.Country != "" {
			key := e.Class + " " + e.Country
			b.byClass[key] = append(b.byClass[key], e)
		}
	}
	for _, e := range b.entities {
		if e.Kind == person {
			b.finishPerson(e)
		}
	}
	for _, x := range []index{b.names, b.bySurname} {
		for _, es := range x {
			slices.SortStableFunc(es, func(a, c *Entity) int {
				return cmp.Compare(b.fame(c), b.fame(a))
			})
		}
	}
}

// finishPerson sorts a person's terms, most senior and latest first, and indexes them.
func (b *Base) finishPerson(e *Entity) {
	slices.SortStableFunc(e.Terms, func(s, t Term) int {
		return cmp.Or(cmp.Compare(b.seniority(s.Kind), b.seniority(t.Kind)),
			strings.Compare(t.From, s.From))
	})
	country := e.Country
	for i, t := range e.Terms {
		e.Terms[i].Body = b.canonical(t.Body)
		country = cmp.Or(country, t.Country)
		b.put(b.holders, t.Kind+" "+t.Country, e)
	}
	e.Country = country
	for _, n := range append([]string{e.Name}, e.Aliases...) {
		for _, s := range b.surnamesOf(n, country) {
			b.put(b.bySurname, Fold(s), e)
		}
	}
}

// canonical is the name of the organisation that body names, or body.
func (b *Base) canonical(body string) string {
	for _, e := range b.names[Fold(body)] {
		if e.Kind == organization {
			return e.Name
		}
	}
	return body
}

// seniority is small for senior offices.
func (b *Base) seniority(kind string) int {
	if r := b.rank[kind]; r > 0 {
		return r
	}
	return len(b.rank) + 1
}

// fame orders entities of one name: a country, then the capitals and great cities and those in
// high office, then the rest.
func (b *Base) fame(e *Entity) float64 {
	switch e.Kind {
	case country:
		return 100
	case organization:
		return 60
	case place:
		f := 8 * math.Log10(float64(e.Population)+1)
		if e.Class == "city" && b.capital[e.Country] == e.Name {
			f += 15
		}
		return f + placeFame[e.Class]
	}
	if len(e.Terms) == 0 {
		return 30
	}
	recent := 0.0
	for _, t := range e.Terms {
		if t.To == "" {
			recent = 5
		}
	}
	return 75 - 1.5*float64(b.seniority(e.Terms[0].Kind)) + recent + float64(min(len(e.Terms), 5))
}

// placeFame stands for the population of places that have none: a city of a million has 48.
var placeFame = map[string]float64{
	"continent": 70, "ocean": 70, "sea": 55, "territory": 55, "strait": 50, "region": 50,
	"state": 50, "nation": 55, "province": 45, "oblast": 45, "krai": 45, "republic": 45,
	"prefecture": 45, "river": 45, "island": 45, "base": 45, "site": 40, "gulf": 50,
	"mountains": 45, "desert": 45, "lake": 40, "border": 40, "canal": 50,
}
