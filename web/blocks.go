package web

import (
	"cmp"
	"slices"
	"strings"

	"readout/news"
	"readout/text"
)

// A blockView is a part of the text, cut where what is known of it begins and ends.
type blockView struct {
	Kind  string
	Span  text.Span
	Index int
	Segs  []segment
	Notes []*note // what the margin says beside it
	Image *news.Image
}

// A segment is words about which the same things are known.
type segment struct {
	Text  string
	Class string   // said, cue, who, when, where, did
	Href  string   // page about who it is, or the note in the margin
	Title string   // what a hover says
	IDs   []string // anchors by which the notes that cite it find it
	Say   string   // ids of the notes that cite it
	Cite  string   // id of the narrowest of them
	Refs  []*note  // the notes whose words end here
}

// blocks cuts the text of r along all that is known of it. Countries are names by code.
func blocks(r *news.Reading, notes []*note, countries lands) []blockView {
	layers := layersOf(r, countries)
	ordered := inText(notes)
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
		for _, n := range ordered {
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

func layersOf(r *news.Reading, countries lands) []layer {
	var out []layer
	for i := range r.Entities {
		e := &r.Entities[i]
		for _, m := range e.Mentions {
			if m.Form == news.Name || e.Kind != news.Group {
				out = append(out, layer{m.Span, "who", entityPath(e.Kind, e.ID, e.Country),
					identity(e, countries)})
			}
		}
	}
	for _, d := range r.Dates {
		out = append(out, layer{d.Span, "when", "", dateWords(d)})
	}
	for _, p := range r.Places {
		if !slices.ContainsFunc(out, func(l layer) bool { return l.Span == p.Span }) {
			out = append(out, layer{p.Span, "where", "",
				strings.Trim(p.Name+", "+countries.called(p.Country), ", ")})
		}
	}
	return out
}

// identity is who e is, in one line.
func identity(e *news.Entity, countries lands) string {
	parts := []string{e.Name}
	for _, x := range []string{e.Office, countries.called(e.Country)} {
		if x != "" && e.Kind != news.Country {
			parts = append(parts, x)
		}
	}
	return strings.Join(parts, " – ")
}

// cut parts span wherever a layer or the words of a note begin or end.
func cut(r *news.Reading, span text.Span, layers []layer, notes []*note) []segment {
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

func segmentAt(r *news.Reading, at text.Span, layers []layer, notes []*note) segment {
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
			seg.IDs = append(seg.IDs, n.ID)
		}
		if n.end == at.End {
			seg.Refs = append(seg.Refs, n)
		}
		if len(says) > 0 && n.ID == says[len(says)-1] && strings.TrimSpace(seg.Text) != "" {
			seg.Cite, seg.Title = n.ID, cmp.Or(seg.Title, n.Line())
		}
	}
	if seg.Title == seg.Text {
		seg.Title = ""
	}
	if seg.Cite != "" && seg.Href == "" {
		classes = append(classes, "words")
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
