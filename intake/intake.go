// Package intake brings the news in: it finds the pages that an address, a file or a folder
// stands for, fetches them, and takes the article out of each.
package intake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"readout/intake/extract"
	"readout/intake/feed"
	"readout/intake/fetch"
	"readout/news"
)

// A Memory tells which pages are kept already. A store is one.
type Memory interface {
	HasURL(ctx context.Context, address string) (bool, error)
}

// Options say with what an Intake works. Client is needed for addresses only; the others may be
// zero.
type Options struct {
	Client   *fetch.Client
	Memory   Memory
	Workers  int             // extractions side by side; the number of cores where zero
	Problem  func(err error) // each page or place that could not be taken, one line each
	Progress func(r Report)  // after every change of r
}

// A Source is what to take: the address of a page, a feed, a sitemap, an OPML file or an
// archive, or the path of one of these, of a page or of a folder. What the last round left may be
// empty.
type Source struct {
	What         string
	ETag         string
	LastModified string
	Since        time.Time // of the last round: pages that the feed says changed after it come anew
}

// A Page is a page that came in, and what the feed that named it said of it.
type Page struct {
	news.Page
	Item   news.Item // zero where no feed named it
	Outlet string    // as the feed gives its name
	alone  bool      // all that was asked for: that it holds no article is worth a word
	web    bool      // fetched by its address, so that the rest of a long article can be
	path   string    // of the file, as it was asked for
}

// A Report counts what one Take did. Found = Known + Taken + Empty + Failed, once it is done.
type Report struct {
	Kind         string // page, folder, archive, or a kind of feed; empty where nothing answered
	Title        string // of the feed
	Home         string // front page of the feed's outlet
	Feeds        []feed.Link
	ETag         string // of the feed; empty where a page is to be asked for again
	LastModified string // likewise
	NotModified  bool   // the feed is what it was in the last round
	Found        int    // pages
	Known        int    // that were kept before
	Taken        int
	Empty        int // without an article on them
	Failed       int
}

// An Intake takes news in. It is safe for concurrent use.
type Intake struct {
	opt  Options
	tell sync.Mutex // one call of Problem or Progress at a time
	past past
}

// New returns an Intake.
func New(opt Options) *Intake {
	if opt.Workers <= 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	return &Intake{opt: opt}
}

// Take finds the pages that src stands for, fetches them, and calls keep with each article, one
// at a time, in no certain order. What cannot be taken is told to Problem and stops nothing; an
// error of keep or of ctx stops all. The error is src's own where nothing could be made of it.
func (in *Intake) Take(
	ctx context.Context, src Source, keep func(*news.Article, *Page) error,
) (Report, error) {
	r := &round{in: in, since: src.Since, pages: make(chan *Page, 2*in.opt.Workers), keep: keep}
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		defer close(r.pages)
		return r.find(ctx, src) // what is src? Its pages are fetched as they are found
	})
	for range in.opt.Workers {
		g.Go(func() error {
			for p := range r.pages {
				if err := r.extract(ctx, p); err != nil {
					return err
				}
			}
			return nil
		})
	}
	err := g.Wait()
	if err != nil || r.later.Load() {
		r.report.ETag, r.report.LastModified = "", "" // so that the next round asks for the rest
	}
	return r.report, err
}

// Article takes the article out of a page. Where the page does not tell its day or headline,
// the feed's word for them is taken.
func Article(p *Page) (*news.Article, error) {
	day := ""
	if !p.Fetched.IsZero() {
		day = p.Fetched.UTC().Format(time.DateOnly)
	}
	params := extract.Params{URL: p.URL, ContentType: p.ContentType, Fetched: day}
	if strings.HasPrefix(p.URL, "file:") {
		params.URL = "" // where it was published, only the page can tell
	}
	a, err := extract.Page(p.Body, params)
	if err != nil {
		return nil, err
	}
	if a.Body == "" {
		return nil, errNoArticle
	}
	if a.URL == "" {
		a.URL = p.URL
	}
	if a.Headline == "" {
		a.Headline = p.Item.Headline
	}
	if a.Published == nil || a.Published.Basis == "fetched" {
		if w := when(p.Item.Published); w != nil {
			a.Published = w
		}
	}
	return a, nil
}

var errNoArticle = fmt.Errorf("%w: no article on the page", news.ErrNotFound)

// when is a feed's time as a day, with its minute unless it is midnight: then the feed most
// likely gave a day alone.
func when(t time.Time) *news.When {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	w := &news.When{Day: t.Format(time.DateOnly), Precision: "day", Basis: "metadata"}
	if t.Hour() != 0 || t.Minute() != 0 {
		w.Time, w.Precision = news.Maybe(t.Format("15:04Z")), "minute"
	}
	return w
}

// A round is one Take.
type round struct {
	in    *Intake
	since time.Time
	pages chan *Page
	keep  func(*news.Article, *Page) error

	later   atomic.Bool // a page could not be had now
	keeping sync.Mutex  // one call of keep at a time
	mu      sync.Mutex  // for report
	report  Report
}

// send hands a page on to extraction.
func (r *round) send(ctx context.Context, p *Page) error {
	select {
	case r.pages <- p:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (r *round) extract(ctx context.Context, p *Page) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	a, err := Article(p)
	if err == nil {
		if err := r.follow(ctx, a, p); err != nil {
			return err
		}
		r.keeping.Lock()
		err = r.keep(a, p)
		r.keeping.Unlock()
		if err != nil {
			return fmt.Errorf("keep %s: %w", p.URL, err)
		}
		r.count(func(rep *Report) { rep.Taken++ })
		r.in.past.add(p.Item.URL)
		return nil
	}
	r.in.past.add(p.Item.URL)
	if errors.Is(err, errNoArticle) && !p.alone {
		r.count(func(rep *Report) { rep.Empty++ })
		return nil
	}
	r.failed(cmp.Or(p.path, p.URL), err)
	return nil
}

// count changes the report and tells of it, in the order of the changes.
func (r *round) count(change func(*Report)) {
	if r.in.opt.Progress != nil {
		r.in.tell.Lock()
		defer r.in.tell.Unlock()
	}
	r.mu.Lock()
	change(&r.report)
	now := r.report
	r.mu.Unlock()
	if r.in.opt.Progress != nil {
		r.in.opt.Progress(now)
	}
}

// failed notes a page that was found but not taken.
func (r *round) failed(name string, err error) {
	r.count(func(rep *Report) { rep.Failed++ })
	r.problem(name, err)
}

// problem tells of err, with the name of what it is about unless it says that itself.
func (r *round) problem(name string, err error) {
	if r.in.opt.Problem == nil {
		return
	}
	r.in.tell.Lock()
	defer r.in.tell.Unlock()
	r.in.opt.Problem(named(name, err))
}
