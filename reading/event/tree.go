package event

import (
	"strings"

	"readout/news"
	"readout/text"
)

// A view is a document with what the stages before have found, laid over its tokens.
type view struct {
	*text.Document
	words     *lexicon
	ents      []news.Entity
	places    []news.Place
	dates     []news.Date
	quotes    []news.Quote
	published string

	first, next []int32  // children of a token: first[i], then next of that; -1 ends
	who         []int32  // index of the entity that a token mentions, or -1
	where       []int32  // index of the place that a token names, or -1
	when        []int32  // index of the date that a token belongs to, or -1
	said        []int32  // index of the quote whose content holds the token, or -1
	lem         []string // of each token its lemma
	country     map[string]string
	chief       []int          // the few parties that the article names most
	main        string         // country that the article names most, alpha-3
	plain       bool           // the main country is named as often as all others together
	rich        bool           // many public parties: courts and prisons matter here
	tally       map[string]int // how often each country, by alpha-3, is named
	private     bool           // it is not of public affairs
	civic       bool           // it is, through and through
}

func newView(doc *text.Document, ents []news.Entity, places []news.Place) *view {
	n := len(doc.Tokens)
	v := &view{Document: doc, words: words(), ents: ents, places: places}
	room := make([]int32, 6*n)
	for i := range room {
		room[i] = -1
	}
	cut := func() []int32 { c := room[:n:n]; room = room[n:]; return c }
	v.first, v.next, v.who, v.where, v.when, v.said = cut(), cut(), cut(), cut(), cut(), cut()
	for i := n - 1; i >= 0; i-- {
		if h := doc.Tokens[i].Head; h >= 0 && h < n && h != i {
			v.next[i], v.first[h] = v.first[h], int32(i)
		}
	}
	v.lem = make([]string, n)
	for i := range n {
		v.lem[i] = v.findLemma(i)
	}
	v.mark()
	return v
}

// mark lays entities and places over the tokens; where mentions nest, the inner one counts.
func (v *view) mark() {
	v.country = map[string]string{}
	held := make([]int, len(v.Tokens)) // length of the mention that holds each token
	v.tally = map[string]int{}
	for e := range v.ents {
		ent := &v.ents[e]
		if ent.Kind == news.Country {
			v.country[ent.Country] = ent.ID
		}
		if ent.Country != "" {
			v.tally[ent.Country] += len(ent.Mentions)
		}
		for _, m := range ent.Mentions {
			lay(v.Document, v.who, m.Span, e, held)
		}
	}
	for p := range v.places {
		lay(v.Document, v.where, v.places[p].Span, p, nil)
	}
	public := 0
	for e := range v.ents {
		if v.holds(&v.ents[e]) {
			public++
		}
	}
	v.rich = public >= 6
	best, all := 0, 0
	for c, n := range v.tally {
		all += n
		if n > best || n == best && c < v.main {
			v.main, best = c, n
		}
	}
	v.plain = 2*best >= all
}

// lay writes value over the tokens of s, unless a shorter span is there already.
func lay(doc *text.Document, over []int32, s text.Span, value int, held []int) {
	first, last := doc.TokensIn(s)
	for t := first; t < last; t++ {
		if held != nil {
			if held[t] > 0 && held[t] <= s.Len() {
				continue
			}
			held[t] = s.Len()
		}
		over[t] = int32(value)
	}
}

// kids yields the tokens that depend on token i, in order; none of -1.
func (v *view) kids(i int) func(func(int) bool) {
	return func(yield func(int) bool) {
		if i < 0 {
			return
		}
		for c := v.first[i]; c >= 0; c = v.next[c] {
			if !yield(int(c)) {
				return
			}
		}
	}
}

// kid returns the first child with one of the relations, or -1.
func (v *view) kid(i int, rels ...string) int {
	for c := range v.kids(i) {
		for _, r := range rels {
			if v.Tokens[c].Rel == r {
				return c
			}
		}
	}
	return -1
}

