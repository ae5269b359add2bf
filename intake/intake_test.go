package intake

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"readout/intake/fetch"
	"readout/news"
)

// article is a page with enough words around and in it to be told from furniture.
func article(n int) string {
	return fmt.Sprintf(`<!DOCTYPE html><html><head><title>Ministers meet, part %d</title></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Ministers meet, part %[1]d</h1>
<p>The foreign ministers of two countries met in the harbour town on Tuesday for round %[1]d of
their talks, and said that they would meet again before the winter began.</p>
<p>“We have come a long way since the spring,” said the host, who had travelled to the town by
train. “There is more to do, and there is the will to do it.”</p>
<p>Officials on both sides said that the question of the fishing grounds had been left to the
experts, who are to report in a month.</p></article>
<footer>All rights reserved</footer></body></html>`, n)
}

// world serves feeds and pages, and counts what is asked for.
type world struct {
	*httptest.Server
	asked atomic.Int32
}

func newWorld(t *testing.T) *world {
	w := &world{}
	mux := http.NewServeMux()
	w.Server = httptest.NewServer(mux)
	t.Cleanup(w.Close)
	serve := func(path, kind, body string) {
		body = strings.ReplaceAll(body, "BASE", w.URL)
		mux.HandleFunc(path, func(rw http.ResponseWriter, r *http.Request) {
			w.asked.Add(1)
			rw.Header().Set("ETag", `"1"`)
			if r.Header.Get("If-None-Match") == `"1"` {
				rw.WriteHeader(http.StatusNotModified)
				return
			}
			rw.Header().Set("Content-Type", kind)
			fmt.Fprint(rw, body)
		})
	}
	for i := range 4 {
		serve(fmt.Sprintf("/a/%d", i), "text/html", article(i))
	}
	serve("/empty", "text/html", `<html><body><p>Video</p></body></html>`)
	serve("/sound", "audio/mpeg", "ID3")
	serve("/rss", "application/rss+xml", `<rss version="2.0"><channel><title>The Courier</title>
<link>BASE/</link><item><link>BASE/a/0</link><title>T</title>
<pubDate>Tue, 06 Oct 2026 14:30:00 GMT</pubDate></item><item><link>BASE/a/1</link></item>
<item><link>BASE/empty</link></item><item><link>BASE/sound</link></item>
<item><link>BASE/missing</link></item></channel></rss>`)
	serve("/map.xml", "application/xml", `<urlset><url><loc>BASE/a/2</loc></url></urlset>`)
	serve("/index.xml", "application/xml", `<sitemapindex><sitemap><loc>BASE/map.xml</loc></sitemap>
<sitemap><loc>BASE/nowhere.xml</loc></sitemap></sitemapindex>`)
	serve("/loop.xml", "application/xml",
		`<sitemapindex><sitemap><loc>BASE/loop.xml</loc></sitemap></sitemapindex>`)
	serve("/feeds.opml", "text/x-opml", `<opml><body><outline text="a" xmlUrl="BASE/rss"/>
<outline text="b" xmlUrl="BASE/index.xml"/><outline text="c" xmlUrl="BASE/a/0"/></body></opml>`)
	serve("/troubled", "text/plain",
		"BASE/a/0\nBASE/broken/1\nBASE/broken/2\nBASE/broken/3\nBASE/a/1\nBASE/a/2")
	mux.HandleFunc("/broken/", func(rw http.ResponseWriter, _ *http.Request) {
		rw.WriteHeader(http.StatusBadGateway)
	})
	serve("/changes", "application/atom+xml", `<feed xmlns="http://www.w3.org/2005/Atom">
<entry><link href="BASE/a/0"/><updated>2026-10-05T00:00:00Z</updated></entry>
<entry><link href="BASE/a/1"/><updated>2026-10-07T00:00:00Z</updated></entry></feed>`)
	for n, words := range []string{"first", "second", "third"} {
		serve(fmt.Sprintf("/long/page/%d", n+1), "text/html", part(n+1, words))
	}
	serve("/{$}", "text/html", `<html><head><link rel="alternate" type="application/rss+xml"
href="/rss"></head><body>Front</body></html>`)
	return w
}

// taken is what one Take gave.
type taken struct {
	report   Report
	articles []*news.Article
	problems []string
	err      error
}

func (tk *taken) urls() []string {
	var out []string
	for _, a := range tk.articles {
		out = append(out, a.URL)
	}
	slices.Sort(out)
	return out
}

func take(t *testing.T, in *Intake, src Source) *taken {
	t.Helper()
	tk := &taken{}
	in.opt.Problem = func(err error) { tk.problems = append(tk.problems, err.Error()) }
	tk.report, tk.err = in.Take(t.Context(), src, func(a *news.Article, _ *Page) error {
		tk.articles = append(tk.articles, a)
		return nil
	})
	slices.Sort(tk.problems)
	for _, p := range tk.problems {
		if strings.Contains(p, "\n") {
			t.Errorf("a problem of two lines: %q", p)
		}
	}
	r := tk.report
	if tk.err == nil && r.Found != r.Known+r.Taken+r.Empty+r.Failed {
		t.Errorf("the report does not add up: %+v", r)
	}
	return tk
}

