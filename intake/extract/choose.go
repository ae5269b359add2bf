package extract

// choose decides which blocks belong to the article.
func (pg *page) choose() {
	pg.keep = make([]bool, len(pg.blocks))
	pg.used = make([]bool, len(pg.blocks))
	for i := range pg.blocks {
		pg.keep[i] = pg.prob[i] > .5
	}
}
