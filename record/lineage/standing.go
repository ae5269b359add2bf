package lineage

import (
	"strings"

	"readout/news"
)

const (
	foreign = .7 // share of the names of each of two texts that strangers have not in common
	partly  = .6 // share of the shorter one's shingles that two texts may have in common by chance
	others  = 2  // further texts with the same in common that show that more of it is chance too
	looked  = 8  // such texts that are looked at
)

// standing reports whether what two texts have in common is standing text: what a paper or an
// agency puts on its pages whatever they tell of. The rest of both then has nothing in common. Where it is
// most of the shorter text, there are others near that have it too and nothing else.
func (x *Index) standing(a, b *print, near []*print) bool {
	both := intersect(a.shingles, b.shingles)
	if !leftOver(a, both) || !leftOver(b, both) {
		return false
	}
	restA, restB := x.rest(a, both), x.rest(b, both)
	if !x.strangers(restA, restB) {
		return false
	}
	if share(a.shingles, b.shingles) < partly {
		return true
	}
	n, seen := 0, 0
	for _, c := range near {
		if c == a || c == b || 3*inBoth(both, c.shingles) < 2*len(both) || !leftOver(c, both) {
			continue
		}
		if seen++; n == others || seen > looked {
			break
		}
		if r := x.rest(c, both); x.strangers(r, restA) && x.strangers(r, restB) {
			n++
		}
	}
	return n >= others
}

// intersect returns the hashes that two lists have in common.
func intersect(a, b []uint32) (out []uint32) {
	for _, h := range a {
		if holds(b, h) {
			out = append(out, h)
		}
	}
	return out
}

// leftOver reports whether p has runs of words enough besides those in common, and a fifth of all.
func leftOver(p *print, both []uint32) bool {
	n := len(p.shingles) - inBoth(p.shingles, both)
	return len(both) >= fewest && n >= fewest && 5*n >= len(p.shingles)
}

// strangers reports whether two texts have no two of their heaviest marks and hardly a name in
// common.
func (x *Index) strangers(a, b *print) bool {
	if len(a.features) == 0 || len(b.features) == 0 || inBoth(a.features, b.features) > 0 {
		return false
	}
	return (len(a.names) == 0 || missing(a, b) >= foreign) &&
		(len(b.names) == 0 || missing(b, a) >= foreign)
}

// rest is the print of p without the sentences of which most runs of words are among some, and
// without the short ones between these.
func (x *Index) rest(p *print, runs []uint32) *print {
	r := x.reader
	r.doc.Reset(p.body)
	r.split(p.body, quoted(p.body))
	return r.print(&news.Article{Body: r.without(p.body, runs)})
}

// without is the body that was split last, without such sentences.
func (r *reader) without(body string, runs []uint32) string {
	var b strings.Builder
	from, i, gone := 0, 0, false
	for _, s := range r.doc.Sentences {
		first := i
		for i < len(r.ws) && int(r.ws[i].at) < s.End {
			i++
		}
		in, all := 0, 0
		for k := first; k+run <= i; k++ {
			ws := r.ws[k:]
			all++
			if holds(runs, key(ws[0].low, ws[1].low, ws[2].low, ws[3].low, ws[4].low)) {
				in++
			}
		}
		if gone = 2*in > all || all == 0 && gone; gone {
			b.WriteString(body[from:max(from, s.Start)])
			from = s.End
		}
	}
	b.WriteString(body[from:])
	return b.String()
}
