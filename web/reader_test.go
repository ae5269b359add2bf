package web

import (
	"context"
	"html"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"readout/news"
	"readout/store"
)

func TestSearchHelps(t *testing.T) {
	srv, _, _ := desk(t)
	for path, want := range map[string][]string{
		"/search?q=what+did+Berg+say+about+tea":   {"No sentence holds all", "With “Berg tea”", "2 sentences"},
		"/search?q=zebra":                         {"No sentence on record answers this"},
		"/search?q=speaker:Berg":                  {"On record:", "Anna Berg"},
		"/search?q=type:visits":                   {"<b>visit, planned</b>"},
		"/search?q=type:tea":                      {"no kind of act"},
		"/search?q=about:KEN+about:SWE":           {"may stand once"},
		"/search?q=status:soon":                   {"there are planned, announced"},
		"/search.csv?q=tea":                       {"kind,article,url", "sentence,a1,https://a1.example/x"},
		"/search?q=day:July":                      {"like 2026-05-03"},
		"/search?q=%22about%22+-":                 {"No sentence"},
		"/search?q=-":                             {"Nothing to look for"},
		"/search?q=about:%22Q114%22":              {`href="/search.csv?q=about%3A%22Q114%22"`},
		"/search?q=outlet:Courier+day:2026-05-04": {"Swedish Trade Minister Anna Berg will visit Nairobi on May 10."},
	} {
		_, got := fetch(t, srv, path)
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s lacks %q", path, w)
			}
		}
		if strings.Contains(path, "outlet:") && strings.Contains(got, "On record:") {
			t.Errorf("%s names entities at random", path)
		}
	}
}

func TestErrorsInWords(t *testing.T) {
	srv, _, _ := desk(t)
	for path, want := range map[string]string{
		"/person/nobody": "No article on record names this person: “nobody”.", "/story/x": "No story “x” is on record.",
		"/country/XXX": "No country on record has this code: “XXX”", "/nowhere": "There is no page at /nowhere.",
		"/stories?from=x": "from=x is no number", "/export/tea.csv": "no &#34;tea&#34; to export",
	} {
		code, got := fetch(t, srv, path)
		if code == http.StatusOK || !strings.Contains(got, want) || strings.Contains(got, ": not found") {
			t.Errorf("%s: status %d, lacks %q in %q", path, code, want, between(got, "<main", "</main>"))
		}
	}
}

func TestStoriesByTheHundred(t *testing.T) {
	srv, _, _ := desk(t)
	if _, got := fetch(t, srv, "/stories"); !strings.Contains(got, "/story/s1") || strings.Contains(got, "Older stories") {
		t.Error("one story needs one page")
	}
	if code, got := fetch(t, srv, "/stories?from=200"); code != http.StatusOK || strings.Contains(got, "/story/s1") {
		t.Errorf("the second page: status %d", code)
	}
}

// A country that nobody named is known by name all the same: someone may act for it.
func TestCountriesOfTheWorld(t *testing.T) {
	_, db, f := desk(t)
	h, err := New(db, f, Options{World: func(code string) string { return map[string]string{"MDV": "Maldives"}[code] }})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	for path, want := range map[string]string{"/country/MDV": "<h1>Maldives</h1>", "/dyad/MDV/KEN": "No contact"} {
		if code, got := fetch(t, srv, path); code != http.StatusOK || !strings.Contains(got, want) {
			t.Errorf("%s: status %d", path, code)
		}
	}
	if code, _ := fetch(t, srv, "/country/XXX"); code != http.StatusNotFound {
		t.Errorf("/country/XXX: status %d", code)
	}
	if got := (lands{nil, nil}).called("MDV"); got != "MDV" {
		t.Errorf("a code that nobody knows: %q", got)
	}
}

