package entity

import (
	"strings"

	"readout/knowledge"
	"readout/news"
	"readout/text"
)

// commonBodies finds bodies and states written as common nouns: "the foreign ministry", "the
// military", "the government". Which they are follows from the countries around them; where that
// is not clear they are left alone.
func (f *finder) commonBodies() {
	for _, s := range f.doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			if i > s.First && f.half(i) || f.taken[i] != nil || !f.phraseFinal(i, s) {
				continue
			}
			if f.doc.Tokens[i].Tag == "PROPN" {
				f.shortBody(i)
			}
			if f.doc.Tokens[i].Tag != "NOUN" {
				continue
			}
			switch {
			case organs[f.low[i]] && (f.low[i-1] == "the" || f.low[i] == "authorities"):
				f.commonState(i)
			case commons[f.low[i]]:
				f.commonBody(i, s)
			}
		}
	}
}

// shortBody makes "the House", "the Fed" a mention of the body that it is short for.
func (f *finder) shortBody(i int) {
	if shorts[f.low[i]] == "" || f.low[i-1] != "the" || !isUpper(f.doc.Word(i)) {
		return
	}
	m := f.mention(i, i+1)
	if e := f.inContext(m); e != nil && e.Country == f.context(m) {
		m.kind, m.form = news.Organization, news.Name
		f.mentions = append(f.mentions, m)
		f.add(m, f.known(e))
	}
}

// half makes “the North”, “the South” a mention of the Korea that it is short for, where the text names
// both, and reports whether it did.
func (f *finder) half(i int) bool {
	if f.low[i] != "north" && f.low[i] != "south" || f.low[i-1] != "the" ||
		!isUpper(f.doc.Word(i)) || f.seen["PRK"] == 0 || f.seen["KOR"] == 0 {
		return false
	}
	name := "South Korea"
	if f.low[i] == "north" {
		name = "North Korea"
	}
	c, _ := f.kb.Country(name)
	m := f.taken[i]
	if c == nil || m != nil && (m.kb != nil || m.last > m.first+1) {
		return false
	}
	if m == nil {
		m = f.mention(i, i+1)
		f.mentions = append(f.mentions, m)
	}
	m.kind, m.form = news.Country, news.Name
	f.add(m, f.known(c))
	return true
}

// plainPlace finds a place by its name without the noun for its kind: Socotra Island, the State
// of Pennsylvania.
func (f *finder) plainPlace(words string) *knowledge.Entity {
	for _, cut := range [...]string{
		strings.TrimSuffix(words, " Island"), strings.TrimSuffix(words, " City"),
		strings.TrimSuffix(words, " Province"), strings.TrimPrefix(words, "State of "),
		strings.TrimPrefix(words, "City of "), strings.TrimPrefix(words, "Al "),
	} {
		if cut == words {
			continue
		}
		for _, e := range f.kb.Named(cut) {
			if e.Kind == news.PlaceEntity {
				return e
			}
		}
	}
	return nil
}

// afterCountry finds a body by its name without the country before it: US National Park Service.
func (f *finder) afterCountry(m *mention) *knowledge.Entity {
	for j := m.first + 1; j < m.last && j < m.first+4; j++ {
		c, form := f.kb.Country(f.text(m.first, j))
		if c == nil || form != knowledge.CountryName && form != knowledge.Adjective {
			continue
		}
		for _, e := range f.kb.Named(f.text(j, m.last)) {
			if e.Kind == news.Organization && e.Country == c.Country {
				return e
			}
		}
	}
	return nil
}

// phraseFinal reports whether token i ends its noun phrase and has one before it.
func (f *finder) phraseFinal(i int, s text.Sentence) bool {
	if i == s.First || i+1 < s.Last && (f.doc.Tokens[i+1].Tag == "NOUN" ||
		f.doc.Tokens[i+1].Tag == "PROPN" ||
		f.low[i+1] == "of" || f.low[i+1] == "-" || f.low[i+1] == "in") {
		return false
	}
	return f.low[i-1] != "a" && f.low[i-1] != "an"
}

// commonState makes "the government" a mention of the country in question.
func (f *finder) commonState(i int) {
	m := f.mention(i, i+1)
	c, _ := f.kb.Country(f.context(m))
	if c == nil {
		return
	}
	m.kind, m.form = news.Country, news.Nominal
	f.mentions = append(f.mentions, m)
	f.add(m, f.known(c))
}

// commonBody makes "the foreign ministry" a mention of that of the country in question: the
// longest words before the noun that name one.
func (f *finder) commonBody(i int, s text.Sentence) {
	for start := max(i-2, s.First+1); start <= i; start++ {
		if f.low[start-1] != "the" || f.anyTaken(start, i) {
			continue
		}
		m := f.mention(start, i+1)
		country := f.context(m)
		if country == "" {
			return
		}
		if e := f.kb.Body(m.words, country); e != nil && e.Country == country {
			m.kind, m.form = news.Organization, news.Nominal
			f.mentions = append(f.mentions, m)
			f.add(m, f.known(e))
		}
		return
	}
}

func (f *finder) anyTaken(i, end int) bool {
	for ; i < end; i++ {
		if f.taken[i] != nil {
			return true
		}
	}
	return false
}
