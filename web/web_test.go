package web

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"readout/news"
	"readout/store"
	"readout/text"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.Cleanup(func(code int) {
		http.DefaultClient.CloseIdleConnections()
		if err := goleak.Find(); err != nil && code == 0 {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
		os.Exit(code)
	}))
}

// followed is a desk that notes what it is asked to follow.
type followed struct {
	addresses []string
	rulings   []store.Ruling
	undone    []int64
}

func (f *followed) Rule(_ context.Context, r store.Ruling) error {
	f.rulings = append(f.rulings, r)
	return nil
}

func (f *followed) Undo(_ context.Context, step int64) error {
	if step != 1 {
		return news.ErrNotFound
	}
	f.undone = append(f.undone, step)
	return nil
}

func (f *followed) Unrule(ctx context.Context, r store.Ruling) error { return f.Rule(ctx, r) }

func (f *followed) Follow(_ context.Context, address string) ([]string, error) {
	f.addresses = append(f.addresses, address)
	return []string{address}, nil
}

func (f *followed) Add(_ context.Context, address, _ string) error {
	f.addresses = append(f.addresses, address)
	return nil
}

const body = "Swedish Trade Minister Anna Berg will visit Nairobi on May 10.\n\n" +
	"“We will buy the tea,” Berg said on <Monday>."

// at is the span of words in body.
func at(words string) text.Span {
	i := strings.Index(body, words)
	return text.Span{Start: i, End: i + len(words)}
}

func cite(words string) text.Cite { return text.Cite{Span: at(words)} }

// desk returns a server over a store with one story of one article and a copy of it.
func desk(t *testing.T) (*httptest.Server, *store.DB, *followed) {
	t.Helper()
	db, err := store.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	file(t, db, "a1", "Courier", nil)
	file(t, db, "a2", "Delta Post", &news.Copy{ID: "a2", Of: "a1", Kind: news.Spun, Score: .9,
		Altered:  []news.Drift{{Was: "We will buy the tea", Now: "We shall take the tea"}},
		Misspelt: []news.Drift{{Was: "Berg", Now: "Borg"}}})
	f := &followed{}
	h, err := New(db, f, Options{Today: func() string { return "2026-05-04" }})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return srv, db, f
}

func reading(id, outlet string) *news.Reading {
	a := news.Article{ID: id, URL: "https://" + id + ".example/x", Outlet: outlet,
		Headline: "Berg to visit Kenya & more", Body: body, Section: "World",
		Published: &news.When{Day: "2026-05-04", Precision: "day", Basis: "metadata"},
		Images:    []news.Image{{URL: "javascript:alert(1)", Caption: "A harbour", Credit: "NNA"}}}
	zero := 0
	for i, p := range strings.Split(body, "\n\n") {
		a.Blocks = append(a.Blocks, news.Block{Kind: news.Paragraph, Span: at(p)})
		if i == 0 {
			a.Blocks = append(a.Blocks, news.Block{Kind: news.Caption, Span: text.Span{Start: at(p).End, End: at(p).End}, Image: &zero})
		}
	}
	return &news.Reading{Article: a, Version: "1",
		Entities: []news.Entity{
			{ID: "person:anna-berg", Kind: news.Person, Name: "Anna Berg", Country: "SWE", Office: "Minister for Trade",
				Mentions: []news.Mention{{Span: at("Anna Berg"), Form: news.Name}}},
			{ID: "Q34", Kind: news.Country, Name: "Sweden", Country: "SWE", Mentions: []news.Mention{{Span: at("Swedish"), Form: news.Name}}},
			{ID: "Q114", Kind: news.Country, Name: "Kenya", Country: "KEN"}},
		Dates:  []news.Date{{Span: at("May 10"), Value: "2026-05-10", Kind: "date"}},
		Places: []news.Place{{Span: at("Nairobi"), Name: "Nairobi", Country: "KEN"}},
		Statements: []news.Quote{{Speaker: "person:anna-berg", Source: cite("Berg said"), Cue: cite("said"),
			Content: []text.Cite{cite("We will buy the tea")}, Kind: news.Direct, Day: "2026-05-04"}},
		Events: []news.Event{{Type: "CONSULT", Mode: "visit", Status: news.Planned, Day: "2026-05-10",
			Actors: []string{"Q34", "person:anna-berg"}, Recipients: []string{"Q114"}, Anchor: cite("visit"), Sentence: cite(strings.Split(body, "\n\n")[0])}},
		Suspicions: []news.Suspicion{{Kind: "misspelling", Note: "Borg → Berg", Span: at("Berg said")}},
	}
}

func file(t *testing.T, db *store.DB, id, outlet string, c *news.Copy) {
	t.Helper()
	ctx, r := context.Background(), reading(id, outlet)
	sources := 1
	inc := &news.Incident{ID: "i1", Type: "CONSULT", Mode: "visit", Status: news.Planned, Goldstein: 2,
		Actors: []string{"Q34", "person:anna-berg"}, Recipients: []string{"Q114"}, Day: "2026-05-10", Sources: sources,
		Reports: []news.Report{{Article: "a1", Outlet: "Courier", Published: "2026-05-04", Sentence: strings.Split(body, "\n\n")[0], Anchor: [2]int{38, 43}}}}
	st := &news.Story{ID: "s1", Headline: r.Headline, Lead: "a1", First: "2026-05-04", Last: "2026-05-04", Articles: []string{"a1"}, Sources: 1}
	if c != nil {
		st.Articles = append(st.Articles, id)
	}
	err := db.Update(ctx, func(tx *store.Tx) error {
		if _, err := tx.Keep(ctx, &r.Article, time.Now()); err != nil {
			return err
		}
		return tx.File(ctx, &store.Filing{Reading: r, Doubts: r.Suspicions, Incidents: []*news.Incident{inc}, Story: st, Reason: "same Anna Berg; 9 rare words", Copy: c,
			Statements: []news.Statement{{Article: id, Outlet: outlet, Published: "2026-05-04", Speaker: "person:anna-berg", Name: "Anna Berg",
				Kind: news.Direct, Cue: "said", Content: "We will buy the tea, and we will buy all of it", Day: "2026-05-04"}}})
	})
	if err != nil {
		t.Fatal(err)
	}
}

