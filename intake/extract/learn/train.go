package learn

import (
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"runtime"
	"slices"
	"sync"

	"readout/intake/extract/boost"
)

// A Draft is a model as it is trained: what extract.ParseModel reads.
type Draft struct {
	Hints         map[string]float32
	First, Second *boost.Forest
}

// seed makes every training the same.
const seed = 7

var firstParams = boost.Params{Trees: 250, Leaves: 16, Rate: .08, MinHess: 3, Lambda: 2,
	Features: .3, Rows: .7, Seed: seed}

var secondParams = boost.Params{Trees: 250, Leaves: 16, Rate: .08, MinHess: 3, Lambda: 2,
	Features: .3, Rows: .7, Seed: seed + 1}

// fold puts all pages of a site into the same of k parts.
func fold(site string, k int) int {
	h := fnv.New32a()
	h.Write([]byte(site))
	return int(h.Sum32()>>4) % k
}

// Train learns from pages with labelled passages, from the same with the body that their
// metadata give or that others agreed on, and from pages labelled as a whole.
func Train(pages, whole []*Page) *Draft {
	pages = append(dense(pages), whole...)
	c := countHints(pages)
	d := &Draft{Hints: c.weights("")}
	own := make([]map[string]float32, len(pages))
	rows := make([][][]float32, len(pages))
	for i, p := range pages {
		own[i] = c.weights(p.Site())
		rows[i] = p.Sheet.First(own[i])
	}
	// The second model must see what the first says of pages that it has not learnt from.
	const parts = 4
	guess := make([][]float32, len(pages))
	each(parts, func(k int) {
		f := trainOn(pages, rows, firstParams, func(i int) bool {
			return fold(pages[i].Site()+"/inner", parts) != k
		})
		for i, p := range pages {
			if fold(p.Site()+"/inner", parts) == k {
				guess[i] = odds(f, rows[i])
			}
		}
	})
	all := func(int) bool { return true }
	d.First = trainOn(pages, rows, firstParams, all)
	for i, p := range pages {
		rows[i] = p.Sheet.Second(own[i], guess[i])
	}
	d.Second = trainOn(pages, rows, secondParams, all)
	return d
}

// dense adds, to the pages, those of them whose metadata give the body, and those on whose
// blocks other extractors agreed.
func dense(pages []*Page) []*Page {
	out := slices.Clone(pages)
	for _, p := range pages {
		if d := p.Dense(); d != nil {
			out = append(out, d)
		}
		if d := p.Agreed(); d != nil {
			out = append(out, d)
		}
	}
	return out
}

func odds(f *boost.Forest, rows [][]float32) []float32 {
	p := make([]float32, len(rows))
	for i, r := range rows {
		p[i] = f.Odds(r)
	}
	return p
}

func trainOn(pages []*Page, rows [][][]float32, p boost.Params, in func(int) bool) *boost.Forest {
	var r boost.Rows
	for i, page := range pages {
		if !in(i) {
			continue
		}
		for k, sure := range page.Sure {
			if sure > 0 {
				r.Add(rows[i][k], page.Yes[k], sure)
			}
		}
	}
	return boost.Train(&r, p)
}

// each calls f for 0 … n-1 on all cores.
func each(n int, f func(int)) {
	var wg sync.WaitGroup
	room := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range n {
		wg.Add(1)
		room <- struct{}{}
		go func() {
			defer wg.Done()
			f(i)
			<-room
		}()
	}
	wg.Wait()
}

// A hintCount says on how many sites a word stands around wanted and around unwanted text.
type hintCount struct {
	yes, no map[string]float64
	sites   map[string]*siteHints
}

type siteHints struct{ yes, no map[string]float64 }

func countHints(pages []*Page) *hintCount {
	c := &hintCount{map[string]float64{}, map[string]float64{}, map[string]*siteHints{}}
	for _, p := range pages {
		s := c.sites[p.Site()]
		if s == nil {
			s = &siteHints{map[string]float64{}, map[string]float64{}}
			c.sites[p.Site()] = s
		}
		for i, sure := range p.Sure {
			if sure < .5 {
				continue
			}
			side := s.no
			if p.Yes[i] > .5 {
				side = s.yes
			}
			for _, t := range p.Sheet.Hints(i) {
				side[t] = 1
			}
		}
	}
	for _, s := range c.sites {
		for t := range s.yes {
			c.yes[t]++
		}
		for t := range s.no {
			c.no[t]++
		}
	}
	return c
}

// weights returns the hints as they are without what one site taught.
func (c *hintCount) weights(without string) map[string]float32 {
	var y, n map[string]float64
	if s := c.sites[without]; s != nil {
		y, n = s.yes, s.no
	}
	w := make(map[string]float32, 512)
	for t := range c.yes {
		c.weigh(w, t, c.yes[t]-y[t], c.no[t]-n[t])
	}
	for t := range c.no {
		if c.yes[t] == 0 {
			c.weigh(w, t, 0, c.no[t]-n[t])
		}
	}
	return w
}

func (c *hintCount) weigh(w map[string]float32, t string, yes, no float64) {
	if yes+no < 4 {
		return
	}
	v := math.Log((yes + 1.5) / (no + 1.5))
	if math.Abs(v) > .15 {
		w[t] = float32(math.Round(v*100) / 100)
	}
}

// Files returns the draft as the two data files that extract embeds.
func (d *Draft) Files() (words, forests []byte) {
	words = append(words, "# Words in classes, ids and roles, and how they speak for (above 0) or "+
		"against the article.\n# Written by train. Example: \"sidebar\", against.\n"...)
	for _, w := range sortedKeys(d.Hints) {
		words = fmt.Appendf(words, "%s\t%.2f\n", w, d.Hints[w])
	}
	return words, d.Second.Append(d.First.Append(nil))
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
