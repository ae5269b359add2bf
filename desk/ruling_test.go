package desk

import (
	"context"
	"slices"
	"strings"
	"testing"

	"readout/news"
	"readout/store"
	"readout/text"
)

// speller takes "Ana Berg" for a misspelling of Anna Berg, whom it hears say something.
type speller struct{ reader }

func (s speller) Try(a *news.Article) (*news.Reading, error) {
	r, err := s.reader.Try(a)
	at := func(words string) text.Span {
		i := strings.Index(a.Body, words)
		return text.Span{Start: i, End: i + len(words)}
	}
	if err != nil || !strings.Contains(a.Body, "Ana Berg") {
		return r, err
	}
	r.Entities[0].Mentions = []news.Mention{{Span: at("Ana Berg"), Form: news.Name}}
	r.Statements = []news.Quote{{Speaker: "p1", Source: text.Cite{Span: at("Ana Berg")},
		Cue: text.Cite{Span: at("said")}, Content: []text.Cite{{Span: at("We wait")}}, Kind: news.Direct}}
	r.Suspicions = []news.Suspicion{{Kind: "misspelling", Note: "Ana Berg → Anna Berg", Span: at("Ana Berg")}}
	return r, nil
}

func TestARefusedMisspellingIsSomebodyElse(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	d, db := open(t, dir, "1")
	d.reader = speller{reader{"1"}}
	keep(t, d, "a", "2026-05-01", "“We wait,” Ana Berg said.")
	read(t, d)
	speaker := func(db *store.DB) string {
		r, err := db.Reading(ctx, "a")
		if err != nil {
			t.Fatal(err)
		}
		return string(r.Statements[0].Speaker)
	}
	if got := speaker(db); got != "p1" {
		t.Fatalf("speaker %s, want p1", got)
	}
	ruling := store.Ruling{Kind: store.OnMisspelling, A: "Ana Berg → Anna Berg", Verdict: store.Refused}
	if err := d.Rule(ctx, ruling); err != nil {
		t.Fatal(err)
	}
	read(t, d)
	if got := speaker(db); got != "person:ana-berg" {
		t.Errorf("after the ruling the speaker is %s", got)
	}
	if ds, err := db.Doubts(ctx, 9); err != nil || len(ds) != 0 {
		t.Errorf("still doubted: %v, %v", ds, err)
	}
	db.Close()

	d, db = open(t, dir, "2") // a later life with a newer reader
	defer db.Close()
	d.reader = speller{reader{"2"}}
	if err := d.Reopen(ctx); err != nil {
		t.Fatal(err)
	}
	read(t, d)
	if got := speaker(db); got != "person:ana-berg" {
		t.Errorf("after a restart and a new reading the speaker is %s", got)
	}
	if err := d.Unrule(ctx, ruling); err != nil {
		t.Fatal(err)
	}
	read(t, d)
	if got := speaker(db); got != "p1" {
		t.Errorf("after the ruling was taken back the speaker is %s", got)
	}
}

