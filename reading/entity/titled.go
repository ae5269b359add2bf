package entity

import (
	"slices"
	"strings"

	"readout/news"
)

// titledSo is the person whom the text gave the title whose noun stands at token i ("the senator", "the
// Dam Authority's director"): the one of that title named in the last sentences, or in all before where
// the body is told; nobody where there are two.
func (f *finder) titledSo(t title, i int) *node {
	noun := f.low[i]
	from := f.doc.Sentences[max(f.doc.SentenceOf(i)-titledReach, 0)].First
	if t.body != nil {
		from = 0
	}
	var only *node
	for _, m := range f.mentions {
		n := m.node
		if m.first < from || m.first >= i || n == nil || n.Kind != news.Person || n.title.former ||
			n == only || !slices.Contains(strings.Fields(lower(n.title.text)), noun) ||
			t.body != nil && n.title.body != t.body ||
			t.country != "" && n.Country != "" && n.Country != t.country {
			continue
		}
		if only != nil {
			return nil
		}
		only = n
	}
	return only
}

// titledReach is how many sentences back a noun may reach for somebody of that title.
const titledReach = 5
