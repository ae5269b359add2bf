package extract

import (
	"net/url"

	"readout/intake/extract/dom"
)

// A page is a parsed page on its way to an article: its blocks, what stands around them, and
// what its metadata say.
type page struct {
	dom     *dom.Page
	params  Params
	flat    []byte // the words of all blocks, one after another
	blocks  []block
	runs    []run
	box     []int32 // for each node, itself or the innermost element around it not inline
	sums    []sum   // for each node, what the blocks in it add up to
	meta    meta
	around  []context // for each node
	prob    []float32 // for each block, how likely it belongs to the article
	keep    []bool
	used    []bool         // blocks that are said elsewhere: headline, byline, caption
	head    int            // the block that is the headline, or -1
	names   []string       // of the site
	signed  bool           // the names being read are marked as the author's
	tables  map[int32]bool // which tables hold data
	baseURL *url.URL
	scratch scratch
}

// A scratch is memory that judging a page needs for a while.
type scratch struct {
	words         []byte
	first, second []float32 // rows of features
	locals        []local
	hashes        []uint64 // of the blocks' words
	counts        tally
	classes       []said // by the number of a class
	kin           [2]kinship
	open          []int
	odds          []float32
}

// A sum is what the blocks within an element add up to.
type sum struct {
	weight, linked, blocks, ends, images int32
	mass                                 float32 // weight of text times its probability
}

// read cuts a page into blocks and gathers its metadata.
func read(d *dom.Page, p Params) *page {
	pg := &page{dom: d}
	pg.gather(p)
	pg.cut()
	return pg
}

// cut cuts the text that is seen into blocks.
func (pg *page) cut() {
	pg.flat = atLeast(pg.flat, len(pg.dom.Source)/8)
	pg.blocks, pg.runs = pg.blocks[:0], pg.runs[:0]
	pg.blocksOf()
	pg.addUp()
}

// forget keeps the nodes, and of all else the memory only.
func (pg *page) forget() {
	*pg = page{dom: pg.dom, head: -1, scratch: pg.scratch, flat: pg.flat[:0],
		blocks: pg.blocks[:0], runs: pg.runs[:0], box: pg.box[:0], sums: pg.sums[:0],
		around: pg.around[:0], prob: pg.prob[:0], keep: pg.keep[:0], used: pg.used[:0]}
}

// maxKept is how many nodes a page may have whose memory is kept for the next.
const maxKept = 100_000

// open reads source into a page in memory that served before; close gives the memory back.
func (m *Model) open(source []byte, p Params) *page {
	pg, ok := m.pages.Get().(*page)
	if !ok {
		pg = &page{dom: new(dom.Page)}
	}
	pg.dom.Read(source)
	pg.gather(p)
	return pg
}

func (m *Model) close(pg *page) {
	if cap(pg.dom.Nodes) > maxKept || cap(pg.flat) > 100*maxKept {
		return
	}
	pg.forget()
	pg.dom.Source = nil
	m.pages.Put(pg)
}

// atLeast returns an empty slice with room for n, in s if that has it.
func atLeast[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, 0, n)
	}
	return s[:0]
}

// roomy returns s with room for n more, for which it doubles it: append alone grows large arrays
// by a quarter, which in the end allocates five times what is needed.
func roomy[T any](s []T, n int) []T {
	if cap(s)-len(s) >= n {
		return s
	}
	return append(make([]T, 0, max(len(s)+n, 2*cap(s))), s...)
}

// zeros returns n zeros, in s if that has room for them.
func zeros[T any](s []T, n int) []T {
	s = atLeast(s, n)[:n]
	clear(s)
	return s
}

// boxes finds, for each node, the innermost element around it that is not inline.
func (pg *page) boxes() {
	pg.box = atLeast(pg.box, len(pg.dom.Nodes))[:len(pg.dom.Nodes)]
	for i := range pg.dom.Nodes {
		if n := &pg.dom.Nodes[i]; i > 0 && n.Tag.Inline() {
			pg.box[i] = pg.box[n.Parent]
		} else {
			pg.box[i] = int32(i)
		}
	}
}

// addUp sums the blocks of every element. Children come after their parents, so one pass from
// the end carries all sums up.
func (pg *page) addUp() {
	nodes := pg.dom.Nodes
	pg.sums = zeros(pg.sums, len(nodes))
	for i := range pg.blocks {
		b := &pg.blocks[i]
		s := &pg.sums[b.box]
		s.weight += int32(b.st.weight)
		s.linked += int32(b.linked)
		s.ends += int32(b.st.ends)
		s.blocks++
	}
	for i := len(nodes) - 1; i > 0; i-- {
		if t := nodes[i].Tag; t == dom.Img || t == dom.AmpImg {
			pg.sums[i].images++
		}
		up, s := &pg.sums[nodes[i].Parent], &pg.sums[i]
		up.weight += s.weight
		up.linked += s.linked
		up.ends += s.ends
		up.blocks += s.blocks
		up.images += s.images
	}
}

func (pg *page) words(i int) string {
	return string(pg.flat[pg.blocks[i].Start:pg.blocks[i].End])
}
