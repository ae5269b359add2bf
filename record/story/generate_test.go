package story

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"readout/news"
)

// A press invents readings, several of each happening, from words that it makes up.
type press struct {
	*rand.Rand
	words []string
	n     int
}

func newPress(seed uint64) *press {
	p := &press{Rand: rand.New(rand.NewPCG(seed, 2))}
	const on, in = "bcdfghjklmnprstvwz", "aeiou"
	for range 40_000 {
		var w []byte
		for range 2 + p.IntN(2) {
			w = append(w, on[p.IntN(len(on))], in[p.IntN(len(in))], on[p.IntN(len(on))])
		}
		p.words = append(p.words, string(w))
	}
	return p
}

var common = strings.Fields(`the the the the of of to to and and in in a a is that for on with said was
	as by at from it has have will not be are were he she his her their this which after before over
	government minister people talks country week year new first last two three`)

// A happening is what the articles about it have in common.
type happening struct {
	id    string
	names []string
	words []string
	place string
	day   int // of May 2026
}

func (p *press) happening() *happening {
	p.n++
	h := &happening{id: fmt.Sprint("h", p.n), place: p.word(), day: 1 + p.IntN(25)}
	for range 6 {
		w := p.word()
		h.names = append(h.names, strings.ToUpper(w[:1])+w[1:])
	}
	for range 40 {
		h.words = append(h.words, p.word())
	}
	return h
}

// word is as likely as its rank allows.
func (p *press) word() string {
	f := p.Float64()
	return p.words[int(f*f*float64(len(p.words)))]
}

// report is a reading of some 400 words about h, on its day or soon after.
func (p *press) report(h *happening) *news.Reading {
	p.n++
	var b strings.Builder
	for range 20 {
		b.WriteString("So ")
		for range 19 {
			switch p.IntN(10) {
			case 0:
				b.WriteString(h.names[p.IntN(len(h.names))])
			case 1, 2:
				b.WriteString(h.words[p.IntN(len(h.words))])
			case 3:
				b.WriteString(p.word())
			default:
				b.WriteString(common[p.IntN(len(common))])
			}
			b.WriteByte(' ')
		}
		b.WriteString("on. ")
	}
	r := &news.Reading{Article: news.Article{ID: fmt.Sprint("r", p.n), Body: b.String(),
		Headline:  "So " + h.names[0] + " " + h.words[0] + " " + h.words[1],
		Published: &news.When{Day: fmt.Sprintf("2026-05-%02d", h.day+p.IntN(3))}}}
	for i, n := range h.names[:3] {
		r.Entities = append(r.Entities, news.Entity{ID: "e" + n, Name: n, Kind: news.Person,
			Mentions: make([]news.Mention, 1+i)})
	}
	r.Entities = append(r.Entities, news.Entity{ID: "p" + h.place, Name: h.place,
		Kind: news.PlaceEntity, Mentions: make([]news.Mention, 1)})
	return r
}
