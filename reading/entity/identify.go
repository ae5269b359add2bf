package entity

import (
	_ "embed"
	"maps"
	"slices"
	"strings"

	"readout/knowledge"
	"readout/news"
)

// identify says who the people with full names are.
func (f *finder) identify() {
	for _, n := range f.nodes {
		if n.Kind != news.Person || n.kb != nil {
			continue
		}
		if e := f.exact(n); e != nil {
			if !transliterated[e.Country] && f.misspelling(n.words, nameWords(e.Name)) {
				f.doubtName(n, e)
			}
			f.become(n, e)
			continue
		}
		if e := f.initialled(n); e != nil {
			f.become(n, e)
			continue
		}
		if near := f.near(n); near != nil {
			if near.Cost > 0 && !transliterated[near.Country] {
				f.doubtName(n, near.Entity)
			}
			f.become(n, near.Entity)
			continue
		}
		f.stayLocal(n)
	}
	f.mergeTwins()
	f.mergeVariants()
}

//go:embed data/familyfirst.txt
var familyFirstFile string

//go:embed data/transliterated.txt
var transliteratedFile string

var (
	familyFirst    = list(familyFirstFile)    // states where the family name comes first
	transliterated = list(transliteratedFile) // states whose names have many spellings in English
)

// become makes n the person e of the knowledge base.
func (f *finder) become(n *node, e *knowledge.Entity) {
	n.kb = e
	n.ID, n.Name, n.Country, n.Wikidata = e.ID, e.Name, e.Country, news.Maybe(e.Wikidata)
	if f.byID[e.ID] == nil {
		f.byID[e.ID] = n
	}
	f.role(n)
}

// stayLocal gives a person whom the knowledge base lacks an id, country and office of the text.
func (f *finder) stayLocal(n *node) {
	n.ID = localID(news.Person, n.Name)
	n.Country = n.title.country
	if f.byID[n.ID] == nil {
		f.byID[n.ID] = n
	}
	f.role(n)
}

// role notes the office that the text gives a person.
func (f *finder) role(n *node) {
	if n.title.text == "" || n.title.former || n.title.kind == "" || n.title.text == "counterpart" {
		return
	}
	n.roles = []Role{{Person: n.ID, Office: n.title.text, Kind: n.title.kind,
		Country: n.title.country, Span: n.title.Span}}
}

// exact finds the person of exactly that name who fits the title best; nobody where the title
// contradicts.
func (f *finder) exact(n *node) *knowledge.Entity {
	var best *knowledge.Entity
	score := -1
	try := func(name string) {
		for _, e := range f.kb.Named(name) {
			if e.Kind != news.Person || f.stranger(n, e) && (n.private || !f.telling(e)) {
				continue
			}
			s := f.fit(n.title, e)
			if s < 0 && f.telling(e) {
				s = 0 // what the knowledge base lacks is an office
			}
			if s > score {
				best, score = e, s
			}
		}
	}
	try(n.spelled)
	if other := plainName(n.spelled); best == nil && other != n.spelled {
		try(other)
	}
	if best == nil {
		for _, form := range slices.Sorted(maps.Keys(n.forms)) {
			if strings.Contains(form, " ") {
				try(form)
			}
		}
	}
	return best
}

// plainName is a name without what papers shorten at its ends: Md Anwar Berg, Anwar Berg Jnr.
func plainName(name string) string {
	name = strings.TrimPrefix(name, "Md ")
	for _, end := range [...]string{" Jnr", " Jr", " Snr", " Sr"} {
		if rest, ok := strings.CutSuffix(strings.TrimSuffix(name, "."), end); ok {
			return rest + map[bool]string{true: " Jr.", false: ""}[end[1] == 'J']
		}
	}
	return name
}

// initialled finds the person of whose given name a name has only the initial (L. Berg), by the office
// that the text gives; nobody where more than one fits.
func (f *finder) initialled(n *node) *knowledge.Entity {
	if len(n.words) != 2 || len(n.words[0]) != 1 || n.title.kind == "" || vagueKind[n.title.kind] {
		return nil
	}
	var only *knowledge.Entity
	for _, e := range f.kb.Surname(n.words[1]) {
		w := nameWords(e.Name)
		if len(w) < 2 || w[0] == n.words[1] || !strings.HasPrefix(w[0], n.words[0]) ||
			f.held(n.title.kind, e) == 0 || f.fit(n.title, e) < 0 {
			continue
		}
		if only != nil {
			return nil
		}
		only = e
	}
	return only
}

