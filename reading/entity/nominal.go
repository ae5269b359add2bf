package entity

import (
	"strings"
	"unicode"

	"readout/knowledge"
	"readout/news"
	"readout/text"
)

// nominals finds people without a name: offices ("the Chinese foreign minister"), organs of
// people's governments ("the Biden administration"), and groups ("US officials").
func (f *finder) nominals() {
	for i := range f.doc.Tokens {
		f.administration(i)
	}
	for _, s := range f.doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			if f.taken[i] != nil && f.taken[i].node != nil {
				continue
			}
			switch {
			case f.definite(i, s):
			case groups[f.low[i]] || groups[f.doc.Tokens[i].Lemma]:
				f.group(i, s)
			}
		}
	}
}

// administration reads "Biden administration" as the person and, in the noun, the country.
func (f *finder) administration(i int) {
	m := f.taken[i]
	if m == nil || m.kind != "thing" || m.last >= len(f.low) || !organs[f.low[m.last]] ||
		m.first != i {
		return
	}
	if e := f.leader(m.words); e != nil {
		c, _ := f.kb.Country(e.Country)
		m.kind, m.form = news.Person, news.Name
		f.put(m, f.known(e), nameWords(m.words))
		o := f.mention(m.last, m.last+1)
		o.kind, o.form = news.Country, news.Nominal
		f.mentions = append(f.mentions, o)
		f.add(o, f.known(c))
		return
	}
}

// leader finds who led a state under that name: the full name, or a family name that no other
// leader of a country in the article bears.
func (f *finder) leader(words string) *knowledge.Entity {
	es := people(f.kb.Named(words))
	if len(es) == 0 && !strings.Contains(words, " ") {
		es = f.kb.Surname(words)
	}
	var best *knowledge.Entity
	for _, e := range es {
		if c, _ := f.kb.Country(e.Country); c == nil || !f.led(e) {
			continue
		}
		switch {
		case best == nil:
			best = e
		case !f.stated[best.Country] && f.stated[e.Country]:
			best = e
		}
	}
	return best
}

// people keeps the people of es.
func people(es []*knowledge.Entity) []*knowledge.Entity {
	var out []*knowledge.Entity
	for _, e := range es {
		if e.Kind == news.Person {
			out = append(out, e)
		}
	}
	return out
}

// led reports whether e ever led a state or a government.
func (f *finder) led(e *knowledge.Entity) bool {
	for _, t := range e.Terms {
		if t.Kind == "head_of_state" || t.Kind == "head_of_government" {
			return true
		}
	}
	return false
}

// definite resolves "the top US diplomat", "the Chinese foreign minister" to the person in the
// article who holds that office.
func (f *finder) definite(i int, s text.Sentence) bool {
	owner := f.owner(i)
	if f.low[i] != "the" && owner == "" {
		return false
	}
	start := i + 1
	for end := f.phraseEnd(start, s); end > start; end-- {
		if !f.endsPhrase(end, s) || f.blocked(start, end) {
			continue
		}
		t := f.readTitle(start, end)
		if t.kind == "" || t.former || !f.plainLead(start, t) {
			continue
		}
		if owner != "" {
			t.country = owner
		}
		n := f.apposed(end - 1)
		switch {
		case vagueKind[t.kind]:
			if end > start+1 && t.body == nil {
				continue // the labour minister, where another minister was named
			}
			if n = f.titledSo(t, end-1); n == nil {
				continue
			}
		case n == nil || n.title.kind != "" && n.title.kind != t.kind && !f.holds(n, t):
			n = f.holder(t, i)
		}
		from := f.rest(start, end)
		if n == nil || from >= end {
			return false
		}
		m := f.mention(from, end)
		m.form, m.kind = news.Nominal, news.Person
		f.mentions = append(f.mentions, m)
		f.add(m, n)
		return true
	}
	return false
}

// owner is the country whose possessive mark token i is: China's ambassador.
func (f *finder) owner(i int) string {
	if i == 0 || f.low[i] != "'s" && f.low[i] != "’s" {
		return ""
	}
	if m := f.taken[i-1]; m != nil && m.kind == news.Country && m.kb != nil {
		return m.kb.Country
	}
	return ""
}

// phraseEnd is the end of the words after an article that may name an office.
func (f *finder) phraseEnd(i int, s text.Sentence) int {
	end := i
	for end < s.Last && end < i+6 {
		switch f.doc.Tokens[end].Tag {
		case "NOUN", "PROPN", "ADJ":
		default:
			if w := f.low[end]; w != "of" && w != "'s" && w != "’s" && w != "for" && w != "-" {
				return end
			}
		}
		end++
	}
	return end
}

// endsPhrase reports whether token end−1 is a noun in the singular, and no noun or "of" goes on.
func (f *finder) endsPhrase(end int, s text.Sentence) bool {
	t := f.doc.Tokens[end-1]
	if t.Tag != "NOUN" && t.Tag != "PROPN" || strings.HasSuffix(f.low[end-1], "s") {
		return false
	}
	if end >= s.Last {
		return true
	}
	switch f.low[end] {
	case "of", "for", "to", "-", "'s", "’s":
		return false
	}
	return f.doc.Tokens[end].Tag != "PROPN" && f.doc.Tokens[end].Tag != "NOUN"
}

// rest is where a phrase goes on after the names in it.
func (f *finder) rest(start, end int) int {
	from := start
	for j := start; j < end; j++ {
		if o := f.taken[j]; o != nil && o.node != nil {
			from = o.last
		}
	}
	for from < end && (!unicode.IsLetter(first(f.doc.Word(from))) || f.low[from] == "'s" ||
		f.low[from] == "’s") {
		from++
	}
	return from
}

