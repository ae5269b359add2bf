package api

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"readout/news"
	"readout/store"
)

// record is a store with one article, a visit that took place, one that is planned, and a quarrel of
// which only the year is known.
func record(t *testing.T) *store.DB {
	t.Helper()
	db, err := store.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	ctx := context.Background()
	r := &news.Reading{Article: news.Article{ID: "a", URL: "https://courier.example/a", Outlet: "Courier",
		Headline: `Berg "to visit", twice`, Body: "Berg visited Kenya.", Published: &news.When{Day: "2026-05-04"}},
		Entities: []news.Entity{{ID: "p1", Kind: news.Person, Name: "Anna Berg", Country: "SWE"},
			{ID: "c1", Kind: news.Country, Name: "Sweden", Country: "SWE"}, {ID: "c2", Kind: news.Country, Name: "Kenya", Country: "KEN"}}}
	inc := func(id, day, status string) *news.Incident {
		return &news.Incident{ID: id, Type: "CONSULT", Mode: "visit", CAMEO: "042", Goldstein: 1.9, Status: status,
			Actors: []string{"c1", "p1"}, Recipients: []string{"c2"}, Day: news.Maybe(day), Place: "Nairobi", Sources: 1,
			Reports: []news.Report{{Article: "a", Outlet: "Courier", Published: "2026-05-04", Sentence: "Berg visited Kenya."}}}
	}
	f := &store.Filing{Reading: r, Incidents: []*news.Incident{inc("i1", "2026-05-03", news.Held),
		inc("i2", "2026-05-20/2026-05-21", news.Planned), inc("i3", "2019", news.Held), inc("i4", "2027", news.Planned)},
		Statements: []news.Statement{{Article: "a", Speaker: "p1", Name: "Anna Berg", Content: "We, too", Day: "2026-05-04"}},
		Story:      &news.Story{ID: "s1", Headline: r.Headline, Lead: "a", Articles: []string{"a"}, Sources: 1, Last: "2026-05-04"}}
	err = db.Update(ctx, func(tx *store.Tx) error {
		if _, err := tx.Keep(ctx, &r.Article, time.Now()); err != nil {
			return err
		}
		return tx.File(ctx, f)
	})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func write(t *testing.T, db *store.DB, x Export) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(context.Background(), db, x, &b); err != nil {
		t.Fatalf("%+v: %v", x, err)
	}
	return b.String()
}

// TestEveryPartInEveryTable writes every part of the record as lines and CSV, and reads it back.
func TestEveryPartInEveryTable(t *testing.T) {
	db := record(t)
	want := map[string]int{"incidents": 4, "statements": 1, "articles": 1, "readings": 1, "stories": 1, "entities": 3}
	for _, what := range Whats {
		lines := strings.Split(strings.TrimSpace(write(t, db, Export{What: what, Format: "jsonl"})), "\n")
		for _, l := range lines {
			if !json.Valid([]byte(l)) {
				t.Errorf("%s: no JSON: %s", what, l)
			}
		}
		rows, err := csv.NewReader(strings.NewReader(write(t, db, Export{What: what, Format: "csv"}))).ReadAll()
		if err != nil {
			t.Errorf("%s as CSV: %v", what, err)
		}
		if n := want[what]; len(lines) != n || len(rows) != n+1 {
			t.Errorf("%s: %d lines, %d rows with header, want %d", what, len(lines), len(rows), n)
		}
	}
}

func TestGDELT(t *testing.T) {
	got := write(t, record(t), Export{What: "incidents", Format: "gdelt"})
	if strings.Count(got, "\n") != 1 {
		t.Fatalf("%q: want the one visit that took place on a known day", got)
	}
	f := strings.Split(strings.TrimSuffix(got, "\n"), "\t")
	if len(f) != gdeltColumns {
		t.Fatalf("%d columns, want %d", len(f), gdeltColumns)
	}
	for col, want := range map[int]string{gdeltDay: "20260503", gdeltActor1 + 2: "SWE", gdeltActor2 + 1: "KENYA",
		gdeltCode: "042", gdeltRootCode: "04", gdeltQuad: "1", gdeltGoldstein: "1.9", gdeltSources: "1",
		gdeltPlaceName: "Nairobi", gdeltURL: "https://courier.example/a"} {
		if f[col] != want {
			t.Errorf("column %d is %q, want %q", col+1, f[col], want)
		}
	}
}

func TestCalendarHoldsWhatIsPlanned(t *testing.T) {
	got := write(t, record(t), Export{What: "incidents", Format: "ical"})
	if strings.Count(got, "BEGIN:VEVENT") != 1 || !strings.Contains(got, "DTSTART;VALUE=DATE:20260520") ||
		!strings.Contains(got, "DTEND;VALUE=DATE:20260522") || !strings.Contains(got, "Visit: Anna Berg") || !strings.Contains(got, "URL:https://courier.example/a") {
		t.Errorf("calendar:\n%s", got)
	}
}

func TestDaysNarrow(t *testing.T) {
	got := write(t, record(t), Export{What: "incidents", Format: "jsonl", From: "2026-05-10", To: "2026-05-30"})
	if strings.Count(got, "\n") != 1 || !strings.Contains(got, `"id":"i2"`) {
		t.Errorf("May 10 to 30: %s, want the planned visit", got)
	}
}

// TestWholeMonths takes a month or a year for all its days, and refuses what is neither.
func TestWholeMonths(t *testing.T) {
	db := record(t)
	for _, what := range []string{"articles", "statements", "readings", "stories"} {
		for days, want := range map[[2]string]int{{"2026-05", "2026-05"}: 1, {"2026", "2026"}: 1, {"2026-06", ""}: 0} {
			got := strings.Count(write(t, db, Export{What: what, Format: "jsonl", From: days[0], To: days[1]}), "\n")
			if got != want {
				t.Errorf("%s of %v: %d, want %d", what, days, got, want)
			}
		}
	}
	for _, x := range []Export{{From: "soon"}, {To: "2026-13-01"}, {From: "2026-05", To: "2026-04"}, {From: "2026-05-01/2026-05-02"}} {
		x.What, x.Format = "articles", "csv"
		if err := Write(context.Background(), db, x, &bytes.Buffer{}); !errors.Is(err, news.ErrSyntax) {
			t.Errorf("%+v: %v, want ErrSyntax", x, err)
		}
	}
}

// TestColumnsOfIncidents wants who takes part by id and country too, and where it can be read.
func TestColumnsOfIncidents(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(write(t, record(t), Export{What: "incidents", Format: "csv"}))).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatal(err, rows)
	}
	got := map[string]string{}
	for i, name := range rows[0] {
		got[name] = rows[1][i]
	}
	for name, want := range map[string]string{"cameo": "042", "actor_ids": "c1; p1", "actor_countries": "SWE",
		"recipient_ids": "c2", "recipient_countries": "KEN", "url": "https://courier.example/a"} {
		if got[name] != want {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
}

func TestWhatIsNotThere(t *testing.T) {
	db := record(t)
	for _, x := range []Export{{What: "secrets", Format: "csv"}, {What: "stories", Format: "ical"}, {What: "stories", Format: "gdelt"}} {
		if err := Write(context.Background(), db, x, &bytes.Buffer{}); !errors.Is(err, news.ErrNotFound) {
			t.Errorf("%+v: %v, want ErrNotFound", x, err)
		}
	}
}
