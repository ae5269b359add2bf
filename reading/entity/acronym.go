package entity

import (
	"strings"
	"unicode"

	"readout/knowledge"
	"readout/news"
)

// acronyms makes a short form mean in the article what it is put beside: "the National
// Prosecuting Authority (NPA)" is that NPA, whatever other the knowledge base knows; and a part
// of a longer name that body (Amnesty, Amnesty International).
func (f *finder) acronyms() {
	long := map[string]*mention{}
	for _, m := range f.mentions {
		i := m.last
		if i < len(f.low) && (f.low[i] == "'s" || f.low[i] == "’s") {
			i++
		}
		if m.last-m.first < 2 || i+2 >= len(f.low) || f.low[i] != "(" || m.kind == "thing" {
			continue
		}
		if o := f.at(i + 3); o != nil && o.kind == news.Person && o.first == i+3 {
			continue // Roads Officer (RO) Anna Berg
		}
		if short := f.doc.Word(i + 1); f.low[i+2] == ")" &&
			(initials(short, m.words) || m.kind == news.Organization && capitals(short)) {
			long[short] = m
			f.cover(i + 1)
		}
	}
	for i := range f.doc.Tokens {
		if len(long) > 0 && long[f.doc.Word(i)] != nil {
			f.cover(i)
		}
	}
	for _, m := range f.mentions {
		if l := long[strings.TrimSuffix(m.words, "s")]; l != nil && l != m {
			m.same, m.kind, m.kb = l, l.kind, l.kb
		}
	}
	f.parts()
	f.companies()
}

// at is the mention around token i, or nil, also behind the end.
func (f *finder) at(i int) *mention {
	if i < 0 || i >= len(f.taken) {
		return nil
	}
	return f.taken[i]
}

// officers makes the short form of an office that stands in brackets before a name mean its holder:
// “Roads Officer (RO) Anna Berg” is “the RO”.
func (f *finder) officers() {
	short := map[string]*node{}
	for _, m := range f.mentions {
		i := m.first
		if m.node != nil && m.node.Kind == news.Person && i > 3 && f.low[i-1] == ")" &&
			f.low[i-3] == "(" && capitals(f.doc.Word(i-2)) && f.doc.SentenceOf(i-3) == f.doc.SentenceOf(i) {
			short[f.doc.Word(i-2)] = m.node
			if o := f.taken[i-2]; o != nil && o.kb == nil && o.last == i-1 {
				o.kind, o.node, o.same = "thing", nil, nil
			}
		}
	}
	if len(short) == 0 {
		return
	}
	for i := 1; i < len(f.low); i++ {
		n := short[f.doc.Word(i)]
		if m := f.taken[i]; n == nil || f.low[i-1] != "the" || m != nil && (m.kb != nil || m.last > i+1) {
			continue
		} else if m != nil {
			m.kind, m.node, m.same, m.form = news.Person, n, nil, news.Nominal
			continue
		}
		m := f.mention(i, i+1)
		m.kind, m.form = news.Person, news.Nominal
		f.mentions = append(f.mentions, m)
		f.add(m, n)
	}
}

// companies makes a byname of a country mean the body of the article whose name begins with it:
// Emirates, where Emirates Airline is named.
func (f *finder) companies() {
	for _, l := range f.mentions {
		if l.kind != news.Organization || l.last-l.first < 2 {
			continue
		}
		for _, m := range f.mentions {
			if m.kind == news.Country && m.country == knowledge.CountryName && m.last == m.first+1 &&
				fold(m.words) != fold(m.kb.Name) && strings.HasPrefix(l.words, m.words+" ") &&
				!capitals(m.words) {
				m.same, m.kind, m.kb = l, l.kind, l.kb
			}
		}
	}
}

// cover makes a token that is no mention yet one of an organisation.
func (f *finder) cover(i int) {
	if m := f.taken[i]; m != nil {
		return
	}
	m := f.mention(i, i+1)
	m.kind, m.form = news.Organization, news.Name
	f.taken[i] = m
	f.mentions = append(f.mentions, m)
}

// initials reports whether short is made of capitals that stand in the long name in their order:
// AAPP, Assistance Association of Political Prisoners.
func initials(short, long string) bool {
	if len(short) < 2 || len(short) > 10 || !capitals(short) {
		return false
	}
	rest := []rune(strings.ToUpper(short))
	for w := range strings.FieldsSeq(long) {
		if len(rest) > 0 && strings.HasPrefix(strings.ToUpper(w), string(rest[0])) {
			rest = rest[1:]
		}
	}
	return len(rest) == 0 || len(rest) < len(short)/2
}

// capitals reports whether most letters of a word are capitals: UNHCR, MoFA.
func capitals(w string) bool {
	up, all := 0, 0
	for _, r := range w {
		if unicode.IsLetter(r) {
			all++
		}
		if unicode.IsUpper(r) {
			up++
		}
	}
	return up > 1 && 2*up > all
}

// parts gives an unknown name of an organisation that is the beginning or end of a longer one
// before it the meaning of the longer.
func (f *finder) parts() {
	var seen []*mention
	for _, m := range f.mentions {
		if m.kind != news.Organization {
			continue
		}
		if m.kb == nil && m.same == nil {
			for k := len(seen) - 1; k >= 0; k-- {
				l := seen[k]
				if l.kb == nil && strings.HasSuffix(l.words, " "+m.words) ||
					strings.HasPrefix(l.words, m.words+" ") {
					m.part = l
					break
				}
			}
		}
		if m.last-m.first > 1 && m.part == nil {
			seen = append(seen, m)
		}
	}
}
