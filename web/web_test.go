package web

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"readout/news"
	"readout/store"
	"readout/text"
)

// followed is a desk that notes what it is asked to follow.
type followed struct {
	addresses []string
	rulings   []store.Ruling
}

func (f *followed) Rule(_ context.Context, r store.Ruling) error {
	f.rulings = append(f.rulings, r)
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
		"/":                                  {"Berg to visit Kenya &amp; more", "1 source", "+ 1 copy", "Coming up", "10 May 2026"},
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

func TestReplies(t *testing.T) {
	srv, db, _ := desk(t)
	post := func(name, email, words string) (int, string) {
		res, err := http.PostForm(srv.URL+"/article/a1/reply", url.Values{"name": {name}, "email": {email}, "text": {words}})
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		b, _ := io.ReadAll(res.Body)
		return res.StatusCode, string(b)
	}
	if code, got := post("", "ola@example.org", "Well."); code != http.StatusUnprocessableEntity || !strings.Contains(got, "give your name") {
		t.Errorf("a reply without a name: %d", code)
	}
	if code, _ := post("Ola", "nowhere", "Well."); code != http.StatusUnprocessableEntity {
		t.Errorf("a reply without an address: %d", code)
	}
	if code, got := post("Ola", "ola@example.org", "The tea is <b>green</b>."); code != http.StatusOK || !strings.Contains(got, "held until") {
		t.Errorf("a good reply: %d", code)
	}
	if _, got := fetch(t, srv, "/article/a1"); strings.Contains(got, "The tea is") {
		t.Error("a held reply is shown")
	}
	held, err := db.Replies(context.Background(), "", "held")
	if err != nil || len(held) != 1 {
		t.Fatalf("held replies %v, %v", held, err)
	}
	res, err := http.PostForm(srv.URL+"/queue/reply/1", url.Values{"state": {"approved"}})
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("approve: %v, %v", res.Status, err)
	}
	res.Body.Close()
	_, got := fetch(t, srv, "/article/a1")
	if !strings.Contains(got, "The tea is &lt;b&gt;green") || strings.Contains(got, "ola@example.org") {
		t.Error("an approved reply must be shown, escaped and without its address")
	}
}

func TestRulings(t *testing.T) {
	srv, _, f := desk(t)
	if _, got := fetch(t, srv, "/queue"); !strings.Contains(got, "in 2 articles") || !strings.Contains(got, "<mark>Berg said</mark>") {
		t.Errorf("the queue shows no suspicion with its words: %s", got)
	}
	for _, c := range []struct {
		kind, verdict string
		want          int
	}{{"misspelling", "refused", 200}, {"copy", "", 200}, {"copy", "same story", 400}, {"weather", "", 400}} {
		res, err := http.PostForm(srv.URL+"/queue/ruling", url.Values{"kind": {c.kind}, "a": {"x"}, "verdict": {c.verdict}})
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != c.want {
			t.Errorf("ruling %q on %s: status %d, want %d", c.verdict, c.kind, res.StatusCode, c.want)
		}
	}
	want := []store.Ruling{{Kind: "misspelling", A: "x", Verdict: "refused"}, {Kind: "copy", A: "x"}}
	if !slices.Equal(f.rulings, want) {
		t.Errorf("ruled %v, want %v", f.rulings, want)
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

func TestEmptyDeskOffersFeeds(t *testing.T) {
	db, err := store.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	f := &followed{}
	h, err := New(db, f, Options{})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	defer srv.Close()
	if _, got := fetch(t, srv, "/"); !strings.Contains(got, "Well-known feeds") || !strings.Contains(got, `type="checkbox"`) {
		t.Error("the front page of an empty desk offers no feeds")
	}
	res, err := http.PostForm(srv.URL+"/feeds", url.Values{
		"address": {"", "https://x.example/feed"}, "feed": {starters()[0].URL, "https://not.offered.example/"}})
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if len(f.addresses) != 2 || f.addresses[0] != "https://x.example/feed" || f.addresses[1] != starters()[0].URL {
		t.Errorf("followed %v", f.addresses)
	}
}

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

func TestTwoSides(t *testing.T) {
	voiceOf := func(country string, n int) voice {
		return voice{Country: country, Of: country, Path: "/x", Said: make([]statementView, n)}
	}
	got := twoSides([]voice{voiceOf("SWE", 4), voiceOf("KEN", 3), voiceOf("NOR", 1), voiceOf("SWE", 2)})
	if len(got) != 2 || got[0].Country != "SWE" || got[1].Country != "KEN" || len(got[0].Voices) != 2 {
		t.Errorf("sides %+v", got)
	}
	if got := twoSides([]voice{voiceOf("SWE", 9), voiceOf("KEN", 1)}); got != nil {
		t.Errorf("one side alone is none, got %+v", got)
	}
}

func TestStoryRulings(t *testing.T) {
	srv, _, f := desk(t)
	res, err := http.PostForm(srv.URL+"/story/s1/ruling", url.Values{"article": {"a1"}, "verdict": {"two stories"}})
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	want := []store.Ruling{{Kind: "story", A: "a1", B: "a2", Verdict: "two stories"}}
	if !slices.Equal(f.rulings, want) {
		t.Errorf("ruled %v, want %v", f.rulings, want)
	}
	if res, err = http.PostForm(srv.URL+"/story/s1/ruling", url.Values{"story": {"s1"}, "verdict": {"same story"}}); err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
}

func TestOPMLComesIn(t *testing.T) {
	srv, _, f := desk(t)
	const list = `<opml version="2.0"><body><outline text="World"><outline text="Courier" xmlUrl="https://courier.example/feed"/>` +
		`<outline text="Post" xmlUrl="https://post.example/rss"/></outline></body></opml>`
	post := func(fields map[string]string) int {
		var b bytes.Buffer
		m := multipart.NewWriter(&b)
		for k, v := range fields {
			w, _ := m.CreateFormField(k)
			if k == "file" {
				w, _ = m.CreateFormFile(k, "list.opml")
			}
			io.WriteString(w, v)
		}
		m.Close()
		res, err := http.Post(srv.URL+"/feeds/opml", m.FormDataContentType(), &b)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		return res.StatusCode
	}
	for _, c := range []struct {
		field, words string
		want, feeds  int
	}{{"opml", list, 200, 2}, {"opml", "", 422, 0}, {"opml", "Dear desk", 422, 0}, {"opml", "<opml><body/></opml>", 422, 0}} {
		f.addresses = nil
		if got := post(map[string]string{c.field: c.words}); got != c.want || len(f.addresses) != c.feeds {
			t.Errorf("%s %q: status %d, followed %v", c.field, c.words, got, f.addresses)
		}
	}
}

func TestLayoutAlarm(t *testing.T) {
	var xs []store.Shape
	add := func(n int, s store.Shape) {
		for range n {
			xs = append(xs, s)
		}
	}
	add(10, store.Shape{Outlet: "Courier", Length: 300, Dated: true})
	add(12, store.Shape{Outlet: "Post", Length: 3000, Byline: true, Dated: true})
	add(30, store.Shape{Outlet: "Courier", Length: 4000, Byline: true, Dated: true})
	got := outlets(xs)
	want := "The last ten articles are much shorter (300 characters after 4000) and have lost their bylines: has its layout changed?"
	if len(got) != 2 || got[0].Name != "Courier" || got[0].Alarm != want || got[1].Alarm != "" {
		t.Errorf("outlets %+v", got)
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
