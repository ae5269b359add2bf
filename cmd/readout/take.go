package main

import (
	"fmt"
	"io"
	"os"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"

	"readout/desk"
	"readout/intake"
	"readout/intake/fetch"
	"readout/store"
)

type takeCmd struct {
	What  []string `arg:"" help:"Addresses of pages, feeds, sitemaps or OPML files; WARC files, pages or folders."`
	Data  string   `help:"Folder of the store." placeholder:"DIR"`
	Allow []string `help:"Hosts that may lie at a private address." placeholder:"HOST"`
}

// Run takes each thing into the store and reads what came.
func (c *takeCmd) Run(e *env) error {
	dir, err := dataDir(c.Data)
	if err != nil {
		return err
	}
	db, err := store.Open(dir)
	if err != nil {
		return err
	}
	defer db.Close()
	rd, err := reader(c.Data)
	if err != nil {
		return err
	}
	bar := newProgress(e.err)
	defer bar.done()
	in := intake.New(intake.Options{Client: fetch.New(fetch.Options{Allow: c.Allow}), Memory: db,
		Problem: func(err error) { bar.above(func() { e.fail(fmt.Errorf("take %w", err)) }) }})
	d, err := desk.New(e.ctx, db, rd, desk.Options{Intake: in})
	if err != nil {
		return err
	}
	var total intake.Report
	for _, what := range c.What {
		rep, err := d.Take(e.ctx, intake.Source{What: what})
		total.Found, total.Taken, total.Known = total.Found+rep.Found, total.Taken+rep.Taken, total.Known+rep.Known
		total.Empty += rep.Empty
		bar.say("taken", total.Taken)
		if e.ctx.Err() != nil {
			break
		}
		if err != nil {
			bar.above(func() { e.fail(fmt.Errorf("take %w", err)) })
		}
	}
	n, err := d.ReadKept(e.ctx, func(n int) { bar.say("read", n) })
	bar.done()
	fmt.Fprintf(e.err, "readout: %d pages found, %d taken, %d known already, %d without an article; %d read\n",
		total.Found, total.Taken, total.Known, total.Empty, n)
	return err
}

// A progress shows how far long work has come, where a person is watching.
type progress struct {
	w   io.Writer
	p   *mpb.Progress
	bar *mpb.Bar
	now string
}

func newProgress(w io.Writer) *progress {
	g := &progress{w: w}
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return g
	}
	g.p = mpb.New(mpb.WithOutput(f), mpb.WithWidth(20))
	g.bar = g.p.New(0, mpb.SpinnerStyle(), mpb.AppendDecorators(
		decor.Any(func(decor.Statistics) string { return g.now }), decor.Elapsed(decor.ET_STYLE_GO, decor.WC{W: 8})))
	return g
}

func (g *progress) say(what string, n int) {
	g.now = fmt.Sprintf(" %d %s ", n, what)
	if g.bar != nil {
		g.bar.IncrBy(1)
	}
}

// above prints a line without tearing the bar.
func (g *progress) above(print func()) { print() }

func (g *progress) done() {
	if g.bar != nil && !g.bar.Completed() && !g.bar.Aborted() {
		g.bar.Abort(true)
		g.p.Wait()
	}
}
