package learn

import (
	"strings"

	"readout/intake/extract"
	"readout/intake/extract/boost"
)

var lineParams = boost.Params{Trees: 200, Leaves: 12, Rate: .08, MinHess: 3, Lambda: 2,
	Features: .4, Rows: .7, Seed: seed + 3}

var headParams = boost.Params{Trees: 300, Leaves: 4, Rate: .06, MinHess: 2, Lambda: 2,
	Features: .4, Rows: .8, Seed: seed + 4}

// Flat returns the page flattened to lines, as a copy from a browser's window is.
func (p *Page) Flat() []byte {
	var b strings.Builder
	for i := range p.Sheet.Len() {
		b.WriteString(p.Sheet.Words(i) + "\n\n")
	}
	return []byte(b.String())
}

// A flatPage is a page flattened, with what is known of its lines.
type flatPage struct {
	site      string
	flat      extract.Flat
	words     []string
	rows      [][]float32
	yes, sure []float32
	guess     []float32 // what the first model says, that has not seen the site
}

func flatten(p *Page) *flatPage {
	f := &flatPage{site: p.Site(), flat: extract.ReadFlat(p.Flat())}
	f.words, f.rows = f.flat.Lines()
	at := map[string]int{}
	for i := range p.Sheet.Len() {
		at[squeeze(p.Sheet.Words(i))] = i
	}
	n := len(f.words)
	f.yes, f.sure, f.guess = make([]float32, n), make([]float32, n), make([]float32, n)
	for k, w := range f.words {
		if i, ok := at[squeeze(w)]; ok {
			f.yes[k], f.sure[k] = p.Yes[i], p.Sure[i]
		}
	}
	return f
}

// TrainLines learns which lines of flattened pages belong to the article, once more with what the
// first model says of the lines around, and which is the headline. It returns the three forests.
func TrainLines(pages, whole []*Page) []byte {
	var all []*flatPage
	for _, p := range append(dense(pages), whole...) {
		all = append(all, flatten(p))
	}
	const parts = 4
	each(parts, func(k int) {
		f := trainLines(all, func(p *flatPage) [][]float32 {
			if fold(p.site+"/inner", parts) == k {
				return nil
			}
			return p.rows
		})
		for _, p := range all {
			if fold(p.site+"/inner", parts) == k {
				p.guess = odds(f, p.rows)
			}
		}
	})
	first := trainLines(all, func(p *flatPage) [][]float32 { return p.rows })
	second := trainLines(all, func(p *flatPage) [][]float32 { return p.flat.Again(p.guess) })
	out := second.Append(first.Append(nil))
	return trainHeads(pages, all).Append(out)
}

func trainLines(pages []*flatPage, rowsOf func(*flatPage) [][]float32) *boost.Forest {
	var rows boost.Rows
	for _, p := range pages {
		for k, r := range rowsOf(p) {
			if p.sure[k] > 0 {
				rows.Add(r, p.yes[k], p.sure[k])
			}
		}
	}
	return boost.Train(&rows, lineParams)
}

// trainHeads learns which line is the headline, where extraction from the page itself found it.
func trainHeads(pages []*Page, flat []*flatPage) *boost.Forest {
	var rows boost.Rows
	for i, p := range pages {
		a, err := extract.Page(p.HTML, extract.Params{URL: p.URL})
		if err != nil || a.Headline == "" {
			continue
		}
		f, found := flat[i], -1
		for k, w := range f.words {
			if holds(w, a.Headline) {
				found = k // the last: the first may be the title of the window
			}
		}
		if found < 0 {
			continue
		}
		for k, r := range f.flat.Heads(f.guess) {
			if k == found || k < found+40 && !holds(f.words[k], a.Headline) {
				rows.Add(r, truth(k == found), .3+.7*truth(k == found))
			}
		}
	}
	return boost.Train(&rows, headParams)
}

// holds reports whether a line is the headline, or it and a kicker before it.
func holds(line, headline string) bool {
	line = squeeze(line)
	return strings.HasSuffix(line, headline) && len(line) < len(headline)+60
}

func truth(b bool) float32 {
	if b {
		return 1
	}
	return 0
}