// plainLead reports whether between the article and an office stand only a country or body, or
// words such as top: "the top US diplomat", not "the very first day the president".
func (f *finder) plainLead(i int, t title) bool {
	for ; f.doc.Tokens[i].Start < t.Start; i++ {
		if f.taken[i] == nil && !leadWords[f.low[i]] {
			return false
		}
	}
	return true
}

// blocked reports whether a mention crosses the ends of [i, end) or is not of a country or body.
func (f *finder) blocked(i, end int) bool {
	for j := i; j < end; j++ {
		if m := f.taken[j]; m != nil && (m.first < i || m.last > end || m.kind == news.Person) {
			return true
		}
	}
	return false
}

// holder finds who holds the office of a title: of the people of the article the one named last
// before token i, else the first after it of whom the text says just that. Somebody whom the
// article never names is not made up from the office alone.
func (f *finder) holder(t title, i int) *node {
	var before, after *node
	for _, m := range f.mentions {
		if m.node == nil || m.node.Kind != news.Person || !f.holds(m.node, t) {
			continue
		}
		if m.first <= i {
			before = m.node
		} else if after == nil && t.country != "" && m.node.title.country == t.country {
			after = m.node
		}
	}
	if before != nil {
		return before
	}
	return after
}

// holds reports whether the text or the knowledge base gives n the office of a title.
func (f *finder) holds(n *node, t title) bool {
	if t.country != "" && n.Country != "" && n.Country != t.country {
		return false
	}
	if n.title.kind == t.kind && !n.title.former {
		return true
	}
	return n.kb != nil && f.day != "" && f.held(t.kind, n.kb) == 2
}

// apposed is the person whom a noun stands beside: "an expert, Lina Berg", "Lina Berg, an expert". A
// plural stands beside more than one: "Joan Kerry and Maria Rubio, two nurses".
func (f *finder) apposed(i int) *node {
	if t := &f.doc.Tokens[i]; strings.HasSuffix(f.low[i], "s") && t.Lemma != "" && t.Lemma != f.low[i] {
		return nil
	}
	person := func(j int) *node {
		if j < 0 || f.taken[j] == nil || f.taken[j].kind != news.Person {
			return nil
		}
		return f.taken[j].node
	}
	if t := f.doc.Tokens[i]; t.Rel == "appos" {
		return person(t.Head)
	}
	for c := range f.doc.Children(i) {
		if f.doc.Tokens[c].Rel == "appos" && c > i {
			return person(c)
		}
	}
	return nil
}

// group makes the noun phrase that ends at token i an entity of people: "US officials",
// "protesters", and single ones without a name, "a police spokesman". Its name is the phrase; its
// mention is what stands after other names in it, so that "US" is still the country.
func (f *finder) group(i int, s text.Sentence) {
	tok := f.doc.Tokens[i]
	if tok.Tag != "" && tok.Tag != "NOUN" && tok.Tag != "PROPN" {
		return
	}
	if i+1 < s.Last && (f.taken[i+1] != nil && f.taken[i+1].kind == news.Person ||
		honorifics[f.low[i+1]] || f.doc.Tokens[i+1].Tag == "NOUN" && tok.Rel == "compound") {
		return
	}
	start := i
	for start > s.First && i-start < 5 && f.modifies(start-1, i) {
		start--
	}
	country, from := "", start
	for j := start; j < i; j++ {
		o := f.taken[j]
		if o == nil || o.kind == "thing" && o.node == nil {
			continue
		}
		if o.first < start {
			return
		}
		if c := f.countryOf(o); c != "" && country == "" {
			country = c
		}
		from = o.last
	}
	for from < i && !unicode.IsLetter(first(f.doc.Word(from))) || f.low[from] == "'s" ||
		f.low[from] == "’s" {
		from++
	}
	if from > i {
		return
	}
	m := f.mention(from, i+1)
	m.form = news.Nominal
	if n := f.apposed(i); n != nil {
		m.kind = news.Person
		f.mentions = append(f.mentions, m)
		f.add(m, n)
		return
	}
	m.kind = news.Group
	n := f.local(news.Group, f.groupName(start, i+1))
	n.many = tok.Lemma != "" && tok.Lemma != f.low[i] || strings.HasSuffix(f.low[i], "s") ||
		f.low[i] == "people" || f.low[i] == "police"
	if country != "" {
		n.Country = country
	}
	f.mentions = append(f.mentions, m)
	f.add(m, n)
}

func (f *finder) countryOf(m *mention) string {
	if m.node != nil {
		return m.node.Country
	}
	if m.kb != nil {
		return m.kb.Country
	}
	return ""
}

// groupName is the phrase as the text has it, so that "officials" and "US officials" are two.
func (f *finder) groupName(i, end int) string {
	return strings.Join(strings.Fields(f.text(i, end)), " ")
}

// modifies reports whether token j belongs to the noun phrase of the group at i.
func (f *finder) modifies(j, i int) bool {
	if m := f.taken[j]; m != nil && m.kind == news.Person {
		return false
	}
	t := f.doc.Tokens[j]
	switch f.low[j] {
	case "the", "a", "an", "and", "or", ",", "of", "said", "that", "these", "those", "some",
		"many", "several", "two", "three":
		return false
	case "'s", "’s":
		return f.taken[j-1] != nil && f.taken[j-1].kind == news.Country
	case "-":
		return true
	}
	if t.Tag == "" {
		return f.taken[j] != nil
	}
	return t.Tag == "ADJ" || t.Tag == "NOUN" || t.Tag == "PROPN"
}
