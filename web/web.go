// Package web shows the desk as pages. They are made on the server, need no script, and cite the
// words behind every fact.
package web

import (
	"bytes"
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"readout/news"
	"readout/ontology"
	"readout/store"
)

//go:embed templates static
var files embed.FS

// A Desk is what the pages ask of the desk beyond reading the store.
type Desk interface {
	// Follow adds the feeds behind an address that somebody pasted, and returns their addresses.
	Follow(ctx context.Context, address string) ([]string, error)
	// Add adds a feed by its own address.
	Add(ctx context.Context, address, name string) error
	// Rule keeps what a person decided and lets it take effect.
	Rule(ctx context.Context, r store.Ruling) error
	// Unrule takes a decision back.
	Unrule(ctx context.Context, r store.Ruling) error
	// Undo takes the step between stories with a number back.
	Undo(ctx context.Context, step int64) error
}

// A Server shows a store.
type Server struct {
	db    *store.DB
	desk  Desk
	log   *slog.Logger
	today func() string
	world func(code string) string
	hosts []string
	pages map[string]*template.Template
}

// Options say how a server shows things; zero values are fine.
type Options struct {
	Today  func() string            // the day it is, ISO; the clock's where nil
	World  func(code string) string // names any country of the world by alpha-3 code, "" where none has it
	Hosts  []string                 // host names, besides the loopback ones, by which it may be called
	Log    *slog.Logger
	Sample bool // the store holds an invented world, which every page says
}

// New returns the handler of all pages over db.
func New(db *store.DB, desk Desk, o Options) (http.Handler, error) {
	s := &Server{db: db, desk: desk, log: o.Log, today: o.Today, world: o.World, hosts: o.Hosts,
		pages: map[string]*template.Template{}}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.today == nil {
		s.today = func() string { return time.Now().Format(time.DateOnly) }
	}
	if err := s.parse(o.Sample); err != nil {
		return nil, err
	}
	return s.guard(http.NewCrossOriginProtection().Handler(s.routes())), nil
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	for pattern, h := range map[string]func(http.ResponseWriter, *http.Request) error{
		"GET /{$}":                         s.front,
		"GET /front.atom":                  s.frontAtom,
		"GET /stories":                     s.stories,
		"GET /story/{id}":                  s.story,
		"GET /story/{id}/feed.atom":        s.storyAtom,
		"POST /story/{id}/ruling":          s.ruleStory,
		"POST /story/{id}/undo":            s.undo,
		"GET /article/{id}":                s.article,
		"POST /article/{id}/reply":         s.reply,
		"GET /people":                      s.list(news.Person, "People"),
		"GET /organizations":               s.list(news.Organization, "Organisations"),
		"GET /countries":                   s.list(news.Country, "Countries"),
		"GET /person/{id}/feed.atom":       s.entityAtom,
		"GET /person/{id}":                 s.entity,
		"GET /organization/{id}/feed.atom": s.entityAtom,
		"GET /organization/{id}":           s.entity,
		"GET /place/{id}/feed.atom":        s.entityAtom,
		"GET /place/{id}":                  s.entity,
		"GET /group/{id}":                  s.entity,
		"GET /work/{id}/feed.atom":         s.entityAtom,
		"GET /work/{id}":                   s.entity,
		"GET /country/{code}/feed.atom":    s.entityAtom,
		"GET /country/{code}":              s.country,
		"GET /dyad/{a}/{b}":                s.dyad,
		"GET /calendar":                    s.calendar,
		"GET /calendar.ics":                s.export,
		"GET /export/{file}":               s.export,
		"GET /data":                        s.data,
		"GET /search":                      s.search,
		"GET /search.atom":                 s.searchAtom,
		"GET /search.csv":                  s.searchCSV,
		"GET /feeds":                       s.feeds,
		"POST /feeds":                      s.addFeed,
		"POST /feeds/drop":                 s.dropFeed,
		"POST /feeds/opml":                 s.takeOPML,
		"GET /feeds.opml":                  s.opml,
		"GET /queue":                       s.queue,
		"POST /queue/reply/{id}":           s.judgeReply,
		"POST /queue/ruling":               s.rule,
		"GET /keys":                        s.keys,
		"GET /healthz":                     s.health,
	} {
		mux.HandleFunc(pattern, s.answer(h))
	}
	static := http.FileServerFS(files)
	mux.Handle("GET /static/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "max-age=3600")
		static.ServeHTTP(w, r)
	}))
	mux.HandleFunc("/", s.answer(func(http.ResponseWriter, *http.Request) error {
		return fmt.Errorf("page: %w", news.ErrNotFound)
	}))
	return mux
}

