package lineage

import (
	"math/rand/v2"
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

// pages are articles with n paragraphs of their own and standing text around, each from a paper of
// its own.
func pages(p *press, n, paras int) (out []*news.Article) {
	for range n {
		a := p.article("2026-05-01")
		a.Body = intro + "\n\n" + strings.Join(strings.Split(a.Body, "\n\n")[:paras], "\n\n") + "\n\n" + trailer
		a.Outlet = p.names[p.IntN(len(p.names))]
		out = append(out, a)
	}
	return out
}

// Standing text on pages that tell of different things makes no copies, whatever its share; a copy
// of such a page is one all the same.
func TestStandingTextMakesNoCopy(t *testing.T) {
	p := newPress(12)
	for _, paras := range []int{5, 3, 2, 1} {
		arts := pages(p, 12, paras)
		c := *arts[7]
		c.ID, c.Outlet = "copy", "Elsewhere"
		c.Published = &news.When{Day: "2026-05-02"}
		arts = append(arts, &c)
		for seed := range uint64(3) {
			x := New()
			for _, a := range arts {
				add(t, x, a)
			}
			for _, a := range arts {
				got, err := x.Find(a.ID)
				if err != nil {
					t.Fatal(err)
				}
				want := ""
				if a.ID == c.ID {
					want = arts[find(arts, c.Body, c.ID)].ID
				}
				if got == nil && want != "" || got != nil && got.Of != want {
					t.Errorf("%d paragraphs, order %d: %s is a copy of %v, want %q", paras, seed, a.ID, got, want)
				}
			}
			rand.New(rand.NewPCG(seed, 1)).Shuffle(len(arts), func(i, j int) { arts[i], arts[j] = arts[j], arts[i] })
		}
	}
}

// find is the article with a body that is not the one of an id.
func find(arts []*news.Article, body, not string) int {
	for i, a := range arts {
		if a.Body == body && a.ID != not {
			return i
		}
	}
	return -1
}
