package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"readout/intake"
	"readout/intake/fetch"
	"readout/news"
	"readout/store"
	"readout/text"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// reader finds a visit in every article that says "visit", and cannot read one that says "panic".
type reader struct{ version string }

func (r reader) Version() string { return r.version }

func (r reader) Try(a *news.Article) (*news.Reading, error) {
	if strings.Contains(a.Body, "panic") {
		return nil, errors.New("cannot read")
	}
	out := &news.Reading{Article: *a, Version: r.version, Entities: []news.Entity{
		{ID: "p1", Kind: news.Person, Name: "Anna Berg", Country: "SWE"},
		{ID: "c1", Kind: news.Country, Name: "Kenya", Country: "KEN"}}}
	if i := strings.Index(a.Body, "visit"); i >= 0 {
		out.Events = []news.Event{{Type: "CONSULT", Mode: "visit", Status: news.Planned, Actors: []string{"p1"},
			Recipients: []string{"c1"}, Day: "2026-05-10", Anchor: text.Cite{Span: text.Span{Start: i, End: i + 5}},
			Sentence: text.Cite{Span: text.Span{Start: 0, End: len(a.Body)}}}}
	}
	return out, nil
}

func open(t *testing.T, dir, version string, allow ...string) (*Desk, *store.DB) {
	t.Helper()
	db, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	client := fetch.New(fetch.Options{Allow: allow})
	t.Cleanup(client.Close)
	d, err := New(context.Background(), db, reader{version}, Options{Workers: 2,
		Intake: intake.New(intake.Options{Client: client, Memory: db})})
	if err != nil {
		t.Fatal(err)
	}
	return d, db
}

func keep(t *testing.T, d *Desk, id, day, body string) {
	t.Helper()
	_, err := d.Keep(context.Background(), &news.Article{ID: id, URL: "https://" + id + ".example/", Outlet: id,
		Headline: "Headline " + id, Body: body, Published: &news.When{Day: day, Precision: "day", Basis: "metadata"}})
	if err != nil {
		t.Fatal(err)
	}
}

const story = `Trade minister Anna Berg will visit Nairobi in May, her office said, to sign the tea agreement that both sides had bargained over for most of a year and that the farmers of the highlands had long asked for.

Berg leaves Stockholm on the evening of May 9 with eleven officials and the heads of four importers, among them Lindqvist and Ekdahl, whose warehouses in Gothenburg stood half empty all winter.

“We have been patient, and patience has its price,” said Joseph Mwangi, who leads the growers of Kericho. “My people picked 4,200 tonnes that nobody came to fetch.”

The first ships are to load in Mombasa before the long rains end. Kenya gives up its levy of nine per cent in return, and Sweden opens two ports that were closed to leaf from outside the union since 2019.`

