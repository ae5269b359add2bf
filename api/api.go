// Package api gives the record out in forms that other programs read: JSON lines, CSV, Parquet,
// columns of GDELT, iCal and Atom. Pages are package web's.
package api

import (
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"readout/api/parquet"
	"readout/news"
	"readout/store"
)

// What can be exported, and in which formats.
var (
	Whats   = []string{"incidents", "statements", "articles", "readings", "stories", "entities"}
	Formats = []string{"jsonl", "csv", "parquet", "gdelt", "ical"}
)

// Has tells whether a part of the record can be had in a format: what is for calendars and for
// tools of GDELT are incidents alone.
func Has(what, format string) bool {
	return slices.Contains(Formats, format) &&
		(what == "incidents" || format != "ical" && format != "gdelt")
}

// An Export says which part of the record is wanted.
type Export struct {
	What     string
	Format   string
	From, To string // days, "" for open
}

// Write writes the part of the record that x asks for. CSV has a header, Parquet types; iCal holds
// engagements that are planned, GDELT columns what took place.
func Write(ctx context.Context, db *store.DB, x Export, w io.Writer) error {
	if !slices.Contains(Whats, x.What) {
		return fmt.Errorf("no %q to export (there are %s): %w", x.What,
			strings.Join(Whats, ", "), news.ErrNotFound)
	}
	if !Has(x.What, x.Format) {
		return fmt.Errorf("%s have no form %q: %w", x.What, x.Format, news.ErrNotFound)
	}
	if err := x.days(); err != nil {
		return err
	}
	switch x.Format {
	case "ical":
		return writeCalendar(ctx, db, x, w)
	case "gdelt":
		return writeGDELT(ctx, db, x, w)
	case "csv":
		return writeCSV(ctx, db, x, w)
	case "parquet":
		return writeParquet(ctx, db, x, w)
	}
	return each(ctx, db, x, func(v any, _ []string) error {
		b, err := news.Line(v)
		if err == nil {
			_, err = w.Write(append(b, '\n'))
		}
		return err
	})
}

// days makes days of months and years, and refuses what is none of these.
func (x *Export) days() error {
	from, _ := news.Interval(x.From)
	_, to := news.Interval(x.To)
	for name, d := range map[string][2]string{"from": {x.From, from}, "to": {x.To, to}} {
		if _, err := time.Parse(time.DateOnly, d[1]); err != nil && d[0] != "" || strings.Contains(d[0], "/") {
			return fmt.Errorf("%s %q is no day, month or year (like 2026-05-03): %w", name, d[0], news.ErrSyntax)
		}
	}
	if x.From, x.To = from, to; from != "" && to != "" && to < from {
		return fmt.Errorf("from %s is after to %s: %w", from, to, news.ErrSyntax)
	}
	return nil
}

// headers are the columns of CSV and Parquet.
var headers = map[string][]string{
	"incidents": {"id", "type", "mode", "goldstein", "actors", "recipients", "place", "day",
		"precision", "status", "sources", "reports", "sentence", "article", "outlet", "published",
		"cameo", "actor_ids", "actor_countries", "recipient_ids", "recipient_countries", "url"},
	"statements": {"article", "index", "speaker", "name", "office", "country", "kind", "cue",
		"content", "occasion", "addressee", "day", "sentence", "outlet", "published"},
	"articles": {"id", "url", "outlet", "headline", "published", "story", "copy_of"},
	"readings": {"id", "url", "outlet", "headline", "published", "statements", "events"},
	"stories":  {"id", "headline", "first", "last", "sources", "articles"},
	"entities": {"id", "kind", "name", "country", "office", "wikidata", "articles"},
}

func writeCSV(ctx context.Context, db *store.DB, x Export, w io.Writer) error {
	c := csv.NewWriter(w)
	if err := c.Write(headers[x.What]); err != nil {
		return err
	}
	err := each(ctx, db, x, func(_ any, row []string) error { return c.Write(row) })
	c.Flush()
	if err != nil {
		return err
	}
	return c.Error()
}

// numbers are the columns that hold no text.
var numbers = map[string]map[string]parquet.Type{
	"incidents":  {"goldstein": parquet.Float, "sources": parquet.Int, "reports": parquet.Int},
	"statements": {"index": parquet.Int},
	"readings":   {"statements": parquet.Int, "events": parquet.Int},
	"stories":    {"sources": parquet.Int},
	"entities":   {"articles": parquet.Int},
}

func writeParquet(ctx context.Context, db *store.DB, x Export, w io.Writer) error {
	var columns []parquet.Column
	for _, name := range headers[x.What] {
		columns = append(columns, parquet.Column{Name: name,
			Type: cmp.Or(numbers[x.What][name], parquet.Text)})
	}
	p := parquet.NewWriter(w, columns)
	if err := each(ctx, db, x, func(_ any, row []string) error { return p.Write(row) }); err != nil {
		return err
	}
	return p.Close()
}

// most is how many rows of one kind are exported at once.
const most = 10_000_000

