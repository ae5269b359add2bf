package knowledge

import (
	"strings"
)

// Office returns the kind of office that the words name, which may hold a country:
// "foreign minister", "Chinese Foreign Minister", "president of France", "top US diplomat".
func (b *Base) Office(words string) (kind string, ok bool) {
	if kind = b.kindOf(b.offices, Fold(words)); kind != "" {
		return kind, true
	}
	rest, e := b.cutCountry(words)
	if e == nil {
		rest = b.dropCountry(words)
	}
	kind = b.kindOf(b.offices, Fold(rest))
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
// or from behind a preposition ("Ministry of Defence of the Russian Federation", "Embassy of
// China, Washington"). It returns nil where the words hold none there.
func (b *Base) cutCountry(words string) (rest string, e *Entity) {
	words = strings.TrimSpace(words)
	if len(words) > maxWords {
		return words, nil
	}
	for _, of := range []string{" (", " of ", " for "} {
		for at := strings.Index(words, of); at >= 0; {
			tail := words[at+len(of):]
			name, _, _ := cutAny(strings.TrimRight(tail, ")"), ", ", " in ", " to ")
			if e, form := b.Country(name); form == CountryName {
				return words[:at] + strings.TrimPrefix(tail, name), e
			}
			next := strings.Index(tail, of)
			if next < 0 {
				break
			}
			at += len(of) + next
		}
	}
	fields := strings.Fields(words)
	for n := min(len(fields)-1, maxCountry); n > 0; n-- {
		if e, _ := b.Country(strings.Join(fields[:n], " ")); e != nil {
			return strings.Join(fields[n:], " "), e
		}
	}
	return words, nil
}

// dropCountry takes the country out of the middle: "top US diplomat".
func (b *Base) dropCountry(words string) string {
	fields := strings.Fields(words)
	if len(words) > maxWords {
		return words
	}
	for i := 1; i < len(fields)-1; i++ {
		for n := min(len(fields)-1-i, maxCountry); n > 0; n-- {
			if e, _ := b.Country(strings.Join(fields[i:i+n], " ")); e != nil {
				return strings.Join(append(fields[:i:i], fields[i+n:]...), " ")
			}
		}
	}
	return words
}

// maxWords bounds the bytes of a phrase that is searched for a country, maxCountry the words
// that name one.
const (
	maxWords   = 200
	maxCountry = 5
)

// Body returns the organisation that the words name for that country: "foreign ministry" and
// CHN → Ministry of Foreign Affairs (China); "Chinese embassy in Washington" → Embassy of
// China, Washington. The country may be empty where the words hold it. Nil where unknown.
func (b *Base) Body(words, country string) *Entity {
	for _, e := range b.names[Fold(words)] {
		if e.Kind == organization && (country == "" || e.Country == country) {
			return e
		}
	}
	return b.pattern(words, country)
}

// pattern finds a body that every state has by the kind that the words name. One that is not
// in the base is made: there are too many of them, and all are named alike.
func (b *Base) pattern(words, country string) *Entity {
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
	kind := b.kindOf(b.bodies, Fold(rest))
	if kind == "" {
		return nil
	}
	if es := b.byClass[kind+" "+e.Country]; len(es) > 0 {
		return es[0]
	}
	return b.make(kind, b.templates[kind], e)
}

// make names a body of country e after the template; nil where there is none.
func (b *Base) make(kind, template string, e *Entity) *Entity {
	the := e.Name
	if strings.Contains(template, "of {country}") {
		the = b.the(e)
	}
	adjective := b.adjective[e.Country]
	if template == "" || adjective == "" && strings.Contains(template, "{adjective}") {
		return nil
	}
	name := strings.NewReplacer("{country}", the, "{adjective}", adjective).Replace(template)
	return b.named(name, kind, e)
}

// named returns the organisation in the base of that name, or else a new one.
func (b *Base) named(name, class string, of *Entity) *Entity {
	id := slug("org", name)
	if e := b.ids[id]; e != nil {
		return e
	}
	return &Entity{ID: id, Kind: organization, Class: class, Name: name, Country: of.Country}
}

// missions are the kinds of mission abroad and their canonical names.
var missions = []struct{ words, name string }{
	{"embassy", "Embassy"}, {"consulate general", "Consulate General"},
	{"consulate", "Consulate"}, {"high commission", "High Commission"},
}

// mission finds "embassy in Washington" of e, or nil.
func (b *Base) mission(words string, e *Entity) *Entity {
	key := Fold(words)
	if key == "mission to the united nations" || key == "mission to the un" ||
		key == "permanent mission to the united nations" || key == "permanent mission to the un" {
		return b.named("Permanent Mission of "+b.the(e)+" to the United Nations", "mission", e)
	}
	for _, m := range missions {
		if !strings.HasPrefix(key, m.words) {
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
		return b.named(m.name+" of "+b.the(e)+", "+city, "embassy", e)
	}
	return nil
}

// the is the country's name as it stands in a sentence.
func (b *Base) the(e *Entity) string {
	if b.articles[e.Country] {
		return "the " + e.Name
	}
	return e.Name
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
