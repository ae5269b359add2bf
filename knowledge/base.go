package knowledge

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// A Base is everything known. It does not change once loaded and may be used concurrently.
type Base struct {
	entities []*Entity
	slab     []Entity  // of which new entities are taken
	refs     []*Entity // of which the slices of the indexes are taken
	ids      map[string]*Entity
	codes    map[string]*Entity // countries by alpha-3

	names     index
	bySurname index
	holders   index // by kind of office, space, country
	byClass   index // organisations by class, space, country

	countries map[string]naming // folded word → the country it names or stands for
	capital   map[string]string // alpha-3 → name of the seat of government
	adjective map[string]string // alpha-3 → its first adjective

	offices   map[string]string // folded form → kind of office
	bodies    map[string]string // folded form → kind of body
	templates map[string]string // kind of body → what one is named
	rank      map[string]int    // kind of office → 1 for the most senior
	short     map[string][]string
	wordLists

	like func() *likeIndex
}

// sizeHint is about how many entities there are.
const sizeHint = 1 << 14

func newBase() *Base {
	b := &Base{
		ids: make(map[string]*Entity, sizeHint), codes: map[string]*Entity{},
		entities:  make([]*Entity, 0, sizeHint),
		bySurname: make(index, sizeHint/2), holders: index{}, byClass: index{},
		countries: map[string]naming{}, capital: map[string]string{},
		adjective: map[string]string{}, offices: map[string]string{},
		bodies: map[string]string{}, templates: map[string]string{},
		rank: map[string]int{}, short: map[string][]string{}, wordLists: newWordLists(),
	}
	b.like = sync.OnceValue(func() *likeIndex { return newLikeIndex(b) })
	return b
}

// ByID returns the entity with that id, or nil.
func (b *Base) ByID(id string) *Entity { return b.ids[id] }

// Named returns the entities with exactly that name or alias, best known first; case, accents,
// apostrophes, hyphens and middle initials do not count. An acronym must be written as one:
// "us" is not the US. Ministries, embassies and forces are found by their pattern as well.
func (b *Base) Named(name string) []*Entity {
	key := Fold(name)
	if es := b.agreeing(b.names[key], key, name); len(es) > 0 {
		return es
	}
	if t := possessive(name); t != name {
		return b.Named(t)
	}
	if short := withoutInitials(key); short != key {
		es := slices.DeleteFunc(people(b.names[short]), func(e *Entity) bool {
			return otherInitial(key, e)
		})
		if len(es) > 0 {
			return es
		}
	}
	if es := b.reversed(key); es != nil {
		return es
	}
	if es := b.within(name); es != nil {
		return es
	}
	if e := b.pattern(name, ""); e != nil {
		return []*Entity{e}
	}
	return nil
}

// reversed finds the people of a name of two words in the other order, of countries where
// either is used: Kishida Fumio.
func (b *Base) reversed(key string) []*Entity {
	head, tail, ok := strings.Cut(key, " ")
	if !ok || strings.Contains(tail, " ") {
		return nil
	}
	var kept []*Entity
	for _, e := range b.names[tail+" "+head] {
		if rule := b.nameOrder[e.Country]; e.Kind == person && (rule == "first" || rule == "either") {
			kept = append(kept, e)
		}
	}
	return kept
}

// within finds a place that is named with what it lies in, a country or a province: Durham,
// North Carolina.
func (b *Base) within(name string) []*Entity {
	head, tail, ok := strings.Cut(name, ", ")
	if !ok || strings.Contains(tail, ", ") {
		return nil
	}
	c, _ := b.Country(tail)
	in := slug("", tail)[1:]
	var kept []*Entity
	for _, e := range b.names[Fold(head)] {
		inside := c != nil && e.Country == c.Country || in != "" && strings.HasSuffix(e.ID, "-"+in)
		if e.Kind == place && inside {
			kept = append(kept, e)
		}
	}
	return kept
}

// agreeing leaves out entities that bear the key only as an acronym that name is not.
func (b *Base) agreeing(es []*Entity, key, name string) []*Entity {
	if strings.Contains(key, " ") || len(es) == 0 {
		return slices.Clone(es)
	}
	ok := func(e *Entity) bool {
		if Fold(e.Name) == key && agree(e.Name, name) {
			return true
		}
		return slices.ContainsFunc(e.Aliases, func(a string) bool {
			return Fold(a) == key && agree(a, name)
		})
	}
	kept := make([]*Entity, 0, len(es))
	for _, e := range es {
		if ok(e) {
			kept = append(kept, e)
		}
	}
	return kept
}

// withoutInitials drops the middle initials from the key of a full name: "donald j trump" →
// "donald trump". A suffix stays: the younger of a name is somebody else.
func withoutInitials(key string) string {
	words := strings.Fields(key)
	if len(words) < 3 {
		return key
	}
	kept := words[:1]
	for i, w := range words[1:] {
		if len(w) > 1 || i == len(words)-2 {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// people keeps the people of es.
func people(es []*Entity) []*Entity {
	var kept []*Entity
	for _, e := range es {
		if e.Kind == person {
			kept = append(kept, e)
		}
	}
	return kept
}

// Surname returns the people whom papers call by that name alone, best known first: Blinken,
// Xi, Modi, Lula.
func (b *Base) Surname(name string) []*Entity {
	if es := b.bySurname[Fold(name)]; es != nil {
		return slices.Clone(es)
	}
	return slices.Clone(b.bySurname[Fold(possessive(name))])
}

// Holders returns who held that kind of office for the country (alpha-3, empty for
// international bodies) on the day, latest first; the day may be a month, a year or empty.
func (b *Base) Holders(kind, country, day string) []*Entity {
	type held struct {
		e    *Entity
		from string
	}
	var found []held
	for _, e := range b.holders[kind+" "+country] {
		for _, t := range e.Terms {
			if t.Kind == kind && t.Country == country && t.On(day) {
				found = append(found, held{e, t.From})
				break
			}
		}
	}
	slices.SortStableFunc(found, func(x, y held) int { return cmp.Compare(y.from, x.from) })
	es := make([]*Entity, len(found))
	for i, h := range found {
		es[i] = h.e
	}
	return es
}

// Held returns the offices that e may have held on the day, most senior first.
func (e *Entity) Held(day string) []Term {
	var held []Term
	for _, t := range e.Terms {
		if t.On(day) {
			held = append(held, t)
		}
	}
	return held
}

// Places returns the cities, regions and countries of that name, best known first.
func (b *Base) Places(name string) []Place {
	var places []Place
	for _, e := range b.Named(name) {
		if e.Kind != place && e.Kind != country {
			continue
		}
		kind := e.Class
		if e.Kind == country {
			kind = country
		}
		places = append(places, Place{Name: e.Name, Country: e.Country, Kind: kind,
			Lat: e.Lat, Lon: e.Lon, Population: e.Population, ID: e.ID})
	}
	return places
}

// FirstName reports whether w is a given name.
func (b *Base) FirstName(w string) bool { return b.first[Fold(w)] }

// FamilyName reports whether w is a family name that many bear.
func (b *Base) FamilyName(w string) bool {
	key := Fold(w)
	return b.surnames[key] || b.familyFirst[key]
}

// Nickname returns the given names that w is short for, or those short for it: Bill → William.
func (b *Base) Nickname(w string) []string { return slices.Clone(b.short[Fold(w)]) }
