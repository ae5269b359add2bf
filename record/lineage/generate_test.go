package lineage

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"readout/news"
)

// A press invents articles: sentences of made-up names and of common words, in the proportions of
// news, so that an archive of any size can be made without anybody's text.
type press struct {
	*rand.Rand
	names []string
	words []string
	n     int
}

func newPress(seed uint64) *press {
	p := &press{Rand: rand.New(rand.NewPCG(seed, 1))}
	for range 40_000 {
		n := p.syllables(2 + p.IntN(2))
		p.names = append(p.names, strings.ToUpper(n[:1])+n[1:])
	}
	for range 12_000 {
		p.words = append(p.words, p.syllables(1+p.IntN(3)))
	}
	return p
}

func (p *press) syllables(n int) string {
	const on, in = "bcdfghjklmnprstvwz", "aeiou"
	var b strings.Builder
	for range n {
		b.WriteByte(on[p.IntN(len(on))])
		b.WriteByte(in[p.IntN(len(in))])
		b.WriteByte(on[p.IntN(len(on))])
	}
	return b.String()
}

var common = strings.Fields(`the the the the of of to to and and in in a a is that for on with said was
	as by at from it has have will not be are were he she his her their this which after before over
	government minister people talks country week year new first last two three`)

// word is as likely as its rank allows (Zipf).
func (p *press) word() string {
	if p.IntN(5) < 3 {
		return common[p.IntN(len(common))]
	}
	f := p.Float64()
	return p.words[int(f*f*f*float64(len(p.words)))]
}

func (p *press) sentence(who []string) string {
	var ws []string
	for range 12 + p.IntN(16) {
		w := p.word()
		if p.IntN(8) == 0 {
			w = who[p.IntN(len(who))]
		}
		ws = append(ws, w)
	}
	s := strings.Join(ws, " ")
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// article invents one of some 400 words: six names, twenty sentences, two of them quoted.
func (p *press) article(day string) *news.Article {
	p.n++
	var who []string
	for range 6 {
		who = append(who, p.names[p.IntN(len(p.names))])
	}
	var b strings.Builder
	for i := range 20 {
		if i > 0 && i%2 == 0 {
			b.WriteString("\n\n")
		} else if i > 0 {
			b.WriteByte(' ')
		}
		if s := p.sentence(who); i%9 == 4 {
			fmt.Fprintf(&b, "“%s,” %s said.", s[:len(s)-1], who[0])
		} else {
			b.WriteString(s)
		}
	}
	return &news.Article{ID: fmt.Sprintf("n%d", p.n), Headline: p.sentence(who[:2]), Body: b.String(),
		Published: &news.When{Day: day}}
}

// copied is what an agency's client makes of an article: another headline, a paragraph less, a
// word in thirty changed outside quotation marks.
func (p *press) copied(a *news.Article) *news.Article {
	p.n++
	paras := strings.Split(a.Body, "\n\n")
	paras = paras[:len(paras)-1]
	for i := range paras {
		ws := strings.Split(paras[i], " ")
		quote := false
		for j := range ws {
			quote = strings.HasPrefix(ws[j], "“") || quote && !strings.Contains(ws[j], "”")
			if !quote && !strings.Contains(ws[j], "”") && p.IntN(30) == 0 && strings.ToLower(ws[j]) == ws[j] {
				ws[j] = p.word()
			}
		}
		paras[i] = strings.Join(ws, " ")
	}
	return &news.Article{ID: fmt.Sprintf("n%d", p.n), Headline: p.sentence([]string{"Agency"}),
		Body: strings.Join(paras, "\n\n"), Published: &news.When{Day: a.Published.Day, Time: "23:00Z"}}
}
