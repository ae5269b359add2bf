package desk

import (
	"context"

	"readout/record"
	"readout/store"
)

// move keeps which articles went from one story to another.
func (d *Desk) move(ctx context.Context, tx *store.Tx, steps []record.Step) error {
	for _, s := range steps {
		kept := store.Step{At: d.now(), From: s.From, To: s.To, Articles: s.Articles, Reason: s.Reason}
		if err := tx.Move(ctx, &kept, d.rec.Story(s.From), d.rec.Story(s.To)); err != nil {
			return err
		}
	}
	return nil
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
			verdict := r.Verdict
			if kind == store.OnCopy {
				if verdict != store.Refused {
					continue
				}
				verdict = record.NotACopy
			}
			if _, err := d.rec.Rule(r.A, r.B, verdict); err != nil {
				return err
			}
		}
	}
	return nil
}
