package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/knowledge"
	"readout/news"
	"readout/text"
)

// maxName bounds the tokens of a name.
const maxName = 9

// scan finds the names of every sentence, the longest first at each place.
func (f *finder) scan() {
	for _, s := range f.doc.Sentences {
		credit := f.credit(s)
		for i := s.First; i < s.Last; {
			m := f.nameAt(i, s)
			if m == nil {
				i++
				continue
			}
			m = f.officeOf(m, s)
			if m.kind != news.Person || !credit && !f.byline(m, s) {
				f.mentions = append(f.mentions, m)
				for j := m.first; j < m.last; j++ {
					f.taken[j] = m
				}
			}
			i = m.last
		}
	}
}

// officeOf joins a body named by its kind alone to the name behind “of”: the Office of the Dam
// Authority.
func (f *finder) officeOf(m *mention, s text.Sentence) *mention {
	if m.kind != news.Organization || m.last != m.first+1 || !kinds[f.low[m.first]] ||
		m.last+1 >= s.Last || f.low[m.last] != "of" {
		return m
	}
	i := m.last + 1
	if f.low[i] == "the" && i+1 < s.Last {
		i++
	}
	o := f.nameAt(i, s)
	if o == nil || o.kind != news.Organization {
		return m
	}
	m = f.mention(m.first, o.last)
	m.kind, m.form = news.Organization, news.Name
	return m
}

// nameAt returns the name that begins at token i, or nil.
func (f *finder) nameAt(i int, s text.Sentence) *mention {
	w := f.doc.Word(i)
	begins := strings.HasPrefix(f.doc.Tokens[i].Name, "B-")
	if !isUpper(w) && !begins && !f.lowerName(i, s) {
		return nil
	}
	if i == s.First && i+1 < s.Last && makers[f.low[i]] && isUpper(f.doc.Word(i+1)) {
		return nil // Carmaker Velda said
	}
	tagged, kind := f.tagged(i, s)
	if kind == news.Person && (i > s.First && makers[f.low[i-1]] || ventures[f.low[tagged-1]]) {
		kind = news.Organization
	}
	known, end := f.lookup(i, s)
	if kind == news.Person || known != nil && known.Kind == news.Person {
		if j := f.hyphened(max(tagged, end), s); j > end {
			tagged, known, kind = j, nil, news.Person // Li Na-young is not Li Na
		}
	}
	if j := f.headless(i, s); j > end && kind == "" {
		tagged, kind = j, news.Person
	}
	if f.low[i] == "the" && i+1 < s.Last && known != nil {
		if same, e := f.lookup(i+1, s); same == known && e == end {
			return nil
		}
	}
	if known != nil && end >= tagged {
		return f.knownMention(known, i, end, kind)
	}
	if tagged > i && kind != "" {
		return f.taggedMention(i, tagged, kind, known, end, s)
	}
	if known != nil {
		return f.knownMention(known, i, end, kind)
	}
	return f.guess(i, s)
}

// lowerName lets names through that begin in lower case: al-Qaeda, al-Shabaab.
func (f *finder) lowerName(i int, s text.Sentence) bool {
	w := f.low[i]
	return i+1 < s.Last && (strings.HasPrefix(w, "al-") || w == "al")
}

// tagged returns the end and kind of the name that the grammar sees at token i.
func (f *finder) tagged(i int, s text.Sentence) (int, string) {
	tag := f.doc.Tokens[i].Name
	if !strings.HasPrefix(tag, "B-") && !strings.HasPrefix(tag, "I-") {
		return i, ""
	}
	j := i + 1
	for j < s.Last && f.doc.Tokens[j].Name == "I-"+tag[2:] {
		j++
	}
	for j > i+1 && (connectors[f.low[j-1]] && !isUpper(f.doc.Word(j-1)) || f.low[j-1] == "," ||
		f.low[j-1] == "(") {
		j--
	}
	if j <= i {
		return i, ""
	}
	return j, kindOf[tag[2:]]
}

