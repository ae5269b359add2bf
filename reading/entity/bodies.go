package entity

import (
	"strings"

	"readout/knowledge"
	"readout/news"
)

// bodies gives nodes to organisations, countries and places.
func (f *finder) bodies() {
	for _, m := range f.mentions {
		if m.country == knowledge.Capital && m.node == nil && f.governs(m) {
			f.acting[fold(m.words)] = true
		}
	}
	for _, m := range f.mentions {
		if m.node != nil || m.kind == news.Person || m.kind == "thing" {
			continue
		}
		f.body(m)
	}
}

func (f *finder) body(m *mention) {
	if m.same != nil {
		if m.same.node == nil && m.same.same == nil {
			f.body(m.same)
		}
		m.node = m.same.node
		return
	}
	if m.kb != nil && m.kind == news.Country {
		f.state(m)
		return
	}
	if m.kb != nil {
		f.knownBody(m)
		return
	}
	switch m.kind {
	case news.Organization:
		if e := f.kb.Body(m.words, ""); e != nil && e.Country != "" || e != nil &&
			len(f.kb.Named(m.words)) > 0 {
			m.node = f.known(e)
			return
		}
		if e := f.afterCountry(m); e != nil {
			m.node = f.known(e)
			return
		}
		if e := f.inContext(m); e != nil {
			m.node = f.known(e)
			return
		}
		if m.part != nil && m.part.same == nil && m.part.part == nil {
			if m.part.node == nil {
				f.body(m.part)
			}
			m.node = m.part.node
			return
		}
		m.node = f.local(news.Organization, m.words)
		m.node.Country = f.countryIn(m)
	case news.PlaceEntity:
		if e := f.plainPlace(m.words); e != nil {
			m.node = f.known(e)
			return
		}
		m.node = f.local(news.PlaceEntity, m.words)
	}
}

// context is the country that a body without one belongs to: the only one that its sentence
// names before it, else the one of which the article speaks most, if that is clear.
func (f *finder) context(m *mention) string {
	s := f.doc.Sentences[max(f.doc.SentenceOf(m.first), 0)]
	here := ""
	for j := s.First; j < m.first; j++ {
		o := f.taken[j]
		if o == nil || o.first != j {
			continue
		}
		c := ""
		if o.kb != nil {
			c = o.kb.Country
		} else if o.node != nil {
			c = o.node.Country
		}
		if c == "" || c == here {
			continue
		}
		if here != "" {
			here = "several"
			break
		}
		here = c
	}
	if here != "" && here != "several" {
		return here
	}
	return f.dominant()
}

// inContext finds the body that the words, or the fuller name that they are short for, name in the
// country that the article is about.
func (f *finder) inContext(m *mention) *knowledge.Entity {
	country := f.context(m)
	if country == "" {
		return nil
	}
	if e := f.kb.Body(m.words, country); e != nil {
		return e
	}
	if full := shorts[fold(m.words)]; full != "" {
		return f.kb.Body(full, country)
	}
	return nil
}

// dominant is the country of more than half of all mentions of countries and their bodies.
func (f *finder) dominant() string {
	total, best, most := 0, "", 0
	for c, n := range f.public {
		total += n
		if n > most || n == most && c < best {
			best, most = c, n
		}
	}
	if most > 1 && 2*most > total {
		return best
	}
	return ""
}

// countryIn is the country that the words of a local organisation's name tell: of its first words, or,
// of a body that every state has, of a place at its head ("Tokyo District Court").
func (f *finder) countryIn(m *mention) string {
	for j := m.first + 1; j <= m.last; j++ {
		if c, form := f.kb.Country(f.text(m.first, j)); c != nil && (form == knowledge.CountryName ||
			form == knowledge.Adjective) {
			return c.Country
		}
	}
	if !publicName(m.words) {
		return ""
	}
	for j := m.last - 1; j > m.first; j-- {
		if land := f.landNamed(f.text(m.first, j)); land != "" {
			return land
		}
	}
	return ""
}

// landNamed is the country of the place of that name: of several the one that the text names most, else
// that of the best known.
func (f *finder) landNamed(words string) string {
	best := ""
	for _, p := range f.kb.Places(words) {
		if p.Country != "" && (best == "" || f.seen[p.Country] > f.seen[best]) {
			best = p.Country
		}
	}
	return best
}

// knownBody resolves a known organisation or place. A capital that acts is its government.
func (f *finder) knownBody(m *mention) {
	if m.country == knowledge.Capital && f.governs(m) {
		c, _ := f.kb.Country(m.words)
		m.node = f.known(c)
		return
	}
	if m.kind == news.Organization && m.last == m.first+1 && !f.stated[m.kb.Country] &&
		m.kb.Country != "" {
		f.namesakeBody(m)
		return
	}
	m.node = f.known(m.kb)
}

// namesakeBody resolves a body named by one word whose country the article does not name: it is
// more likely the one of that name in a country that it does, or one that nobody knows.
func (f *finder) namesakeBody(m *mention) {
	for _, e := range f.kb.Named(m.words) {
		if e.Kind == news.Organization && f.stated[e.Country] {
			m.node = f.known(e)
			return
		}
	}
	if e := f.kb.Body(m.words, f.context(m)); e != nil && e.ID != m.kb.ID {
		m.node = f.known(e)
		return
	}
	if m.kb.Country == "USA" || fold(m.kb.Name) == fold(m.words) {
		m.node = f.known(m.kb)
		return
	}
	m.node = f.local(news.Organization, m.words)
}

