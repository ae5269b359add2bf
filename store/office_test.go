package store

import (
	"context"
	"testing"

	"readout/news"
	"readout/text"
)

func TestOfficesCiteWhatTheTextSays(t *testing.T) {
	ctx, db := context.Background(), open(t)
	body := "The harbour master, Anna Berg, spoke. It rained."
	a, b := art("a", "Harbour", body), art("b", "Harbour again", "Berg was there.")
	b.Published.Day = "2026-05-09"
	keep(t, db, a, b)
	person := news.Entity{ID: "p1", Kind: news.Person, Name: "Anna Berg", Office: "harbour master"}
	file := func(r *news.Reading) {
		t.Helper()
		f := &Filing{Reading: r, Story: &news.Story{ID: "s1", Articles: []string{r.ID}}}
		if err := db.Update(ctx, func(tx *Tx) error { return tx.File(ctx, f) }); err != nil {
			t.Fatal(err)
		}
	}
	file(&news.Reading{Article: *a, Version: "1", Entities: []news.Entity{person}, Offices: []news.Office{
		{Person: "p1", Office: "harbour master", Sentence: text.Cite{Span: text.Span{End: 37}}}}})
	file(&news.Reading{Article: *b, Version: "1", Entities: []news.Entity{person}})
	want := OfficeHeld{"harbour master", "2026-05-04", "2026-05-09", "a", body[:37]}
	if got, err := db.Offices(ctx, "p1"); err != nil || len(got) != 1 || got[0] != want {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	file(&news.Reading{Article: *a, Version: "1"})
	want = OfficeHeld{"harbour master", "2026-05-09", "2026-05-09", "b", ""}
	if got, err := db.Offices(ctx, "p1"); err != nil || len(got) != 1 || got[0] != want {
		t.Errorf("after another reading got %+v, %v, want %+v", got, err, want)
	}
}