var kindOf = map[string]string{
	"Person": news.Person, "Organization": news.Organization, "Location": news.PlaceEntity,
	"NORP": "norp", "Facility": "facility", "Product": "thing", "Misc": "thing",
}

// lookup returns the longest known name at token i and where it ends.
func (f *finder) lookup(i int, s text.Sentence) (*knowledge.Entity, int) {
	if !isUpper(f.doc.Word(i)) && !f.lowerName(i, s) {
		return nil, i
	}
	var ends [maxName]int
	n := 0
	for j := i; j < s.Last && j < i+maxName; j++ {
		w := f.doc.Word(j)
		if isUpper(w) || j == i || unicode.IsDigit(first(w)) {
			ends[n] = j + 1
			n++
		} else if !connectors[f.low[j]] {
			break
		}
	}
	for n--; n >= 0; n-- {
		words := f.doc.Body[f.doc.Tokens[i].Start:f.doc.Tokens[ends[n]-1].End]
		if len(words) > 80 {
			continue
		}
		e := f.named(words, i, ends[n])
		if e == nil || e.Kind == news.Person && ends[n] < s.Last &&
			f.doc.Tokens[ends[n]].Name == "I-Person" {
			continue
		}
		return e, ends[n]
	}
	return nil, i
}

// named returns what the words name: a country, a person by the full name, an organisation or a
// place. A single word is a person only by an alias that is not a family name.
func (f *finder) named(words string, i, end int) *knowledge.Entity {
	es := f.kb.Named(words)
	if c, form := f.kb.Country(words); c != nil && form != knowledge.Capital &&
		!strings.Contains(words, "$") {
		if form == knowledge.Seat && len(es) > 0 {
			return es[0]
		}
		return c
	}
	if len(es) == 0 {
		return nil
	}
	if end == i+1 {
		for _, e := range es {
			if e.Kind != news.Person {
				return e
			}
		}
		if tag := f.doc.Tokens[i].Name; strings.HasSuffix(tag, "Person") {
			return es[0]
		}
		return nil
	}
	return es[0]
}

// knownMention makes the mention of what the knowledge base knows by that name.
func (f *finder) knownMention(e *knowledge.Entity, i, end int, kind string) *mention {
	m := f.mention(i, end)
	m.kb, m.kind, m.form = e, e.Kind, news.Name
	if c, form := f.kb.Country(m.words); c != nil {
		m.country = form
		if form == knowledge.Seat {
			m.country = knowledge.Capital
		}
		if form != knowledge.Capital && (form != knowledge.Seat || e.ID == c.ID) &&
			e.Kind != news.Person {
			m.kb, m.kind = c, news.Country
		}
	}
	if kind == news.Person && e.Kind != news.Person && end == i+1 && f.personal(i) {
		m.kind, m.kb = news.Person, nil
	}
	return m
}

// personal reports whether a word that also names a place stands for a person here: it follows a
// title or honorific ("Mr Jordan"), or somebody in the text bears it as the family name.
func (f *finder) personal(i int) bool {
	return i > 0 && honorifics[strings.TrimRight(f.low[i-1], ".")] || f.families()[f.low[i]]
}

// families holds the last words of the names that the grammar takes for people's, in lower case.
func (f *finder) families() map[string]bool {
	if f.family != nil {
		return f.family
	}
	f.family = map[string]bool{}
	for i := 1; i < len(f.doc.Tokens); i++ {
		if f.doc.Tokens[i].Name == "I-Person" && (i+1 == len(f.doc.Tokens) ||
			f.doc.Tokens[i+1].Name != "I-Person" || f.kb.FamilyName(f.low[i])) {
			f.family[f.low[i]] = true
		}
	}
	return f.family
}

