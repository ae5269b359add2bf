package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"readout/news"
)

// A Filing is all that the desk found out about one article; it is kept as one.
type Filing struct {
	Reading    *news.Reading
	Statements []news.Statement
	Incidents  []*news.Incident // new ones and those that its events changed
	Story      *news.Story
	Reason     string // why the article is in Story
	Copy       *news.Copy
	Turned     []news.Copy // earlier articles that turn out to be copies of this one
	// Doubts are the suspicions of the reading before any ruling was applied to it.
	Doubts []news.Suspicion
}

// File keeps f in place of what was filed before for the same article. The text stays.
func (tx *Tx) File(ctx context.Context, f *Filing) error {
	n, err := tx.number(ctx, f.Reading.ID)
	if err != nil {
		return err
	}
	steps := []func() error{
		func() error { return tx.clear(ctx, n) },
		func() error { return tx.reading(ctx, n, f.Reading) },
		func() error { return tx.doubts(ctx, n, f.Doubts) },
		func() error { return tx.entities(ctx, n, f.Reading) },
		func() error { return tx.offices(ctx, n, f.Reading) },
		func() error { return tx.statements(ctx, n, f.Statements) },
		func() error { return tx.Incidents(ctx, f.Incidents) },
		func() error { return tx.story(ctx, n, f.Story, f.Reason) },
		func() error { return tx.copy(ctx, n, f.Copy) },
		func() error { return tx.turned(ctx, f.Turned) },
	}
	for _, s := range steps {
		if err := s(); err != nil {
			return fmt.Errorf("file %s: %w", f.Reading.ID, err)
		}
	}
	return nil
}

// number returns the row number of an article.
func (tx *Tx) number(ctx context.Context, id string) (n int64, err error) {
	err = tx.QueryRowContext(ctx, "SELECT n FROM article WHERE id = ?", id).Scan(&n)
	return n, notFound(err, "article", id)
}

// clear takes away what was derived from article n before; its story and lineage stay until the
// filing brings others.
func (tx *Tx) clear(ctx context.Context, n int64) error {
	for _, table := range []string{"mention", "office", "statement", "report"} {
		_, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE article = ?", n)
		if err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) reading(ctx context.Context, n int64, r *news.Reading) error {
	b := *r
	b.Body, b.Furniture = "", nil
	if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO reading VALUES (?,?,?)",
		n, r.Version, asJSON(&b)); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx,
		"UPDATE article SET state = 'read', failure = '', published = ? WHERE n = ?", r.Day(), n)
	return err
}

func (tx *Tx) entities(ctx context.Context, n int64, r *news.Reading) error {
	for i := range r.Entities {
		e := &r.Entities[i]
		// The office shown for an entity is the one of the newest article that names it.
		_, err := tx.ExecContext(ctx, `INSERT INTO entity VALUES (?,?,?,?,?,?,?)
			ON CONFLICT(id) DO UPDATE SET name = excluded.name, country = excluded.country,
			office = CASE WHEN excluded.office = '' THEN office ELSE excluded.office END,
			seen = excluded.seen WHERE excluded.seen >= seen`,
			e.ID, e.Kind, e.Name, e.Country, e.Office, string(e.Wikidata), r.Day())
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO mention VALUES (?,?,?,?,?)",
			e.ID, n, len(e.Mentions), e.Office, asJSON(r.Written(e)))
		if err != nil {
			return err
		}
	}
	return nil
}

// offices keeps what the text of r says that people are.
func (tx *Tx) offices(ctx context.Context, n int64, r *news.Reading) error {
	for i := range r.Offices {
		o := &r.Offices[i]
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO office VALUES (?,?,?,?,?)",
			o.Person, n, o.Office, o.Country, r.Body[o.Sentence.Start:o.Sentence.End])
		if err != nil {
			return err
		}
	}
	return nil
}

// Reading returns what is filed of the article with that id, its text included.
func (db *DB) Reading(ctx context.Context, id string) (*news.Reading, error) {
	r := new(news.Reading)
	var b []byte
	var body string
	err := db.r.QueryRowContext(ctx, `SELECT r.doc, a.body FROM reading r
		JOIN article a ON a.n = r.article WHERE a.id = ?`, id).Scan(&b, &body)
	if err == nil {
		err = json.Unmarshal(b, r)
	}
	if err != nil {
		return nil, notFound(err, "reading of article", id)
	}
	r.Body = body
	return r, nil
}

const filedRows = `SELECT r.doc, a.body, coalesce(s.doc, ''), c.article IS NOT NULL
	FROM reading r JOIN article a ON a.n = r.article LEFT JOIN assigned g ON g.article = a.n
	LEFT JOIN story s ON s.n = g.story LEFT JOIN copy c ON c.article = a.n AND NOT c.refused `

// Filed calls f with every reading published on or after a day ("" for all), its story (nil for
// none) and whether it is a copy, oldest kept first, until f returns an error.
func (db *DB) Filed(ctx context.Context, since string,
	f func(*news.Reading, *news.Story, bool) error) error {
	rows, err := db.r.QueryContext(ctx, filedRows+"WHERE a.published >= ? ORDER BY a.n", since)
	return eachFiled(rows, err, f)
}

// FiledIn does the same for the articles of a story.
func (db *DB) FiledIn(ctx context.Context, story string,
	f func(*news.Reading, *news.Story, bool) error) error {
	rows, err := db.r.QueryContext(ctx, filedRows+"WHERE s.id = ? ORDER BY a.n", story)
	return eachFiled(rows, err, f)
}

