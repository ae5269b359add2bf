package extract

import (
	"fmt"
	"slices"

	"readout/intake/extract/dom"
)

// A Sheet is a page as the model's trainer sees it.
type Sheet struct {
	pg   *page
	said windows
}

// Read cuts a page into the blocks that a model judges.
func Read(html []byte, p Params) (*Sheet, error) {
	source, err := decode(html, p)
	if err != nil {
		return nil, fmt.Errorf("extract %s: %w", name(p), err)
	}
	return &Sheet{pg: read(dom.Parse(source), p)}, nil
}

// Len is the number of blocks.
func (s *Sheet) Len() int { return len(s.pg.blocks) }

// Words returns the text of block i.
func (s *Sheet) Words(i int) string { return s.pg.words(i) }

// Said returns the article's body as the page's metadata give it, or "".
func (s *Sheet) Said() string { return s.pg.meta.ldBody }

// Share is the part of block i that stands in the body that the metadata give; less than 0
// where the block is too short to tell.
func (s *Sheet) Share(i int) float32 {
	if s.said == nil {
		s.said = windowsOf([]byte(s.Said()))
	}
	b := &s.pg.blocks[i]
	if b.st.letters < windowLen {
		return -1
	}
	return s.said.share(s.pg.flat[b.Start:b.End])
}

// Heading reports whether block i is a heading.
func (s *Sheet) Heading(i int) bool { return s.pg.level(&s.pg.blocks[i]) > 0 }

// Weight is the length of block i, alike across scripts.
func (s *Sheet) Weight(i int) int { return s.pg.blocks[i].st.weight }

// Hints returns the words in classes and ids around block i, each once.
func (s *Sheet) Hints(i int) []string {
	var out []string
	seen := map[string]bool{}
	d := s.pg.dom
	for n := s.pg.blocks[i].box; n > 0; n = d.Nodes[n].Parent {
		for _, a := range hintAttrs {
			if v, ok := d.Attr(n, a); ok {
				tokens(v, func(t []byte) {
					if !seen[string(t)] {
						seen[string(t)] = true
						out = append(out, string(t))
					}
				})
			}
		}
	}
	return out
}

// First returns the first model's features, a row a block, under the given hints.
func (s *Sheet) First(h map[string]float32) [][]float32 {
	v := s.view(h)
	if v == nil {
		return nil
	}
	return split(v.rows(0, len(v.ls)))
}

// Second returns the second model's features, where the first said p.
func (s *Sheet) Second(h map[string]float32, p []float32) [][]float32 {
	v := s.view(h)
	if v == nil {
		return nil
	}
	v.pg.prob = p
	all := make([]int, len(p))
	for i := range all {
		all[i] = i
	}
	return split(v.second(p).rows(all))
}

func (s *Sheet) view(h map[string]float32) *view {
	if s.Len() == 0 {
		return nil
	}
	pg := s.fork()
	pg.surround(newHints(h))
	return pg.view()
}

// fork copies what judging changes, so that a sheet serves several models at once.
func (s *Sheet) fork() *page {
	pg := *s.pg
	pg.sums = slices.Clone(pg.sums)
	pg.around, pg.scratch = nil, scratch{}
	return &pg
}

func split(t table) [][]float32 {
	var rows [][]float32
	for i := 0; t.width > 0 && i < len(t.data)/t.width; i++ {
		rows = append(rows, t.row(i))
	}
	return rows
}

// Compare labels the blocks by whether they stand in another page, the article alone: how
// likely, and how sure that is. Captions and short blocks are left open.
func (s *Sheet) Compare(article *Sheet, sure float32) (yes, weight []float32) {
	n := s.Len()
	yes, weight = make([]float32, n), make([]float32, n)
	all := windowsOf(article.pg.flat)
	short := map[string]bool{}
	pg := s.fork()
	pg.surround(newHints(nil))
	for i := range article.pg.blocks {
		short[article.Words(i)] = true
	}
	for i := range n {
		b := &s.pg.blocks[i]
		if pg.around[b.box].bits&inFigcaption != 0 || pg.around[b.box].caption {
			continue
		}
		switch {
		case b.st.letters < windowLen:
			weight[i] = sure * .5
			if short[s.Words(i)] {
				yes[i] = 1
			}
		default:
			share := all.share(s.pg.flat[b.Start:b.End])
			if share > .8 {
				yes[i], weight[i] = 1, sure
			} else if share < .2 {
				weight[i] = sure
			}
		}
	}
	return yes, weight
}

// Days returns the features of each day that may be that of publication, by day.
func (m *Model) Days(html []byte, p Params) map[string][]float32 {
	out := map[string][]float32{}
	source, err := decode(html, p)
	if err != nil {
		return out
	}
	pg := read(dom.Parse(source), p)
	if err := m.judge(pg); err != nil {
		return out
	}
	pg.choose()
	pg.headline()
	pg.clear()
	pg.trim()
	votes, late := pg.votes()
	cs := pg.candidates(votes, late)
	for i := range cs {
		out[cs[i].day] = pg.dayFeatures(cs, i, late)
	}
	return out
}
