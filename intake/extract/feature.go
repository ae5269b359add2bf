package extract

import (
	"cmp"
	"math"

	"readout/intake/extract/dom"
)

// A local is what a block says of itself; rows of features put it beside its neighbours'.
type local struct {
	size, density       float32 // logarithm of weight; share that carries links
	end, head, label    float32
	alike               float32 // how alike the title is
	repeated            float32 // how often the same words stand on the page
	inBody, inAbout     float32 // share that stands in articleBody; in the description
	level               float32
	bits                uint32
	low, high, all, own float32
	kind                [3]float32 // share of labels that lead away, that ask, that sign
	named               [5]float32 // caption, credit, author, day, comment
	asks                [askKinds]float32
	since               [2]float32 // blocks since a label that leads away, and one of comments
	heading             int        // the block of the heading above, or -1
	labelled            float32    // the label of that heading
	before              int        // weight of all blocks above
	mass                float32    // the same, times what the first model says of them
}

// locals works out what each block says of itself.
func (pg *page) locals() []local {
	pg.scratch.locals = zeros(pg.scratch.locals, len(pg.blocks))
	ls := pg.scratch.locals
	pg.repeats(ls)
	title, _ := shapeOf([]byte(cmp.Or(ldText(pg.meta.article["headline"]),
		pg.meta.prop("og:title"), pg.meta.title)))
	var body, about windows
	if len(pg.meta.ldBody) > 200 {
		body = windowsOf([]byte(pg.meta.ldBody))
	}
	if s := pg.meta.prop("og:description", "description"); len(s) > 40 {
		about = windowsOf([]byte(s))
	}
	for i := range pg.blocks {
		b := &pg.blocks[i]
		l := &ls[i]
		words := pg.flat[b.Start:b.End]
		l.size = log(b.st.weight)
		l.density = float32(b.linked) / float32(b.st.weight)
		l.end = truth(b.st.endMark)
		l.labels(words)
		l.names(pg, b)
		for k, n := range asks(words) {
			l.asks[k] = float32(min(n, 6))
		}
		if b.st.weight < 300 {
			sh, _ := shapeOf(words)
			l.alike = float32(sh.alike(&title))
		}
		l.inBody, l.inAbout = -1, -1
		if body != nil {
			l.inBody = body.share(words)
		}
		if about != nil {
			l.inAbout = about.share(words)
		}
		c := &pg.around[b.box]
		l.bits, l.low, l.high, l.all, l.own = c.bits, c.low, c.high, c.all, c.hint
		if t := pg.dom.Nodes[b.box].Tag; t.Heading() {
			l.level = float32(t-dom.H1) + 1
		}
		l.head = truth(l.bits&inHeading != 0)
	}
	return ls
}

// repeats counts, for each block, how many have the same words.
func (pg *page) repeats(ls []local) {
	s := &pg.scratch
	s.hashes, s.counts = atLeast(s.hashes, len(ls)), s.counts.empty(len(ls))
	for i := range ls {
		h := pg.hash(i)
		s.hashes = append(s.hashes, h)
		*s.counts.at(h)++
	}
	for i, h := range s.hashes {
		ls[i].repeated = float32(min(*s.counts.at(h), 4))
	}
}

// labels notes what furniture a block begins like.
func (l *local) labels(words []byte) {
	kind, share := label(words)
	l.label = share
	switch kind {
	case "related":
		l.kind[0] = share
		l.since[0] = truth(share > sureLabel)
	case "share", "tags", "menu":
		l.kind[0] = share
	case "newsletter", "cookie", "legal", "advert":
		l.kind[1] = share
	case "comment":
		l.kind[1] = share
		l.since[1] = truth(share > sureLabel)
	case "author", "source":
		l.kind[2] = share
	}
}

// sureLabel is the share of a block that its label is where it is no more than that.
const sureLabel = .75

// names notes what the classes around a block's first word call it.
func (l *local) names(pg *page, b *block) {
	c, in := &pg.around[b.box], &pg.around[pg.dom.Nodes[b.node].Parent]
	l.named = [5]float32{truth(c.caption || in.caption), truth(c.credit || in.credit),
		truth(c.author || in.author), truth(c.date || in.date), truth(c.comment)}
}

func log(n int) float32 {
	if 0 <= n && n < len(logs) {
		return logs[n]
	}
	return float32(math.Log1p(float64(n)))
}

// logs are the logarithms of 1 + n for the n that nearly all counts are.
var logs = func() (t [4096]float32) {
	for n := range t {
		t[n] = float32(math.Log1p(float64(n)))
	}
	return t
}()

