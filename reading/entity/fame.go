package entity

import (
	"slices"
	"strings"

	"readout/knowledge"
)

// famous finds the person whom papers call by a name of one word: by the office before it; or,
// without one, somebody in a high office whose country the article names; or the only person of
// that name who is known at all, if the article names the country: papers give the full name of
// everybody else.
func (f *finder) famous(m *mention, w string) *knowledge.Entity {
	if len(w) < 3 && isASCII(w) && m.title.kind == "" {
		return nil
	}
	es := f.kb.Surname(m.words)
	if m.title.kind == "" && f.kb.FirstName(m.words) {
		if slices.ContainsFunc(es, func(e *knowledge.Entity) bool { return byGivenName(e, w) }) {
			return nil
		}
	}
	var best *knowledge.Entity
	score, fits := 0, 0
	for _, e := range es[:min(len(es), 60)] {
		s := f.fame(m.title, e)
		if s > 0 {
			fits++
		}
		if s > score {
			best, score = e, s
		}
	}
	if score == 1 && fits > 1 || score < 3 && m.title.kind == "" && !f.counts(m) {
		return nil
	}
	if m.title.kind == "" && score < 3 && (f.kb.FirstName(m.words) || best == nil && !f.everActs(m)) {
		return nil // a given name, or one in a list: anybody's
	}
	if best == nil && len(es) > 1 && m.title.kind == "" && f.stated[es[0].Country] &&
		f.active(es[0]) &&
		len(w) > 4 && !f.active(es[1]) {
		return es[0]
	}
	if best == nil && len(es) == 1 && f.seen[es[0].Country] > 0 && len(w) > 4 &&
		(m.title.kind == "" || vagueKind[m.title.kind] || len(es[0].Terms) == 0) &&
		f.fit(m.title, es[0]) >= 0 {
		return es[0]
	}
	return best
}

// counts reports whether the text makes something of a name: it acts, or is named again.
func (f *finder) counts(m *mention) bool {
	if f.acts(m) {
		return true
	}
	n := 0
	for _, o := range f.mentions {
		if o.words == m.words {
			n++
		}
	}
	return n > 1
}

// everActs reports whether anybody of m's name does in the text what only people do.
func (f *finder) everActs(m *mention) bool {
	return slices.ContainsFunc(f.mentions, func(o *mention) bool {
		return o.words == m.words && f.acts(o)
	})
}

// byGivenName reports whether w is the given name by which e is called, as kings are.
func byGivenName(e *knowledge.Entity, w string) bool {
	words := nameWords(e.Name)
	return len(words) > 0 && words[0] == w && !familyFirst[e.Country]
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// fame scores how well a title and a family name alone fit a person: 0 not at all, 1 only if
// nobody else fits.
func (f *finder) fame(t title, e *knowledge.Entity) int {
	s := f.fit(t, e)
	if s < 0 {
		return 0
	}
	if t.kind != "" && !vagueKind[t.kind] {
		if f.held(t.kind, e) == 0 {
			return 0
		}
		return s
	}
	if t.kind != "" && f.day != "" && f.held(t.kind, e) == 2 {
		return 1
	}
	switch {
	case f.summit(e) && f.seen[e.Country] > 0:
		return 4
	case f.summit(e) && majors[e.Country]:
		return 3
	case f.high(e) && f.seen[e.Country] > 0:
		return 2
	}
	if t.kind != "" && f.seen[e.Country] > 0 && f.held(t.kind, e) == 2 {
		return 1
	}
	return 0
}

// high reports whether e held one of the highest offices within living memory of the day, or came to
// hold it within the year after, as candidates do.
func (f *finder) high(e *knowledge.Entity) bool {
	for _, t := range e.Terms {
		switch t.Kind {
		case "head_of_state", "head_of_government", "foreign_minister", "secretary_general",
			"vice_president", "defence_minister":
			if t.On(f.day) || f.day == "" || t.To != "" && t.To < f.day && f.year()-yearOf(t.To) < 9 ||
				t.From > f.day && yearOf(t.From)-f.year() < 2 {
				return true
			}
		}
	}
	return false
}

// summit reports whether e is known by the family name alone all over the world: the heads of
// state and government of whom no namesake held such an office on the day.
func (f *finder) summit(e *knowledge.Entity) bool {
	for _, t := range e.Terms {
		if (t.Kind == "head_of_state" || t.Kind == "head_of_government") && t.On(f.day) {
			return true
		}
	}
	return false
}

// year is that of the last day that the text may be of.
func (f *finder) year() int { return yearOf(f.day[strings.LastIndex(f.day, "/")+1:]) }

func yearOf(day string) int {
	if len(day) < 4 {
		return 0
	}
	n := 0
	for i := range 4 {
		n = n*10 + int(day[i]-'0')
	}
	return n
}
