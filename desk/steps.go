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