func truth(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

func ratio[T int | int32](a, b T) float32 {
	if b == 0 {
		return 0
	}
	return float32(a) / float32(b)
}

// A table is the features of a page's blocks, one row a block.
type table struct {
	width int
	data  []float32
}

func (t *table) row(i int) []float32 { return t.data[i*t.width : (i+1)*t.width] }

// A view is what the features of a page's blocks are read from.
type view struct {
	pg    *page
	ls    []local
	total sum
	h1    int // the block most like the title
	width int // of a row
}

func (pg *page) view() *view {
	v := &view{pg: pg, ls: pg.locals(), total: pg.sums[0]}
	v.landmarks()
	v.width = len(v.row(make(row, 0, 256), 0))
	return v
}

// rows writes the features of blocks [from, to) for the first model: everything but what other
// blocks are judged.
func (v *view) rows(from, to int) table {
	t := table{v.width, atLeast(v.pg.scratch.first, v.width*(to-from))}
	for i := from; i < to; i++ {
		t.data = v.row(t.data, i)
	}
	v.pg.scratch.first = t.data
	return t
}

// again appends the features of block i once more, copied where they still stand.
func (v *view) again(r row, i int) row {
	if first := v.pg.scratch.first; len(first) == v.width*len(v.ls) {
		return append(r, first[i*v.width:(i+1)*v.width]...)
	}
	return v.row(r, i)
}

// row appends the features of block i to r.
func (v *view) row(r row, i int) row {
	pg, l := v.pg, &v.ls[i]
	b := &pg.blocks[i]
	r.text(&b.st)
	r.local(l)
	r.tags(pg, b, l)
	r.boxes(pg, b, &v.total)
	r.add(float32(i)/float32(len(pg.blocks)), float32(l.before)/float32(v.total.weight+1),
		float32(min(max(i-v.h1, -50), 50)), log(len(pg.blocks)), log(int(v.total.weight)),
		ratio(v.total.linked, v.total.weight))
	r.add(float32(min(i-l.heading, 30)), l.labelled, truth(l.heading >= 0))
	for _, k := range [...]int{-2, -1, 1, 2} {
		r.neighbour(pg, v.ls, i, i+k)
	}
	return r
}

// far is the greatest distance in blocks to a label that counts.
const far = 60

// landmarks finds the block most like the title, and for each block the heading above it and
// that heading's label.
func (v *view) landmarks() {
	best, last, before := float32(0.3), -1, 0
	since := [2]float32{far, far}
	for i := range v.ls {
		l := &v.ls[i]
		for k := range since {
			if since[k] = min(since[k]+1, far); l.since[k] > 0 {
				since[k] = 0
			}
		}
		l.since = since
		if like := l.alike + l.head*.3 + truth(l.level == 1)*.3; like > best {
			v.h1, best = i, like
		}
		l.heading, l.before = last, before
		if last >= 0 {
			l.labelled = v.ls[last].label
		}
		if l.head > 0 {
			last = i
		}
		before += v.pg.blocks[i].st.weight
	}
}

type row []float32

func (r *row) add(v ...float32) { *r = append(*r, v...) }

func (r *row) text(st *stats) {
	w := st.weight
	r.add(log(w), log(st.words), ratio(st.letters, w), ratio(st.upper, st.letters),
		ratio(st.digits, w), log(st.ends), ratio(st.ends*100, w), ratio(st.commas*100, w),
		ratio(st.marks*100, w), ratio(st.quotes*100, w), ratio(st.letters, st.words),
		truth(st.endMark), truth(st.startLower), truth(st.startUpper), truth(st.colon),
		truth(st.ideographic))
}

func (r *row) local(l *local) {
	r.add(l.density, l.label, l.alike, l.repeated, l.inBody, l.inAbout, l.level, l.low, l.high,
		l.all, l.own)
	r.add(l.kind[:]...)
	r.add(l.named[:]...)
	r.add(l.asks[:]...)
	r.add(l.asks[0] + l.asks[1] + l.asks[2])
	r.add(l.since[:]...)
}

func (r *row) tags(pg *page, b *block, l *local) {
	for k := range contextBits {
		r.add(truth(l.bits>>k&1 != 0))
	}
	n := &pg.dom.Nodes[b.box]
	t := n.Tag
	r.add(float32(n.Depth), truth(t == dom.P), truth(t == dom.Li), truth(t == dom.Div),
		truth(t == dom.Td || t == dom.Th), truth(b.link >= 0), truth(t == dom.Other))
	wrapped := truth(b.link >= 0 && b.link < b.box) // the link holds the whole box
	r.add(wrapped)
}

// boxes describes the element around a block and four more around that.
func (r *row) boxes(pg *page, b *block, total *sum) {
	i := b.box
	for range 5 {
		s, c := &pg.sums[i], &pg.around[i]
		r.add(log(int(s.weight)), ratio(s.linked, s.weight), ratio(s.weight, total.weight),
			log(int(s.blocks)), ratio(s.ends*100, s.weight), ratio(c.pWeight, s.weight),
			ratio(c.pWeight, total.weight), log(int(c.pCount)), log(int(c.kids)),
			log(int(s.images)), c.hint)
		if up := pg.dom.Nodes[i].Parent; up >= 0 {
			i = pg.box[up]
		}
	}
}

// neighbour adds what block k says of itself, as seen from block i.
func (r *row) neighbour(pg *page, ls []local, i, k int) {
	if k < 0 || k >= len(ls) {
		r.add(-1, -1, -1, -1, -1, -1, -1, -1)
		return
	}
	l := &ls[k]
	a, b := pg.blocks[i].box, pg.blocks[k].box
	nodes := pg.dom.Nodes
	r.add(l.size, l.density, l.end, l.head, l.all, truth(nodes[a].Parent == nodes[b].Parent),
		truth(nodes[a].Tag == nodes[b].Tag), l.label)
}

// hash of the words of block i.
func (pg *page) hash(i int) uint64 {
	return hashOn(0, pg.flat[pg.blocks[i].Start:pg.blocks[i].End])
}
