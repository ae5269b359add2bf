package learn

import (
	"strings"

	"golang.org/x/text/unicode/norm"

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
	body = plain(body)
	for _, s := range p.With {
		if strings.Contains(body, plain(s)) {
			t.Hit++
		} else {
			t.Miss++
		}
	}
	for _, s := range p.Without {
		if strings.Contains(body, plain(s)) {
			t.False++
		} else {
			t.Out++
		}
	}
}

// plain is a text without what does not show: white space, soft hyphens, ways of composing a
// letter.
func plain(s string) string {
	return squeeze(norm.NFC.String(strings.ReplaceAll(s, "\u00ad", "")))
}

// Crossed returns, for each page, its body as a model says that has seen no page of its site. The
// models learn from whole too, none of which is measured, but for those of the same site.
func Crossed(pages, whole []*Page, parts int) []string {
	bodies, measured := make([]string, len(pages)), map[string]bool{}
	for _, p := range pages {
		measured[p.Site()] = true
	}
	for k := range parts {
		var train []*Page
		for _, p := range pages {
			if fold(p.Site(), parts) != k {
				train = append(train, p)
			}
		}
		var others []*Page
		for _, p := range whole {
			if !measured[p.Site()] || fold(p.Site(), parts) != k {
				others = append(others, p)
			}
		}
		d := Train(train, others)
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