func (v *view) lower(i int) string { return v.Lower(i) }

func (v *view) lemma(i int) string { return v.lem[i] }

// findLemma is the dictionary form of token i in lower case.
func (v *view) findLemma(i int) string {
	if v.Tokens[i].Tag == "VERB" {
		if l := v.words.irregular[v.lower(i)]; l != "" {
			return l
		}
	}
	if l := v.Tokens[i].Lemma; l != "" {
		return strings.ToLower(l)
	}
	return v.lower(i)
}

func (v *view) head(i int) int {
	if h := v.Tokens[i].Head; h >= 0 && h < len(v.Tokens) && h != i {
		return h
	}
	return -1
}

// caseOf returns the preposition of a noun, lower case, or "".
func (v *view) caseOf(i int) string {
	for c := range v.kids(i) {
		if v.Tokens[c].Rel == "case" {
			if w := v.lower(c); w != "'s" && w != "’s" && w != "'" && w != "’" {
				return w
			}
		}
	}
	return ""
}

// owned reports whether noun i stands before its head as owner: "Iran's", "his". A title before
// a name is none.
func (v *view) owned(i int) bool {
	if v.Tokens[i].Rel != "nmod" || i > v.Tokens[i].Head {
		return false
	}
	for k := range v.kids(i) {
		if v.Tokens[k].Rel == "case" {
			return v.caseOf(i) == ""
		}
	}
	return v.Tokens[i].Tag == "PRON" || v.who[i] >= 0
}

// verbal reports whether token i heads a clause by its verb.
func (v *view) verbal(i int) bool { return v.Tokens[i].Tag == "VERB" }

// Forms of a verb, told by how its word differs from its lemma.
const (
	base    = iota // visit
	present        // visits
	past           // visited: also the past participle
	ing            // visiting
)

// form tells the form of verb i. "Police shut the office" is past, as it has no helping word.
func (v *view) form(i int) int {
	w, l := v.lower(i), v.lemma(i)
	switch {
	case strings.HasSuffix(w, "ing") && w != l:
		return ing
	case w == l && v.words.classes["unchanged"][l] && !v.helped(i):
		return past
	case w == l:
		return base
	case strings.HasSuffix(w, "s") && len(w) <= len(l)+2 && strings.HasPrefix(w, l[:len(l)-1]):
		return present
	}
	return past
}

// described is the noun that a clause hangs on, at the head of its appositions.
func (v *view) described(i int) int {
	h := v.head(i)
	for n := 0; n < deepest && h >= 0 && v.Tokens[h].Rel == "appos" && v.head(h) >= 0; n++ {
		h = v.head(h)
	}
	return h
}

// helped reports whether verb i has an auxiliary or the mark "to".
func (v *view) helped(i int) bool {
	for c := range v.kids(i) {
		if r := v.Tokens[c].Rel; r == "aux" || r == "mark" && v.lower(c) == "to" {
			return true
		}
	}
	return false
}

// passive reports whether verb i is said of what is done to its subject: "was arrested",
// "troops deployed by".
func (v *view) passive(i int) bool {
	if v.form(i) != past && v.form(i) != base {
		return false
	}
	for c := range v.kids(i) {
		if v.Tokens[c].Rel != "aux" {
			continue
		}
		if l := v.lemma(c); l == "be" || l == "get" {
			return true
		}
	}
	t := &v.Tokens[i]
	if h := v.described(i); t.Rel == "acl" && h >= 0 && v.Tokens[h].Rel == "root" {
		if v.kid(h, "cop") < 0 {
			return false // a subject taken for the root: "the office called on"
		}
	}
	bare := v.kid(i, "nsubj") < 0 && v.kid(i, "aux", "obj") < 0
	return v.form(i) == past && bare && (t.Rel == "acl" || t.Rel == "advcl")
}
