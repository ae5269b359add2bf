package entity

import (
	"strings"

	"readout/knowledge"
	"readout/news"
	"readout/text"
)

// A title is what the text says a person is.
type title struct {
	text    string // "Chinese Foreign Minister"
	kind    string // of office, or empty
	country string // alpha-3
	body    *knowledge.Entity
	former  bool
	text.Span
}

// titleOf reads the title of a person from the words before the name, or between commas after
// it: "State Department spokesman Matthew Miller", "Anna Berg, the interior minister of Sweden,".
func (f *finder) titleOf(m *mention) title {
	s := f.doc.Sentences[max(f.doc.SentenceOf(m.first), 0)]
	if t := f.titleBefore(m, s); t.text != "" {
		return t
	}
	if t := f.titleAfter(m, s); t.text != "" {
		return t
	}
	return f.titleApart(m, s)
}

// titleBefore reads the noun phrase that ends at the name.
func (f *finder) titleBefore(m *mention, s text.Sentence) title {
	if t := f.titleTo(m.first, s); t.text != "" {
		return t
	}
	i := m.first
	for i > s.First && (honorifics[strings.TrimRight(f.low[i-1], ".")] || f.low[i-1] == "." &&
		i > s.First+1) {
		i--
	}
	if i == m.first {
		return f.counterpart(m, s)
	}
	return f.titleTo(i, s)
}

// counterpart reads “her Ostrian counterpart” before a name: the office is that of the person named
// before in the sentence, the country its own.
func (f *finder) counterpart(m *mention, s text.Sentence) title {
	i := m.first - 1
	if i <= s.First || f.low[i] != "counterpart" {
		return title{}
	}
	t := title{Span: f.doc.Tokens[i].Span, text: "counterpart"}
	f.belongs(&t, max(i-3, s.First), i)
	for j := i - 1; j >= s.First; j-- {
		if o := f.taken[j]; o != nil && o.kind == news.Person {
			t.kind = f.titleOf(o).kind
			break
		}
	}
	if t.kind == "" || t.country == "" {
		return title{}
	}
	return t
}

// titleTo reads the noun phrase that ends before token end.
func (f *finder) titleTo(end int, s text.Sentence) title {
	i := end
	for i > s.First && end-i < 9 && f.titleWord(i-1) && (i == end || !f.apart(i-1)) {
		i--
	}
	return f.readTitle(i, end)
}

// apart reports whether token i is a common noun in the plural before a word with a capital that is no
// part of its phrase: "the Syrian refugees President Berg let in".
func (f *finder) apart(i int) bool {
	t := f.doc.Tokens[i]
	return t.Tag == "NOUN" && t.Lemma != "" && t.Lemma != f.low[i] && f.low[i] != "affairs" &&
		!isUpper(f.doc.Word(i)) && isUpper(f.doc.Word(i+1))
}

// titleWord reports whether token i may stand in a title before a name.
func (f *finder) titleWord(i int) bool {
	if m := f.taken[i]; m != nil && m.kind == news.Person {
		return false
	}
	w := f.low[i]
	switch w {
	case "'s", "’s", "-", "of", "for", "and", "affairs", "to":
		return true
	case "the", "a", "an", ",", ".", "\"", "“", "”", "said", "by", "with", "that", "in", "on":
		return false
	}
	switch f.doc.Tokens[i].Tag {
	case "NOUN", "PROPN", "ADJ", "":
		return len(w) > 1 || w == "&"
	case "VERB":
		return participles[w]
	}
	return false
}

// readTitle finds an office in the tokens [i, end): the longest run of words at the end that
// names one; what stands before it says of which country or body.
func (f *finder) readTitle(i, end int) title {
	for b := max(i, end-6); b < end; b++ {
		kind, ok := f.officeKind(b, end)
		if !ok {
			continue
		}
		t := title{kind: kind, Span: text.Span{Start: f.doc.Tokens[b].Start,
			End: f.doc.Tokens[end-1].End}}
		f.belongs(&t, i, end)
		for j := b - 1; j >= i; j-- {
			if w := f.low[j]; w == "of" || w == "for" || w == "and" || w == "to" {
				i = j + 1
				break
			}
		}
		for i < b && (f.low[i] == "'s" || f.low[i] == "’s") {
			i++
		}
		if t.former = f.former(max(i-1, 0), end); t.former && formers[f.low[i]] {
			i++
		}
		t.text = trimTitle(f.text(min(i, b), end))
		return t
	}
	return title{}
}

// officeKind names the office of the tokens [b, end), with the name of a country in between left
// out: "top US diplomat".
func (f *finder) officeKind(b, end int) (string, bool) {
	if kind, ok := f.kb.Office(f.text(b, end)); ok {
		return kind, true
	}
	var words []string
	for j := b; j < end; j++ {
		if m := f.taken[j]; m != nil && m.kind == news.Country && j > b {
			continue
		}
		words = append(words, f.low[j])
	}
	if len(words) == end-b || len(words) < 2 {
		return "", false
	}
	return f.kb.Office(strings.Join(words, " "))
}

