package entity

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"readout/news"
)

// people groups the mentions of people and says who they are. Full names come first, so that a
// surname in the headline finds the full name further down.
func (f *finder) people() {
	f.count()
	f.settle()
	f.vote()
	var full, single []*mention
	for _, m := range f.mentions {
		if m.kind != news.Person {
			continue
		}
		if f.isThing(m) {
			m.kind = "thing"
			continue
		}
		m.title = f.titleOf(m)
		if f.called(m) != nil {
			continue
		}
		words := nameWords(m.words)
		if len(words) > 0 && words[0] == "of" || len(words) == 1 && f.isOffice(m.words) ||
			divines[strings.Join(words, " ")] {
			m.kind = "thing" // the Prince of Wales, Mr Speaker, Jesus Christ
			continue
		}
		if len(words) > 1 {
			full = append(full, m)
		} else {
			single = append(single, m)
		}
	}
	for _, m := range longestFirst(full) {
		f.joinFull(m)
	}
	single = f.shared(single)
	f.identify()
	single = f.kin(single)
	f.aliases()
	for _, m := range append(single, f.untagged()...) {
		f.joinSingle(m)
	}
	f.mistagged()
	f.loose()
	f.officers()
	f.untitled()
	f.setGenders()
}

// isOffice reports whether a word is only that for an office, and nobody's name.
func (f *finder) isOffice(w string) bool {
	_, ok := f.kb.Office(w)
	return ok && len(f.kb.Surname(w)) == 0 && !f.kb.FamilyName(w) && !f.kb.FirstName(w)
}

// count notes how often each country is named, and gives their mentions a node.
func (f *finder) count() {
	for _, m := range f.mentions {
		if m.kb == nil || m.kind == news.Person {
			continue
		}
		if m.kb.Country != "" {
			f.seen[m.kb.Country]++
			if !traders[m.kb.Class] {
				f.public[m.kb.Country]++
			}
		}
		if m.kind == news.Organization && m.last < len(f.low) && portfolios[f.low[m.last]] &&
			f.low[m.first] == "labour" && m.last == m.first+1 {
			m.kind, m.kb = "thing", nil // the Labour Minister
			continue
		}
		if m.kb.Country != "" && m.kind != news.Organization {
			f.stated[m.kb.Country] = true
		}
	}
}

// vote makes a name that the grammar calls now a person and now something else one kind: what
// the knowledge base knows it as, else a person where it is the end of a person's full name,
// else what it is called most often.
func (f *finder) vote() {
	votes := map[string]map[string]int{}
	ends := map[string]bool{}
	for _, m := range f.mentions {
		if m.kind == news.Person {
			w := nameWords(m.words)
			for i := 1; i < len(w); i++ {
				ends[strings.Join(w[i:], " ")] = true
			}
		}
		k := fold(m.words)
		if votes[k] == nil {
			votes[k] = map[string]int{}
		}
		votes[k][m.kind]++
		if m.kb != nil {
			votes[k][m.kind] += 100
		}
	}
	for _, m := range f.mentions {
		if m.kb != nil {
			continue
		}
		k := fold(m.words)
		switch {
		case ends[k] && m.kind != news.Person:
			m.kind = news.Person
		case m.same != nil:
		case m.kind == news.Person && !ends[k] && (outvoted(votes[k]) || f.acronym(m)):
			m.kind = news.Organization
		}
	}
}

func outvoted(v map[string]int) bool {
	for kind, n := range v {
		if kind != news.Person && n >= v[news.Person] {
			return true
		}
	}
	return false
}

// acronym reports whether a name of one word is all capitals, as no person's is.
func (f *finder) acronym(m *mention) bool {
	return m.last == m.first+1 && len(m.words) > 1 && len(m.words) < 6 &&
		strings.ToUpper(m.words) == m.words
}

// spelledOut reports whether a name begins with a capital, or a particle, and has a word of more
// than initials: "N. W. T." is nobody.
func (f *finder) spelledOut(m *mention) bool {
	if !isUpper(m.words) && !particles[f.low[m.first]] || f.cited(m) {
		return false
	}
	for i := m.first; i < m.last; i++ {
		if w := f.low[i]; utf8.RuneCountInString(w) > 1 && w[len(w)-1] != '.' {
			return true
		}
	}
	return false
}

// cited reports whether a name is written as in a list of references: Breese J, Halloran ME.
func (f *finder) cited(m *mention) bool {
	last := f.doc.Word(m.last - 1)
	return m.last == m.first+2 && len(last) < 4 && strings.ToUpper(last) == last &&
		lower(last) != last && !f.kb.FirstName(f.doc.Word(m.first))
}

// isThing reports whether a person's name is only part of the name of something else: Lincoln
// Memorial, the Biden administration, the Nobel Prize.
func (f *finder) isThing(m *mention) bool {
	if !f.spelledOut(m) {
		return true
	}
	if m.first > 0 && vessels[f.low[m.first-1]] || m.last > m.first+1 && capitals(f.doc.Word(m.first)) &&
		vessels[f.low[m.first]] {
		return true
	}
	if m.last >= len(f.low) {
		return false
	}
	if things[f.low[m.last]] && f.doc.SentenceOf(m.last) == f.doc.SentenceOf(m.first) {
		return true
	}
	words := strings.Fields(m.words)
	for i, w := range words[1:] {
		if things[lower(w)] && (i+2 < len(words) || !f.kb.FirstName(words[0]) || !f.acts(m)) {
			return true // Ellen Park said
		}
	}
	return m.last < len(f.low)-1 && f.low[m.last] == "-" && f.doc.Tokens[m.last].Start == m.End &&
		things[f.low[m.last+1]]
}

