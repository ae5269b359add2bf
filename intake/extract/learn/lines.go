package learn

import (
	"strings"

	"readout/intake/extract"
	"readout/intake/extract/boost"
)

var lineParams = boost.Params{Trees: 200, Leaves: 12, Rate: .08, MinHess: 3, Lambda: 2,
	Features: .4, Rows: .7, Seed: seed + 3}

// Flat returns the page flattened to lines, as a copy from a browser's window is.
func (p *Page) Flat() []byte {
	var b strings.Builder
	for i := range p.Sheet.Len() {
		b.WriteString(p.Sheet.Words(i) + "\n\n")
	}
	return []byte(b.String())
}

// TrainLines learns which lines of flattened pages belong to the article.
func TrainLines(pages, whole []*Page) *boost.Forest {
	var rows boost.Rows
	for _, p := range append(dense(pages), whole...) {
		words, features := extract.Lines(p.Flat())
		at := map[string]int{}
		for i := range p.Sheet.Len() {
			at[squeeze(p.Sheet.Words(i))] = i
		}
		for k, w := range words {
			if i, ok := at[squeeze(w)]; ok && p.Sure[i] > 0 {
				rows.Add(features[k], p.Yes[i], p.Sure[i])
			}
		}
	}
	return boost.Train(&rows, lineParams)
}
