package lineage

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout/news"
)

// One text that many outlets carry is traced to the first of them, however they come in.
func TestAFamilyInAnyOrder(t *testing.T) {
	p := newPress(8)
	first := p.article("2026-01-01")
	arts := []*news.Article{first}
	for range 24 {
		arts = append(arts, p.copied(first))
	}
	for range 24 {
		arts = append(arts, p.article("2026-01-01"))
	}
	want := lines(t, arts)
	if len(want) != 24 {
		t.Fatalf("%d copies, want 24", len(want))
	}
	check := func(order string) {
		t.Helper()
		if d := cmp.Diff(want, lines(t, arts)); d != "" {
			t.Errorf("%s: (-want +got)\n%s", order, d)
		}
	}
	slices.Reverse(arts)
	check("reversed")
	for seed := range uint64(3) {
		rand.New(rand.NewPCG(seed, 9)).Shuffle(len(arts), func(i, j int) { arts[i], arts[j] = arts[j], arts[i] })
		check("shuffled")
	}
}

func TestMomentsOfZones(t *testing.T) {
	at := func(day, clock string) string {
		return moment(&news.Article{Published: &news.When{Day: day, Time: news.Maybe(clock)}})
	}
	if a, b := at("2026-05-02", "00:30+02:00"), at("2026-05-01", "23:10Z"); a >= b {
		t.Errorf("half past midnight in Oslo (%s) is before ten past eleven in London (%s)", a, b)
	}
	if got := at("2026-05", ""); got != "2026-05T" {
		t.Errorf("a month: got %s", got)
	}
}

// A text that very many carry is traced to where it came from all the same.
func TestAGreatFamily(t *testing.T) {
	p := newPress(9)
	first := p.article("2026-01-01")
	x := New()
	add(t, x, first)
	for i := range 100 {
		c := p.copied(first)
		if got := add(t, x, c); len(got) != 1 || got[0].ID != c.ID {
			t.Fatalf("copy %d: %v", i, got)
		}
	}
}