// telling reports whether the full name of e is enough to mean e: the text names the country, or it is
// one whose people seldom share their full names with others.
func (f *finder) telling(e *knowledge.Entity) bool {
	return f.seen[e.Country] > 0 || e.Country != "" && !namesakes[e.Country]
}

// stranger reports whether a person of the text only shares the name of e, who held a lesser office:
// the text says that they are something else ("Mike Johnson, a teacher"), or gives no office and
// never names the country.
func (f *finder) stranger(n *node, e *knowledge.Entity) bool {
	if len(e.Terms) == 0 || n.title.kind != "" {
		return false
	}
	for _, t := range e.Terms {
		switch t.Kind {
		case "head_of_state", "head_of_government", "foreign_minister", "secretary_general",
			"vice_president", "commission_president":
			return false
		}
	}
	return n.private || e.Country != "" && f.seen[e.Country] == 0
}

// fit scores how well a person of the knowledge base agrees with a title: below 0 they
// contradict, 3 and more tell that office and country agree.
func (f *finder) fit(t title, e *knowledge.Entity) int {
	s := 0
	if t.body != nil && f.inBody(e, t.body.Name) {
		return 3
	}
	if t.country != "" && e.Country != "" {
		switch {
		case t.country == e.Country:
			s += 2
		case !f.actsFor(e, t.country):
			return -2
		}
	} else if e.Country != "" && f.seen[e.Country] > 0 {
		s++
	}
	if t.kind == "" || vagueKind[t.kind] {
		return s
	}
	switch f.held(t.kind, e) {
	case 2:
		return s + 3
	case 1:
		return s + 1
	}
	if len(e.Terms) > 0 && s < 2 {
		return s - 2
	}
	return s
}

// actsFor reports whether e held an office for a country that is not their own.
func (f *finder) actsFor(e *knowledge.Entity, country string) bool {
	for _, t := range e.Terms {
		if t.Country == country || t.Country == "" {
			return true
		}
	}
	return false
}

// held reports whether e held a kind of office: 2 on the day, 1 at another time.
func (f *finder) held(kind string, e *knowledge.Entity) int {
	best := 0
	for _, t := range e.Terms {
		if t.Kind == kind {
			if t.On(f.day) {
				return 2
			}
			best = 1
		}
	}
	return best
}

// diplomatic reports whether a title only says that somebody is a diplomat.
func diplomatic(title string) bool {
	title = lower(title)
	return strings.Contains(title, "diplomat") || strings.Contains(title, "envoy")
}

// sameTrade reports whether "diplomat", "official" or "minister" fits what e was.
func (f *finder) sameTrade(t title, e *knowledge.Entity) bool {
	diplomat := diplomatic(t.text)
	for _, x := range e.Terms {
		if diplomat && diplomats[x.Kind] {
			return true // once a diplomat
		}
		if !x.On(f.day) {
			continue
		}
		if !diplomat && (vagueKind[t.kind] && x.Kind != "" || x.Kind == t.kind) {
			return true
		}
	}
	return false
}

// active reports whether e held an office on the day.
func (f *finder) active(e *knowledge.Entity) bool { return len(e.Held(f.day)) > 0 }

func (f *finder) inBody(e *knowledge.Entity, body string) bool {
	for _, t := range e.Terms {
		if t.Body == body && t.On(f.day) {
			return true
		}
	}
	return false
}

// mergeTwins joins nodes that became the same person.
func (f *finder) mergeTwins() {
	first := map[string]*node{}
	for _, n := range f.nodes {
		if n.Kind != news.Person || n.ID == "" {
			continue
		}
		if o := first[n.ID]; o != nil && o != n {
			f.merge(o, n)
			continue
		}
		first[n.ID] = n
	}
}

// merge moves what belongs to n to o.
func (f *finder) merge(o, n *node) {
	for _, m := range f.mentions {
		if m.node == n {
			m.node = o
		}
	}
	for k := range n.forms {
		o.forms[k] = true
	}
	if better(n.title, o.title) {
		o.title = n.title
	}
	if len(n.words) > len(o.words) && o.kb == nil {
		o.words, o.Name = n.words, n.Name
	}
	n.Kind, n.words = "merged", nil
}
