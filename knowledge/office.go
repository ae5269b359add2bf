package knowledge

import (
	"strings"
)

// Office returns the kind of office that the words name, which may begin or end with a country:
// "foreign minister", "Chinese Foreign Minister", "president of France".
func (b *Base) Office(words string) (kind string, ok bool) {
	if kind = b.kindOf(b.offices, Fold(words)); kind != "" {
		return kind, true
	}
	if rest, e := b.cutCountry(words); e != nil {
		kind = b.kindOf(b.offices, Fold(rest))
	}
	return kind, kind != ""
}

// kindOf looks the folded words up, in the singular too.
func (b *Base) kindOf(forms map[string]string, key string) string {
	if kind := forms[key]; kind != "" {
		return kind
	}
	return forms[strings.TrimSuffix(key, "s")]
}

// cutCountry takes the country off the front ("China's foreign ministry", "South Korean army")
// or the end ("Ministry of Defence of the Russian Federation"). It returns nil where the words
// hold none.
func (b *Base) cutCountry(words string) (rest string, e *Entity) {
	words = strings.TrimSpace(words)
	if len(words) > 200 {
		return words, nil
	}
	for _, of := range []string{" of ", " (", " for "} {
		i := strings.LastIndex(words, of)
		if i < 0 {
			continue
		}
		name := strings.TrimRight(words[i+len(of):], ")")
		if e, form := b.Country(name); form == CountryName {
			return words[:i], e
		}
	}
	fields := strings.Fields(words)
	for n := min(len(fields)-1, 5); n > 0; n-- {
		if e, _ := b.Country(strings.Join(fields[:n], " ")); e != nil {
			return strings.Join(fields[n:], " "), e
		}
	}
	return words, nil
}

// Body returns the organisation that the words name for that country: "foreign ministry" and
// CHN → Ministry of Foreign Affairs (China); "Chinese embassy in Washington" → Embassy of
// China, Washington. The country may be empty where the words hold it. Nil where unknown.
func (b *Base) Body(words, country string) *Entity {
	for _, e := range b.Named(words) {
		if e.Kind == organization && (country == "" || e.Country == country) {
			return e
		}
	}
	rest, e := b.cutCountry(words)
	if e == nil {
		rest, e = words, b.codes[country]
	}
	if e == nil {
		return nil
	}
	if m := b.mission(rest, e); m != nil {
		return m
	}
	if kind := b.kindOf(b.bodies, Fold(rest)); kind != "" {
		if es := b.byClass[kind+" "+e.Country]; len(es) > 0 {
			return es[0]
		}
	}
	return nil
}

// missions are the kinds of mission abroad and their canonical names.
var missions = []struct{ words, name string }{
	{"embassy", "Embassy"}, {"consulate general", "Consulate General"},
	{"consulate", "Consulate"}, {"high commission", "High Commission"},
}

// mission makes the entity for "embassy in Washington" of e, or nil. It is not in the base:
// there are too many of them, and all are named alike.
func (b *Base) mission(words string, e *Entity) *Entity {
	for _, m := range missions {
		if !strings.HasPrefix(Fold(words), m.words) {
			continue
		}
		_, at, ok := cutAny(words, " in ", " to ", ", ")
		if !ok {
			return nil
		}
		host, city := b.hostCity(at)
		if city == "" || host == e.Country {
			return nil
		}
		name := m.name + " of " + e.Name + ", " + city
		return &Entity{ID: slug("org", name), Kind: organization, Class: "embassy",
			Name: name, Country: e.Country}
	}
	return nil
}

func cutAny(s string, seps ...string) (before, after string, found bool) {
	for _, sep := range seps {
		if before, after, found = strings.Cut(s, sep); found {
			return before, after, true
		}
	}
	return s, "", false
}

// hostCity finds the host country and the city of a mission in a place: a city, or a country
// that stands for its capital.
func (b *Base) hostCity(at string) (host, city string) {
	if e, form := b.Country(at); form == CountryName || form == Capital {
		if c := b.capital[e.Country]; c != "" {
			return e.Country, c
		}
	}
	for _, p := range b.Places(at) {
		if p.Kind == "city" {
			return p.Country, p.Name
		}
	}
	if head, _, ok := strings.Cut(at, ","); ok {
		return b.hostCity(head)
	}
	return "", ""
}
