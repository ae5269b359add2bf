package incident

import (
	"testing"

	"readout/news"
)

func visit(day, status string) *news.Event {
	return &news.Event{Type: "CONSULT", Mode: "visit", Actors: []string{"USA", "p1"},
		Recipients: []string{"CHN"}, Day: news.Maybe(day), Status: status}
}

func TestMerge(t *testing.T) {
	first := Merge(nil, visit("2026-02-05", "planned"), news.Report{Article: "a", Published: "2026-02-01", Status: "planned"})
	undated := visit("2025-10-01/2026-09-30", "held")
	undated.Basis = "published"
	tests := []struct {
		name      string
		ev        *news.Event
		published string
		same      bool
	}{
		{"the same visit a day off", visit("2026-02-06", "held"), "2026-02-06", true},
		{"its postponement, without a day", visit("", "postponed"), "2026-02-03", true},
		{"a visit a year later", visit("2027-02-05", "planned"), "2027-01-20", false},
		{"a visit the other way", &news.Event{Type: "CONSULT", Mode: "visit", Actors: []string{"CHN"},
			Recipients: []string{"USA"}, Day: "2026-02-05", Status: "planned"}, "2026-02-01", false},
		{"an accusation", &news.Event{Type: "ACCUSE", Actors: []string{"USA"},
			Recipients: []string{"CHN"}, Day: "2026-02-05", Status: "held"}, "2026-02-05", false},
		{"some visit of an undated article", undated, "2025-10-01/2026-09-30", false},
	}
	for _, tc := range tests {
		got := Merge([]*news.Incident{first}, tc.ev, news.Report{Article: "b", Published: tc.published, Status: tc.ev.Status})
		if same := got.ID == first.ID; same != tc.same {
			t.Errorf("%s: merged %v, want %v", tc.name, same, tc.same)
		}
	}
	if len(first.Reports) != 1 {
		t.Errorf("Merge changed its candidate: %d reports", len(first.Reports))
	}
}

func TestOneOutletIsOneSource(t *testing.T) {
	var incs []*news.Incident
	for _, r := range []news.Report{{Article: "a", Outlet: "Courier"}, {Article: "b", Outlet: "Courier"},
		{Article: "c", Outlet: "Gazette"}, {Article: "d"}} {
		r.Published, r.Status = "2026-02-05", "held"
		incs = []*news.Incident{Merge(incs, visit("2026-02-05", "held"), r)}
	}
	if got := incs[0].Sources; got != 3 {
		t.Errorf("sources %d, want 3: what the Courier tells twice has one origin", got)
	}
}

func TestCopiesAreNoSources(t *testing.T) {
	inc := Merge(nil, visit("2026-02-05", "held"), news.Report{Article: "a", Published: "2026-02-05", Status: "held"})
	inc = Merge([]*news.Incident{inc}, visit("2026-02-05", "held"), news.Report{Article: "b", Published: "2026-02-05", Status: "held", Copy: true})
	inc = Merge([]*news.Incident{inc}, visit("2026-02-05", "held"), news.Report{Article: "c", Published: "2026-02-06", Status: "held"})
	if inc.Sources != 2 || len(inc.Reports) != 3 {
		t.Errorf("sources %d of %d reports, want 2 of 3", inc.Sources, len(inc.Reports))
	}
	if got := Without(inc, "a"); got.Sources != 1 || len(got.Reports) != 2 {
		t.Errorf("without a: sources %d of %d reports, want 1 of 2", got.Sources, len(got.Reports))
	}
}

func TestStatusFollowsTheReports(t *testing.T) {
	inc := Merge(nil, visit("2026-02-05", "planned"), news.Report{Article: "a", Published: "2026-02-01", Status: "planned"})
	inc = Merge([]*news.Incident{inc}, visit("", "postponed"), news.Report{Article: "b", Published: "2026-02-03", Status: "postponed"})
	inc = Merge([]*news.Incident{inc}, visit("2026-03-09", "held"), news.Report{Article: "c", Published: "2026-03-09", Status: "held"})
	if inc.Status != "held" || len(inc.Changes) != 3 || inc.Day != "2026-03-09" {
		t.Errorf("status %s, day %s after %d changes, want held, 2026-03-09 after 3", inc.Status, inc.Day, len(inc.Changes))
	}
}

func TestWhatIsToComeIsNotHeld(t *testing.T) {
	inc := Merge(nil, visit("2026-02-09", "held"), news.Report{Article: "a", Published: "2026-02-01", Status: "held"})
	if inc.Status != news.Planned {
		t.Errorf("a visit a week after its only report is %s, want planned", inc.Status)
	}
}
