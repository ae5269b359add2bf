package dyad

import (
	"testing"

	"readout/news"
)

func inc(typ, day, status string, weight float64) *news.Incident {
	return &news.Incident{Type: typ, Day: news.Maybe(day), Status: status, Goldstein: weight}
}

func TestMonths(t *testing.T) {
	got := Months([]*news.Incident{
		inc("CONSULT", "2026-01-05", news.Held, 3), inc("CONSULT", "2026-01-20", news.Held, 4),
		inc("ACCUSE", "2026-03-02", news.Held, -2), inc("ASSAULT", "2026-03", news.Denied, -9),
		inc("CONSULT", "2026-04-05", news.Planned, 3), inc("CONSULT", "2026", news.Held, 3),
	})
	if len(got) != 3 {
		t.Fatalf("got %d months, want January to March: %v", len(got), got)
	}
	if m := got[0]; m.Cooperation != 7 || m.N != 2 || m.Spread[0] != 5 {
		t.Errorf("January: %+v, want cooperation 7 ± 5 of 2", m)
	}
	if m := got[1]; m.N != 0 {
		t.Errorf("February: %+v, want nothing", m)
	}
	if m := got[2]; m.Conflict != 2 || m.N != 1 {
		t.Errorf("March: %+v, want conflict 2 of 1", m)
	}
}

func TestSince(t *testing.T) {
	contacts := Contacts([]*news.Incident{
		inc("CONSULT", "2026-05-20", news.Planned, 3), inc("CONSULT", "2026-05-01", news.Held, 3),
		inc("ACCUSE", "2026-05-10", news.Held, -2), inc("CONSULT", "2026-04-01", news.Held, 3),
	})
	if days, ok := Since(contacts, "2026-05-11"); !ok || days != 10 {
		t.Errorf("Since = %d, %v, want 10 days", days, ok)
	}
	if _, ok := Since(contacts[:0], "2026-05-11"); ok {
		t.Error("Since without contacts is known")
	}
}
