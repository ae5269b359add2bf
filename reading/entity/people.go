package entity

import (
	"slices"
	"strings"

	"readout/news"
)

// people groups the mentions of people and says who they are. Full names come first, so that a
// surname in the headline finds the full name further down.
func (f *finder) people() {
	f.count()
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
		if len(nameWords(m.words)) > 1 {
			full = append(full, m)
		} else {
			single = append(single, m)
		}
	}
	for _, m := range full {
		f.joinFull(m)
	}
	single = f.shared(single)
	f.identify()
	for _, m := range append(single, f.untagged()...) {
		f.joinSingle(m)
	}
	f.mistagged()
	f.loose()
	f.setGenders()
}

// count notes how often each country is named, and gives their mentions a node.
func (f *finder) count() {
	for _, m := range f.mentions {
		if m.kb == nil || m.kind == news.Person {
			continue
		}
		if m.kb.Country != "" {
			f.seen[m.kb.Country]++
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

// isThing reports whether a person's name is only part of the name of something else: Lincoln
// Memorial, the Biden administration, the Nobel Prize.
func (f *finder) isThing(m *mention) bool {
	if m.first > 0 && vessels[f.low[m.first-1]] {
		return true
	}
	if m.last >= len(f.low) {
		return false
	}
	if things[f.low[m.last]] && f.doc.SentenceOf(m.last) == f.doc.SentenceOf(m.first) {
		return true
	}
	for _, w := range strings.Fields(m.words)[1:] {
		if things[lower(w)] {
			return true
		}
	}
	return m.last < len(f.low)-1 && f.low[m.last] == "-" && f.doc.Tokens[m.last].Start == m.End &&
		things[f.low[m.last+1]]
}

// nameWords are the folded words of a person's name without honorifics, initials kept.
func nameWords(name string) []string {
	var out []string
	for w := range strings.FieldsSeq(fold(name)) {
		w = strings.Trim(w, ".,\"'“”()")
		if w == "" || len(out) == 0 && honorifics[w] {
			continue
		}
		out = append(out, w)
	}
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

// shared gives those their family name who share it with the next: "Rajesh and Atul Gupta". It
// returns the other mentions of one word.
func (f *finder) shared(single []*mention) []*mention {
	var rest []*mention
	for _, m := range single {
		full := f.nextOf(m)
		if full == nil || full.node == nil || len(full.node.words) != 2 || !f.givenOnly(m) {
			rest = append(rest, m)
			continue
		}
		family := full.words[strings.LastIndex(full.words, " ")+1:]
		n := f.person(clean(m.words) + " " + family)
		f.put(m, n, nameWords(n.Name))
		n.forms[fold(m.words)] = true
	}
	return rest
}

// untagged finds family names of people in the article that the grammar did not see as names.
func (f *finder) untagged() []*mention {
	family := map[string]bool{}
	for _, n := range f.nodes {
		if n.Kind == news.Person && len(n.words) > 1 {
			family[n.words[len(n.words)-1]] = true
		}
	}
	var out []*mention
	for i, t := range f.doc.Tokens {
		if f.taken[i] != nil || t.Tag != "PROPN" || len(f.low[i]) < 4 || !family[fold(f.low[i])] {
			continue
		}
		m := f.mention(i, i+1)
		m.kind, m.form = news.Person, news.Name
		if !isUpper(m.words) || f.isThing(m) {
			continue
		}
		f.taken[i] = m
		f.mentions = append(f.mentions, m)
		out = append(out, m)
	}
	return out
}

// mistagged makes a single word that nobody knows a person where it is nearly the family name of
// somebody in the article: the grammar saw a place or an organisation.
func (f *finder) mistagged() {
	for _, m := range f.mentions {
		if m.kb != nil || m.node != nil || m.last != m.first+1 || m.kind == news.Person ||
			m.kind == "thing" {
			continue
		}
		if w := fold(m.words); f.bearer(m, w) == nil {
			if n := f.misspelt(m, w); n != nil {
				m.kind = news.Person
				f.put(m, n, []string{w})
			}
		}
	}
}

// givenOnly reports whether a name of one word is a given name: nobody in the article and nobody
// known has it for a family name.
func (f *finder) givenOnly(m *mention) bool {
	w := fold(m.words)
	for _, n := range f.nodes {
		if n.Kind == news.Person && len(n.words) > 1 && n.words[len(n.words)-1] == w {
			return false
		}
	}
	return f.kb.FirstName(m.words) || len(f.kb.Surname(m.words)) == 0
}

// nextOf returns the full name that follows m after "and" or a comma.
func (f *finder) nextOf(m *mention) *mention {
	for i := m.last; i+1 < len(f.low) && (f.low[i] == "and" || f.low[i] == ",") && i < m.last+6; i++ {
		o := f.taken[i+1]
		if o == nil || o.kind != news.Person {
			continue
		}
		if len(nameWords(o.words)) > 1 {
			return o
		}
		i = o.last - 1
	}
	return nil
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

// clean takes honorifics and quotation marks off a name.
func clean(name string) string {
	w := strings.Fields(name)
	for len(w) > 1 && honorifics[strings.TrimRight(lower(w[0]), ".")] {
		w = w[1:]
	}
	for len(w) > 1 && (w[0] == "." || w[0] == "’s" || w[0] == "'s") {
		w = w[1:]
	}
	return strings.Trim(strings.Join(w, " "), ".,\"“”")
}

// sameName tells whether one name is the other with words left out: 2 at an end (Abdel Shakour,
// Abdel Shakour Muhammad Khamis; El Saife, Mohamed El Saife), 1 in the middle, 0 not.
func sameName(a, b []string) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	switch {
	case len(a) < 2:
		return 0
	case slices.Equal(a, b[:len(a)]), slices.Equal(a, b[len(b)-len(a):]):
		return 2
	case a[0] == b[0] && a[len(a)-1] == b[len(b)-1] && within(a, b):
		return 1
	}
	return 0
}

// within reports whether the words of a stand in b in order; an initial stands for a word.
func within(a, b []string) bool {
	i := 0
	for _, w := range b {
		if i < len(a) && (a[i] == w || len(a[i]) == 1 && strings.HasPrefix(w, a[i])) {
			i++
		}
	}
	return i == len(a)
}

// joinSingle adds a mention of one word: of the nearest person before it who bears the name,
// else of one after it, else of one in the knowledge base, else of one whose name is misspelt.
func (f *finder) joinSingle(m *mention) {
	words := nameWords(m.words)
	if len(words) == 0 {
		m.kind = "thing"
		return
	}
	if n := f.bearer(m, words[0]); n != nil {
		f.put(m, n, words)
		return
	}
	if n := f.misspelt(m, words[0]); n != nil {
		f.put(m, n, words)
		return
	}
	e := f.famous(m, words[0])
	if e == nil && m.title.End > m.Start {
		m.title = title{} // what stands behind the name may be about somebody else
		e = f.famous(m, words[0])
	}
	if e != nil {
		f.put(m, f.known(e), words)
	}
}

// bearer finds the person in the article who bears a name of one word: as the last word, then as
// the first, then anywhere; of several the one named last before m.
func (f *finder) bearer(m *mention, w string) *node {
	var best *node
	rank, at := 0, -1
	for _, n := range f.nodes {
		if n.Kind != news.Person {
			continue
		}
		r := f.bears(n, w)
		if r == 0 || f.titleClash(m.title, n) {
			continue
		}
		near := f.lastBefore(n, m)
		if r > rank || r == rank && near > at {
			best, rank, at = n, r, near
		}
	}
	return best
}

// bears ranks how a person bears a single name: 3 the family name, 2 the first word, 1 any.
func (f *finder) bears(n *node, w string) int {
	if len(n.words) == 0 {
		return 0
	}
	switch {
	case n.words[len(n.words)-1] == w, n.forms[w]:
		return 3
	case n.words[0] == w:
		return 2
	case slices.Contains(n.words, w):
		return 1
	}
	for _, p := range n.words {
		if head, tail, ok := strings.Cut(p, "-"); ok && (tail == w || head == w) {
			return 1
		}
	}
	if n.kb != nil && slices.Contains(f.kb.Surname(w), n.kb) {
		return 3
	}
	return 0
}

// lastBefore is the token at which n was last named before m, or -1 where it was only after.
func (f *finder) lastBefore(n *node, m *mention) int {
	at := -1
	for _, o := range f.mentions {
		if o.first >= m.first {
			break
		}
		if o.node == n {
			at = o.first
		}
	}
	return at
}

// titleClash reports whether a title names another person: "President Kim" is not the Kim who
// is a minister, where both are known.
func (f *finder) titleClash(t title, n *node) bool {
	if t.kind == "" || n.title.kind == "" || t.former || n.title.former {
		return false
	}
	return t.country != "" && n.title.country != "" && t.country != n.title.country
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
		if f.titled(m) || counts[key] > 1 && f.acts(m) || f.byID["person:"+slug(clean(m.words))] != nil {
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
	return m.title.kind != "" && m.title.End <= m.Start
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
