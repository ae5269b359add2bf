package desk

import (
	"context"
	"fmt"
	"slices"

	"readout/news"
	"readout/record"
	"readout/store"
)

// Undo takes a step between stories back. That a person did so is kept as rulings on its articles:
// they are not of the story that they went to, and of that from which they came.
func (d *Desk) Undo(ctx context.Context, n int64) error {
	s, err := d.db.Step(ctx, n)
	if err != nil {
		return err
	}
	d.filing.Lock()
	defer d.filing.Unlock()
	if err := d.recallStory(ctx, s.From, s.To); err != nil {
		return err
	}
	rulings, err := d.against(ctx, &s)
	if err != nil {
		return fmt.Errorf("undo step %d: %w", n, err)
	}
	err = d.db.Update(ctx, func(tx *store.Tx) error {
		back, err := d.rec.Undo(record.Step{From: s.From, To: s.To, Articles: s.Articles, Reason: s.Reason})
		if err != nil {
			return err
		}
		steps := []record.Step{back}
		for _, r := range rulings {
			more, err := d.tell(r)
			if err != nil {
				return err
			}
			steps = append(steps, more...)
			if err := tx.KeepRuling(ctx, r); err != nil {
				return err
			}
		}
		return d.move(ctx, tx, steps)
	})
	return d.shelve(context.WithoutCancel(ctx), err)
}

// mostRulings is how many articles of a step are bound together by rulings of their own.
const mostRulings = 20

// against are the rulings that say what undoing a step says.
func (d *Desk) against(ctx context.Context, s *store.Step) ([]store.Ruling, error) {
	went := slices.DeleteFunc(slices.Clone(s.Articles), func(id string) bool {
		return d.rec.StoryOf(id) != s.To
	})
	if len(went) == 0 {
		return nil, fmt.Errorf("its articles have gone on: %w", news.ErrNotFound)
	}
	var out []store.Ruling
	add := func(a, b, verdict string) {
		out = append(out, store.Ruling{Kind: store.OnStory, A: a, B: b, Verdict: verdict, At: d.now()})
	}
	if b := other(d.rec.Story(s.To), went); b != "" {
		add(went[0], b, store.TwoStories)
	}
	if b := other(d.rec.Story(s.From), went); b != "" {
		add(went[0], b, store.SameStory)
	}
	for _, id := range went[1:min(len(went), mostRulings)] {
		add(id, went[0], store.SameStory)
	}
	return out, nil
}

// other is an article of a story that is none of some: that which leads it, where that is not.
func other(st *news.Story, than []string) string {
	if st == nil {
		return ""
	}
	for _, id := range append([]string{st.Lead}, st.Articles...) {
		if id != "" && !slices.Contains(than, id) {
			return id
		}
	}
	return ""
}

// recallStory puts stories that the record no longer holds back on it.
func (d *Desk) recallStory(ctx context.Context, ids ...string) error {
	for _, id := range ids {
		if d.rec.Story(id) != nil {
			continue
		}
		err := d.db.FiledIn(ctx, id, func(r *news.Reading, st *news.Story, isCopy bool) error {
			d.rec.Restore(r, st, isCopy)
			return nil
		})
		if err != nil {
			return fmt.Errorf("recall story %s: %w", id, err)
		}
	}
	return nil
}

// recallStoryOf does so for the story of an article.
func (d *Desk) recallStoryOf(ctx context.Context, article string) error {
	bs, err := d.db.Briefs(ctx, []string{article})
	if err != nil || len(bs) == 0 || bs[0].Story == "" {
		return err
	}
	return d.recallStory(ctx, bs[0].Story)
}
