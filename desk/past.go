package desk

import (
	"context"
	"errors"
	"time"

	"readout/news"
	"readout/record"
	"readout/store"
)

// memory is how many days back the record looks for stories.
const memory = 60

// remember makes the record of what is filed: all articles to find copies of, those of the last
// weeks for their stories.
func (d *Desk) remember(ctx context.Context) error {
	d.rec = record.New()
	if d.shelf != nil {
		d.rec = record.Open(d.shelf)
	}
	newest, err := d.db.Newest(ctx)
	if err != nil || newest == "" {
		return err
	}
	since := before(newest, memory)
	if err := d.refill(ctx, since); err != nil {
		return err
	}
	if err := d.recall(ctx); err != nil {
		return err
	}
	return d.db.Filed(ctx, since, func(r *news.Reading, st *news.Story, isCopy bool) error {
		d.rec.Restore(r, st, isCopy)
		return ctx.Err()
	})
}

// refill lets the record find the articles that are filed and not on its shelf: a process that was
// killed has not put them there, or the shelf is new. A record without one is told those since a
// day.
func (d *Desk) refill(ctx context.Context, since string) error {
	if d.shelf != nil {
		n, err := d.db.CountFiled(ctx)
		if err != nil || n == d.shelf.Len() {
			return err
		}
		since = ""
	}
	for at := int64(0); ; {
		as, err := d.db.FiledAfter(ctx, at, since, batch)
		if err != nil || len(as) == 0 {
			return err
		}
		for _, a := range as {
			d.rec.Keep(&a.Article)
			at = a.N
		}
		if d.shelf != nil {
			if err := d.shelf.Sync(); err != nil {
				return err
			}
		}
	}
}

// shelve keeps on the shelf what was filed. Where that failed, the record is made anew: it knows
// articles that are not filed. A desk that was told to end does not wait for that.
func (d *Desk) shelve(ctx context.Context, err error) error {
	if err != nil {
		if d.shelf != nil {
			d.shelf.Drop()
		}
		if ctx.Err() != nil {
			return err
		}
		return errors.Join(err, d.remember(ctx))
	}
	if d.shelf == nil {
		return nil
	}
	return d.shelf.Sync()
}

// before is the day so many days before a day, or "" where day is none.
func before(day string, days int) string {
	first, _ := news.Interval(day)
	t, err := time.Parse(time.DateOnly, first)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, -days).Format(time.DateOnly)
}

// recall tells the record what persons decided in earlier lives of the program, before articles
// are put back.
func (d *Desk) recall(ctx context.Context) error {
	for _, kind := range []string{store.OnStory, store.OnCopy} {
		rs, err := d.db.Rulings(ctx, kind)
		if err != nil {
			return err
		}
		for _, r := range rs {
			if _, err := d.tell(r); err != nil {
				return err
			}
		}
	}
	return nil
}