// keep puts a reading on the desk.
func keep(t *testing.T, db *store.DB, r *news.Reading) {
	t.Helper()
	err := db.Update(context.Background(), func(tx *store.Tx) error {
		if _, err := tx.Keep(context.Background(), &r.Article, instant("2026-05-04")); err != nil {
			return err
		}
		return tx.File(context.Background(), &store.Filing{Reading: r})
	})
	if err != nil {
		t.Fatal(err)
	}
}

var anId = regexp.MustCompile(`\sid="([^"]*)"`)

// Every note cites words that are there, in the order of the text, and no two things have one id.
func TestNotesAndTheirWords(t *testing.T) {
	srv, db, _ := desk(t)
	r := reading("b1", "Mail")
	r.Statements = append(r.Statements, r.Statements[0])
	r.Events = append(r.Events, news.Event{Type: "AGREE", Status: news.Held, Anchor: cite("We will buy the tea"), Sentence: cite("We")})
	keep(t, db, r)
	_, got := fetch(t, srv, "/article/b1")
	ids := map[string]int{}
	for _, m := range anId.FindAllStringSubmatch(got, -1) {
		ids[m[1]]++
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("%d things have the id %s", n, id)
		}
	}
	var order []string
	for _, m := range regexp.MustCompile(`data-note="(\w+)"><span class="num">(\d+)<`).FindAllStringSubmatch(got, -1) {
		if ids[m[1]] == 0 {
			t.Errorf("note %s cites no words", m[1])
		}
		order = append(order, m[2])
	}
	if !slices.Equal(order, []string{"1", "2", "3", "4"}) {
		t.Errorf("notes in the order %v", order)
	}
	for _, path := range []string{"/dyad/SWE/KEN", "/story/s1", "/queue", "/"} {
		_, got := fetch(t, srv, path)
		seen := map[string]bool{}
		for _, m := range anId.FindAllStringSubmatch(got, -1) {
			if seen[m[1]] {
				t.Errorf("%s has the id %s twice", path, m[1])
			}
			seen[m[1]] = true
		}
	}
}

func TestLead(t *testing.T) {
	for _, c := range []struct{ sentence, cue, content, kind, want string }{
		{"Berg denied the charges on Monday.", "denied", "the charges", news.Indirect, "denied "},
		{"Berg told reporters that the tea would come.", "told", "the tea would come", news.Indirect, "told reporters that "},
		{"Berg did not say that the tea would come.", "say", "the tea would come", news.Indirect, "did not say that "},
		{"The tea would come, Berg said.", "said", "The tea would come", news.Indirect, ""},
		{"Berg said: “The tea will come.”", "said", "The tea will come.", news.Direct, ""},
		{"Berg said it. The tea would come.", "said", "The tea would come", news.Indirect, ""},
		{"Berg resaid the tea", "said", "the tea", news.Indirect, ""},
		{"Something else", "said", "the tea", news.Indirect, ""},
		{"the tea", "", "the tea", news.Indirect, ""},
	} {
		s := statementView{Statement: news.Statement{Sentence: c.sentence, Cue: c.cue, Content: c.content, Kind: c.kind}}
		if got := s.Lead(); got != c.want {
			t.Errorf("%q: lead %q, want %q", c.sentence, got, c.want)
		}
	}
}

