package entity

import (
	"slices"
	"strings"

	"readout/news"
)

// settleHome gives those people and public bodies of the article whom neither the text nor the
// knowledge base gives a country the one that the article is about, where that is clear: papers do
// not say of their own police, courts and neighbours whose they are.
func (f *finder) settleHome() {
	home := f.home()
	if home == "" {
		return
	}
	for _, n := range f.nodes {
		if n.Country != "" || n.kb != nil || !f.native(n) ||
			f.familyLeads(n.words) && !familyFirst[home] {
			continue
		}
		if m := f.firstMention(n); m != nil && !f.foreign(m, home) {
			n.Country = home
		}
	}
}

// native reports whether n is somebody, or a body of the kinds that every state has.
func (f *finder) native(n *node) bool {
	switch n.Kind {
	case news.Person:
		return n.title.body == nil || n.title.body.Country != ""
	case news.Organization:
		return publicName(n.Name)
	}
	return false
}

// publicName reports whether a name has a noun of the bodies that every state has.
func publicName(name string) bool {
	return slices.ContainsFunc(strings.Fields(name), func(w string) bool {
		return publics[strings.Trim(lower(w), ".,’'")]
	})
}

// home is the country that most mentions of an article are of, or "" where others have their share, or
// nobody and nowhere in it is named: a paper speaks of other countries by their names alone.
func (f *finder) home() string {
	tally, all, best := map[string]int{}, 0, ""
	inside := map[string]bool{} // countries of which somebody or somewhere is named
	for _, m := range f.mentions {
		if m.node == nil || m.node.Country == "" || m.form == news.Pronoun ||
			m.node.kb != nil && traders[m.node.kb.Class] {
			continue
		}
		c := m.node.Country
		all++
		if tally[c]++; tally[c] > tally[best] || tally[c] == tally[best] && c < best {
			best = c
		}
		inside[c] = inside[c] || m.node.Kind != news.Country || m.form == news.Nominal
	}
	few := tally[best] < homeMentions && (tally[best] < 2 || tally[best] < all)
	if few || !inside[best] || 5*tally[best] < 3*all {
		return ""
	}
	return best
}

// homeMentions is how often the parties of a country must be named for it to be an article's own;
// where no other country's are, twice does.
const homeMentions = 3

// foreign reports whether the sentence of m names another country than home, or a body that is of
// none, as the United Nations are.
func (f *finder) foreign(m *mention, home string) bool {
	s := f.doc.Sentences[max(f.doc.SentenceOf(m.first), 0)]
	for i := s.First; i < s.Last; i++ {
		o := f.taken[i]
		if o == nil || o == m || o.node == nil || o.node.kb == nil || o.node.Kind == news.Person {
			continue
		}
		if c := o.node.Country; c != home && (c != "" || o.node.Kind == news.Organization) {
			return true
		}
	}
	return false
}