// each calls f with every thing that x asks for and its row of CSV.
func each(ctx context.Context, db *store.DB, x Export, f func(any, []string) error) error {
	switch x.What {
	case "incidents":
		return incidents(ctx, db, x, f)
	case "statements":
		sts, err := db.Statements(ctx, store.StatementFilter{From: x.From, To: x.To, Limit: most})
		return rows(sts, err, f, statementRow)
	case "articles":
		bs, err := db.Latest(ctx, "", most)
		return rows(within(bs, x), err, f, briefRow)
	case "readings":
		return db.Filed(ctx, x.From, func(r *news.Reading, _ *news.Story, _ bool) error {
			if x.To != "" && r.Day() > x.To {
				return nil
			}
			return f(r, []string{r.ID, r.URL, r.Outlet, r.Headline, r.Day(),
				strconv.Itoa(len(r.Statements)), strconv.Itoa(len(r.Events))})
		})
	case "stories":
		sts, err := db.Stories(ctx, x.From, most)
		sts = slices.DeleteFunc(sts, func(s *news.Story) bool { return x.To != "" && s.First > x.To })
		return rows(sts, err, f, storyRow)
	}
	for _, kind := range []string{news.Person, news.Organization, news.Country, news.PlaceEntity,
		news.Group, news.Work} {
		ps, err := db.MostNamed(ctx, kind, most)
		if err := rows(ps, err, f, profileRow); err != nil {
			return err
		}
	}
	return nil
}

func rows[T any](vs []T, err error, f func(any, []string) error, row func(T) []string) error {
	if err != nil {
		return err
	}
	for _, v := range vs {
		if err := f(v, row(v)); err != nil {
			return err
		}
	}
	return nil
}

func within(bs []store.Brief, x Export) []store.Brief {
	return slices.DeleteFunc(bs, func(b store.Brief) bool {
		return x.From != "" && b.Published < x.From || x.To != "" && b.Published > x.To
	})
}

func incidents(ctx context.Context, db *store.DB, x Export, f func(any, []string) error) error {
	incs, err := db.Incidents(ctx, store.IncidentFilter{From: x.From, To: x.To, Limit: most})
	if err != nil {
		return err
	}
	names, err := named(ctx, db, incs)
	if err != nil {
		return err
	}
	at, err := addresses(ctx, db, incs)
	return rows(incs, err, f, func(inc *news.Incident) []string {
		r := inc.Reports[0]
		return []string{inc.ID, inc.Type, inc.Mode, fmt.Sprint(inc.Goldstein),
			names.list(inc.Actors), names.list(inc.Recipients), string(inc.Place),
			string(inc.Day), inc.Precision, inc.Status, strconv.Itoa(inc.Sources),
			strconv.Itoa(len(inc.Reports)), r.Sentence, r.Article, r.Outlet, r.Published,
			inc.CAMEO, strings.Join(inc.Actors, "; "), names.countries(inc.Actors),
			strings.Join(inc.Recipients, "; "), names.countries(inc.Recipients), at[r.Article]}
	})
}

// addresses are where the articles that report incs were published, by id.
func addresses(ctx context.Context, db *store.DB, incs []*news.Incident) (map[string]string, error) {
	out := map[string]string{}
	var ids []string
	for _, inc := range incs {
		for _, r := range inc.Reports {
			if _, ok := out[r.Article]; !ok {
				out[r.Article] = ""
				ids = append(ids, r.Article)
			}
		}
	}
	for chunk := range slices.Chunk(ids, 500) {
		bs, err := db.Briefs(ctx, chunk)
		if err != nil {
			return nil, err
		}
		for _, b := range bs {
			out[b.ID] = b.URL
		}
	}
	return out, nil
}

// A roll is the names of entities by id.
type roll map[string]store.Profile

// named returns the names of all who take part in incs.
func named(ctx context.Context, db *store.DB, incs []*news.Incident) (roll, error) {
	seen := map[string]bool{}
	var ids []string
	for _, inc := range incs {
		for _, id := range slices.Concat(inc.Actors, inc.Recipients) {
			if !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	out := roll{}
	for chunk := range slices.Chunk(ids, 500) {
		ps, err := db.Entities(ctx, chunk)
		if err != nil {
			return nil, err
		}
		for id, p := range ps {
			out[id] = p
		}
	}
	return out, nil
}

// list is the names of ids, parted by "; ".
func (r roll) list(ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = r.name(id)
	}
	return strings.Join(out, "; ")
}

// countries is the codes of those that ids act for, each once, parted by "; ".
func (r roll) countries(ids []string) string {
	var out []string
	for _, id := range ids {
		if c := r[id].Country; c != "" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return strings.Join(out, "; ")
}

// officials is ids without the countries for which an official among them acts.
func (r roll) officials(ids []string) []string {
	acts := map[string]bool{}
	for _, id := range ids {
		if p := r[id]; p.Kind != news.Country {
			acts[p.Country] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		return r[id].Kind == news.Country && acts[r[id].Country]
	})
}

func (r roll) name(id string) string {
	if p, ok := r[id]; ok && p.Name != "" {
		return p.Name
	}
	return id
}

func statementRow(s news.Statement) []string {
	return []string{s.Article, strconv.Itoa(s.Index), s.Speaker, s.Name, s.Office, s.Country, s.Kind,
		s.Cue, s.Content, s.Occasion, s.Addressee, s.Day, s.Sentence, s.Outlet, s.Published}
}

func briefRow(b store.Brief) []string {
	return []string{b.ID, b.URL, b.Outlet, b.Headline, b.Published, b.Story, b.CopyOf}
}

func storyRow(s *news.Story) []string {
	ids, _ := json.Marshal(s.Articles)
	return []string{s.ID, s.Headline, s.First, s.Last, strconv.Itoa(s.Sources), string(ids)}
}

func profileRow(p store.Profile) []string {
	return []string{p.ID, p.Kind, p.Name, p.Country, p.Office, p.Wikidata, strconv.Itoa(p.Articles)}
}
