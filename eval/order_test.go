package eval

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"readout/eval/labelled"
	"readout/news"
	"readout/record/lineage"

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
