package desk

import (
	"context"
	"testing"

	"readout/store"
)

const flood = "Rivers burst their banks in the northern province of Tarel after a week of rain, and rescuers in boats brought " +
	"four hundred villagers to schools and churches, the fire brigade of Ostermark said."

func TestRulingsOnStoriesHold(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	d, db := open(t, dir, "1")
	keep(t, d, "a", "2026-05-01", story)
	keep(t, d, "b", "2026-05-01", flood)
	read(t, d)
	of := func(id string) string {
		t.Helper()
		sts, err := db.Stories(ctx, "", 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, st := range sts {
			for _, a := range st.Articles {
				if a == id {
					return st.ID
				}
			}
		}
		t.Fatalf("%s is in no story", id)
		return ""
	}
	first := of("a")
	if first == of("b") {
		t.Fatal("a visit and a flood are one story")
	}
	ruling := store.Ruling{Kind: store.OnStory, A: "a", B: "b", Verdict: store.SameStory}
	if err := d.Rule(ctx, ruling); err != nil {
		t.Fatal(err)
	}
	if of("a") != of("b") {
		t.Error("put together, and still two stories")
	}
	steps, err := db.Steps(ctx, first)
	if err != nil || len(steps) != 1 || steps[0].Reason != "put together by hand" {
		t.Errorf("steps %+v, %v, want one by hand", steps, err)
	}
	db.Close()

	// Another life of the program holds to it, also when all is read again.
	d, db = open(t, dir, "2")
	defer db.Close()
	if err := d.Reopen(ctx); err != nil {
		t.Fatal(err)
	}
	keep(t, d, "c", "2026-05-02", "In Tarel "+flood)
	read(t, d)
	if of("a") != of("b") {
		t.Error("read again, and two stories")
	}
	ruling.Verdict = store.TwoStories
	if err := d.Rule(ctx, ruling); err != nil {
		t.Fatal(err)
	}
	if of("a") == of("b") {
		t.Error("parted, and still one story")
	}
}
