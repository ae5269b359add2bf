package entity

import (
	"cmp"
	"strings"

	"readout/news"
)

// setGenders learns he or she from honorifics, given names and nouns.
func (f *finder) setGenders() {
	for _, m := range f.mentions {
		n := m.node
		if n == nil || n.Kind != news.Person || n.gender != 0 {
			continue
		}
		if m.first > 0 {
			switch strings.TrimRight(f.low[m.first-1], ".") {
			case "mr", "sir", "lord", "king", "prince", "spokesman", "chairman", "congressman", "father",
				"husband", "son", "brother", "nephew", "uncle", "sheikh", "businessman":
				n.gender = 'm'
			case "ms", "mrs", "miss", "lady", "queen", "princess", "spokeswoman", "chairwoman",
				"congresswoman", "dame", "wife", "mother", "daughter", "sister", "niece", "aunt",
				"businesswoman":
				n.gender = 'f'
			}
		}
		if n.gender == 0 && len(n.words) > 1 && !familyFirst[n.Country] && !f.familyLeads(n.words) {
			n.gender = genders()[n.words[0]]
		}
		if n.gender == 0 && n.kb != nil && !familyFirst[n.Country] {
			n.gender = genders()[strings.SplitN(fold(n.kb.Name), " ", 2)[0]]
		}
	}
}

// pronouns resolves he and she: to the person named last before it as a subject in this sentence
// or the two before, if the gender does not contradict; where two fit equally well, to nobody.
func (f *finder) pronouns() {
	quoted := f.quoted()
	var subject *node // of the sentence before, or named in it alone
	for si, s := range f.doc.Sentences {
		var here *node
		for i := s.First; i < s.Last; i++ {
			if m := f.taken[i]; m != nil && m.first == i && m.node != nil && m.node.Kind == news.Person {
				if f.subjectAt(m) || here == nil && (subject == nil || subject == m.node) {
					here = m.node
				}
				continue
			}
			g := byte(0)
			switch f.low[i] {
			case "he", "his", "him":
				g = 'm'
			case "she", "her":
				g = 'f'
			default:
				continue
			}
			n := here
			if n != nil && n.gender == 0 && f.low[i] != "he" && f.low[i] != "she" {
				n = cmp.Or(f.sure(si, i, g), n)
			}
			if n == nil || !fits(n, g) {
				n = subject
			}
			if n == nil || !fits(n, g) {
				n = f.recent(si, i, g)
			}
			if n != nil && quoted[i] && n == f.quotes(si, quoted) {
				n = f.another(si, i, g, n)
			}
			if n == nil {
				continue
			}
			if n.gender == 0 && !quoted[i] && (f.low[i] == "he" || f.low[i] == "she") {
				n.gender = g
			}
			m := f.mention(i, i+1)
			m.kind, m.form = news.Person, news.Pronoun
			f.mentions = append(f.mentions, m)
			f.add(m, n)
			if f.low[i] == "he" || f.low[i] == "she" {
				here = n
			}
		}
		if here != nil {
			subject = here
		}
	}
}

// quotes is the person who speaks around the quotation in sentence si: the subject of what only people
// do outside of marks, in the sentence or beside it in the paragraph; nil where there is none.
func (f *finder) quotes(si int, quoted []bool) *node {
	for _, k := range [...]int{si, si + 1, si - 1} {
		if k < 0 || k >= len(f.doc.Sentences) || k != si && f.parted(min(k, si)) {
			continue
		}
		s := f.doc.Sentences[k]
		for i := s.First; i < s.Last; i++ {
			m := f.taken[i]
			if m != nil && m.first == i && !quoted[i] && m.node != nil &&
				m.node.Kind == news.Person && f.acts(m) {
				return m.node
			}
		}
	}
	return nil
}

// parted reports whether a paragraph ends behind sentence k.
func (f *finder) parted(k int) bool {
	return k+1 < len(f.doc.Sentences) && strings.Contains(
		f.doc.Body[f.doc.Sentences[k].End:f.doc.Sentences[k+1].Start], "\n")
}

// another is the one person of that gender but for not named in the two sentences before: whoever
// speaks of somebody else says he of them.
func (f *finder) another(si, i int, g byte, not *node) *node {
	from := f.doc.Sentences[max(si-2, 0)].First
	var best *node
	for j := i - 1; j >= from; j-- {
		m := f.taken[j]
		if m == nil || m.node == nil || m.node == not || m.node.Kind != news.Person ||
			!fits(m.node, g) {
			continue
		}
		if best != nil && best != m.node {
			return nil
		}
		best = m.node
	}
	return best
}

func fits(n *node, g byte) bool { return n.gender == 0 || n.gender == g }

// recent is the one person of that gender named in the two sentences before; nobody where there
// are two.
func (f *finder) recent(si, i int, g byte) *node {
	from := f.doc.Sentences[max(si-2, 0)].First
	var best *node
	for j := i - 1; j >= from; j-- {
		m := f.taken[j]
		if m == nil || m.node == nil || m.node.Kind != news.Person || !fits(m.node, g) {
			continue
		}
		if best != nil && best != m.node {
			return nil
		}
		best = m.node
	}
	return best
}

// quoted tells of each token whether it stands in quotation marks, which may stay open to the end of
// their paragraph.
func (f *finder) quoted() []bool {
	out := make([]bool, len(f.low))
	open := false
	for i, w := range f.low {
		if i > 0 && open {
			gap := f.doc.Body[f.doc.Tokens[i-1].End:f.doc.Tokens[i].Start]
			open = !strings.Contains(gap, "\n")
		}
		switch w {
		case "“", "``":
			open = true
		case "”", "''":
			open = false
		case "\"":
			open = !open
		}
		out[i] = open
	}
	return out
}

// sure is the last person named before token i, in its sentence or the one before, of whom it is
// known that the pronoun fits.
func (f *finder) sure(si, i int, g byte) *node {
	from := f.doc.Sentences[max(si-1, 0)].First
	for j := i - 1; j >= from; j-- {
		if m := f.taken[j]; m != nil && m.node != nil && m.node.Kind == news.Person &&
			m.node.gender == g {
			return m.node
		}
	}
	return nil
}

// subjectAt reports whether a mention is the subject of a verb.
func (f *finder) subjectAt(m *mention) bool {
	h := f.doc.HeadOf(m.Span)
	return h >= 0 && strings.HasPrefix(f.doc.Tokens[h].Rel, "nsubj")
}
