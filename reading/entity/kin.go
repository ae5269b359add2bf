package entity

import (
	"strings"

	"readout/news"
)

// kin finds those whom the knowledge base knows by the family name of a relative in the article:
// "Berg and his son Nils" is Nils Berg. It returns the other mentions of one word.
func (f *finder) kin(single []*mention) []*mention {
	var rest []*mention
	for _, m := range single {
		if !f.relative(m) || f.bearer(m, fold(m.words)) != nil || !f.ofFamily(m) {
			rest = append(rest, m)
		}
	}
	return rest
}

// ofFamily makes m the one person of the knowledge base who has the given name m and the family name
// of somebody in the article, and reports whether there is one.
func (f *finder) ofFamily(m *mention) bool {
	given := clean(m.words)
	for _, n := range f.nodes {
		if n.Kind != news.Person || len(n.words) < 2 && n.kb == nil {
			continue
		}
		family := surname(n)
		for _, e := range f.kb.Named(given + " " + family) {
			if e.Kind != news.Person || n.kb != nil && n.kb.Country != e.Country {
				continue
			}
			f.put(m, f.known(e), []string{fold(given), fold(strings.TrimSpace(family))})
			return true
		}
	}
	return false
}
