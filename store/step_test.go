package store

import (
	"context"
	"errors"
	"testing"

	"readout/news"
)

func TestAStoryIsFoundByTheIDItHad(t *testing.T) {
	ctx := context.Background()
	db, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Update(ctx, func(tx *Tx) error {
		for i, id := range []string{"a", "b", "c"} {
			a := &news.Article{ID: id, URL: "https://" + id + ".example/", Body: id}
			if _, err := tx.Keep(ctx, a, moment(int64(i+1))); err != nil {
				return err
			}
			n, err := tx.number(ctx, id)
			if err != nil {
				return err
			}
			st := &news.Story{ID: "s" + id, Articles: []string{id}, Sources: 1}
			if err := tx.story(ctx, n, st, ""); err != nil {
				return err
			}
		}
		empty := func(id string) *news.Story { return &news.Story{ID: id} }
		if err := tx.Move(ctx, &Step{From: "sa", To: "sb", Articles: []string{"a"}}, empty("sa"),
			&news.Story{ID: "sb", Articles: []string{"a", "b"}}); err != nil {
			return err
		}
		return tx.Move(ctx, &Step{From: "sb", To: "sc", Articles: []string{"a", "b"}}, empty("sb"),
			&news.Story{ID: "sc", Articles: []string{"a", "b", "c"}})
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"sa", "sb", "sc"} {
		if st, err := db.Story(ctx, id); err != nil || st.ID != "sc" {
			t.Errorf("Story(%s) = %+v, %v, want sc", id, st, err)
		}
	}
	if _, err := db.Story(ctx, "none"); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("Story(none): %v, want not found", err)
	}
	if steps, err := db.Steps(ctx, "sb"); err != nil || len(steps) != 2 || steps[0].To != "sc" {
		t.Errorf("steps of sb: %+v, %v", steps, err)
	}
	if sts, err := db.Stories(ctx, "", 9); err != nil || len(sts) != 1 {
		t.Errorf("stories %+v, %v, want one", sts, err)
	}
}
