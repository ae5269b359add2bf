package entity

import (
	"strings"

	"readout/news"
	"readout/text"
)

// its resolves "it" where it does what only people and their bodies do: to the body or state that
// is the subject before it in the sentence, else that of the sentence before.
func (f *finder) its() {
	var subject *node
	for _, s := range f.doc.Sentences {
		here := subject
		subject = nil
		for i := s.First; i < s.Last; i++ {
			if n := f.bodyAt(i); n != nil {
				here = n
				if subject == nil {
					subject = n
				}
				continue
			}
			if f.low[i] != "it" || f.taken[i] != nil || here == nil || !f.doing(i) || f.late(i, s) {
				continue
			}
			m := f.mention(i, i+1)
			m.kind, m.form = here.Kind, news.Pronoun
			f.mentions = append(f.mentions, m)
			f.add(m, here)
			if subject == nil {
				subject = here
			}
		}
	}
}

// bodyAt is the body or state whose mention begins at token i and is a subject, or nil.
func (f *finder) bodyAt(i int) *node {
	m := f.taken[i]
	if m == nil || m.first != i || m.node == nil || m.node.Kind != news.Country &&
		m.node.Kind != news.Organization || !f.subjectAt(m) {
		return nil
	}
	return m.node
}

// doing reports whether the pronoun at token i is the subject of what only people do, in the active.
func (f *finder) doing(i int) bool {
	t := f.doc.Tokens[i]
	return t.Rel == "nsubj" && t.Head > i && t.Head < len(f.doc.Tokens) &&
		humanVerbs[f.doc.Tokens[t.Head].Lemma]
}

// late reports whether the pronoun at token i stands behind what is said: "the bridge is late, it
// said", where it is not the bridge.
func (f *finder) late(i int, s text.Sentence) bool {
	h := f.doc.Tokens[i].Head
	return i > s.First && strings.HasPrefix(f.doc.Tokens[h].Rel, "parataxis") ||
		i > s.First && h+1 < s.Last && (f.low[h+1] == "." || f.low[h+1] == ",") &&
			(f.low[i-1] == "," || f.low[i-1] == "”")
}
