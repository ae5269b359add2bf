package story

import (
	"fmt"
	"math/rand/v2"
	"readout/text"
	"slices"
	"strings"
	"testing"

	"readout/news"
)

// What a group of papers says below each of its pages, and above a live blog.
const (
	trailer = `The Harlan Courier is a member of Pellworm Media, which was founded in 1911 by Ida Pellworm and
owns 37 papers in Norland, Tessin and Upper Marra. Reach our newsroom in Harlan at 5550 144. Pellworm
Media and its partner Corvane Insurance take no liability for what third parties offer here. With
inputs from agencies in Norland and from Tessin Press.`
	intro = `Welcome to the Harlan Courier live blog with Ruben Astor and Mirja Kolbe. Ruben Astor follows
for you what happens in Norland and Tessin, minute by minute, and Mirja Kolbe answers questions from
readers of Pellworm Media at 5550 199.`
)

// short is a report of some 60 words.
func (p *press) short(h *happening) *news.Reading {
	r := p.report(h)
	r.Body = strings.Join(strings.SplitAfter(r.Body, ". ")[:3], "")
	return r
}

// Pages that have only standing text in common are of no one story, in whatever order they come,
// and reports of one happening are together all the same.
func TestStandingTextMakesNoStory(t *testing.T) {
	p := newPress(3)
	var rs []*news.Reading
	told := map[string]string{}
	for i := range 40 {
		h := p.happening()
		for range 1 + i%2 {
			r := p.short(h)
			if i%4 == 0 {
				r.Body = intro + "\n\n" + r.Body
			}
			r.Body += "\n\n" + trailer
			rs = append(rs, r)
			told[r.ID] = h.id
		}
	}
	for seed := range uint64(3) {
		x := assign(rs)
		x.SettleAll()
		var got, want []string
		for _, r := range rs {
			got, want = append(got, x.Of(r.ID)), append(want, told[r.ID])
		}
		if s := Score(got, want); s.P() < 1 || s.R() < .95 {
			t.Errorf("order %d: %s, of %d stories", seed, s, len(slices.Compact(slices.Sorted(slices.Values(got)))))
		}
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(rs), func(i, j int) { rs[i], rs[j] = rs[j], rs[i] })
	}
}

func TestSentencesWithTheirFeatures(t *testing.T) {
	x := newReader()
	x.read(&news.Reading{Article: news.Article{Headline: "Ship. Sinks", Body: "Olga Rask left the port of Vessby today. She never came back to Vessby!"},
		Places: []news.Place{{Name: "Vessby"}}})
	if len(x.sents) != 2 || x.sents[0].hash == x.sents[1].hash {
		t.Fatalf("sentences %v", x.sents)
	}
	for i, s := range x.sents {
		for at := s.from; at < s.to; at++ {
			if got := fmt.Sprint(x.where(span(at))); got != fmt.Sprint(i+1) {
				t.Errorf("byte %d lies in sentence %s, want %d", at, got, i+1)
			}
		}
	}
	if at := x.sents[0].to; x.where(span(at)) != 0 {
		t.Errorf("byte %d lies in a sentence", at)
	}
}

func span(at int32) text.Span { return text.Span{Start: int(at), End: int(at) + 1} }