// skipCommon passes over a word at the start of a sentence that the text elsewhere writes in lower
// case: "Hibakusha Shigeaki Mori said". Names have two words left.
func (f *finder) skipCommon(i, end int, s text.Sentence) int {
	if i != s.First || end-i < 3 {
		return i
	}
	if f.small == nil {
		f.small = map[string]bool{}
		for j := range f.doc.Tokens {
			if !isUpper(f.doc.Word(j)) {
				f.small[f.low[j]] = true
			}
		}
	}
	if f.small[f.low[i]] {
		return i + 1
	}
	return i
}

// nameWithin reads the name after a title that the grammar took in.
func (f *finder) nameWithin(j, end int, s text.Sentence) *mention {
	if known, kend := f.lookup(j, s); known != nil && kend >= end {
		return f.knownMention(known, j, kend, news.Person)
	}
	m := f.mention(j, end)
	m.kind, m.form = news.Person, news.Name
	return m
}

// skipTitles gives the index after the titles and honorifics at the start of a person's name.
func (f *finder) skipTitles(i, end int) int {
	for i < end-1 && !f.bornWith(i, end) && !(alsoFamily[f.low[i]] && i+2 < end && f.low[i+2] == "-") {
		if honorifics[strings.TrimRight(f.low[i], ".")] || f.low[i] == "." {
			i++
			continue
		}
		n := 0
		for j := min(i+4, end-1); j > i; j-- {
			if _, ok := f.kb.Office(f.text(i, j)); ok && f.low[i] != "amir" {
				n = j
				break
			}
		}
		if n == 0 {
			return i
		}
		i = n
	}
	return i
}

// bornWith reports whether a title at token i is the given name of a name that ends before end: after
// another title, before an initial, or before a family name alone ("Energy Minister Sultan Rashid",
// "Sultan A. Rashid", "Don Lind", but "Don Felipe").
func (f *finder) bornWith(i, end int) bool {
	if !alsoGiven[f.low[i]] {
		return false
	}
	next := f.doc.Word(i + 1)
	if w := strings.TrimRight(next, "."); len(w) == 1 && isUpper(w) {
		return true
	}
	if forenames[f.low[i]] || i == 0 {
		malay := i > 0 && f.low[i-1] == "tan" // Tan Sri Berg
		return end == i+2 && !f.kb.FirstName(next) && !malay
	}
	return f.titleAt(i - 1)
}

// titleAt reports whether token i is a title or an office.
func (f *finder) titleAt(i int) bool {
	_, office := f.kb.Office(f.doc.Word(i))
	return office || honorifics[strings.TrimRight(f.low[i], ".")]
}

// guess finds a person that the grammar has no tags for: a given name and at least one more
// capital word, where the document was not tagged.
func (f *finder) guess(i int, s text.Sentence) *mention {
	if f.doc.Tokens[i].Name != "" || !f.kb.FirstName(f.doc.Word(i)) {
		return nil
	}
	j := i + 1
	for j < s.Last && j < i+5 && (isUpper(f.doc.Word(j)) || particles[f.low[j]] && j+1 < s.Last &&
		isUpper(f.doc.Word(j+1))) {
		j++
	}
	if j < i+2 {
		return nil
	}
	m := f.mention(i, j)
	m.kind, m.form = news.Person, news.Name
	return m
}

func (f *finder) mention(i, end int) *mention {
	sp := text.Span{Start: f.doc.Tokens[i].Start, End: f.doc.Tokens[end-1].End}
	return &mention{Span: sp, first: i, last: end, words: f.doc.At(sp)}
}

func (f *finder) text(i, end int) string {
	return f.doc.Body[f.doc.Tokens[i].Start:f.doc.Tokens[end-1].End]
}

func first(w string) rune {
	r, _ := utf8.DecodeRuneInString(w)
	return r
}

// capitalWithin reports whether a word has a capital letter: Berg, kaNdaba, d'Or.
func capitalWithin(w string) bool { return strings.IndexFunc(w, unicode.IsUpper) >= 0 }

func isUpper(w string) bool { return unicode.IsUpper(first(w)) }
