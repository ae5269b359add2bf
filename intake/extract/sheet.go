package extract

import (
	"fmt"

	"readout/intake/extract/dom"
)

// A Sheet is a page as the model's trainer sees it.
type Sheet struct{ pg *page }

// Read cuts a page into the blocks that a model judges.
func Read(html []byte, p Params) (*Sheet, error) {
	source, err := decode(html, p)
	if err != nil {
		return nil, fmt.Errorf("extract %s: %w", name(p), err)
	}
	return &Sheet{read(dom.Parse(source), p)}, nil
}

// Len is the number of blocks.
func (s *Sheet) Len() int { return len(s.pg.blocks) }

// Words returns the text of block i.
func (s *Sheet) Words(i int) string { return s.pg.words(i) }

// Said returns the article's body as the page's metadata give it, or "".
func (s *Sheet) Said() string { return s.pg.meta.ldBody }

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
	s.pg.surround(h)
	return split(s.pg.rows())
}

// Second returns the second model's features, where the first said p.
func (s *Sheet) Second(h map[string]float32, p []float32) [][]float32 {
	s.pg.surround(h)
	s.pg.prob = p
	return split(s.pg.secondRows(s.pg.rows(), p))
}

func split(t table) [][]float32 {
	var rows [][]float32
	for i := 0; t.width > 0 && i < len(t.data)/t.width; i++ {
		rows = append(rows, t.row(i))
	}
	return rows
}
