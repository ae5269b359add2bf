package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"readout/intake"
	"readout/intake/fetch"
	"readout/news"
	"readout/store"
)

const (
	pause   = 15 * time.Minute // between two rounds of a feed
	longest = 12 * time.Hour   // the pause of a feed that fails again and again
	side    = 8                // rounds side by side, each of another feed
	tick    = 2 * time.Second  // how often the desk looks for what is due
)

// Take takes what src stands for into the store. Articles wait there to be read.
func (d *Desk) Take(ctx context.Context, src intake.Source) (intake.Report, error) {
	return d.in.Take(ctx, src, func(a *news.Article, p *intake.Page) error {
		if a.Outlet == "" || strings.EqualFold(a.Outlet, store.Host(a.URL)) {
			a.Outlet = cmp.Or(p.Outlet, a.Outlet)
		}
		_, err := d.Keep(ctx, a, p.Item.URL, p.URL)
		return err
	})
}

// Follow finds the feeds behind an address that somebody pasted (a feed, a list of feeds, or a page
// that names one), adds them, and returns their addresses. Of a page's feeds the first is taken.
func (d *Desk) Follow(ctx context.Context, address string) ([]string, error) {
	address = strings.TrimSpace(address)
	links, err := d.in.Feeds(ctx, address)
	if err != nil {
		return nil, plain(err, address)
	}
	var out []string
	for _, l := range links {
		if err := d.Add(ctx, l.URL, l.Title); err != nil {
			return out, err
		}
		out = append(out, l.URL)
	}
	return out, nil
}

// Add adds a feed by its own address; the next round looks whether it is one.
func (d *Desk) Add(ctx context.Context, address, name string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("%q is no web address: %w", address, news.ErrSyntax)
	}
	if _, err := d.db.Feed(ctx, address); err == nil {
		return nil
	}
	return d.db.Update(ctx, func(tx *store.Tx) error {
		return tx.KeepFeed(ctx, &news.Feed{URL: address, Name: name})
	})
}

// Run does the rounds and reads what comes in, until ctx ends.
func (d *Desk) Run(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return d.runRounds(ctx) })
	g.Go(func() error { return d.runReading(ctx) })
	if err := g.Wait(); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// runRounds starts a round of each feed that is due; never two of the same feed at once.
func (d *Desk) runRounds(ctx context.Context) error {
	var rounds errgroup.Group
	rounds.SetLimit(side)
	defer rounds.Wait()
	for {
		due, err := d.db.Due(ctx, d.now(), side)
		if err != nil {
			return err
		}
		for _, f := range due {
			if !d.begin(f.URL) {
				continue
			}
			rounds.Go(func() error {
				defer d.end(f.URL)
				d.round(ctx, f)
				return nil
			})
		}
		if err := sleep(ctx, tick); err != nil {
			return err
		}
	}
}

func (d *Desk) begin(feed string) bool {
	_, busy := d.busy.LoadOrStore(feed, true)
	return !busy
}

func (d *Desk) end(feed string) { d.busy.Delete(feed) }

// round is one pass over a feed. How it went is kept with the feed.
func (d *Desk) round(ctx context.Context, f news.Feed) {
	rep, err := d.Take(ctx, intake.Source{What: f.URL, ETag: f.ETag, LastModified: f.LastModified,
		Since: f.Fetched})
	if ctx.Err() != nil {
		return
	}
	now := d.now()
	f.Fetched, f.Articles = now, f.Articles+rep.Taken
	if err != nil {
		f.Failure, f.Failures = plain(err, f.URL).Error(), f.Failures+1
		wait := min(longest, pause<<min(f.Failures, 10))
		var refused *fetch.StatusError
		if errors.As(err, &refused) {
			wait = min(longest, max(wait, refused.RetryAfter))
		}
		f.Next = now.Add(wait)
	} else {
		f.Failure, f.Failures, f.Next = "", 0, now.Add(pause)
		f.ETag, f.LastModified = rep.ETag, rep.LastModified
		f.Name = cmp.Or(f.Name, rep.Title)
	}
	err = d.db.Update(ctx, func(tx *store.Tx) error { return tx.UpdateFeed(ctx, &f) })
	if err != nil && ctx.Err() == nil {
		d.log.Error("round not noted", "feed", f.URL, "cause", err)
	}
}

func (d *Desk) runReading(ctx context.Context) error {
	for {
		if _, err := d.ReadKept(ctx, nil); err != nil {
			return err
		}
		select {
		case <-d.kept:
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(30 * time.Second): // another process may have taken something in
		}
	}
}

func sleep(ctx context.Context, t time.Duration) error {
	select {
	case <-time.After(t):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
