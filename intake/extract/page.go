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
	scratch []byte
}

// A sum is what the blocks within an element add up to.
type sum struct {
	weight, linked, blocks, ends, images int32
	mass                                 float32 // weight of text times its probability
}

// read cuts a page into blocks and gathers its metadata.
func read(d *dom.Page, p Params) *page {
	pg := &page{dom: d, params: p, head: -1}
	pg.flat = make([]byte, 0, len(d.Source)/8)
	pg.boxes()
	pg.gather()
	pg.blocksOf()
	pg.addUp()
	return pg
}

// boxes finds, for each node, the innermost element around it that is not inline.
func (pg *page) boxes() {
	pg.box = make([]int32, len(pg.dom.Nodes))
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
	pg.sums = make([]sum, len(nodes))
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
