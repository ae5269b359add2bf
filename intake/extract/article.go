package extract

import (
	"cmp"
	"strings"

	"readout/intake/extract/dom"
	"readout/news"
	"readout/text"
)

// maxFurniture bounds how many pieces of left-out text are named.
const maxFurniture = 1000

// article writes down what was chosen.
func (pg *page) article() *news.Article {
	a := &news.Article{URL: cmp.Or(pg.params.URL, pg.own()), Byline: []string{}, Blocks: []news.Block{},
		Images: []news.Image{}, Links: []news.Link{}, Tags: []string{}, Furniture: []string{}}
	w := writer{pg: pg, a: a}
	a.Headline = pg.headline()
	pg.clear()
	pg.trim()
	pictures := pg.pictures()
	w.body(pictures)
	a.Body = w.b.String()
	pg.describe(a)
	pg.furniture(a)
	a.Next = pg.next()
	a.ID = identify(a.URL, a.Body)
	return a
}

// A writer joins the chosen blocks into a body.
type writer struct {
	pg   *page
	a    *news.Article
	b    strings.Builder
	kind string // of the block before
	in   int32  // the list or table of the block before, or -1
	cell int32  // the table row of the block before
}

// body writes the kept blocks, and marks the places of the pictures among them.
func (w *writer) body(pictures []picture) {
	pg := w.pg
	w.in = -1
	size, n := 0, len(pictures)
	for i, keep := range pg.keep {
		if keep {
			size, n = size+pg.blocks[i].Len()+2, n+1
		}
	}
	w.b.Grow(size)
	w.a.Blocks = make([]news.Block, 0, n)
	for i := range pg.blocks {
		for len(pictures) > 0 && pictures[0].node < pg.blocks[i].node {
			w.picture(pictures[0])
			pictures = pictures[1:]
		}
		if pg.keep[i] {
			w.block(i)
		}
	}
	for _, p := range pictures {
		w.picture(p)
	}
}

func (w *writer) picture(p picture) {
	k := len(w.a.Images)
	w.a.Images = append(w.a.Images, p.Image)
	at := w.b.Len()
	w.a.Blocks = append(w.a.Blocks,
		news.Block{Kind: news.Caption, Span: text.Span{Start: at, End: at}, Image: &k})
	w.in = -1
}

// block writes block i: a paragraph of its own, or one more line of a list or table.
func (w *writer) block(i int) {
	pg := w.pg
	b := &pg.blocks[i]
	kind, in, cell := pg.kind(b)
	blocks := w.a.Blocks
	joined := in >= 0 && in == w.in && kind == w.kind && len(blocks) > 0
	switch {
	case joined && kind == news.Table && cell == w.cell:
		w.b.WriteByte('\t')
	case joined:
		w.b.WriteByte('\n')
	case w.b.Len() > 0:
		w.b.WriteString("\n\n")
	}
	start := w.b.Len()
	initial := pg.initial(i)
	w.b.WriteString(initial)
	w.b.Write(pg.flat[b.Start:b.End])
	w.links(b, start+len(initial)-b.Start)
	w.kind, w.in, w.cell = kind, in, cell
	if joined {
		blocks[len(blocks)-1].End = w.b.Len()
		return
	}
	w.a.Blocks = append(blocks, news.Block{Kind: kind, Span: text.Span{Start: start, End: w.b.Len()}})
}

// initial is the large first letter of block i, where an element of its own before it holds it.
func (pg *page) initial(i int) string {
	if i == 0 || !pg.blocks[i].st.startLower {
		return ""
	}
	a, b := &pg.blocks[i-1], &pg.blocks[i]
	if a.st.letters != 1 || a.st.upper != 1 || a.st.weight > 2 ||
		a.box != pg.dom.Nodes[b.box].Parent && !pg.siblings(i, i-1) {
		return ""
	}
	pg.used[i-1] = true
	return pg.words(i - 1)
}

// kind says what a block is, the list or table that it is a part of, and its row.
func (pg *page) kind(b *block) (kind string, in, cell int32) {
	nodes := pg.dom.Nodes
	item := int32(-1)
	for i, n := b.box, 0; i > 0 && n < 12; i, n = nodes[i].Parent, n+1 {
		switch t := nodes[i].Tag; {
		case t.Heading():
			return news.Heading, -1, -1
		case t == dom.Blockquote:
			return news.Quotation, -1, -1
		case item < 0 && (t == dom.Li || t == dom.Dd || t == dom.Dt || t == dom.Tr):
			item = i
		case t == dom.Ul || t == dom.Ol || t == dom.Dl:
			if item >= 0 && nodes[item].Tag != dom.Tr {
				return news.List, i, item
			}
		case t == dom.Table:
			if item >= 0 && pg.tabular(i) {
				return news.Table, i, item
			}
			return news.Paragraph, -1, -1
		}
	}
	return news.Paragraph, -1, -1
}

// tabular reports whether a table holds data, not the layout of a page: several rows of short
// cells, about one block in each.
func (pg *page) tabular(i int32) bool {
	if t, ok := pg.tables[i]; ok {
		return t
	}
	cells, rows := int32(0), 0
	for k := i; k < pg.dom.Nodes[i].End; k++ {
		switch pg.dom.Nodes[k].Tag {
		case dom.Td, dom.Th:
			cells++
		case dom.Tr:
			rows++
		}
	}
	s := &pg.sums[i]
	data := rows > 1 && s.blocks > 1 && s.weight/s.blocks < 80 && s.blocks*2 <= cells*3
	if pg.tables == nil {
		pg.tables = map[int32]bool{}
	}
	pg.tables[i] = data
	return data
}

func (w *writer) links(b *block, shift int) {
	pg := w.pg
	for _, r := range pg.runsOf(b) {
		href, ok := pg.dom.Attr(r.node, dom.Href)
		if !ok || len(w.a.Links) >= maxFurniture {
			continue
		}
		u := pg.resolve(href)
		start, end := max(r.Start, b.Start), min(r.End, b.End)
		words := strings.TrimSpace(string(pg.flat[start:end]))
		if u == "" || words == "" {
			continue
		}
		start += strings.Index(string(pg.flat[start:end]), words)
		w.a.Links = append(w.a.Links, news.Link{URL: u, Text: words,
			Span: text.Span{Start: start + shift, End: start + len(words) + shift}})
	}
}

// runsOf returns the runs of links within a block.
func (pg *page) runsOf(b *block) []run {
	lo, hi := 0, len(pg.runs)
	for lo < hi {
		if m := (lo + hi) / 2; pg.runs[m].End <= b.Start {
			lo = m + 1
		} else {
			hi = m
		}
	}
	n := lo
	for n < len(pg.runs) && pg.runs[n].Start < b.End {
		n++
	}
	return pg.runs[lo:n]
}

// furniture names the visible text that is neither in the body nor said elsewhere.
func (pg *page) furniture(a *news.Article) {
	seen := pg.scratch.counts.empty(len(pg.blocks) + 2*len(a.Images) + 2)
	pg.scratch.counts = seen
	for _, s := range []string{a.Headline, a.Section} {
		*seen.at(hashOn(0, []byte(s)))++
	}
	for _, im := range a.Images {
		*seen.at(hashOn(0, []byte(im.Caption)))++
		*seen.at(hashOn(0, []byte(im.Credit)))++
	}
	for i := range pg.blocks {
		if pg.keep[i] || pg.used[i] || len(a.Furniture) >= maxFurniture {
			continue
		}
		if n := seen.at(pg.hash(i)); *n == 0 {
			*n++
			a.Furniture = append(a.Furniture, pg.words(i))
		}
	}
}