// belongs sets country and body from the mentions among the tokens [i, end).
func (f *finder) belongs(t *title, i, end int) {
	for j := i; j < end; j++ {
		m := f.taken[j]
		if m == nil || m.kb == nil || m.first < i || m.last > end {
			continue
		}
		switch m.kind {
		case news.Country:
			if t.country == "" {
				t.country = m.kb.Country
			}
		case news.Organization:
			if t.body == nil {
				t.body = m.kb
			}
			if t.country == "" {
				t.country = m.kb.Country
			}
		case news.PlaceEntity:
			if t.country == "" {
				t.country = m.kb.Country
			}
		}
	}
}

func (f *finder) former(i, end int) bool {
	for ; i < end; i++ {
		if formers[f.low[i]] || strings.HasPrefix(f.low[i], "ex-") {
			return true
		}
	}
	return false
}

func trimTitle(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	for _, p := range []string{"'s ", "’s ", "senior ", "the ", "The ", "a ", "an ", "A ", "An "} {
		s = strings.TrimPrefix(s, p)
	}
	return s
}

// titleAfter reads ", the State Department's top diplomat for East Asia,".
func (f *finder) titleAfter(m *mention, s text.Sentence) title {
	i := m.last
	for i < s.Last && i < m.last+2 && (f.low[i] == "(" || f.low[i] == ")") {
		i++
	}
	if i+1 >= s.Last || f.low[i] != "," && f.low[i] != "(" && f.low[i] != "-" && f.low[i] != "–" &&
		f.low[i] != "—" {
		return title{}
	}
	i++
	if i+1 < s.Last && allDigits(f.low[i]) && f.low[i+1] == "," {
		i += 2
	}
	start := i
	for i < s.Last && i < start+16 && f.afterWord(i) {
		i++
	}
	return f.office(start, i)
}

// afterWord reports whether token i may belong to a title after a name.
func (f *finder) afterWord(i int) bool {
	switch f.low[i] {
	case ",", ".", ";", ")", "who", "which", "said", "says", "told", "\"", "“", "”", ":":
		return false
	}
	return f.doc.Tokens[i].Tag != "AUX" && (f.doc.Tokens[i].Tag != "VERB" ||
		strings.HasSuffix(f.low[i], "ing"))
}

// private reports whether the words between commas after a name say that somebody is something
// that is no office: "Mike Johnson, 44, a school teacher from Leeds".
func (f *finder) private(m *mention) bool {
	i := m.last
	for i+2 < len(f.low) && f.low[i] == "," && allDigits(f.low[i+1]) {
		i += 2
	}
	if i+2 >= len(f.low) || f.low[i] != "," || f.low[i+1] != "a" && f.low[i+1] != "an" {
		return false
	}
	start := i + 2
	end := start
	for end < len(f.low) && end < start+6 {
		t := f.doc.Tokens[end].Tag
		if t != "NOUN" && t != "ADJ" && t != "PROPN" && t != "NUM" && f.low[end] != "-" {
			break
		}
		end++
	}
	if end == start || f.doc.Tokens[end-1].Tag != "NOUN" {
		return false
	}
	_, office := f.kb.Office(f.text(end-1, end))
	return !office
}

// office finds the first office among the tokens [i, end) and to whom it belongs.
func (f *finder) office(start, end int) title {
	for b := start; b < end; b++ {
		if f.doc.Tokens[b].Tag == "DET" || f.low[b] == "the" || f.low[b] == "a" {
			continue
		}
		for e := min(end, b+6); e > b; e-- {
			kind, ok := f.kb.Office(f.text(b, e))
			if !ok {
				continue
			}
			if prep := f.prepBefore(start, b); prep {
				return title{}
			}
			t := title{kind: kind, Span: text.Span{Start: f.doc.Tokens[start].Start,
				End: f.doc.Tokens[end-1].End}}
			f.belongs(&t, start, end)
			t.former = f.former(start, b)
			t.text = trimTitle(f.text(start, end))
			return t
		}
	}
	return title{}
}

// prepBefore reports whether a preposition leads to the office: "a friend of the president".
func (f *finder) prepBefore(start, b int) bool {
	for i := start; i < b; i++ {
		switch f.low[i] {
		case "of", "to", "for", "with", "by", "from", "at", "in", "under", "son", "wife", "brother":
			return true
		}
	}
	return false
}

// titleApart reads an office before a comma and the name: "The city's mayor, Anna Berg, said".
func (f *finder) titleApart(m *mention, s text.Sentence) title {
	if m.first-2 < s.First || f.low[m.first-1] != "," {
		return title{}
	}
	if r := f.doc.Tokens[m.first].Rel; r != "" {
		if h := f.doc.HeadOf(m.Span); h < 0 || f.doc.Tokens[h].Rel != "appos" {
			return title{}
		}
	}
	end := m.first - 1
	i := end
	for i > s.First && end-i < 12 && (f.titleWord(i-1) || f.low[i-1] == "the") {
		i--
	}
	return f.office(i, end)
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