// loose drops what is left of names of one word that nobody bears, unless the text names them
// often or says that they speak: then they are people of one name.
func (f *finder) loose() {
	counts := map[string]int{}
	for _, m := range f.mentions {
		if m.kind == news.Person && m.node == nil {
			counts[fold(m.words)]++
		}
	}
	for _, m := range f.mentions {
		if m.kind != news.Person || m.node != nil {
			continue
		}
		key := fold(m.words)
		if f.titled(m) || counts[key] > 1 && f.acts(m) || f.byID[localID(news.Person,
			clean(m.words))] != nil {
			n := f.local(news.Person, clean(m.words))
			f.put(m, n, nameWords(m.words))
		} else {
			m.kind = "thing"
		}
	}
}

// titled reports whether an honorific or an office stands before a name.
func (f *finder) titled(m *mention) bool {
	if m.first > 0 && honorifics[strings.TrimRight(f.low[m.first-1], ".")] {
		return true
	}
	return m.title.kind != "" && m.title.End <= m.Start || f.introduced(m)
}

// introduced reports whether a noun for people stands beside a name: “rebel leaders Toma and Ilo”,
// “the girl, Toma, was found”.
func (f *finder) introduced(m *mention) bool {
	if i := m.first - 1; i >= 0 && f.doc.Tokens[i].Tag == "NOUN" &&
		(groups[f.low[i]] || kinship[f.low[i]]) {
		return true
	}
	h := f.doc.HeadOf(m.Span)
	if h < 0 || f.doc.Tokens[h].Rel != "appos" || f.doc.Tokens[h].Head < 0 {
		return false
	}
	w := f.low[f.doc.Tokens[h].Head]
	return groups[w] || kinship[w] || someone[w]
}

// acts reports whether the mention is the subject of something that only people do.
func (f *finder) acts(m *mention) bool {
	h := f.doc.HeadOf(m.Span)
	if h < 0 {
		return false
	}
	t := f.doc.Tokens[h]
	return t.Rel == "nsubj" && t.Head >= 0 && t.Head < len(f.doc.Tokens) &&
		humanVerbs[f.doc.Tokens[t.Head].Lemma]
}

// longestFirst sorts mentions by the words of their names, the most first, else as they stand: a short
// form may come before the long one that it is of.
func longestFirst(full []*mention) []*mention {
	out := slices.Clone(full)
	slices.SortStableFunc(out, func(a, b *mention) int {
		return cmp.Compare(len(nameWords(b.words)), len(nameWords(a.words)))
	})
	return out
}

// joinFull adds a mention of two words or more to the node of that name.
func (f *finder) joinFull(m *mention) {
	words := nameWords(m.words)
	if len(words) == 0 {
		return
	}
	if n := f.namesake(words); n != nil {
		f.put(m, n, words)
		return
	}
	if m.kb != nil && m.kb.Kind == news.Person {
		if n := f.byID[m.kb.ID]; n != nil {
			f.put(m, n, words)
			return
		}
	}
	f.put(m, f.person(clean(m.words)), words)
}

// person returns the node of a full name, making it where needed.
func (f *finder) person(name string) *node {
	words := nameWords(name)
	if n := f.namesake(words); n != nil {
		return n
	}
	n := &node{Entity: news.Entity{Kind: news.Person, Name: name}, words: words, spelled: name,
		forms: map[string]bool{}}
	f.nodes = append(f.nodes, n)
	return n
}

// namesake finds the person of that full name: written so before, else with words more or fewer.
func (f *finder) namesake(words []string) *node {
	var best *node
	rank := 0
	for _, n := range f.nodes {
		if n.Kind != news.Person {
			continue
		}
		r := sameName(n.words, words)
		if n.forms[strings.Join(words, " ")] {
			r = 3
		}
		if r > rank {
			best, rank = n, r
		}
	}
	return best
}

// put adds a mention to a person; the longest form is the name until the person is known.
func (f *finder) put(m *mention, n *node, words []string) {
	m.node = n
	if n.forms == nil {
		n.forms = map[string]bool{}
	}
	n.forms[strings.Join(words, " ")] = true
	if len(words) > len(n.words) {
		n.words = words
		n.spelled = clean(m.words)
		if n.kb == nil {
			n.Name = n.spelled
		}
	}
	if better(m.title, n.title) {
		n.title = m.title
	}
	n.kin = n.kin || len(words) > 1 && f.relative(m)
	n.private = n.private || m.title.text == "" && f.private(m)
}

// relative reports whether a word of kinship stands before a name: "his brother, Nils Berg".
func (f *finder) relative(m *mention) bool {
	i := m.first - 1
	if i > 0 && f.low[i] == "," {
		i--
	}
	return i >= 0 && kinship[f.low[i]]
}

// better prefers a title with a kind of office and a country.
func better(a, b title) bool { return weight(a) > weight(b) }

func weight(t title) int {
	n := 0
	if t.text != "" {
		n++
	}
	if t.kind != "" && t.kind != "other" && !t.former {
		n += 2
	}
	if t.country != "" {
		n++
	}
	return n
}
