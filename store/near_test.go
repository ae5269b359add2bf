package store

import (
	"context"
	"testing"
	"time"

	"readout/news"
	"readout/text"
)

func TestNeighboursAndArrivals(t *testing.T) {
	ctx := context.Background()
	db, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for i, c := range []struct{ id, story, first string }{
		{"a", "s1", "2026-05-01"}, {"b", "s2", "2026-05-02"}, {"c", "s3", "2026-05-03"}} {
		body := "Ann, Bob and Cyd met."
		r := &news.Reading{Article: news.Article{ID: c.id, URL: "https://x.example/" + c.id, Body: body}, Version: "1"}
		for j, p := range []string{"Ann", "Bob", "Cyd"}[:3-i] { // the third story names Ann alone
			r.Entities = append(r.Entities, news.Entity{ID: p, Kind: news.Person, Name: p,
				Mentions: []news.Mention{{Span: text.Span{Start: 5 * j, End: 5*j + 3}, Form: news.Name}}})
		}
		if err := db.Update(ctx, func(tx *Tx) error {
			if _, err := tx.Keep(ctx, &r.Article, time.UnixMilli(int64(1000+i))); err != nil {
				return err
			}
			return tx.File(ctx, &Filing{Reading: r, Story: &news.Story{ID: c.story, Lead: c.id, First: c.first,
				Last: c.first, Articles: []string{c.id}, Sources: 1}})
		}); err != nil {
			t.Fatal(err)
		}
	}
	ns, err := db.Neighbours(ctx, "s1", 9)
	if err != nil || len(ns) != 1 || ns[0].ID != "s2" || len(ns[0].People) != 2 {
		t.Errorf("neighbours of s1: %+v, %v; want s2 alone, by two people", ns, err)
	}
	a, err := db.Since(ctx, 1000)
	if err != nil || len(a.Articles) != 2 {
		t.Errorf("since the first: %v, %v", a, err)
	}
}