func newIntake(w *world, m Memory) *Intake {
	opt := Options{Memory: m}
	if w != nil {
		u, _ := url.Parse(w.URL)
		opt.Client = fetch.New(fetch.Options{Allow: []string{u.Host}})
	}
	return New(opt)
}

func TestFeed(t *testing.T) {
	w := newWorld(t)
	in := newIntake(w, nil)
	tk := take(t, in, Source{What: w.URL + "/rss"})
	if got, want := tk.urls(), []string{w.URL + "/a/0", w.URL + "/a/1"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	r := tk.report
	if r.Kind != "rss" || r.Title != "The Courier" || r.Taken != 2 || r.Empty != 1 || r.Failed != 2 {
		t.Errorf("report: got %+v", r)
	}
	if len(tk.problems) != 2 || !strings.Contains(tk.problems[0], "/missing") ||
		!strings.Contains(tk.problems[1], "audio/mpeg") {
		t.Errorf("problems: got %q", tk.problems)
	}
	for _, a := range tk.articles {
		if strings.HasSuffix(a.URL, "/a/0") && (a.Published == nil ||
			a.Published.Day != "2026-10-06" || a.Published.Time != "14:30Z") {
			t.Errorf("published: got %+v", a.Published)
		}
	}
	again := take(t, in, Source{What: w.URL + "/rss"})
	if again.report.Known != 5 {
		t.Errorf("second round: got %+v, want all known", again.report)
	}
	third := take(t, in, Source{What: w.URL + "/rss", ETag: r.ETag})
	if !third.report.NotModified || third.report.Found != 0 {
		t.Errorf("third round: got %+v, want not modified", third.report)
	}
}

type memory map[string]bool

func (m memory) HasURL(_ context.Context, address string) (bool, error) {
	if m[address] {
		return true, nil
	}
	if m["broken"] {
		return false, errors.New("disk is gone")
	}
	return false, nil
}

func TestMemory(t *testing.T) {
	w := newWorld(t)
	tk := take(t, newIntake(w, memory{w.URL + "/a/0": true}), Source{What: w.URL + "/rss"})
	if tk.report.Known != 1 || tk.report.Taken != 1 {
		t.Errorf("got %+v", tk.report)
	}
	for _, src := range []string{"/rss", "/feeds.opml"} {
		tk = take(t, newIntake(w, memory{"broken": true}), Source{What: w.URL + src})
		if tk.err == nil || !strings.Contains(tk.err.Error(), "disk is gone") {
			t.Errorf("%s with a store that is gone: got %v", src, tk.err)
		}
	}
}

func TestLists(t *testing.T) {
	w := newWorld(t)
	tk := take(t, newIntake(w, nil), Source{What: w.URL + "/index.xml"})
	if tk.report.Kind != "sitemap index" || tk.report.Taken != 1 || len(tk.problems) != 1 {
		t.Errorf("sitemap index: got %+v, %q", tk.report, tk.problems)
	}
	tk = take(t, newIntake(w, nil), Source{What: w.URL + "/feeds.opml"})
	if tk.report.Kind != "opml" || tk.report.Taken != 3 || len(tk.report.Feeds) != 3 {
		t.Errorf("OPML: got %+v", tk.report)
	}
	if !slices.ContainsFunc(tk.problems, func(p string) bool {
		return strings.Contains(p, "/a/0 is a web page, not a feed")
	}) {
		t.Errorf("OPML: got %q", tk.problems)
	}
	tk = take(t, newIntake(w, nil), Source{What: w.URL + "/loop.xml"})
	if len(tk.problems) != 1 || !strings.Contains(tk.problems[0], "nest") {
		t.Errorf("a list of itself: got %v, %q", tk.err, tk.problems)
	}
}

func TestWebPage(t *testing.T) {
	w := newWorld(t)
	tk := take(t, newIntake(w, nil), Source{What: w.URL + "/a/3"})
	if tk.report.Kind != "page" || tk.report.Taken != 1 {
		t.Errorf("page: got %+v", tk.report)
	}
	tk = take(t, newIntake(w, nil), Source{What: w.URL + "/empty"})
	if len(tk.problems) != 1 || !strings.Contains(tk.problems[0], "no article") {
		t.Errorf("page without an article: got %+v, %q", tk.report, tk.problems)
	}
	tk = take(t, newIntake(w, nil), Source{What: w.URL})
	if tk.report.Kind != "rss" || tk.report.Taken != 2 {
		t.Errorf("front page: got %+v", tk.report)
	}
	tk = take(t, newIntake(w, nil), Source{What: w.URL + "/missing"})
	if !errors.Is(tk.err, news.ErrNotFound) {
		t.Errorf("missing page: got %v", tk.err)
	}
}

// part is page n of an article of three pages, which links all of them.
func part(n int, words string) string {
	next := ""
	if n < 3 {
		next = fmt.Sprintf(`<link rel="next" href="/long/page/%d">`, n+1)
	}
	return `<html><head><title>The long road north</title>` + next + `</head><body><article>
<h1>The long road north</h1><p>On its ` + words + ` day the convoy met snow, and the drivers, who
had been warned of it, put chains on the wheels before they went on to the next village.</p><p>By the
evening of the ` + words + ` day all forty lorries had arrived, the organisers said, with the flour
and the medicine that the hospitals of the valley had been waiting for since autumn.</p></article>
<p><a href="/long/page/1">1</a> <a href="/long/page/2">2</a> <a href="/long/page/3">3</a></p></body></html>`
}

func TestLongArticle(t *testing.T) {
	w := newWorld(t)
	tk := take(t, newIntake(w, nil), Source{What: w.URL + "/long/page/1"})
	if len(tk.articles) != 1 || len(tk.problems) != 0 {
		t.Fatalf("got %+v, %q", tk.report, tk.problems)
	}
	a := tk.articles[0]
	for _, words := range []string{"first day the", "second day the", "third day all"} {
		if !strings.Contains(a.Body, words) {
			t.Errorf("the body lacks %q:\n%s", words, a.Body)
		}
	}
	if a.Next != "" || a.URL != w.URL+"/long/page/1" {
		t.Errorf("next %q, URL %q", a.Next, a.URL)
	}
}

func TestFeeds(t *testing.T) {
	w := newWorld(t)
	in := newIntake(w, nil)
	for path, want := range map[string]int{"/": 1, "/rss": 1, "/feeds.opml": 3, "/a/0": 0} {
		got, err := in.Feeds(t.Context(), w.URL+path)
		if len(got) != want || (err == nil) != (want > 0) {
			t.Errorf("%s: got %v, %v, want %d feeds", path, got, err, want)
		}
	}
}

func TestStops(t *testing.T) {
	w := newWorld(t)
	full := errors.New("disk is full")
	_, err := newIntake(w, nil).Take(t.Context(), Source{What: w.URL + "/rss"},
		func(*news.Article, *Page) error { return full })
	if !errors.Is(err, full) {
		t.Errorf("keep fails: got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	_, err = newIntake(w, nil).Take(ctx, Source{What: w.URL + "/rss"},
		func(*news.Article, *Page) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v", err)
	}
}

func TestProgress(t *testing.T) {
	w := newWorld(t)
	var last Report
	in := newIntake(w, nil)
	in.opt.Progress = func(r Report) { last = r }
	tk := take(t, in, Source{What: w.URL + "/rss"})
	if last.Found != tk.report.Found || last.Found != 5 {
		t.Errorf("last progress %+v, report %+v", last, tk.report)
	}
}

func TestPast(t *testing.T) {
	var p past
	for i := range maxPast + 10 {
		p.add(fmt.Sprint(i))
	}
	if !p.has("0") || !p.has(fmt.Sprint(maxPast+1)) || p.has("-1") {
		t.Error("the last two hundred thousand addresses are not remembered")
	}
}

func TestHostThatFails(t *testing.T) {
	w := newWorld(t)
	in := newIntake(w, nil)
	tk := take(t, in, Source{What: w.URL + "/troubled"})
	if tk.report.Taken != 1 || tk.report.Failed != giveUp || tk.report.ETag != "" {
		t.Errorf("got %+v, want %d failures and no ETag", tk.report, giveUp)
	}
	if n := len(tk.problems); n != giveUp+1 || !strings.Contains(strings.Join(tk.problems, "\n"),
		"/troubled: 2 items left for the next round") {
		t.Errorf("problems: got %q", tk.problems)
	}
	if tk = take(t, in, Source{What: w.URL + "/troubled"}); tk.report.Known != 1 {
		t.Errorf("second round: got %+v, want the failed pages asked for again", tk.report)
	}
}

func TestChangedPages(t *testing.T) {
	w := newWorld(t)
	in := newIntake(w, memory{w.URL + "/a/0": true, w.URL + "/a/1": true})
	src := Source{What: w.URL + "/changes", Since: time.Date(2026, 10, 6, 0, 0, 0, 0, time.UTC)}
	if tk := take(t, in, src); tk.report.Known != 1 || len(tk.articles) != 1 ||
		tk.articles[0].URL != w.URL+"/a/1" {
		t.Errorf("got %+v, %v, want the page that changed", tk.report, tk.urls())
	}
	src.Since = time.Time{}
	if tk := take(t, in, src); tk.report.Known != 2 {
		t.Errorf("without a last round: got %+v, want both known", tk.report)
	}
}
