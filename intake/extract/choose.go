package extract

// How probable a block must be to belong to the article, and between two that do.
const (
	sure   = .5
	bridge = .25
)

// choose decides which blocks belong to the article. A doubtful block counts as one where those
// before and after it in the same element do: a short heading, a line of a list.
func (pg *page) choose() {
	pg.keep = make([]bool, len(pg.blocks))
	pg.used = make([]bool, len(pg.blocks))
	for i := range pg.blocks {
		pg.keep[i] = pg.prob[i] > sure
	}
	for i := 1; i < len(pg.blocks)-1; i++ {
		if !pg.keep[i] && pg.prob[i] > bridge && pg.keep[i-1] && pg.keep[i+1] &&
			pg.siblings(i, i-1) && pg.siblings(i, i+1) {
			pg.keep[i] = true
		}
	}
}

// siblings reports whether the boxes of two blocks stand in the same element.
func (pg *page) siblings(i, k int) bool {
	nodes := pg.dom.Nodes
	return nodes[pg.blocks[i].box].Parent == nodes[pg.blocks[k].box].Parent
}