func read(t *testing.T, d *Desk) {
	t.Helper()
	if _, err := d.ReadKept(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
}

func TestARefusedCopyIsASource(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	d, db := open(t, dir, "1")
	keep(t, d, "a", "2026-05-01", story)
	keep(t, d, "b", "2026-05-02", strings.Replace(story, "eleven officials", "some officials", 1))
	read(t, d)
	check := func(when string, db *store.DB, copied bool, sources int) {
		t.Helper()
		c, err := db.CopyOf(ctx, "b")
		if err != nil || (c != nil) != copied {
			t.Errorf("%s: copy %v, %v", when, c, err)
		}
		incs, err := db.Reported(ctx, "b")
		if err != nil || len(incs) != 1 || incs[0].Sources != sources {
			t.Errorf("%s: incidents %+v, %v; want one with %d sources", when, incs, err, sources)
		}
		sts, err := db.Stories(ctx, "", 9)
		if err != nil || len(sts) != 1 || sts[0].Sources != sources {
			t.Errorf("%s: stories %+v, %v; want one with %d sources", when, sts, err, sources)
		}
	}
	check("at first", db, true, 1)
	ruling := store.Ruling{Kind: store.OnCopy, A: "b", B: "a", Verdict: store.Refused}
	if err := d.Rule(ctx, ruling); err != nil {
		t.Fatal(err)
	}
	read(t, d)
	check("refused", db, false, 2)
	db.Close()
	d, db = open(t, dir, "2")
	defer db.Close()
	if err := d.Reopen(ctx); err != nil {
		t.Fatal(err)
	}
	read(t, d)
	check("refused, read again in a later life", db, false, 2)
	if err := d.Unrule(ctx, ruling); err != nil {
		t.Fatal(err)
	}
	read(t, d)
	check("taken back", db, true, 1)
}

func TestStoriesArePartedAndPutTogether(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	d, db := open(t, dir, "1")
	keep(t, d, "a", "2026-05-01", story)
	keep(t, d, "b", "2026-05-02", strings.Replace(story, "eleven officials", "some officials", 1))
	keep(t, d, "c", "2026-05-02", "Something else altogether was decided elsewhere by other people.")
	read(t, d)
	storyOf := func(db *store.DB, id string) store.Brief {
		t.Helper()
		bs, err := db.Briefs(ctx, []string{id})
		if err != nil || len(bs) != 1 || bs[0].Story == "" {
			t.Fatalf("article %s: %+v, %v", id, bs, err)
		}
		return bs[0]
	}
	check := func(when string, db *store.DB, ab, ac bool) {
		t.Helper()
		a, b, c := storyOf(db, "a"), storyOf(db, "b"), storyOf(db, "c")
		if (a.Story == b.Story) != ab || (a.Story == c.Story) != ac {
			t.Errorf("%s: stories %s, %s, %s", when, a.Story, b.Story, c.Story)
		}
		for _, id := range []string{a.Story, b.Story, c.Story} {
			if st, err := db.Story(ctx, id); err != nil || len(st.Articles) == 0 {
				t.Errorf("%s: story %s: %+v, %v", when, id, st, err)
			}
		}
	}
	check("at first", db, true, false)
	apart := store.Ruling{Kind: store.OnStory, A: "b", B: "a", Verdict: store.TwoStories}
	same := store.Ruling{Kind: store.OnStory, A: "c", B: "a", Verdict: store.SameStory}
	for _, r := range []store.Ruling{apart, same} {
		if err := d.Rule(ctx, r); err != nil {
			t.Fatal(err)
		}
	}
	check("ruled", db, false, true)
	db.Close()
	d, db = open(t, dir, "2")
	defer db.Close()
	if err := d.Reopen(ctx); err != nil {
		t.Fatal(err)
	}
	read(t, d)
	check("ruled, read again in a later life", db, false, true)
	if err := d.Unrule(ctx, same); err != nil {
		t.Fatal(err)
	}
	check("taken back", db, false, false)
	if err := d.Unrule(ctx, same); err == nil {
		t.Error("a ruling that is none was taken back")
	}
}

func TestDisown(t *testing.T) {
	body := "Irena Kolst spoke. Later Irina Kolst, a singer, left. Kolst smiled."
	at := func(words string) text.Span {
		i := strings.Index(body, words)
		return text.Span{Start: i, End: i + len(words)}
	}
	name := func(words string) news.Mention { return news.Mention{Span: at(words), Form: news.Name} }
	r := &news.Reading{Article: news.Article{Body: body}, Entities: []news.Entity{{ID: "Q1", Kind: news.Person,
		Name: "Irena Kolst", Office: "Minister", Mentions: []news.Mention{name("Irena Kolst"), name("Irina Kolst"),
			{Span: text.Span{Start: len(body) - 13, End: len(body) - 8}, Form: news.Name}}}},
		Events: []news.Event{{Actors: []string{"Q1"}, Sentence: text.Cite{Span: at("Later Irina Kolst, a singer, left.")}},
			{Actors: []string{"Q1"}, Sentence: text.Cite{Span: at("Irena Kolst spoke.")}}}}
	disown(r, at("Irina Kolst"))
	if len(r.Entities) != 2 || r.Entities[1].ID != "person:irina-kolst" || r.Entities[1].Office != "" {
		t.Fatalf("entities %+v", r.Entities)
	}
	if !slices.Equal(r.Events[0].Actors, []string{"person:irina-kolst"}) || r.Events[1].Actors[0] != "Q1" {
		t.Errorf("events %+v", r.Events)
	}
	disown(r, text.Span{Start: 5, End: 500}) // beyond the text: nothing to do
}
