package extract

// How the choice is made, as measured on sites that the model has not seen.
const (
	sure        = .55 // how probable a block of the article is
	bridge      = .25 // and one between two such in the same element
	maxGap      = 8   // blocks of furniture that part an island from the body
	smallIsland = .08 // its share of the kept text
	sureIsland  = .8  // how probable its blocks must be to stay
)

// choose decides which blocks belong to the article. A doubtful block counts as one where those
// before and after it in the same element do: a short heading, a line of a list.
func (pg *page) choose() {
	pg.keep = zeros(pg.keep, len(pg.blocks))
	pg.used = zeros(pg.used, len(pg.blocks))
	for i := range pg.blocks {
		pg.keep[i] = pg.prob[i] > sure
	}
	for i := 1; i < len(pg.blocks)-1; i++ {
		if !pg.keep[i] && pg.prob[i] > bridge && pg.keep[i-1] && pg.keep[i+1] &&
			pg.siblings(i, i-1) && pg.siblings(i, i+1) {
			pg.keep[i] = true
		}
	}
	pg.dropIslands()
}

// siblings reports whether the boxes of two blocks stand in the same element.
func (pg *page) siblings(i, k int) bool {
	nodes := pg.dom.Nodes
	return nodes[pg.blocks[i].box].Parent == nodes[pg.blocks[k].box].Parent
}

// dropIslands takes out small groups of blocks that much furniture parts from the body: the
// start of another article, the rules for comments.
func (pg *page) dropIslands() {
	type island struct{ first, last, weight int }
	var islands []island
	total, gap := 0, 0
	for i, keep := range pg.keep {
		if !keep {
			gap++
			continue
		}
		if len(islands) == 0 || gap > maxGap {
			islands = append(islands, island{first: i})
		}
		k := &islands[len(islands)-1]
		k.last, k.weight = i, k.weight+pg.blocks[i].st.weight
		total += pg.blocks[i].st.weight
		gap = 0
	}
	for _, k := range islands {
		if float64(k.weight) > smallIsland*float64(total) {
			continue
		}
		for i := k.first; i <= k.last; i++ {
			pg.keep[i] = pg.keep[i] && pg.prob[i] > sureIsland
		}
	}
}
