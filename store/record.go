package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"

	"github.com/zeebo/xxh3"

	"readout/news"
)

func (tx *Tx) statements(ctx context.Context, n int64, sts []news.Statement) error {
	for i := range sts {
		s := &sts[i]
		_, err := tx.ExecContext(ctx, `INSERT INTO statement (article, idx, speaker, name, day, same, doc)
			VALUES (?,?,?,?,?,?,?)`, n, s.Index, s.Speaker, s.Name, cmp.Or(s.Day, s.Published),
			int64(xxh3.HashString(s.Same())), asJSON(s))
		if err != nil {
			return err
		}
	}
	return nil
}

// Incidents keeps incidents, replacing those with the same id. One without reports is taken away.
func (tx *Tx) Incidents(ctx context.Context, incs []*news.Incident) error {
	for _, inc := range incs {
		if err := tx.incident(ctx, inc); err != nil {
			return fmt.Errorf("incident %s: %w", inc.ID, err)
		}
	}
	return nil
}

func (tx *Tx) incident(ctx context.Context, inc *news.Incident) error {
	if len(inc.Reports) == 0 {
		return tx.dropIncident(ctx, inc.ID)
	}
	first, last := inc.Days()
	var n int64
	err := tx.QueryRowContext(ctx, `INSERT INTO incident
		(id, type, mode, status, first, last, place, sources, doc) VALUES (?,?,?,?,?,?,?,?,?)
		ON CONFLICT(id) DO UPDATE SET type = excluded.type, mode = excluded.mode,
		status = excluded.status, first = excluded.first, last = excluded.last,
		place = excluded.place, sources = excluded.sources, doc = excluded.doc RETURNING n`,
		inc.ID, inc.Type, inc.Mode, inc.Status, first, last, string(inc.Place), inc.Sources,
		asJSON(inc)).Scan(&n)
	if err != nil {
		return err
	}
	if _, err = tx.ExecContext(ctx, "DELETE FROM party WHERE incident = ?", n); err != nil {
		return err
	}
	for role, ids := range map[string][]string{"a": inc.Actors, "r": inc.Recipients} {
		for _, id := range ids {
			if _, err = tx.ExecContext(ctx, `INSERT OR IGNORE INTO party VALUES (?,?,?,
				coalesce((SELECT country FROM entity WHERE id = ?), ''))`, n, role, id, id); err != nil {
				return err
			}
		}
	}
	for _, r := range inc.Reports {
		if _, err = tx.ExecContext(ctx, `INSERT OR REPLACE INTO report
			SELECT ?, a.n, ? FROM article a WHERE a.id = ?`, n, r.Event, r.Article); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) dropIncident(ctx context.Context, id string) error {
	for _, q := range []string{
		"DELETE FROM party WHERE incident = (SELECT n FROM incident WHERE id = ?)",
		"DELETE FROM report WHERE incident = (SELECT n FROM incident WHERE id = ?)",
		"DELETE FROM incident WHERE id = ?",
	} {
		if _, err := tx.ExecContext(ctx, q, id); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) story(ctx context.Context, article int64, st *news.Story, reason string) error {
	if st == nil {
		return nil
	}
	n, err := tx.keepStory(ctx, st)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO assigned VALUES (?,?,?)", article, n, reason)
	return err
}

func (tx *Tx) keepStory(ctx context.Context, st *news.Story) (n int64, err error) {
	err = tx.QueryRowContext(ctx, `INSERT INTO story (id, first, last, sources, doc)
		VALUES (?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET first = excluded.first,
		last = excluded.last, sources = excluded.sources, doc = excluded.doc RETURNING n`,
		st.ID, st.First, st.Last, st.Sources, asJSON(st)).Scan(&n)
	return n, err
}

func (tx *Tx) copy(ctx context.Context, article int64, c *news.Copy) error {
	if c == nil {
		return nil
	}
	_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO copy VALUES (?,?,?,
		EXISTS (SELECT 1 FROM ruling WHERE kind = 'copy' AND a = ? AND b = ? AND verdict = 'refused'))`,
		article, c.Of, asJSON(c), c.ID, c.Of)
	return err
}

// turned keeps that earlier articles are copies of a later-kept one.
func (tx *Tx) turned(ctx context.Context, cs []news.Copy) error {
	for i := range cs {
		n, err := tx.number(ctx, cs[i].ID)
		if err != nil {
			return err
		}
		if err := tx.copy(ctx, n, &cs[i]); err != nil {
			return err
		}
	}
	return nil
}

// Reported returns the incidents that an article reports, as they are within tx.
func (tx *Tx) Reported(ctx context.Context, article string) ([]*news.Incident, error) {
	rows, err := tx.QueryContext(ctx, reportedBy, article)
	return collect(rows, err, doc[*news.Incident])
}

const reportedBy = `SELECT doc FROM incident WHERE n IN
	(SELECT p.incident FROM report p JOIN article a ON a.n = p.article WHERE a.id = ?)
	ORDER BY first`

// Incident returns the incident with that id.
func (db *DB) Incident(ctx context.Context, id string) (*news.Incident, error) {
	rows, err := db.r.QueryContext(ctx, "SELECT doc FROM incident WHERE id = ?", id)
	return one(rows, err, "incident", id, doc[*news.Incident])
}

// Reported returns the incidents that an article reports.
func (db *DB) Reported(ctx context.Context, article string) ([]*news.Incident, error) {
	rows, err := db.r.QueryContext(ctx, reportedBy, article)
	return collect(rows, err, doc[*news.Incident])
}

// Near returns the incidents of a type that one of the actors takes part in and that may have
// happened between two days, for merging; at most 200, the newest.
func (tx *Tx) Near(ctx context.Context, typ string, actors []string, from, to string,
) ([]*news.Incident, error) {
	if len(actors) == 0 {
		return nil, nil
	}
	args := append([]any{typ, from, to}, anys(actors)...)
	rows, err := tx.QueryContext(ctx, `SELECT doc FROM incident i WHERE type = ?
		AND (first = '' OR last >= ? AND first <= ?) AND n IN (SELECT incident FROM party WHERE entity IN (`+
		marks(len(actors))+`)) ORDER BY n DESC LIMIT 200`, args...)
	return collect(rows, err, doc[*news.Incident])
}

// An IncidentFilter narrows a list of incidents; its zero values narrow nothing.
type IncidentFilter struct {
	Entity   string   // takes part on either side
	Actor    string   // country code that acts
	With     string   // country code on the other side
	Types    []string // any of them
	Statuses []string
	From, To string // days
	Undated  bool   // only those whose day is not known
	Reverse  bool   // latest first
	Limit    int    // at most; 500 where zero
}

// Incidents lists the incidents that pass f, by the day they happened.
func (db *DB) Incidents(ctx context.Context, f IncidentFilter) ([]*news.Incident, error) {
	where, args := f.where()
	order := "first, n"
	if f.Reverse {
		order = "first DESC, n DESC"
	}
	if f.Limit == 0 {
		f.Limit = 500
	}
	rows, err := db.r.QueryContext(ctx, "SELECT doc FROM incident WHERE n IN (SELECT n FROM "+
		"incident i "+f.by()+" WHERE "+where+" ORDER BY "+order+" LIMIT ?) ORDER BY "+order,
		append(args, f.Limit)...)
	return collect(rows, err, doc[*news.Incident])
}

// by names the index to use where SQLite, which knows nothing of how rare a status is, would take
// another.
func (f IncidentFilter) by() string {
	if len(f.Statuses) > 0 && f.Entity+f.Actor+f.With == "" {
		return "INDEXED BY incident_status"
	}
	return ""
}

func (f IncidentFilter) where() (string, []any) {
	q, args := "1", []any{}
	add := func(cond string, vals ...any) {
		q += " AND " + cond
		args = append(args, vals...)
	}
	if f.Entity != "" {
		add("i.n IN (SELECT incident FROM party WHERE entity = ?)", f.Entity)
	}
	if f.Actor != "" {
		add("i.n IN (SELECT incident FROM party WHERE country = ? AND role = 'a')", f.Actor)
	}
	if f.With != "" {
		add("i.n IN (SELECT incident FROM party WHERE country = ? AND role = 'r')", f.With)
	}
	if len(f.Types) > 0 {
		add("i.type IN ("+marks(len(f.Types))+")", anys(f.Types)...)
	}
	if len(f.Statuses) > 0 {
		add("i.status IN ("+marks(len(f.Statuses))+")", anys(f.Statuses)...)
	}
	if f.From != "" {
		add("i.last >= ?", f.From)
	}
	if f.Undated {
		add("i.last = ''")
	}
	if f.To != "" {
		add("i.first <> '' AND i.first <= ?", f.To)
	}
	return q, args
}

// Story returns the story with that id, or the one that it became part of.
func (db *DB) Story(ctx context.Context, id string) (*news.Story, error) {
	rows, err := db.r.QueryContext(ctx, `WITH RECURSIVE later(id, n) AS (SELECT ?, 0 UNION
		SELECT target, step.n FROM step JOIN later ON source = later.id AND step.n > later.n)
		SELECT doc FROM later JOIN story USING (id) ORDER BY later.n LIMIT 1`, id)
	return one(rows, err, "story", id, doc[*news.Story])
}

// Stories returns the stories with an article on or after a day, latest first.
func (db *DB) Stories(ctx context.Context, since string, limit int) ([]*news.Story, error) {
	rows, err := db.r.QueryContext(ctx,
		"SELECT doc FROM story WHERE last >= ? ORDER BY last DESC, sources DESC, n DESC LIMIT ?",
		since, limit)
	return collect(rows, err, doc[*news.Story])
}

// one returns the only row, or news.ErrNotFound naming what was asked for.
func one[T any](rows *sql.Rows, err error, what, id string, scan func(*sql.Rows) (T, error)) (T, error) {
	vs, err := collect(rows, err, scan)
	if err == nil && len(vs) == 0 {
		err = sql.ErrNoRows
	}
	if err != nil {
		var zero T
		return zero, notFound(err, what, id)
	}
	return vs[0], nil
}