func TestArticlesGoOnRecord(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	d, db := open(t, dir, "1")
	keep(t, d, "a", "2026-05-01", story)
	keep(t, d, "b", "2026-05-02", "OSLO (NNA) - "+story)
	keep(t, d, "c", "2026-05-02", "Berg's visit to Kenya was confirmed by a spokesman. Dockers in Mombasa said on Tuesday that they had heard of no ship, and the union wants 60 shillings an hour more.")
	keep(t, d, "x", "2026-05-02", "panic")
	n, err := d.ReadKept(ctx, nil)
	if err != nil || n != 4 {
		t.Fatalf("read %d, %v, want 4", n, err)
	}
	c, err := db.Counts(ctx)
	if err != nil || c.Incidents != 1 || c.Failed != 1 || c.Unread != 0 {
		t.Errorf("counts %+v, %v, want one incident and one failure", c, err)
	}
	incs, err := db.Incidents(ctx, store.IncidentFilter{})
	if err != nil || len(incs) != 1 || incs[0].Sources != 2 || len(incs[0].Reports) != 3 {
		t.Errorf("incident %+v, %v, want two sources of three reports", incs, err)
	}
	cp, err := db.CopyOf(ctx, "b")
	if err != nil || cp == nil || cp.Of != "a" {
		t.Errorf("b is a copy of %+v, %v, want a", cp, err)
	}
	db.Close()

	// Another life of the program, with another reader, comes to the same record.
	d, db = open(t, dir, "2")
	defer db.Close()
	if err := d.Reopen(ctx); err != nil {
		t.Fatal(err)
	}
	if n, err = d.ReadKept(ctx, nil); err != nil || n != 3 {
		t.Fatalf("read again %d, %v, want 3", n, err)
	}
	incs, err = db.Incidents(ctx, store.IncidentFilter{})
	if err != nil || len(incs) != 1 || incs[0].Sources != 2 || len(incs[0].Reports) != 3 {
		t.Errorf("after reading again: incidents %+v, %v", incs, err)
	}
	sts, err := db.Stories(ctx, "", 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, st := range sts {
		if len(st.Articles) > 3 {
			t.Errorf("story %s holds %v: an article is assigned once", st.ID, st.Articles)
		}
	}
}

// site serves a feed of two pages, one of them missing.
func site(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /feed", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>Harbour Courier</title><link>http://%[1]s/</link>
			<item><title>Berg to visit Nairobi</title><link>http://%[1]s/one</link></item>
			<item><title>Gone</title><link>http://%[1]s/gone</link></item></channel></rss>`, r.Host)
	})
	mux.HandleFunc("GET /home", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<!doctype html><title>Courier</title><link rel="alternate" type="application/rss+xml" href="/feed"><p>Home`)
	})
	mux.HandleFunc("GET /one", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<!doctype html><html lang=en><title>Berg to visit Nairobi</title><article><h1>Berg to visit Nairobi</h1><p>%s</p><p>%s</p></article>", story,
			"The agreement was drawn up by officials of both ministries over eleven rounds of talks, the last of them in a mountain hotel.")
	})
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	return srv
}

func TestRounds(t *testing.T) {
	srv := site(t)
	d, db := open(t, t.TempDir(), "1", strings.TrimPrefix(srv.URL, "http://"))
	defer db.Close()
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	for _, address := range []string{srv.URL + "/feed", srv.URL + "/gone"} {
		if err := d.Add(ctx, address, ""); err != nil {
			t.Fatal(err)
		}
	}
	done := make(chan error, 1)
	go func() { done <- d.Run(ctx) }()
	var fs []news.Feed
	for range 200 {
		var err error
		if fs, err = db.Feeds(ctx); err != nil {
			t.Fatal(err)
		}
		c, _ := db.Counts(ctx)
		if c.Articles == 1 && c.Unread == 0 && !fs[0].Fetched.IsZero() && !fs[1].Fetched.IsZero() {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	stop()
	if err := <-done; err != nil {
		t.Errorf("Run: %v", err)
	}
	for _, f := range fs {
		good := strings.HasSuffix(f.URL, "/feed")
		if good && (f.Failure != "" || f.Articles != 1 || f.Name != "Harbour Courier" || f.Next.IsZero()) {
			t.Errorf("the good feed: %+v", f)
		}
		if !good && (f.Failure == "" || f.Failures != 1) {
			t.Errorf("the missing feed: %+v", f)
		}
	}
}

func TestFollow(t *testing.T) {
	srv := site(t)
	d, db := open(t, t.TempDir(), "1", strings.TrimPrefix(srv.URL, "http://"))
	defer db.Close()
	ctx := context.Background()
	got, err := d.Follow(ctx, srv.URL+"/home")
	if err != nil || len(got) != 1 || got[0] != srv.URL+"/feed" {
		t.Errorf("following a front page: %v, %v, want its feed", got, err)
	}
	if _, err := d.Follow(ctx, srv.URL+"/one"); err == nil || !strings.Contains(err.Error(), "not a feed") {
		t.Errorf("following an article: %v, want a word that it is no feed", err)
	}
	for _, address := range []string{"ftp://x.example/feed", "file:///etc/passwd", "javascript:alert(1)", "http://10.0.0.1/feed"} {
		if _, err := d.Follow(ctx, address); err == nil {
			t.Errorf("followed %q", address)
		}
		if strings.HasPrefix(address, "http") {
			continue
		}
		if err := d.Add(ctx, address, ""); !errors.Is(err, news.ErrSyntax) {
			t.Errorf("Add(%q): %v, want a refusal", address, err)
		}
	}
	fs, err := db.Feeds(ctx)
	if err != nil || len(fs) != 1 || fs[0].URL != srv.URL+"/feed" {
		t.Errorf("feeds %v, %v", fs, err)
	}
}

// A page saved to a file is the article at its own address: saved again after an edit, it is a new
// version of it, and the same file is not taken twice.
func TestSavedPages(t *testing.T) {
	ctx := context.Background()
	d, db := open(t, t.TempDir(), "1")
	defer db.Close()
	save := func(name, last string) string {
		path := filepath.Join(t.TempDir(), name)
		page := `<html><head><link rel="canonical" href="https://courier.example/talks"></head><body><article>` +
			"<h1>Grain talks open</h1><p>The grain talks opened in Nairobi on Monday, and the ministers " +
			"of both countries said that they would go on for a week.</p><p>" + last + "</p></article></body></html>"
		if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	first := save("a.html", "Nobody would say how much grain there was to be talked about this time.")
	for i, path := range []string{first, first, save("b.html", "On Tuesday both of them said how much grain there was.")} {
		rep, err := d.Take(ctx, intake.Source{What: path})
		if err != nil || (rep.Known == 1) != (i == 1) {
			t.Fatalf("take %d: %+v, %v", i, rep, err)
		}
	}
	bs, err := db.Latest(ctx, "", 9)
	if err != nil || len(bs) != 1 || bs[0].URL != "https://courier.example/talks" {
		t.Fatalf("kept %+v, %v", bs, err)
	}
	if vs, err := db.Versions(ctx, bs[0].ID); err != nil || len(vs) != 1 {
		t.Errorf("versions %d, %v", len(vs), err)
	}
}
