package desk

import (
	"context"
	"errors"
	"testing"

	"readout/news"
	"readout/store"
)

func TestAStepIsTakenBackForGood(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	d, db := open(t, dir, "1")
	keep(t, d, "a", "2026-05-01", story)
	keep(t, d, "b", "2026-05-01", flood)
	read(t, d)
	of := func(id string) string {
		t.Helper()
		bs, err := db.Briefs(ctx, []string{id})
		if err != nil || len(bs) != 1 {
			t.Fatalf("%s: %v %v", id, bs, err)
		}
		return bs[0].Story
	}
	a, b := of("a"), of("b")
	err := d.Rule(ctx, store.Ruling{Kind: store.OnStory, A: "b", B: "a", Verdict: store.SameStory})
	if err != nil || of("a") != of("b") {
		t.Fatalf("put together: %v, %s and %s", err, of("a"), of("b"))
	}
	steps, err := db.Steps(ctx, of("a"))
	if err != nil || len(steps) != 1 {
		t.Fatalf("steps %+v, %v", steps, err)
	}
	db.Close()

	// A later life takes it back, though no article is left in the story that is to be there again.
	d, db = open(t, dir, "1")
	if err := d.Undo(ctx, steps[0].N); err != nil {
		t.Fatal(err)
	}
	if of("a") != a || of("b") != b {
		t.Errorf("undone: %s and %s, want %s and %s", of("a"), of("b"), a, b)
	}
	if err := d.Undo(ctx, steps[0].N); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("undone twice: %v", err)
	}
	if err := d.Undo(ctx, 99); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("a step that is none: %v", err)
	}
	db.Close()
	d, db = open(t, dir, "2")
	defer db.Close()
	if err := d.Reopen(ctx); err != nil {
		t.Fatal(err)
	}
	read(t, d)
	if of("a") == of("b") {
		t.Error("read again, and one story again")
	}
}
