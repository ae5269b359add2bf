package entity

import (
	"slices"
	"strings"

	"readout/knowledge"
	"readout/news"
)

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
	e := f.styled(m)
	if e == nil {
		e = f.famous(m, words[0])
	}
	if e == nil && m.title.End > m.Start {
		m.title = title{} // what stands behind the name may be about somebody else
		e = f.famous(m, words[0])
	}
	if e != nil {
		f.put(m, f.known(e), words)
	}
}

// styled finds the person known by a style and a name together: Sheikh Hasina, Pope Francis.
func (f *finder) styled(m *mention) *knowledge.Entity {
	from := m.first
	if from == m.last-1 {
		from--
	}
	if from < 0 || !honorifics[f.low[from]] {
		return nil
	}
	for _, e := range f.kb.Named(f.text(from, m.last)) {
		if e.Kind == news.Person && f.fit(m.title, e) >= 0 {
			return e
		}
	}
	return f.crowned(m, from)
}

// numbers are those of monarchs and popes.
var numbers = [...]string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "X", "XIII", "XIV", "XVI"}

// crowned finds the monarch of a country in the article by a style and a name without its number:
// King Abdullah.
func (f *finder) crowned(m *mention, from int) *knowledge.Entity {
	if !crowns[f.low[from]] {
		return nil
	}
	for _, number := range numbers {
		for _, e := range f.kb.Named(f.text(from, m.last) + " " + number) {
			if e.Kind == news.Person && f.summit(e) {
				return e
			}
		}
	}
	name := f.text(m.last-1, m.last)
	w := fold(name)
	for _, e := range f.kb.Surname(name) {
		if f.seen[e.Country] > 0 && f.summit(e) && byGivenName(e, w) {
			return e
		}
	}
	return nil
}

// bearer finds the person in the article who bears a name of one word: as the last word, then as
// the first, then anywhere; of several the one named last before m, but not somebody's relative: after
// "Olaf Berg came with his wife Anna Berg" it is he whom papers call Berg.
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
		r *= 2
		if n.kin {
			r--
		}
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
	case n.forms[w], n.words[0] == w && f.familyLeads(n.words) && len(n.words) < 4:
		return 3
	case n.words[len(n.words)-1] == w:
		if f.familyLeads(n.words) && familyFirst[n.Country] {
			return 2
		}
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
		return 2
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
			if f.low[i] == "," {
				return nil // Bo, Anna Berg and Nils Lind
			}
			return o
		}
		i = o.last - 1
	}
	return nil
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
// somebody in the article and that does what only people do: the grammar saw a place or an
// organisation.
func (f *finder) mistagged() {
	for _, m := range f.mentions {
		if m.kb != nil || m.node != nil || m.last != m.first+1 || m.kind == news.Person ||
			m.kind == "thing" || !f.acts(m) {
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
