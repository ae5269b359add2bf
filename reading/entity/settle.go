package entity

import (
	"readout/knowledge"
	"readout/news"
)

// settle makes a name of one word that bodies or places of several countries have that of the country
// which the text is about: the Congress of India, the Punjab of Pakistan.
func (f *finder) settle() {
	own := map[string]int{}
	for _, m := range f.mentions {
		if m.kb != nil {
			own[m.kb.ID]++
		}
	}
	for _, m := range f.mentions {
		if m.kb == nil || m.last != m.first+1 || m.kb.Country == "" {
			continue
		}
		others := f.seen[m.kb.Country] - own[m.kb.ID]
		if best := f.likelier(m, others); best != nil {
			f.move(m, best)
		}
	}
}

// likelier is the body or place of m's name in a country that the text names more often than that of
// m, which it names so many times besides; nil where there is none.
func (f *finder) likelier(m *mention, others int) *knowledge.Entity {
	var es []*knowledge.Entity
	switch {
	case m.kind == news.Organization && !f.stated[m.kb.Country]:
		es, others = append(f.kb.Named(m.words), f.kb.Named(m.words+" party")...), 0
	case m.kind == news.Organization:
		es = append(f.kb.Named(m.words), f.kb.Named(m.words+" party")...)
	case m.kind == news.PlaceEntity:
		es = f.kb.Named(m.words)
	}
	var best *knowledge.Entity
	for _, e := range es {
		if e.Kind != m.kind || e.Country == m.kb.Country || f.seen[e.Country] < 2 ||
			f.seen[e.Country] <= plainly*others || e.Population*10 < m.kb.Population {
			continue
		}
		if best == nil || f.seen[e.Country] > f.seen[best.Country] {
			best = e
		}
	}
	return best
}

// plainly is how many times as often a text names the country that it is about.
const plainly = 3

// move makes m a mention of e instead.
func (f *finder) move(m *mention, e *knowledge.Entity) {
	f.seen[m.kb.Country]--
	f.seen[e.Country]++
	if !traders[m.kb.Class] {
		f.public[m.kb.Country]--
		f.public[e.Country]++
	}
	m.kb = e
}

// traders are the classes of bodies that are named far from home.
var traders = map[string]bool{"company": true, "media": true, "news_agency": true,
	"university": true, "think_tank": true, "rights_group": true}
