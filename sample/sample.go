// Package sample is a small invented world with a dozen outlets in it, so that a desk has
// something to read at once and without a network. Its states, people and events are made up;
// its pages have the menus, adverts and odd dates of real ones. README.md tells about it.
package sample

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/zeebo/xxh3"

	"readout/news"
)

//go:embed data
var data embed.FS

// Today is the last day of the world, ISO 8601. Its articles reach back three months.
const Today = "2026-11-20"

// Notice stands at the foot of every page of the world.
const Notice = "An invented world: the states, people and events on this page are made up " +
	"for Readout’s sample desk."

// load reads the world once. It panics where the embedded files are wrong: a test reads them.
var load = sync.OnceValue(func() *world {
	w, err := readWorld(data)
	if err != nil {
		panic(fmt.Sprintf("sample: %v", err))
	}
	return w
})

// Handler serves all outlets, each under its own folder of one host.
func Handler() http.Handler {
	w := load()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /robots.txt", w.robots)
	mux.HandleFunc("GET /sitemap.xml", w.allSitemaps)
	mux.HandleFunc("GET /{$}", w.home)
	for _, o := range w.outlets {
		dir := "GET /" + o.ID + "/"
		mux.HandleFunc(dir, func(rw http.ResponseWriter, r *http.Request) { w.page(rw, r, o) })
		mux.HandleFunc(dir+"{$}", func(rw http.ResponseWriter, r *http.Request) { w.front(rw, r, o) })
		mux.HandleFunc(dir+o.Feed, func(rw http.ResponseWriter, r *http.Request) { w.list(rw, r, o) })
		mux.HandleFunc(dir+"pictures/", picture)
	}
	return mux
}

// Feeds returns the address of each outlet's feed on a server at base: http://127.0.0.1:8041.
func Feeds(base string) []news.Feed {
	var out []news.Feed
	for _, o := range load().outlets {
		address := strings.TrimRight(base, "/") + "/" + o.ID + "/" + o.Feed
		out = append(out, news.Feed{URL: address, Name: o.Name})
	}
	return out
}

// Copies returns, for each article that copies another word for word or reworded, the address of
// what it copies: what a desk ought to find out.
func Copies(base string) map[string]string {
	base = strings.TrimRight(base, "/") + "/"
	address := map[string]string{}
	for _, o := range load().outlets {
		for _, a := range o.articles {
			address[o.ID+"/"+a.Slug] = base + o.ID + "/" + a.Path
		}
	}
	out := map[string]string{}
	for _, o := range load().outlets {
		for _, a := range o.articles {
			if a.Of != "" {
				out[base+o.ID+"/"+a.Path] = address[a.Of]
			}
		}
	}
	return out
}

// Knowledge writes who is who in the invented world into dir, as files for knowledge.Load, and
// returns their paths in the order in which they must be loaded, which is that of their names.
func Knowledge(dir string) ([]string, error) {
	var out []string
	for i, name := range strings.Fields("countries organizations regions cities people holders") {
		b, err := fs.ReadFile(data, "data/knowledge/"+name+".tsv")
		if err != nil {
			return nil, err
		}
		path := filepath.Join(dir, fmt.Sprintf("sample-%d-%s.tsv", i, name))
		if err := os.WriteFile(path, b, 0o600); err != nil {
			return nil, fmt.Errorf("sample: %w", err)
		}
		out = append(out, path)
	}
	return out, nil
}

// A view is what a page's template shows.
type view struct {
	Site    *outlet
	Base    string // of the outlet: http://127.0.0.1:8041/harbour-courier
	URL     string
	A       *article
	Notice  string
	Related []link
	Latest  []link
}

type link struct{ URL, Text string }

func (w *world) page(rw http.ResponseWriter, r *http.Request, o *outlet) {
	a := o.at[strings.TrimPrefix(r.URL.Path, "/"+o.ID+"/")]
	if a == nil {
		http.NotFound(rw, r)
		return
	}
	base := base(r) + "/" + o.ID
	v := view{Site: o, Base: base, URL: base + "/" + a.Path, A: a, Notice: Notice}
	v.Related, v.Latest = o.related(a, base), o.latest(base, a)
	w.show(rw, r, o.ID+".html", v)
}

func (w *world) front(rw http.ResponseWriter, r *http.Request, o *outlet) {
	base := base(r) + "/" + o.ID
	w.show(rw, r, "front.html", view{
		Site: o, Base: base, URL: base + "/", Notice: Notice, Latest: o.latest(base, nil),
	})
}

func (w *world) home(rw http.ResponseWriter, r *http.Request) {
	v := view{Base: base(r), URL: base(r) + "/", Notice: Notice}
	for _, o := range w.outlets {
		v.Latest = append(v.Latest, link{base(r) + "/" + o.ID + "/", o.Name + ": " + o.About})
	}
	w.show(rw, r, "home.html", v)
}

func (w *world) show(rw http.ResponseWriter, r *http.Request, name string, v view) {
	var b bytes.Buffer
	if err := w.templates.ExecuteTemplate(&b, name, v); err != nil {
		http.Error(rw, err.Error(), http.StatusInternalServerError)
		return
	}
	send(rw, r, "text/html; charset=utf-8", b.Bytes())
}

// send answers conditional requests too.
func send(rw http.ResponseWriter, r *http.Request, kind string, body []byte) {
	rw.Header().Set("Content-Type", kind)
	rw.Header().Set("ETag", fmt.Sprintf(`"%016x"`, xxh3.Hash(body)))
	http.ServeContent(rw, r, "", time.Time{}, bytes.NewReader(body))
}

func base(r *http.Request) string { return "http://" + r.Host }

func (w *world) robots(rw http.ResponseWriter, r *http.Request) {
	text := "# " + Notice + "\nUser-agent: *\nDisallow: /*/search\nAllow: /\nSitemap: " +
		base(r) + "/sitemap.xml\n"
	send(rw, r, "text/plain; charset=utf-8", []byte(text))
}

func parseTemplates() (*template.Template, error) {
	return template.New("").Funcs(template.FuncMap{
		"upper": strings.ToUpper, "json": jsonLD, "filed": filed,
		"day":  func(form string, t time.Time) string { return t.Format(form) },
		"clip": func(n int, l []link) []link { return l[:min(n, len(l))] },
	}).ParseFS(data, "data/pages/*.html")
}

// filed is a day as agencies write it in a dateline: Sept. 3.
func filed(t time.Time) string { return strings.Replace(t.Format("Jan. 2"), "Sep", "Sept", 1) }
