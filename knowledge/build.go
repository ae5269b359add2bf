package knowledge

import (
	"cmp"
	"slices"
	"strings"
)

// add takes one row into b.
func (b *Base) add(r *row) error {
	switch r.table {
	case "people":
		return b.addPerson(r)
	case "holders":
		return b.addTerm(r)
	case "countries":
		return b.addCountry(r)
	case "organizations":
		return b.addOrganization(r)
	case "cities":
		return b.addPlace(r, "city")
	case "regions":
		return b.addPlace(r, cmp.Or(r.at("kind"), "region"))
	case "offices":
		return b.addForms(r, b.offices)
	case "bodies":
		b.templates[r.at("kind")] = r.at("name")
		return b.addForms(r, b.bodies)
	}
	return b.addNickname(r)
}

// entity returns the entity of that kind with the id that the row gives it, new or known.
func (b *Base) entity(r *row, kind, id string) (*Entity, error) {
	name := r.at("name")
	if wordless(name) {
		return nil, r.errorf("name %q holds no letter", name)
	}
	if c := r.at("country"); c != "" && b.codes[c] == nil && kind != country {
		return nil, r.errorf("no such country: %q (three letters of ISO 3166-1)", c)
	}
	q := r.at("wikidata")
	if q != "" && !isQ(q) {
		return nil, r.errorf("%q is not a Wikidata id (Q and a number)", q)
	}
	e := b.known(kind, q, id, r.at("country"))
	if e == nil && b.ids[id] != nil {
		id += "-" + strings.ToLower(r.at("country"))
		e = b.known(kind, q, id, r.at("country"))
	}
	if e != nil {
		e.Aliases = append(e.Aliases, r.list("aliases")...)
		return e, nil
	}
	e = b.newEntity()
	*e = Entity{
		ID: cmp.Or(q, id), Kind: kind, Name: name, Wikidata: q,
		Country: r.at("country"), Aliases: r.list("aliases"),
	}
	b.entities = append(b.entities, e)
	b.ids[e.ID] = e
	if b.ids[id] == nil {
		b.ids[id] = e
	}
	return e, nil
}

// newEntity takes an entity from a slab: there are many of them.
func (b *Base) newEntity() *Entity {
	if len(b.slab) == 0 {
		b.slab = make([]Entity, 512)
	}
	e := &b.slab[0]
	b.slab = b.slab[1:]
	return e
}

// known finds an entity by its Wikidata id or its own. Two Wikidata ids or two countries are
// two entities even where the names are alike.
func (b *Base) known(kind, q, id, country string) *Entity {
	if e := b.ids[q]; e != nil && q != "" {
		return e
	}
	e := b.ids[id]
	switch {
	case e == nil || e.Kind != kind, q != "" && e.Wikidata != "":
		return nil
	case country != "" && e.Country != "" && country != e.Country:
		return nil
	}
	if q != "" {
		e.Wikidata = q
		b.ids[q] = e
	}
	return e
}

func isQ(s string) bool {
	digits := strings.TrimLeft(s, "0123456789")
	return len(s) > 1 && digits == s && s[0] == 'Q' && strings.Trim(s[1:], "0123456789") == ""
}

// slug makes a stable local id: "person:daniel-kritenbrink".
func slug(kind string, parts ...string) string {
	var arr [96]byte
	buf := append(append(arr[:0], kind...), ':')
	start := len(buf)
	for i, p := range parts {
		if i > 0 && p != "" {
			buf = append(buf, '-')
		}
		buf = appendFold(buf, p)
	}
	for i, c := range buf[start:] {
		if c == ' ' {
			buf[start+i] = '-'
		}
	}
	return string(buf)
}

// wordless reports whether nothing of s is left when it is folded.
func wordless(s string) bool {
	var arr [64]byte
	return len(appendFold(arr[:0], s)) == 0
}

func (b *Base) addPerson(r *row) error {
	e, err := b.entity(r, person, slug("person", r.at("name")))
	if err == nil && e.Known == "" {
		e.Known = r.at("known_for")
	}
	return err
}

func (b *Base) addTerm(r *row) error {
	id := slug("person", r.at("name"))
	e := b.ids[id]
	if other := b.ids[id+"-"+strings.ToLower(r.at("country"))]; other != nil {
		e = other
	}
	if q := r.at("wikidata"); q != "" || e == nil {
		var err error
		if e, err = b.entity(r, person, id); err != nil {
			return err
		}
	}
	t := Term{
		Kind: r.at("kind"), Office: r.at("office"), Body: r.at("body"),
		Country: r.at("country"), From: r.at("from"), To: r.at("to"),
	}
	switch {
	case t.Office == "" || t.Kind == "":
		return r.errorf("a term of office needs an office and its kind")
	case t.Country != "" && b.codes[t.Country] == nil:
		return r.errorf("no such country: %q (three letters of ISO 3166-1)", t.Country)
	case t.From != "" && !isDay(t.From), t.To != "" && !isDay(t.To):
		return r.errorf("from %q, to %q: not a day, month or year of ISO 8601", t.From, t.To)
	case t.To != "" && firstDay(t.From) > lastDay(t.To):
		return r.errorf("from %s is after to %s", t.From, t.To)
	}
	if !slices.Contains(e.Terms, t) {
		e.Terms = append(e.Terms, t)
	}
	return nil
}

func (b *Base) addOrganization(r *row) error {
	e, err := b.entity(r, organization, slug("org", r.at("name")))
	if err == nil && e.Class == "" {
		e.Class = r.at("kind")
	}
	return err
}

func (b *Base) addPlace(r *row, class string) error {
	lat, err := r.number("lat", -90, 90)
	if err != nil {
		return err
	}
	lon, err := r.number("lon", -180, 180)
	if err != nil {
		return err
	}
	pop, err := r.number("population", 0, 1e11)
	if err != nil {
		return err
	}
	id := slug("place", r.at("name"), r.at("country"), r.at("admin"))
	if class != "city" {
		id = slug("place", r.at("name"), class, r.at("country"))
	}
	e, err := b.entity(r, place, id)
	if err == nil {
		e.Class, e.Lat, e.Lon, e.Population = class, lat, lon, int(pop)
	}
	return err
}

func (b *Base) addForms(r *row, forms map[string]string) error {
	kind := r.at("kind")
	if kind == "" {
		return r.errorf("no kind")
	}
	if _, ok := b.rank[kind]; !ok {
		b.rank[kind] = len(b.rank)
	}
	for _, f := range r.list("forms") {
		if k := Fold(f); forms[k] == "" {
			forms[k] = kind
		}
	}
	return nil
}

func (b *Base) addNickname(r *row) error {
	name := r.at("name")
	if name == "" {
		return r.errorf("no name")
	}
	long := Fold(name)
	for _, f := range r.list("forms") {
		short := Fold(f)
		b.short[long] = append(b.short[long], f)
		b.short[short] = append(b.short[short], name)
		b.first[short] = true
	}
	b.first[long] = true
	return nil
}
