// Package desk is the flow: news comes in, is kept, is read, and goes on record. Its schedule and
// its workers are here; what each step does is in intake, reading, record and store.
package desk

import (
	"context"
	"log/slog"
	"runtime"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"readout/intake"
	"readout/news"
	"readout/record"
	"readout/store"
)

// A Reader makes the reading of an article. It must be safe for concurrent use.
type Reader interface {
	Try(a *news.Article) (*news.Reading, error)
	Version() string
}

// A Desk takes the news in, reads it and files it. Its methods are safe for concurrent use.
type Desk struct {
	db      *store.DB
	reader  Reader
	in      *intake.Intake
	log     *slog.Logger
	now     func() time.Time
	workers int

	kept chan struct{} // something waits to be read
	busy sync.Map      // feeds whose round is on

	filing sync.Mutex // one article after the other goes on record
	rec    *record.Record
	shelf  Shelf // of the record; nil where it lives as long as the program
}

// A Shelf keeps what the record needs of each article beyond the life of the program.
type Shelf interface {
	record.Shelf
	Len() int
	Sync() error // keeps what was put
	Drop()       // forgets what was put since Sync
}

// Options say how a desk works; zero values are fine.
type Options struct {
	Intake  *intake.Intake   // how news comes in; files only where nil
	Workers int              // readers at once; the number of cores where zero
	Now     func() time.Time // the clock
	Log     *slog.Logger
	Shelf   Shelf // for the record; where nil, it knows the articles of the last weeks alone
}

// New returns a desk over a store, whose record knows what is filed there.
func New(ctx context.Context, db *store.DB, reader Reader, o Options) (*Desk, error) {
	d := &Desk{db: db, reader: reader, in: o.Intake, log: o.Log, now: o.Now, workers: o.Workers,
		shelf: o.Shelf, kept: make(chan struct{}, 1)}
	if d.in == nil {
		d.in = intake.New(intake.Options{Memory: db})
	}
	if d.log == nil {
		d.log = slog.New(slog.DiscardHandler)
	}
	if d.now == nil {
		d.now = time.Now
	}
	if d.workers <= 0 {
		d.workers = runtime.GOMAXPROCS(0)
	}
	return d, d.remember(ctx)
}

// batch is how many articles are read and filed together.
const batch = 64

// ReadKept reads and files all that is kept and not read, and returns how many it was. An article
// that cannot be read is noted as such and stops nothing. done is called after each batch.
func (d *Desk) ReadKept(ctx context.Context, done func(n int)) (int, error) {
	total := 0
	for {
		ids, err := d.db.Unread(ctx, batch)
		if err != nil || len(ids) == 0 {
			return total, err
		}
		if err := d.readAll(ctx, ids); err != nil {
			return total, err
		}
		total += len(ids)
		if done != nil {
			done(total)
		}
	}
}

// readAll reads articles side by side and files them in their order.
func (d *Desk) readAll(ctx context.Context, ids []string) error {
	readings := make([]*news.Reading, len(ids))
	failures := make([]error, len(ids))
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(d.workers)
	for i, id := range ids {
		g.Go(func() error {
			a, err := d.db.Article(gctx, id)
			if err != nil {
				return err
			}
			if readings[i], failures[i] = d.reader.Try(a); failures[i] != nil {
				d.log.Error("not read", "url", a.URL, "cause", failures[i])
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return d.file(ctx, ids, readings, failures)
}

func (d *Desk) file(ctx context.Context, ids []string, rs []*news.Reading, failures []error) error {
	d.filing.Lock()
	defer d.filing.Unlock()
	refused, err := d.refused(ctx)
	if err != nil {
		return err
	}
	err = d.db.Update(ctx, func(tx *store.Tx) error {
		for i, r := range rs {
			if failures[i] != nil {
				if err := tx.Fail(ctx, ids[i], failures[i]); err != nil {
					return err
				}
				continue
			}
			if err := d.fileOne(ctx, tx, r, refused); err != nil {
				return err
			}
		}
		return d.move(ctx, tx, d.rec.Settle())
	})
	return d.shelve(ctx, err)
}

func (d *Desk) fileOne(ctx context.Context, tx *store.Tx, r *news.Reading,
	refused map[[2]string]bool) error {
	doubts := r.Suspicions
	withoutRefused(r, refused)
	was, err := tx.Reported(ctx, r.ID)
	if err != nil {
		return err
	}
	if err := tx.Incidents(ctx, record.Retract(was, r.ID)); err != nil {
		return err
	}
	e, err := d.rec.Add(r, func(ev *news.Event, published string) ([]*news.Incident, error) {
		from, to := around(ev, published)
		return tx.Near(ctx, ev.Type, append(ev.Actors, ev.Recipients...), from, to)
	})
	if err != nil {
		return err
	}
	if err := tx.File(ctx, &store.Filing{Reading: r, Statements: e.Statements, Story: e.Story,
		Reason: e.Reason, Copy: e.Copy, Turned: e.Turned, Incidents: e.Incidents,
		Doubts: doubts}); err != nil {
		return err
	}
	return d.move(ctx, tx, e.Moved)
}

// around is the days among which another report of ev may lie.
func around(ev *news.Event, published string) (from, to string) {
	from, to = news.Interval(string(ev.Day))
	if from == "" {
		from, to = news.Interval(published)
	}
	if from == "" {
		return "", "9999"
	}
	return before(from, memory), before(to, -memory)
}

// Keep keeps an article and returns what it was: store.Added, Updated or Known. The article was
// named by other addresses too.
func (d *Desk) Keep(ctx context.Context, a *news.Article, others ...string) (string, error) {
	var state string
	err := d.db.Update(ctx, func(tx *store.Tx) (err error) {
		state, err = tx.Keep(ctx, a, d.now(), others...)
		return err
	})
	if err == nil && state != store.Known {
		d.wake()
	}
	return state, err
}

// Reopen lets every article be read again whose reading an older reader made.
func (d *Desk) Reopen(ctx context.Context) error {
	return d.db.Update(ctx, func(tx *store.Tx) error { return tx.Reopen(ctx, d.reader.Version()) })
}
