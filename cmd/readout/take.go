package main

import (
	"fmt"

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
	bar := newProgress(e, nil)
	defer bar.done()
	var total intake.Report
	in := intake.New(intake.Options{Client: fetch.New(fetch.Options{Allow: c.Allow}), Memory: db,
		Problem:  func(err error) { e.fail(fmt.Errorf("take %w", err)) },
		Progress: func(r intake.Report) { bar.say("taken", total.Taken+r.Taken) }})
	d, done, err := openDesk(e.ctx, dir, db, rd, desk.Options{Intake: in})
	if err != nil {
		return err
	}
	defer done()
	for _, what := range c.What {
		rep, err := d.Take(e.ctx, intake.Source{What: what})
		total.Found, total.Taken, total.Known = total.Found+rep.Found, total.Taken+rep.Taken, total.Known+rep.Known
		total.Empty += rep.Empty
		if e.ctx.Err() != nil {
			break
		}
		if err == nil && rep.Kind == "folder" && rep.Found == 0 {
			err = fmt.Errorf("%s: no page or archive in this folder", what)
		}
		if err != nil {
			e.fail(fmt.Errorf("take %w", err))
		}
	}
	n, err := d.ReadKept(e.ctx, func(n int) { bar.say("read", n) })
	bar.done()
	fmt.Fprintf(e.err, "readout: %d pages found, %d taken, %d known already, %d without an article; %d read\n",
		total.Found, total.Taken, total.Known, total.Empty, n)
	return err
}
