package web

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"readout/news"
)

func TestSinceTheLastVisit(t *testing.T) {
	srv, _, _ := desk(t)
	front := func(last time.Time) string {
		req, _ := http.NewRequest("GET", srv.URL+"/", nil)
		if !last.IsZero() {
			req.AddCookie(&http.Cookie{Name: "visits", Value: numbersWord(0, last.UnixMilli())})
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		b, _ := io.ReadAll(res.Body)
		return string(b)
	}
	if got := front(time.Time{}); strings.Contains(got, "last visit") {
		t.Error("a first visit has nothing since the last")
	}
	if got := front(time.Now().Add(-48 * time.Hour)); !strings.Contains(got, "2 new articles") || !strings.Contains(got, "1 story on this page has") {
		t.Errorf("two days ago nothing was here, but the page says %q", between(got, "h-since", "</section>"))
	}
	if got := front(time.Now().Add(2 * time.Hour)); strings.Contains(got, "new articles") {
		t.Error("a visit in the future breaks the page")
	}
}

// between is the part of s from a to b.
func between(s, a, b string) string {
	_, s, _ = strings.Cut(s, a)
	s, _, _ = strings.Cut(s, b)
	return s
}

func TestTwoSides(t *testing.T) {
	voiceOf := func(country string, n int) voice {
		return voice{Country: country, Of: country, Path: "/x", Office: "Minister", Said: make([]statementView, n)}
	}
	got := twoSides([]voice{voiceOf("SWE", 4), voiceOf("KEN", 3), voiceOf("NOR", 1), voiceOf("SWE", 2)})
	if len(got) != 2 || got[0].Country != "SWE" || got[1].Country != "KEN" || len(got[0].Voices) != 2 {
		t.Errorf("sides %+v", got)
	}
	if got := twoSides([]voice{voiceOf("SWE", 9), voiceOf("KEN", 1)}); got != nil {
		t.Errorf("one side alone is none, got %+v", got)
	}
	paper := voiceOf("KEN", 5)
	paper.Office = ""
	if got := twoSides([]voice{voiceOf("SWE", 4), paper}); got != nil {
		t.Errorf("a newspaper is no side, got %+v", got)
	}
}

func TestWhatIsAheadIsNotDone(t *testing.T) {
	for _, c := range []struct{ status, day, published, want string }{
		{news.Held, "2026-05-04", "2026-05-04", ""},
		{news.Held, "2026-05-10", "2026-05-04", "planned"},
		{news.Held, "2026-05", "2026-05-04", ""},
		{news.Held, "2026-05-10", "", ""},
		{news.Denied, "2026-05-10", "2026-05-04", "denied"},
	} {
		v := incidentView{Incident: &news.Incident{Status: c.status, Day: news.Maybe(c.day), Reports: []news.Report{{Published: c.published}}}}
		if got := v.State(); got != c.want {
			t.Errorf("%+v: state %q", c, got)
		}
	}
}

func TestWordDiff(t *testing.T) {
	for _, c := range []struct{ was, now, want string }{
		{"We will buy the tea.", "We shall take the tea.", "We <del>will buy</del><ins>shall take</ins> the tea."},
		{"", "New <b>.", "<ins>New &lt;b&gt;.</ins>"},
		{"Same", "Same", "Same"},
		{"One two", "One", "One<del> two</del>"},
	} {
		if got := string(changed(c.was, c.now)); got != c.want {
			t.Errorf("changed(%q, %q) = %s, want %s", c.was, c.now, got, c.want)
		}
	}
	got := edits("A b c d.\n\nKept.\n\nGone.", "A b x d.\n\nKept.\n\nCame and stayed.")
	want := []string{"A b <del>c</del><ins>x</ins> d.", "<del>Gone.</del>", "<ins>Came and stayed.</ins>"}
	if len(got) != 3 || string(got[0]) != want[0] || string(got[1]) != want[1] || string(got[2]) != want[2] {
		t.Errorf("edits = %q, want %q", got, want)
	}
}