func TestTold(t *testing.T) {
	for _, c := range [][3]string{{"Berg", "said", "Berg said"}, {"Berg", "according to", "according to Berg"}, {"Berg", worded(":"), "Berg"}} {
		if got := told(c[0], c[1]); got != c[2] {
			t.Errorf("told(%q, %q) = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestWhoseWordsStandInFront(t *testing.T) {
	said := func(speaker, office, country, content, kind string) statementView {
		return statementView{Path: "/person/" + speaker, Statement: news.Statement{Speaker: speaker, Office: office,
			Country: country, Content: content, Kind: kind, Cue: "said", Published: "2026-05-04",
			Sentence: speaker + " said " + content}}
	}
	const long = "the tea that was paid for would be shipped on time"
	nameless := said("his agency", "", "", long, news.Indirect)
	nameless.Path = ""
	cut := said("cut", "Minister", "KEN", long, news.Indirect)
	cut.Sentence = "Nothing of it"
	got := latestSaid([]statementView{nameless, cut, said("poet", "", "", long, news.Direct),
		said("mayor", "Mayor", "", long, news.Direct), said("minister", "Minister", "KEN", long, news.Indirect),
		said("minister", "Minister", "KEN", "again, "+long, news.Indirect), said("short", "Minister", "KEN", "no", news.Direct)}, 2)
	if len(got) != 2 || got[0].Speaker != "minister" || got[1].Speaker != "mayor" {
		t.Errorf("in front: %+v", got)
	}
}

func TestDaysOfAKindUnderOneHeading(t *testing.T) {
	var incs []incidentView
	for _, day := range []string{"2021", "2021-01", "2021", ""} {
		incs = append(incs, incidentView{Incident: &news.Incident{Day: news.Maybe(day)}})
	}
	got := byDay(append(incs, incidentView{Incident: &news.Incident{Day: "2020"}}))
	if len(got) != 4 || got[0].Day != "2021" || len(got[0].Incidents) != 2 || got[3].Day != "" {
		t.Errorf("days %+v", got)
	}
	for _, c := range [][3]string{{"2026-07-19", "2026-07-29", "19–29 July 2026"}, {"2026-07-19", "2026-07-19", "19 July 2026"}} {
		if got := spanWords(c[0], c[1]); got != c[2] {
			t.Errorf("spanWords = %q, want %q", got, c[2])
		}
	}
}

func TestDateWords(t *testing.T) {
	for value, want := range map[string]string{"2026-05-04": "4 May 2026", "2026-05": "May 2026", "2026": "2026", "19": "1900–1999",
		"202": "2020–2029", "PAST_REF": "", "P3D": "", "2026-05-04TMO": "4 May 2026", "2026-05-04/2026-05-06": "4–6 May 2026"} {
		if got := dateWords(news.Date{Value: value, Kind: "date"}); got != want {
			t.Errorf("dateWords(%s) = %q, want %q", value, got, want)
		}
	}
}

func TestTowards(t *testing.T) {
	for _, c := range []struct{ actors, recipients, typ, mode, want string }{
		{"Berg", "Kenya", "CONSULT", "visit", "Berg → Kenya"}, {"", "Guinea", "AID", "", "→ Guinea"},
		{"Berg", "", "AID", "", "Berg"}, {"Berg", "Mwangi", "CONSULT", "meeting", "Berg – Mwangi"},
		{"", "Berg, Mwangi", "CONSULT", "meeting", "Berg, Mwangi"},
	} {
		if got := towards(c.actors, c.recipients, c.typ, c.mode); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// What took place is no longer announced, whatever a late report says; it may still turn out denied.
func TestHistoryGoesForward(t *testing.T) {
	v := incidentView{Incident: &news.Incident{}}
	for i, s := range []string{news.Announced, news.Planned, news.Ongoing, news.Held, news.Announced, news.Ongoing, news.Denied} {
		v.Changes = append(v.Changes, news.Change{Status: s, Day: "2026-05-0" + string(rune('1'+i))})
	}
	var got []string
	for _, c := range v.History() {
		got = append(got, c.Status)
	}
	if want := []string{news.Announced, news.Planned, news.Ongoing, news.Held, news.Denied}; !slices.Equal(got, want) {
		t.Errorf("history %v, want %v", got, want)
	}
}

var aLink = regexp.MustCompile(`(?:href|src)="(/[^"#]*)`)

// Every link of a page within the desk leads somewhere, a search to what it names.
func TestLinksLead(t *testing.T) {
	srv, db, _ := desk(t)
	err := db.Update(context.Background(), func(tx *store.Tx) error {
		return tx.KeepFeed(context.Background(), &news.Feed{URL: "https://delta.example/feed", Name: "Delta Post"})
	})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, path := range []string{"/", "/feeds", "/search?q=%22the+tea%22+outlet:%22Delta+Post%22", "/countries", "/people",
		"/country/KEN", "/person/person:anna-berg", "/dyad/SWE/KEN", "/story/s1", "/article/a2", "/data", "/calendar", "/queue"} {
		_, got := fetch(t, srv, path)
		for _, m := range aLink.FindAllStringSubmatch(got, -1) {
			to := html.UnescapeString(m[1])
			if seen[to] {
				continue
			}
			seen[to] = true
			code, there := fetch(t, srv, to)
			if code != http.StatusOK {
				t.Errorf("%s links to %s: status %d", path, to, code)
			}
			if strings.HasPrefix(to, "/search") && strings.Contains(to, "q=") && !strings.Contains(there, "Delta Post") {
				t.Errorf("%s links to %s, which finds nothing", path, to)
			}
		}
	}
}

// An organisation of a country, without an office, has its country apart from its articles; a group
// without a name of its own has no feed.
func TestHeadsOfPages(t *testing.T) {
	srv, db, _ := desk(t)
	r := reading("c1", "Mail")
	r.Entities = append(r.Entities, news.Entity{ID: "o1", Kind: news.Organization, Name: "Tea Board", Country: "KEN"},
		news.Entity{ID: "g1", Kind: news.Group, Name: "growers"})
	keep(t, db, r)
	_, got := fetch(t, srv, "/organization/o1")
	if !strings.Contains(got, "Kenya</a>\n· 1 article") {
		t.Errorf("head %q", between(got, `class="why"`, "</p>"))
	}
	if _, got := fetch(t, srv, "/group/g1"); strings.Contains(got, "feed.atom") {
		t.Error("a group has no feed")
	}
}

// What was planned for no certain day long ago, and is not told of again, is no longer ahead.
func TestCalendarForgets(t *testing.T) {
	srv, db, _ := desk(t)
	planned := func(id, published string) *news.Incident {
		return &news.Incident{ID: id, Type: "CONSULT", Mode: "visit", Status: news.Planned, Actors: []string{"Q34"},
			Reports: []news.Report{{Article: "a1", Outlet: "Courier", Published: published, Sentence: "Told on " + published}}}
	}
	err := db.Update(context.Background(), func(tx *store.Tx) error {
		return tx.Incidents(context.Background(), []*news.Incident{planned("old", "2026-01-04"), planned("new", "2026-04-30")})
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, got := fetch(t, srv, "/calendar"); !strings.Contains(got, "Told on 2026-04-30") || strings.Contains(got, "Told on 2026-01-04") {
		t.Errorf("without a day: %q", between(got, "Without a day", "</main>"))
	}
}

// What was written of a visit before its day is not what proves that it took place.
func TestWhatProvesAVisit(t *testing.T) {
	report := func(article, day, status string) news.Report {
		return news.Report{Article: article, Published: day, Status: status, Sentence: article}
	}
	v := incidentView{Incident: &news.Incident{Day: "2026-05-05", Status: news.Held,
		Reports: []news.Report{report("plan", "2026-04-20", news.Planned), report("early", "2026-04-30", news.Held),
			report("late", "2026-05-07", news.Held), report("first", "2026-05-05", news.Held)},
		Changes: []news.Change{{Status: news.Planned, Day: "2026-04-20", Article: "plan"}, {Status: news.Held, Day: "2026-04-30", Article: "early"}}}}
	if got := telling(v.Incident).Article; got != "first" {
		t.Errorf("told by %q", got)
	}
	if h := v.History(); len(h) != 2 || h[1].Article != "first" || h[1].Day != "2026-05-05" {
		t.Errorf("history %+v", h)
	}
	v.Reports = v.Reports[:2]
	if h := v.History(); len(h) != 1 || h[0].Status != news.Planned {
		t.Errorf("history of what was only expected %+v", h)
	}
}
