package front

import (
	"testing"

	"readout/news"
)

func story(id, last string, sources int) Candidate {
	return Candidate{Story: &news.Story{ID: id, Last: last, Sources: sources}}
}

func TestRank(t *testing.T) {
	got := Rank([]Candidate{
		story("old and wide", "2026-05-01", 20), story("one source", "2026-05-10", 1),
		story("many sources", "2026-05-10", 6), story("undated", "", 6),
	}, "2026-05-10")
	want := []string{"many sources", "one source"}
	for i, id := range want {
		if got[i].Story.ID != id {
			t.Errorf("place %d is %q, want %q", i, got[i].Story.ID, id)
		}
	}
	if w := got[0].Why; w != "6 independent sources" {
		t.Errorf("why %q, want the sources", w)
	}
	st := &news.Story{Articles: []string{"a", "b", "c"}, Sources: 1}
	if w := Rank([]Candidate{{Story: st, Speakers: 3}}, "")[0].Why; w != "1 source + 2 copies, 3 people quoted" {
		t.Errorf("why %q, want the copies apart from the source", w)
	}
}

func TestFirstSince(t *testing.T) {
	visit := func(id, day, status string) *news.Incident {
		return &news.Incident{ID: id, Type: "CONSULT", Mode: "visit", Day: news.Maybe(day), Status: status}
	}
	now := visit("now", "2026-05-10", news.Planned)
	for _, tc := range []struct {
		name    string
		earlier []*news.Incident
		want    string
	}{
		{"long ago", []*news.Incident{now, visit("a", "2026-01-03", news.Held)}, "first visit since January 2026"},
		{"just before", []*news.Incident{visit("a", "2026-05-01", news.Held)}, ""},
		{"never held", []*news.Incident{visit("a", "2026-01-03", news.Cancelled)}, ""},
		{"no record", nil, ""},
	} {
		if got := FirstSince(now, tc.earlier); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}
