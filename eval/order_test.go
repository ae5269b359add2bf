package eval

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"readout/eval/labelled"
	"readout/eval/press"
	"readout/news"
	"readout/record/lineage"
	"readout/record/story"

	gocmp "github.com/google/go-cmp/cmp"
)

// The lineage of the archive copies is the same in whatever order its articles come.
func TestLineageInAnyOrder(t *testing.T) {
	d, err := readCopies(labelled.Dir(t, "copies"))
	if err != nil {
		t.Fatal(err)
	}
	trace := func() []news.Copy {
		x := lineage.New()
		found := map[string]news.Copy{}
		for i := range d.articles {
			cs, err := x.Add(&d.articles[i])
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range cs {
				found[c.ID] = c
			}
		}
		var out []news.Copy
		for _, c := range found {
			out = append(out, c)
		}
		slices.SortFunc(out, func(a, b news.Copy) int { return cmp.Compare(a.ID, b.ID) })
		return out
	}
	want := trace()
	slices.Reverse(d.articles)
	if diff := gocmp.Diff(want, trace()); diff != "" {
		t.Errorf("reversed: %s", diff)
	}
	for seed := range uint64(5) {
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(d.articles), func(i, j int) {
			d.articles[i], d.articles[j] = d.articles[j], d.articles[i]
		})
		if diff := gocmp.Diff(want, trace()); diff != "" {
			t.Errorf("shuffle %d: %s", seed, diff)
		}
	}
}

// The articles of each day in another order are in much the same stories, also where there are too
// many to weigh all anew.
func TestManyStoriesInAnyOrderOfTheDay(t *testing.T) {
	const days, perDay = 14, 400
	p := press.New(3)
	var rs []*news.Reading
	told := map[string]string{}
	for range days {
		var today []*press.Report
		for range perDay {
			r := p.Report()
			if n := len(today); n > 0 && p.IntN(5) < 2 {
				r = p.Again(today[p.IntN(n)])
			}
			today = append(today, r)
			rs = append(rs, r.Reading())
			told[r.ID] = r.Happening
		}
		p.NextDay()
	}
	var scores []float64
	for seed := range uint64(2) {
		x := story.New()
		for i, r := range rs {
			x.Add(r, "")
			if i%500 == 499 {
				x.Settle()
			}
		}
		x.SettleAll()
		var got, want []string
		for _, r := range rs {
			got, want = append(got, x.Of(r.ID)), append(want, told[r.ID])
		}
		scores = append(scores, story.Score(got, want).F1())
		for d := range days {
			day := rs[d*perDay : (d+1)*perDay]
			rand.New(rand.NewPCG(seed, 2)).Shuffle(perDay, func(i, j int) { day[i], day[j] = day[j], day[i] })
		}
	}
	if d := scores[0] - scores[1]; d > .02 || d < -.02 || scores[0] < .9 {
		t.Errorf("B³ %.3f as they came, %.3f in another order of each day", scores[0], scores[1])
	}
	t.Log(scores)
}
