package web

import (
	"fmt"
	"slices"
	"strings"

	"readout/news"
	"readout/ontology"
	"readout/text"
)

// A blockView is a part of the text, cut where what is known of it begins and ends.
type blockView struct {
	Kind  string
	Span  text.Span
	Index int
	Segs  []segment
	Notes []note // what the margin says beside it
	Image *news.Image
}

// A segment is words about which the same things are known.
type segment struct {
	Text  string
	Class string // said, cue, who, when, where, did
	Href  string // page about who it is, or the note in the margin
	Title string // what a hover says
	ID    string // anchor of the note that cites it
	Say   string // numbers of the notes that cite it
}

// A note is a fact in the margin and the anchor of its words.
type note struct {
	ID    string // s1 for a statement, e1 for an event
	Kind  string // said, did
	Who   string
	Path  string
	What  string // cue, or the act
	How   string // addressee, occasion
	Day   string
	Guess bool // the day or the speaker is inferred
	State string
	span  text.Span // of its words
}

// blocks cuts the text of r along all that is known of it.
func blocks(r *news.Reading, said []news.Statement) []blockView {
	notes := append(saidNotes(r, said), didNotes(r)...)
	layers := layersOf(r)
	var out []blockView
	for i, b := range r.Blocks {
		v := blockView{Kind: b.Kind, Span: b.Span, Index: i}
		if b.Kind == news.Caption {
			if b.Image != nil && *b.Image < len(r.Images) {
				v.Image = &r.Images[*b.Image]
				out = append(out, v)
			}
			continue
		}
		for _, n := range notes {
			if b.Start <= n.span.Start && n.span.Start < b.End {
				v.Notes = append(v.Notes, n)
			}
		}
		v.Segs = cut(r, b.Span, layers, notes)
		out = append(out, v)
	}
	return out
}

// A layer is a span and how it shows; the narrower of two that lie on each other is on top.
type layer struct {
	text.Span
	class, href, title string
}

func layersOf(r *news.Reading) []layer {
	var out []layer
	for i := range r.Entities {
		e := &r.Entities[i]
		for _, m := range e.Mentions {
			if m.Form == news.Name || e.Kind != news.Group {
				out = append(out, layer{m.Span, "who", entityPath(e.Kind, e.ID, e.Country), identity(e)})
			}
		}
	}
	for _, d := range r.Dates {
		out = append(out, layer{d.Span, "when", "", d.Value})
	}
	for _, p := range r.Places {
		if !slices.ContainsFunc(out, func(l layer) bool { return l.Span == p.Span }) {
			out = append(out, layer{p.Span, "where", "", strings.Trim(p.Name+", "+p.Country, ", ")})
		}
	}
	return out
}

// identity is who e is, in one line.
func identity(e *news.Entity) string {
	parts := []string{e.Name}
	for _, x := range []string{e.Office, e.Country} {
		if x != "" && e.Kind != news.Country {
			parts = append(parts, x)
		}
	}
	return strings.Join(parts, " – ")
}

func saidNotes(r *news.Reading, said []news.Statement) []note {
	var out []note
	for i, q := range r.Statements {
		n := note{ID: fmt.Sprintf("s%d", i+1), Kind: "said", Who: said[i].Name, What: said[i].Cue,
			Day: string(q.Day), How: strings.Trim(said[i].Addressee+", "+string(q.Occasion), ", ")}
		if e := r.Entity(string(q.Speaker)); e != nil {
			n.Path = entityPath(e.Kind, e.ID, e.Country)
			n.Guess = !named(r, e)
		}
		if len(q.Content) > 0 {
			n.span = q.Content[0].Span
		} else {
			n.span = q.Cue.Span
		}
		out = append(out, n)
	}
	return out
}

// named reports whether the text names e, so that its identity rests on more than a description.
func named(r *news.Reading, e *news.Entity) bool {
	return e.Kind == news.Group || slices.ContainsFunc(e.Mentions, func(m news.Mention) bool {
		return m.Form == news.Name
	})
}

func didNotes(r *news.Reading) []note {
	var out []note
	for i := range r.Events {
		ev := &r.Events[i]
		n := note{ID: fmt.Sprintf("e%d", i+1), Kind: "did", Who: names(r, ev.Actors),
			What: ontology.Words(ev.Type, ev.Mode), Day: string(ev.Day), State: ev.Status, span: ev.Anchor.Span}
		if len(ev.Recipients) > 0 {
			n.Who += " → " + names(r, ev.Recipients)
		}
		n.How = string(ev.Place)
		out = append(out, n)
	}
	return out
}

// names lists ids by name; a country whose official is named too is left out.
func names(r *news.Reading, ids []string) string {
	var out []string
	for _, id := range ids {
		e := r.Entity(id)
		if e == nil || e.Kind == news.Country && slices.ContainsFunc(ids, func(o string) bool {
			p := r.Entity(o)
			return p != nil && p.Kind != news.Country && p.Country == e.Country
		}) {
			continue
		}
		out = append(out, e.Name)
	}
	return strings.Join(out, ", ")
}

// cut parts span wherever a layer or the words of a note begin or end.
func cut(r *news.Reading, span text.Span, layers []layer, notes []note) []segment {
	edges := []int{span.Start, span.End}
	edge := func(s text.Span) {
		if s.Overlaps(span) {
			edges = append(edges, max(s.Start, span.Start), min(s.End, span.End))
		}
	}
	for _, l := range layers {
		edge(l.Span)
	}
	for _, q := range r.Statements {
		edge(q.Cue.Span)
		for _, c := range q.Content {
			edge(c.Span)
		}
	}
	for i := range r.Events {
		edge(r.Events[i].Anchor.Span)
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	var out []segment
	for i := 0; i+1 < len(edges); i++ {
		at := text.Span{Start: edges[i], End: edges[i+1]}
		out = append(out, segmentAt(r, at, layers, notes))
	}
	return out
}

func segmentAt(r *news.Reading, at text.Span, layers []layer, notes []note) segment {
	seg := segment{Text: r.Body[at.Start:at.End]}
	var classes, says []string
	for i, q := range r.Statements {
		for _, c := range q.Content {
			if c.Contains(at) {
				classes = append(classes, "said")
				says = append(says, notes[i].ID)
			}
		}
		if q.Cue.Contains(at) {
			classes = append(classes, "cue")
		}
	}
	for i := range r.Events {
		if r.Events[i].Anchor.Contains(at) {
			classes = append(classes, "did")
			says = append(says, notes[len(r.Statements)+i].ID)
		}
	}
	if l := narrowest(layers, at); l != nil {
		classes = append(classes, l.class)
		seg.Href, seg.Title = l.href, l.title
	}
	for _, n := range notes {
		if n.span.Start == at.Start {
			seg.ID = n.ID
		}
	}
	slices.Sort(classes)
	seg.Class = strings.Join(slices.Compact(classes), " ")
	seg.Say = strings.Join(says, " ")
	return seg
}

func narrowest(layers []layer, at text.Span) *layer {
	var best *layer
	for i := range layers {
		if layers[i].Contains(at) && (best == nil || layers[i].Len() < best.Len()) {
			best = &layers[i]
		}
	}
	return best
}
