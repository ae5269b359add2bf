package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readout/news"
	"readout/search"
)

func open(t *testing.T) *DB {
	t.Helper()
	db, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func art(id, headline, body string) *news.Article {
	return &news.Article{ID: id, URL: "https://courier.example/" + id, Outlet: "Courier",
		Headline: headline, Body: body,
		Published: &news.When{Day: "2026-05-04", Precision: "day", Basis: "metadata"}}
}

func keep(t *testing.T, db *DB, as ...*news.Article) (states []string) {
	t.Helper()
	err := db.Update(context.Background(), func(tx *Tx) error {
		for _, a := range as {
			s, err := tx.Keep(context.Background(), a, time.Now())
			if err != nil {
				return err
			}
			states = append(states, s)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return states
}

func TestKeptOnceAndUpdatesAreVersions(t *testing.T) {
	ctx, db := context.Background(), open(t)
	got := keep(t, db, art("a", "Talks open", "They met."), art("a", "Talks open", "They met."),
		art("a", "Talks open", "They met and agreed."))
	if want := "[added known updated]"; fmt.Sprint(got) != want {
		t.Errorf("Keep said %v, want %s", got, want)
	}
	vs, err := db.Versions(ctx, "a")
	if err != nil || len(vs) != 1 || vs[0].Body != "They met." {
		t.Errorf("versions %v, %v, want the first text", vs, err)
	}
	a, err := db.Article(ctx, "a")
	if err != nil || a.Body != "They met and agreed." || a.Outlet != "Courier" {
		t.Errorf("article %+v, %v", a, err)
	}
	if _, err := db.Article(ctx, "b"); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("an article that is not there: %v, want ErrNotFound", err)
	}
}

// fileOne files a reading with one speaker and one visit.
func fileOne(t *testing.T, db *DB, a *news.Article) *Filing {
	t.Helper()
	r := &news.Reading{Article: *a, Version: "1", Entities: []news.Entity{
		{ID: "p1", Kind: news.Person, Name: "Anna Berg", Country: "SWE", Office: "Minister for Trade",
			Mentions: []news.Mention{{Form: news.Name}}},
		{ID: "c1", Kind: news.Country, Name: "Kenya", Country: "KEN"}}}
	inc := &news.Incident{ID: "i" + a.ID, Type: "CONSULT", Mode: "visit", Status: news.Planned,
		Actors: []string{"p1"}, Recipients: []string{"c1"}, Day: "2026-05-10", Place: "Nairobi",
		Reports: []news.Report{{Article: a.ID, Sentence: "Berg will visit Nairobi.", Published: "2026-05-04"}}}
	f := &Filing{Reading: r, Incidents: []*news.Incident{inc},
		Statements: []news.Statement{{Article: a.ID, Speaker: "p1", Name: "Anna Berg", Day: "2026-05-04",
			Content: "We will buy the tea", Sentence: "“We will buy the tea,” Berg said."}},
		Story: &news.Story{ID: "s1", Headline: a.Headline, First: a.Day(), Last: a.Day(), Articles: []string{a.ID}, Sources: 1}}
	err := db.Update(context.Background(), func(tx *Tx) error { return tx.File(context.Background(), f) })
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestReadingReplacesReadingNeverText(t *testing.T) {
	ctx, db := context.Background(), open(t)
	a := art("a", "Berg to visit Kenya", "“We will buy the tea,” Berg said. Berg will visit Nairobi.")
	keep(t, db, a)
	fileOne(t, db, a)
	fileOne(t, db, a)
	c, err := db.Counts(ctx)
	if err != nil || c.Articles != 1 || c.Statements != 1 || c.Incidents != 1 || c.Unread != 0 {
		t.Errorf("after filing twice: %+v, %v, want one of each", c, err)
	}
	r, err := db.Reading(ctx, "a")
	if err != nil || r.Body != a.Body || len(r.Entities) != 2 {
		t.Errorf("reading %+v, %v", r, err)
	}
	err = db.Update(ctx, func(tx *Tx) error { return tx.Reopen(ctx, "2") })
	if ids, _ := db.Unread(ctx, 10); err != nil || len(ids) != 1 {
		t.Errorf("after a new reader's version %v wait, %v, want the article", ids, err)
	}
}

func TestSearch(t *testing.T) {
	ctx, db := context.Background(), open(t)
	a := art("a", "Berg to visit Kenya", "Rain fell in the hills. “We will buy the tea,” Berg said. Berg will visit Nairobi.")
	b := art("b", "Floods in the delta", "Rivers rose overnight. Nobody was hurt.")
	b.Outlet, b.URL = "Delta Post", "https://delta.example/b"
	keep(t, db, a, b)
	fileOne(t, db, a)
	for _, tc := range []struct{ query, want string }{
		{"tea", "“We will buy the tea,” Berg said."},
		{`"rivers rose"`, "Rivers rose overnight."},
		{"visited nairobi", "Berg will visit Nairobi."},
		{"rivers -overnight", ""},
		{"hurt outlet:delta", "Nobody was hurt."},
		{"hurt outlet:courier", ""},
		{"speaker:Berg tea", "“We will buy the tea,” Berg said."},
		{"speaker:SWE coffee", ""},
		{"type:visit", "Berg will visit Nairobi."},
		{"status:planned day:2026-05", "Berg will visit Nairobi."},
		{"status:held", ""},
		{"about:KEN rain", "Rain fell in the hills."},
		{`it"s* OR (`, ""},
	} {
		q, err := search.Parse(tc.query)
		if err != nil {
			t.Errorf("%s: %v", tc.query, err)
			continue
		}
		hits, err := db.Search(ctx, q, 10)
		got := ""
		if len(hits) > 0 {
			got = hits[0].Sentence
		}
		if err != nil || got != tc.want {
			t.Errorf("%s: %q, %v, want %q", tc.query, got, err, tc.want)
		}
	}
}

func TestNewerSchemaIsRefused(t *testing.T) {
	dir := t.TempDir()
	db, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.w.Exec("PRAGMA user_version = 999"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "newer") {
		t.Errorf("opening a newer store: %v, want a refusal", err)
	}
}

// TestKillLosesNothing keeps articles in another process, kills it, and looks for each article
// that the process said was kept.
func TestKillLosesNothing(t *testing.T) {
	if dir := os.Getenv("STORE_KEEP_FOREVER"); dir != "" {
		keepForever(dir)
	}
	dir := t.TempDir()
	cmd := exec.Command(os.Args[0], "-test.run", "TestKillLosesNothing")
	cmd.Env = append(os.Environ(), "STORE_KEEP_FOREVER="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := 0
	for buf := make([]byte, 1); said < 50; {
		if _, err := out.Read(buf); err != nil {
			t.Fatalf("the keeper ended after %d: %v", said, err)
		}
		if buf[0] == '\n' {
			said++
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	db, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for i := range said {
		a, err := db.Article(context.Background(), fmt.Sprint(i))
		if err != nil || a.Body != fmt.Sprint("text ", i) {
			t.Errorf("article %d was said to be kept: %v", i, err)
		}
	}
}

func keepForever(dir string) {
	db, err := Open(dir)
	if err != nil {
		panic(err)
	}
	for i := 0; ; i++ {
		a := art(fmt.Sprint(i), "Headline", fmt.Sprint("text ", i))
		if err := db.Update(context.Background(), func(tx *Tx) error {
			_, err := tx.Keep(context.Background(), a, time.Now())
			return err
		}); err != nil {
			panic(err)
		}
		fmt.Println(i)
	}
}

func TestFolderThatIsAFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(name, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(name); err == nil || !strings.Contains(err.Error(), name) {
		t.Errorf("opening a store in a file: %v, want an error that names it", err)
	}
}
