package learn

import (
	"strings"
	"unicode/utf8"

	"readout/intake/extract"
)

// A Tally counts passages: wanted ones found and missed, unwanted ones found and left out.
type Tally struct{ Hit, Miss, False, Out int }

// Precision of what was found.
func (t Tally) Precision() float64 { return share(t.Hit, t.False) }

// Recall of what was wanted.
func (t Tally) Recall() float64 { return share(t.Hit, t.Miss) }

// F1 is the harmonic mean of both.
func (t Tally) F1() float64 {
	p, r := t.Precision(), t.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func share(a, b int) float64 {
	if a+b == 0 {
		return 0
	}
	return float64(a) / float64(a+b)
}

// Count adds a page whose extracted body is given.
func (t *Tally) Count(p *Page, body string) {
	body = squeeze(strings.ToValidUTF8(body, string(utf8.RuneError)))
	for _, s := range p.With {
		if strings.Contains(body, squeeze(s)) {
			t.Hit++
		} else {
			t.Miss++
		}
	}
	for _, s := range p.Without {
		if strings.Contains(body, squeeze(s)) {
			t.False++
		} else {
			t.Out++
		}
	}
}

// Crossed returns, for each page, its body as a model says that has seen no page of its site.
func Crossed(pages []*Page, parts int) []string {
	bodies := make([]string, len(pages))
	for k := range parts {
		var train []*Page
		for _, p := range pages {
			if fold(p.Site(), parts) != k {
				train = append(train, p)
			}
		}
		d := Train(train)
		m := extract.NewModel(d.Hints, d.First, d.Second)
		for i, p := range pages {
			if fold(p.Site(), parts) == k {
				if a, err := m.Page(p.HTML, extract.Params{URL: p.URL}); err == nil {
					bodies[i] = a.Body
				}
			}
		}
	}
	return bodies
}
