package entity

import (
	"strings"

	"readout/news"
	"readout/text"
)

// An echo is the body that a noun may stand for at a place of the text, and where it was named.
type echo struct {
	node   *node
	at     int // sentence
	rival  *node
	before int // sentence in which the rival was last named
}

// echoes makes "the court", "the party", "the bank" a mention of the body that was named before by a
// name with that noun, or that the knowledge base knows to be one. Where two of them were named
// lately it stays open which is meant.
func (f *finder) echoes() {
	last := map[string]*echo{}
	for si, s := range f.doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			if m := f.taken[i]; m != nil {
				if m.first == i && m.node != nil && m.node.Kind == news.Organization {
					f.note(last, m, si)
				}
				continue
			}
			if e := last[f.low[i]]; e != nil && f.echoed(i, s) && si-e.at <= echoReach &&
				(e.rival == nil || si-e.before > rivalReach) {
				m := f.mention(i, i+1)
				m.kind, m.form = news.Organization, news.Nominal
				f.mentions = append(f.mentions, m)
				f.add(m, e.node)
				e.at = si
			}
		}
	}
}

// echoReach is how many sentences back a noun may reach for a name; rivalReach how many those are
// in which no other body of the kind may be named.
const (
	echoReach  = 12
	rivalReach = 4
)

// echoed reports whether token i is a noun for a body, alone behind the article.
func (f *finder) echoed(i int, s text.Sentence) bool {
	return i > s.First && f.low[i-1] == "the" && f.doc.Tokens[i].Tag == "NOUN" && f.phraseFinal(i, s)
}

// note keeps a body for each of the nouns that may stand for it.
func (f *finder) note(last map[string]*echo, m *mention, si int) {
	for _, noun := range f.nounsFor(m) {
		e := last[noun]
		switch {
		case e == nil:
			last[noun] = &echo{node: m.node, at: si}
		case e.node == m.node:
			e.at = si
		default:
			last[noun] = &echo{node: m.node, at: si, rival: e.node, before: e.at}
		}
	}
}

// nounsFor lists the nouns that may stand for a body: the head of its name ("Commission on Roads") and
// what the knowledge base says that it is.
func (f *finder) nounsFor(m *mention) []string {
	var out []string
	names := []string{m.words}
	if m.node.kb != nil {
		names = append(names, m.node.kb.Name)
		if w := classNouns[m.node.kb.Class]; w != "" {
			out = append(out, w)
		}
	}
	for _, name := range names {
		if w := headOf(name); echoNouns[w] {
			out = append(out, w)
		}
	}
	return out
}

// headOf is the noun that says what a body is: the last word of its name, or of what stands before
// the first preposition.
func headOf(name string) string {
	w := strings.Fields(lower(name))
	for i := 1; i < len(w); i++ {
		switch w[i] {
		case "of", "for", "on", "against", "in", "to":
			return w[i-1]
		}
	}
	for len(w) > 1 && (w[len(w)-1] == "'s" || w[len(w)-1][0] == '(') {
		w = w[:len(w)-1]
	}
	return strings.TrimSuffix(strings.TrimSuffix(w[len(w)-1], "'s"), "’s")
}

// classNouns are the nouns for bodies of which the knowledge base tells the class.
var classNouns = map[string]string{
	"party": "party", "company": "company", "central_bank": "bank", "university": "university",
	"parliament": "parliament", "court": "court", "supreme_court": "court", "agency": "agency",
	"constitutional_court": "court", "armed_group": "group", "rights_group": "group",
	"group": "group", "alliance": "alliance", "committee": "committee", "lower_house": "house",
}