func eachFiled(rows *sql.Rows, err error, f func(*news.Reading, *news.Story, bool) error) error {
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		r, st, isCopy, err := filed(rows)
		if err != nil {
			return err
		}
		if err := f(r, st, isCopy); err != nil {
			return err
		}
	}
	return rows.Err()
}

// CountFiled is how many articles are filed.
func (db *DB) CountFiled(ctx context.Context) (n int, err error) {
	err = db.r.QueryRowContext(ctx, "SELECT count(*) FROM assigned").Scan(&n)
	return n, err
}

// A Numbered is an article and its place among those kept.
type Numbered struct {
	N int64
	news.Article
}

// FiledAfter returns filed articles that come after a place, in the order in which they were kept,
// and were published on or after a day ("" for all).
func (db *DB) FiledAfter(ctx context.Context, n int64, since string, limit int) ([]Numbered, error) {
	rows, err := db.r.QueryContext(ctx, `SELECT a.n, a.doc, a.body, a.published FROM assigned g
		JOIN article a ON a.n = g.article WHERE g.article > ? AND a.published >= ?
		ORDER BY g.article LIMIT ?`, n, since, limit)
	return collect(rows, err, func(rows *sql.Rows) (a Numbered, err error) {
		var b []byte
		var body, day string
		if err = rows.Scan(&a.N, &b, &body, &day); err == nil {
			err = json.Unmarshal(b, &a.Article)
		}
		a.Body = body
		if a.Published == nil && day != "" {
			a.Published = &news.When{Day: day} // as its reader inferred
		}
		return a, err
	})
}

func filed(rows *sql.Rows) (r *news.Reading, st *news.Story, isCopy bool, err error) {
	var b, body, s []byte
	if err = rows.Scan(&b, &body, &s, &isCopy); err != nil {
		return nil, nil, false, err
	}
	r = new(news.Reading)
	if err = json.Unmarshal(b, r); err == nil && len(s) > 0 {
		st = new(news.Story)
		err = json.Unmarshal(s, st)
	}
	r.Body = string(body)
	return r, st, isCopy, err
}

// Newest returns the latest publication day of what is kept, "" where nothing is.
func (db *DB) Newest(ctx context.Context) (day string, err error) {
	err = db.r.QueryRowContext(ctx, "SELECT coalesce(max(published), '') FROM article").Scan(&day)
	return day, err
}

// A Brief is what a list shows of an article.
type Brief struct {
	ID        string `json:"id"`
	URL       string `json:"url"`
	Host      string `json:"host"`
	Outlet    string `json:"outlet"`
	Headline  string `json:"headline"`
	Published string `json:"published"`
	Story     string `json:"story"`
	Reason    string `json:"reason"`
	CopyOf    string `json:"copy_of"`
	Kept      int64  `json:"kept"` // Unix milliseconds
}

const briefColumns = `a.id, a.url, a.host, a.outlet, a.headline, a.published, a.kept,
	coalesce(s.id, ''), coalesce(g.reason, ''), coalesce(c.original, '')`

const briefFrom = ` FROM article a LEFT JOIN assigned g ON g.article = a.n
	LEFT JOIN story s ON s.n = g.story LEFT JOIN copy c ON c.article = a.n AND NOT c.refused `

func brief(rows *sql.Rows) (b Brief, err error) {
	err = rows.Scan(&b.ID, &b.URL, &b.Host, &b.Outlet, &b.Headline, &b.Published, &b.Kept,
		&b.Story, &b.Reason, &b.CopyOf)
	return b, err
}

// Briefs returns the articles with those ids, in no order; ids that are not kept are passed over.
func (db *DB) Briefs(ctx context.Context, ids []string) ([]Brief, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	rows, err := db.r.QueryContext(ctx, "SELECT "+briefColumns+briefFrom+
		"WHERE a.id IN ("+marks(len(ids))+")", anys(ids)...)
	return collect(rows, err, brief)
}

// Latest returns the newest articles, newest first; host narrows to one outlet where not "".
func (db *DB) Latest(ctx context.Context, host string, limit int) ([]Brief, error) {
	rows, err := db.r.QueryContext(ctx, "SELECT "+briefColumns+briefFrom+
		"WHERE ? IN ('', a.host) ORDER BY a.published DESC, a.n DESC LIMIT ?", host, limit)
	return collect(rows, err, brief)
}

// Naming returns the articles that name an entity, newest first.
func (db *DB) Naming(ctx context.Context, entity string, limit int) ([]Brief, error) {
	rows, err := db.r.QueryContext(ctx, "SELECT "+briefColumns+briefFrom+
		`JOIN mention m ON m.article = a.n WHERE m.entity = ?
		ORDER BY a.published DESC, a.n DESC LIMIT ?`, entity, limit)
	return collect(rows, err, brief)
}

// CopiesOf returns what was made from an article.
func (db *DB) CopiesOf(ctx context.Context, id string) ([]news.Copy, error) {
	rows, err := db.r.QueryContext(ctx, "SELECT doc FROM copy WHERE original = ? AND NOT refused", id)
	return collect(rows, err, doc[news.Copy])
}

// CopyOf returns what an article was made from, or nil.
func (db *DB) CopyOf(ctx context.Context, id string) (*news.Copy, error) {
	rows, err := db.r.QueryContext(ctx, `SELECT c.doc FROM copy c JOIN article a ON a.n = c.article
		WHERE a.id = ? AND NOT c.refused`, id)
	cs, err := collect(rows, err, doc[news.Copy])
	if err != nil || len(cs) == 0 {
		return nil, err
	}
	return &cs[0], nil
}

func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }

func anys(ss []string) []any {
	out := make([]any, len(ss))
	for i, s := range ss {
		out[i] = s
	}
	return out
}
