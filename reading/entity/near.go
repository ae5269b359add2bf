package entity

import (
	"strings"

	"readout/knowledge"
	"readout/news"
)

// near finds the person whose name is nearly that of n, if office, body or country of the text
// agree as well. A name that only looks alike is nobody's.
func (f *finder) near(n *node) *knowledge.Near {
	if len(n.words) < 2 || len(n.words) > 5 {
		return nil
	}
	for _, c := range append(f.kb.Like(n.spelled), f.swapped(n)...) {
		if c.Kind != news.Person || c.Cost > nearest || !strings.Contains(c.Form, " ") ||
			f.stranger(n, c.Entity) {
			continue
		}
		if f.strong(n.title, c.Entity) && f.fit(n.title, c.Entity) >= 0 ||
			c.Cost <= likely(c.Country) && f.agrees(n, c) {
			return &c
		}
	}
	return nil
}

// nearest is the cost of a misspelling up to which a name may be somebody's.
const nearest = 2.0

// swapped finds those of the same family name whose given name differs by one edit: Kier Starmer.
func (f *finder) swapped(n *node) []knowledge.Near {
	if len(n.words) != 2 || len(n.words[0]) < 4 {
		return nil
	}
	var out []knowledge.Near
	es := f.kb.Surname(n.words[1])
	for _, e := range es[:min(len(es), 40)] {
		w := nameWords(e.Name)
		if len(w) == 2 && w[1] == n.words[1] && distance(w[0], n.words[0], 1) == 1 {
			out = append(out, knowledge.Near{Entity: e, Form: e.Name, Cost: 0.5})
		}
	}
	return out
}

// likely is the cost of a misspelling that takes no office to believe. Where the family name comes
// first given names are short, and one syllable makes another person: Lee Jun-seok, Lee Jong-seok.
func likely(country string) float64 {
	if familyFirst[country] {
		return 0.6
	}
	return 1
}

// strong reports whether a title names an office that e held on the day, or the body they were in.
func (f *finder) strong(t title, e *knowledge.Entity) bool {
	if t.body != nil && f.inBody(e, t.body.Name) {
		return true
	}
	if t.country == e.Country && t.country != "" && diplomatic(t.text) {
		return f.sameTrade(t, e)
	}
	return t.kind != "" && !vagueKind[t.kind] && f.held(t.kind, e) == 2 &&
		(t.country == e.Country || t.country == "" && f.seen[e.Country] > 0)
}

func (f *finder) agrees(n *node, c knowledge.Near) bool {
	t := n.title
	if f.fit(t, c.Entity) < 0 || f.otherFamily(n, c) {
		return false
	}
	if t.kind != "" && !vagueKind[t.kind] && f.held(t.kind, c.Entity) > 0 && (t.country == "" ||
		t.country == c.Country) {
		return f.seen[c.Country] > 0 || t.country == c.Country
	}
	if t.body != nil && f.inBody(c.Entity, t.body.Name) {
		return true
	}
	if t.country == c.Country && t.country != "" && f.active(c.Entity) {
		return t.kind == "" || f.sameTrade(t, c.Entity)
	}
	if t.text != "" && t.kind != "" {
		return false
	}
	words := nameWords(c.Form)
	if words[0] != n.words[0] && (f.kb.FirstName(n.words[0]) || f.widespread(n.words)) {
		return false // Joan Kerry is not John
	}
	return c.Cost <= 1 && f.seen[c.Country] > 0 && len(words) == len(n.words) &&
		(f.active(c.Entity) || len(words) > 2 && variant(n.words, words)) &&
		(words[0] == n.words[0] || words[len(words)-1] == n.words[len(words)-1]) && shortest(n.words) > 2
}

// otherFamily reports whether the family name of n is one of its own and no misspelling of that of c:
// Ann Collins is not Ann Collis.
func (f *finder) otherFamily(n *node, c knowledge.Near) bool {
	words := nameWords(c.Form)
	last := n.words[len(n.words)-1]
	return !transliterated[c.Country] && len(words) > 0 && last != words[len(words)-1] &&
		(f.kb.FamilyName(last) || len(f.kb.Surname(last)) > 0)
}

// widespread reports whether so many bear the family name of a name that a like given name is no
// misspelling.
func (f *finder) widespread(words []string) bool {
	return len(f.kb.Surname(words[len(words)-1])) >= manyBear
}

// manyBear is how many known people have a family name that is widespread.
const manyBear = 12

func shortest(words []string) int {
	n := 99
	for _, w := range words {
		n = min(n, len(w))
	}
	return n
}