// state resolves the mention of a country: with what stands after it, it may be a ministry
// ("Chinese Foreign Ministry"), an embassy ("China's embassy in Washington"), or the state still
// ("Chinese government").
func (f *finder) state(m *mention) {
	if e, end := f.ministry(m); e != nil {
		f.extend(m, end)
		m.kind, m.node = news.Organization, f.known(e)
		return
	}
	if end := f.organ(m); end > m.last {
		f.extend(m, end)
	}
	m.node = f.known(m.kb)
}

// ministry finds the organisation that a country's name and the words after it make.
func (f *finder) ministry(m *mention) (*knowledge.Entity, int) {
	s := f.doc.Sentences[max(f.doc.SentenceOf(m.first), 0)]
	for end := min(m.last+7, s.Last); end > m.last; end-- {
		w := f.doc.Word(end - 1)
		if f.low[end-1] == "in" || f.low[end-1] == "to" || !isUpper(w) &&
			f.doc.Tokens[end-1].Tag != "NOUN" && f.doc.Tokens[end-1].Tag != "" {
			continue
		}
		if !f.joined(m.last, end) {
			continue
		}
		e := f.kb.Body(f.text(m.first, end), "")
		if e != nil && e.Class != "government" && !strings.HasPrefix(e.Name, "Government of") {
			return e, end
		}
	}
	return nil, 0
}

// joined reports whether the tokens [i, end) can be the rest of a body's name.
func (f *finder) joined(i, end int) bool {
	for ; i < end; i++ {
		switch f.low[i] {
		case ",", ".", "and", "said", "says", ":", ";", "“", "”", "\"", "is", "was", "has", "will",
			"with":
			return false
		}
	}
	return true
}

// organ gives the end of "government", "authorities" after a country's name.
func (f *finder) organ(m *mention) int {
	i := m.last
	if i < len(f.low) && (f.low[i] == "'s" || f.low[i] == "’s") {
		i++
	}
	if i < len(f.low) && organs[f.low[i]] && f.taken[i] == nil {
		return i + 1
	}
	return m.last
}

// extend makes a mention reach to token end; mentions that it swallows are gone.
func (f *finder) extend(m *mention, end int) {
	for i := m.last; i < end; i++ {
		if o := f.taken[i]; o != nil && o != m {
			o.kind, o.node, o.kb = "thing", nil, nil
		}
		f.taken[i] = m
	}
	m.last = end
	m.End = f.doc.Tokens[end-1].End
	m.words = f.doc.At(m.Span)
}

// dateline reports whether a name opens a sentence as the place that a piece was filed from:
// "YANGON, July 25 (Reuters)", "BEIRUT/THE HAGUE", "Paris (AFP)".
func (f *finder) dateline(m *mention) bool {
	s := f.doc.Sentences[max(f.doc.SentenceOf(m.first), 0)]
	if m.first != s.First || m.last >= s.Last {
		return false
	}
	switch f.low[m.last] {
	case ",", "(", "-", "–", "—", "/", ":":
		return true
	}
	return false
}

// governs reports whether a capital's name stands for the government: it is the subject of a
// verb, or stands after "with", "against", "between", and no preposition of place leads to it.
func (f *finder) governs(m *mention) bool {
	i := m.first
	if f.dateline(m) {
		return false
	}
	if i > 0 {
		switch f.low[i-1] {
		case "in", "at", "near", "outside", "from", "to", "around", "through", "into", "inside",
			"across", "of",
			"over", "on", "toward", "towards", "leaving", "via", "the", "downtown", "central",
			"visit", "visited", "visiting":
			return false
		case "between", "against", "with", "by", "urged", "accused", "urging", "accusing":
			return true
		}
	}
	j := m.last
	if j+1 < len(f.low) && (f.low[j] == "'s" || f.low[j] == "’s") {
		return !cityNouns[f.low[j+1]] && f.acting[fold(m.words)]
	}
	h := f.doc.HeadOf(m.Span)
	if h < 0 || f.doc.Tokens[h].Rel == "" {
		return f.verbAfter(j)
	}
	t := f.doc.Tokens[h]
	if t.Rel == "conj" && t.Head >= 0 {
		if o := f.taken[t.Head]; o != nil && o != m && o.node != nil && o.node.Kind == news.Country {
			return true
		}
	}
	return t.Rel == "nsubj" && t.Head >= 0 && humanVerbs[f.doc.Tokens[t.Head].Lemma] ||
		t.Rel == "obl" && f.low[max(i-1, 0)] == "by"
}

func (f *finder) verbAfter(j int) bool {
	if j >= len(f.low) {
		return false
	}
	w := f.low[j]
	return humanVerbs[w] || humanVerbs[strings.TrimSuffix(w, "d")] ||
		humanVerbs[strings.TrimSuffix(w, "ed")] ||
		humanVerbs[strings.TrimSuffix(w, "s")] || w == "has" || w == "had" || w == "will" ||
		w == "would" || w == "said"
}