func fetch(t *testing.T, srv *httptest.Server, path string) (int, string) {
	t.Helper()
	res, err := http.Get(srv.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(b)
}

func TestPages(t *testing.T) {
	srv, _, _ := desk(t)
	for path, want := range map[string][]string{
		"/":                                  {"Berg to visit Kenya &amp; more", "1 source &#43; 1 copy", "Coming up", "10 May 2026"},
		"/stories":                           {"/story/s1"},
		"/story/s1":                          {"How it unfolded", "visit", "planned", "1 independent source", "<del>will buy</del><ins>shall take</ins> the tea", "Borg"},
		"/article/a1":                        {`href="#n-s1" aria-label="note 2">2</a>`, `id="n-e1"`, "Cited by Readout", "A harbour", "NNA", `id="s1"`, "We will buy the tea", "&lt;Monday&gt;", "Minister for Trade", "Borg → Berg", "never shown"},
		"/article/a2":                        {"A copy (spun) of", "1 quotation altered", "1 name misspelt"},
		"/person/person:anna-berg":           {"Anna Berg", "Minister for Trade", "Kenya", "We will buy the tea"},
		"/country/KEN":                       {"Kenya", "/dyad/KEN/SWE"},
		"/people":                            {"Anna Berg"},
		"/countries":                         {"Kenya and Sweden"},
		"/dyad/SWE/KEN":                      {"Sweden", "Kenya", "1 engagement planned", "visit"},
		"/calendar":                          {"10 May 2026", "planned"},
		"/calendar.ics":                      {"BEGIN:VEVENT", "DTSTART;VALUE=DATE:20260510", "Visit: Anna Berg"},
		"/search?q=tea":                      {"<mark>tea</mark>", "Courier"},
		"/search?q=colour:red":               {"no field colour:"},
		"/search.atom?q=tea":                 {"<entry>", "Readout: tea"},
		"/front.atom":                        {"<entry>", "/story/s1"},
		"/story/s1/feed.atom":                {"/article/a1"},
		"/feeds":                             {"Well-known feeds", "What extraction makes", "Delta Post"},
		"/feeds.opml":                        {"<opml"},
		"/country/KEN/feed.atom":             {"visit, planned: Anna Berg → Kenya"},
		"/person/person:anna-berg/feed.atom": {"Anna Berg said", "/article/a1#s1"},
		"/queue":                             {"Borg → Berg"},
		"/export/statements.csv":             {"speaker,name", "We will buy the tea"},
		"/export/incidents.jsonl":            {`"type":"CONSULT"`},
		"/export/articles.parquet":           {"PAR1"},
		"/data":                              {"/export/incidents.ical", "/export/readings.parquet", "CSV"},
		"/healthz":                           {"ok"},
		"/keys":                              {"next, previous"},
	} {
		code, got := fetch(t, srv, path)
		if code != http.StatusOK {
			t.Errorf("%s: status %d: %s", path, code, got)
			continue
		}
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s lacks %q", path, w)
			}
		}
		if strings.Contains(got, "javascript:") || strings.Contains(got, "<Monday>") {
			t.Errorf("%s lets foreign markup through", path)
		}
	}
}

func TestMissing(t *testing.T) {
	srv, _, _ := desk(t)
	for _, path := range []string{"/article/no", "/story/no", "/person/no", "/country/XXX", "/dyad/USA/CHN", "/nowhere", "/export/a.b", "/export/nothing.csv"} {
		if code, _ := fetch(t, srv, path); code != http.StatusNotFound {
			t.Errorf("%s: status %d, want 404", path, code)
		}
	}
}

func TestForeignCallersAreRefused(t *testing.T) {
	srv, _, f := desk(t)
	req, _ := http.NewRequest("POST", srv.URL+"/feeds", strings.NewReader("address=https://x.example/feed"))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Sec-Fetch-Site", "cross-site")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusForbidden || len(f.addresses) > 0 {
		t.Errorf("a form of another site: %d, followed %v", res.StatusCode, f.addresses)
	}
	req, _ = http.NewRequest("GET", srv.URL+"/", nil)
	req.Host = "evil.example"
	if res, err = http.DefaultClient.Do(req); err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusMisdirectedRequest {
		t.Errorf("called by a foreign name: %d, want 421", res.StatusCode)
	}
}

func TestDayWords(t *testing.T) {
	for in, want := range map[string]string{
		"2023-06-14": "14 June 2023", "2023-06-16/2023-06-21": "16–21 June 2023", "2023-06": "June 2023",
		"2023-06-28/2023-07-02": "28 June – 2 July 2023", "2022-12-30/2023-01-02": "30 December 2022 – 2 January 2023",
		"2023": "2023", "": "", "soon": "soon",
	} {
		if got := dayWords(in); got != want {
			t.Errorf("dayWords(%q) = %q, want %q", in, got, want)
		}
	}
}