const policy = "default-src 'self'; img-src 'self' http: https: data:; style-src 'self' " +
	"'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"

// guard sets the headers of every answer, and refuses to be called by a foreign name: a page
// elsewhere could otherwise point a name of its own at this machine and read the desk.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		host := r.Host
		if name, _, err := net.SplitHostPort(host); err == nil {
			host = name
		}
		host = strings.Trim(host, "[]")
		ip := net.ParseIP(host)
		if host != "localhost" && ip == nil && !slices.Contains(s.hosts, host) {
			http.Error(w, "This desk is not called "+host+".", http.StatusMisdirectedRequest)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
		next.ServeHTTP(w, r)
	})
}

// answer turns the error of a page into its status and words, in one place.
func (s *Server) answer(f func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		err := f(w, r)
		if err == nil || errors.Is(err, context.Canceled) {
			return
		}
		code := status(err)
		if code == http.StatusInternalServerError {
			s.log.Error("page failed", "path", r.URL.Path, "cause", err)
		}
		title, words := fault(err, code, r.URL.Path)
		b, rerr := s.render("error", page{Title: title, Data: words})
		if rerr != nil {
			http.Error(w, err.Error(), code)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(code)
		w.Write(b)
	}
}

// status maps a kind of error to what HTTP calls it.
func status(err error) int {
	for kind, code := range map[error]int{
		news.ErrNotFound: http.StatusNotFound, news.ErrForbidden: http.StatusForbidden,
		news.ErrTooLarge: http.StatusRequestEntityTooLarge, news.ErrSyntax: http.StatusBadRequest,
		news.ErrEmpty: http.StatusBadRequest, news.ErrNotText: http.StatusUnsupportedMediaType,
	} {
		if errors.Is(err, kind) {
			return code
		}
	}
	return http.StatusInternalServerError
}

// A page is what every template is given.
type page struct {
	Title string
	Nav   string // path of the section that it belongs to
	Atom  string // path of the feed that tells the same, or empty
	Query string // what stands in the search box
	Today string
	Data  any
}

func (s *Server) show(w http.ResponseWriter, name string, p page) error {
	b, err := s.render(name, p)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, err = w.Write(b)
	return err
}

func (s *Server) render(name string, p page) ([]byte, error) {
	p.Today = s.today()
	var b bytes.Buffer
	if err := s.pages[name].ExecuteTemplate(&b, "layout.html", p); err != nil {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	return b.Bytes(), nil
}

func (s *Server) parse(sample bool) error {
	fns := template.FuncMap{
		"sample": func() bool { return sample },
		"day":    dayWords,
		"dated":  datedWords,
		"span":   spanWords,
		"diff":   changed,
		"verdict": func(kind, a, b, yes, no string) map[string]string {
			return map[string]string{"Kind": kind, "A": a, "B": b, "Yes": yes, "No": no}
		},
		"path":   entityPath,
		"host":   store.Host,
		"noun":   func(typ string) string { return ontology.Words(typ, "") },
		"plural": plural,
		"mark":   mark,
		"web":    webAddress,
		"about":  func(id string) string { return fmt.Sprintf("about:%q", id) },
		"outlet": func(f news.Feed) string {
			return fmt.Sprintf("outlet:%q", cmp.Or(f.Name, store.Host(f.URL)))
		},
	}
	names, err := files.ReadDir("templates")
	if err != nil {
		return err
	}
	for _, n := range names {
		name := strings.TrimSuffix(n.Name(), ".html")
		if name == "layout" || name == "parts" {
			continue
		}
		t, err := template.New("").Funcs(fns).ParseFS(files, "templates/layout.html",
			"templates/parts.html", "templates/"+n.Name())
		if err != nil {
			return err
		}
		s.pages[name] = t
	}
	return nil
}

// webAddress returns an address only where it is one of the web, and "" otherwise.
func webAddress(address string) string {
	if u, err := url.Parse(address); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
		return address
	}
	return ""
}

func (s *Server) health(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.db.Counts(r.Context()); err != nil {
		return err
	}
	_, err := w.Write([]byte("ok\n"))
	return err
}

func (s *Server) keys(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, "keys", page{Title: "Keys"})
}
