// Package entity finds who and what an article names, and which mentions mean the same: first
// within the article (Blinken = Antony Blinken = he), then in the knowledge base, by name, by the
// office that the text gives and who held it on the day, by country, and, for misspelt names, by
// likeness together with one of those. What only looks like somebody famous stays itself.
//
// Names come from the grammar's tags and from the knowledge base; titles, honorifics and nouns
// for groups of people from the lists under data.
package entity

import (
	"cmp"
	"slices"
	"strings"

	"readout/knowledge"
	"readout/news"
	"readout/text"
)

// Found is what an article names. Entities stand in the order of their first mention; each
// mention belongs to one entity and none overlaps another.
type Found struct {
	Entities   []news.Entity
	Suspicions []news.Suspicion
	Roles      []Role
}

// A Role is an office that the text gives somebody, as of the day of the article.
type Role struct {
	Person  string // entity id
	Office  string // in the words of the text: "State Department spokesman"
	Kind    string // kind of office in the knowledge base, or empty
	Country string // alpha-3, or empty
	text.Span
}

// Find returns the entities of doc. day is the ISO day of publication, or empty where unknown:
// then an office counts that was held on any day.
func Find(doc *text.Document, kb *knowledge.Base, day string) Found {
	f := newFinder(doc, kb, day)
	f.scan()
	f.acronyms()
	f.people()
	f.bodies()
	f.echoes()
	f.commonBodies()
	f.nominals()
	f.pronouns()
	f.its()
	f.settleHome()
	return f.found()
}

// A finder holds one reading of one document.
type finder struct {
	doc      *text.Document
	kb       *knowledge.Base
	day      string
	mentions []*mention
	nodes    []*node
	byID     map[string]*node
	taken    []*mention      // per token: the mention that covers it, or nil
	seen     map[string]int  // how often each country is named, by alpha-3
	public   map[string]int  // the same without its companies, media and the like
	stated   map[string]bool // countries named by themselves or by a place
	acting   map[string]bool // capitals that stand for their government somewhere
	doubts   []news.Suspicion
	low      []string        // lower-case words of the tokens
	small    map[string]bool // words that the text writes in lower case, once needed
	family   map[string]bool // family names of the text's people, once needed
}

// A mention is the words for a node; until it has one, what they may mean.
type mention struct {
	text.Span
	first, last int // tokens [first, last)
	kind        string
	form        string
	words       string
	kb          *knowledge.Entity
	country     knowledge.CountryForm
	title       title
	same        *mention // the longer name that it is short for
	part        *mention // a longer name before it that begins or ends with it
	node        *node
}

// A node is an entity in the making.
type node struct {
	news.Entity
	kb      *knowledge.Entity
	words   []string // of the longest name, folded
	forms   map[string]bool
	title   title
	gender  byte // m, f, or 0 where unknown
	many    bool // a group
	kin     bool // introduced as a relative of somebody: "his wife Anna Berg"
	private bool // the text says that they are something that is no office: a teacher
	roles   []Role
	spelled string // the name as the text writes it
}

func newFinder(doc *text.Document, kb *knowledge.Base, day string) *finder {
	f := &finder{doc: doc, kb: kb, day: day, byID: map[string]*node{}, seen: map[string]int{},
		public: map[string]int{},
		acting: map[string]bool{}, stated: map[string]bool{}}
	f.taken = make([]*mention, len(doc.Tokens))
	f.low = make([]string, len(doc.Tokens))
	for i := range doc.Tokens {
		f.low[i] = doc.Lower(i)
	}
	return f
}

// add keeps a mention of n.
func (f *finder) add(m *mention, n *node) {
	m.node = n
	for i := m.first; i < m.last; i++ {
		f.taken[i] = m
	}
}

// known returns the node of a knowledge entity, making it where needed.
func (f *finder) known(e *knowledge.Entity) *node {
	if n := f.byID[e.ID]; n != nil {
		return n
	}
	n := &node{kb: e, Entity: news.Entity{ID: e.ID, Kind: e.Kind, Name: e.Name, Country: e.Country,
		Wikidata: news.Maybe(e.Wikidata)}}
	f.byID[e.ID] = n
	f.nodes = append(f.nodes, n)
	return n
}

// localID is the id of an entity that the knowledge base lacks. It is unlike any of its own, so
// that two who share a name stay two.
func localID(kind, name string) string { return "local:" + kind + "-" + slug(name) }

// local returns the node of an entity that the knowledge base lacks.
func (f *finder) local(kind, name string) *node {
	id := localID(kind, name)
	if n := f.byID[id]; n != nil {
		if n.Name == strings.ToUpper(n.Name) {
			n.Name = name
		}
		return n
	}
	n := &node{Entity: news.Entity{ID: id, Kind: kind, Name: name}}
	f.byID[id] = n
	f.nodes = append(f.nodes, n)
	return n
}

// found collects the nodes that have a mention.
func (f *finder) found() Found {
	for _, n := range f.nodes {
		n.Mentions = nil
	}
	slices.SortFunc(f.mentions, func(a, b *mention) int { return cmp.Compare(a.Start, b.Start) })
	var out Found
	var order []*node
	end := -1
	for _, m := range f.mentions {
		if m.node == nil || m.Start < end {
			continue
		}
		end = m.End
		if len(m.node.Mentions) == 0 {
			order = append(order, m.node)
		}
		m.node.Mentions = append(m.node.Mentions, news.Mention{Span: m.Span, Form: m.form})
	}
	for _, n := range order {
		f.setOffice(n)
		n.Gender = n.gender
		out.Entities = append(out.Entities, n.Entity)
		out.Roles = append(out.Roles, n.roles...)
	}
	out.Suspicions = f.doubts
	return out
}

// setOffice gives a person the office of the day: from the knowledge base, else of the text.
func (f *finder) setOffice(n *node) {
	if n.Kind != news.Person {
		return
	}
	if n.kb != nil && f.day != "" {
		if held := n.kb.Held(f.day); len(held) > 0 {
			n.Office = held[0].Office
			return
		}
	}
	if n.kb != nil && f.day == "" && n.title.kind != "" && !n.title.former {
		for _, t := range n.kb.Terms {
			if t.Kind == n.title.kind {
				n.Office = t.Office
				return
			}
		}
	}
	if n.title.text != "" && !n.title.former && n.title.text != "counterpart" {
		n.Office = n.title.text
	}
}
