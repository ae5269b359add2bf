package story

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"readout/news"
)

// Stories that nobody has added to for long are put away: where their articles are is known still,
// and others are found no worse.
func TestOldStoriesArePutAway(t *testing.T) {
	p := newPress(21)
	x := New()
	h := p.happening()
	a, b := p.report(h), p.report(h)
	x.Add(a, "")
	x.Add(b, "")
	x.Settle()
	old := x.Of(a.ID)
	for i := range 2*generation + 10 { // short ones, each its own
		x.Add(&news.Reading{Article: news.Article{ID: fmt.Sprint("x", i),
			Body: fmt.Sprintf("The Word%d of Place%d", i, i)}}, "")
	}
	x.Settle()
	if x.Of(a.ID) != old || x.Of(b.ID) != old || x.Story(old) != nil {
		t.Errorf("put away: %s and %s, want %s; story %v", x.Of(a.ID), x.Of(b.ID), old, x.Story(old))
	}
	if len(x.at) > 2*generation || len(x.holds[0].nodes)+len(x.holds[1].nodes) > 10*2*generation {
		t.Errorf("%d articles are held", len(x.at))
	}
	x.Restore(a, &news.Story{ID: old, Articles: []string{a.ID, b.ID}, Sources: 2}, false)
	c := p.report(h)
	if st, _ := x.Add(c, ""); st.ID != old {
		t.Errorf("restored, and the next report is in %s", st.ID)
	}
}

// As long as there are few articles, the same ones are together in whatever order they came.
func TestSameStoriesInAnyOrder(t *testing.T) {
	rs, _ := reports(31, 40)
	together := func() map[string]string { // article → the least id in its story
		x := assign(rs)
		x.SettleAll()
		out := map[string]string{}
		for _, r := range rs {
			out[r.ID] = slices.Min(x.Story(x.Of(r.ID)).Articles)
		}
		return out
	}
	want := together()
	slices.Reverse(rs)
	for seed := range uint64(6) {
		if got := together(); !maps.Equal(got, want) {
			t.Errorf("order %d: other stories", seed)
		}
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(rs), func(i, j int) { rs[i], rs[j] = rs[j], rs[i] })
	}
}
