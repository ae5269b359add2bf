package knowledge

import (
	"cmp"
	"strings"
)

func (b *Base) addCountry(r *row) error {
	code := r.at("code")
	if len(code) != 3 || strings.ToUpper(code) != code || !acronym(code) {
		return r.errorf("%q is not a code of ISO 3166-1 alpha-3", code)
	}
	e := b.codes[code]
	if e == nil {
		var err error
		if e, err = b.entity(r, country, "country:"+strings.ToLower(code)); err != nil {
			return err
		}
		b.codes[code], b.ids[code] = e, e
	}
	e.Country = code
	e.Aliases = append(e.Aliases, r.list("full")...)
	for _, g := range []struct {
		col  string
		form CountryForm
	}{
		{"name", CountryName}, {"full", CountryName}, {"aliases", CountryName},
		{"adjectives", Adjective}, {"demonyms", Demonym}, {"capital", Capital}, {"seat", Seat},
	} {
		for _, w := range r.list(g.col) {
			b.putCountry(w, e, g.form)
		}
	}
	if adjectives := r.list("adjectives"); len(adjectives) > 0 {
		b.adjective[code] = adjectives[0]
	}
	if cities := r.list("capital"); len(cities) > 0 {
		b.capital[code] = cities[0]
	}
	return b.putFigures(r, e)
}

func (b *Base) putFigures(r *row, e *Entity) error {
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
	if r.at("lat") != "" {
		e.Lat, e.Lon = lat, lon
	}
	e.Population = cmp.Or(int(pop), e.Population)
	return nil
}

// putCountry keeps a word for a country. Of two uses of one word the plainer wins: Singapore
// is the name before it is the capital. A demonym is kept in the plural as well.
func (b *Base) putCountry(word string, e *Entity, form CountryForm) {
	key := Fold(word)
	if old, ok := b.countries[key]; key != "" && (!ok || form < old.form) {
		b.countries[key] = naming{e, form, word}
	}
	if form == Demonym && !strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ese") {
		b.putCountry(word+"s", e, Demonym)
	}
}

// Country returns the country that the words name or stand for, and by which sort of word, or
// nil: China, Chinese, the Kremlin, "Beijing's".
func (b *Base) Country(words string) (*Entity, CountryForm) {
	n, ok := b.countries[Fold(words)]
	if !ok {
		t := possessive(words)
		if t == words {
			return b.byCode(words)
		}
		return b.Country(t)
	}
	if !agree(n.text, words) {
		return nil, NoCountry
	}
	return n.e, n.form
}

// byCode finds a country by its alpha-3 code in capitals.
func (b *Base) byCode(code string) (*Entity, CountryForm) {
	if e := b.codes[code]; e != nil {
		return e, CountryName
	}
	return nil, NoCountry
}
