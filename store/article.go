package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"readout/news"
)

// What Keep found of an article.
const (
	Known   = "known"   // already kept, unchanged
	Added   = "added"   // new
	Updated = "updated" // the page at its address has changed; the old text is kept as a version
)

// Keep keeps a, at a time, and says what it was. Others are further addresses that name it.
func (tx *Tx) Keep(ctx context.Context, a *news.Article, at time.Time, others ...string) (string, error) {
	state, err := tx.keep(ctx, a, at)
	if err != nil {
		return "", err
	}
	for _, address := range append(others, a.URL) {
		if address == "" {
			continue
		}
		if _, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO address VALUES (?,?)",
			address, a.ID); err != nil {
			return "", fmt.Errorf("keep address %s: %w", address, err)
		}
	}
	return state, nil
}

func (tx *Tx) keep(ctx context.Context, a *news.Article, at time.Time) (string, error) {
	var n, kept int64
	var headline, body, old string
	err := tx.QueryRowContext(ctx,
		"SELECT n, kept, headline, body, doc FROM article WHERE id = ?", a.ID,
	).Scan(&n, &kept, &headline, &body, &old)
	if errors.Is(err, sql.ErrNoRows) {
		return Added, tx.add(ctx, a, at)
	}
	if err != nil {
		return "", fmt.Errorf("keep %s: %w", a.URL, err)
	}
	if body == a.Body && headline == a.Headline {
		return Known, nil
	}
	if _, err = tx.ExecContext(ctx, "INSERT OR IGNORE INTO version VALUES (?,?,?,?,?)",
		n, kept, headline, body, old); err != nil {
		return "", fmt.Errorf("keep version of %s: %w", a.URL, err)
	}
	_, err = tx.ExecContext(ctx, `UPDATE article SET headline = ?, body = ?, doc = ?, kept = ?,
		state = 'kept', failure = '' WHERE n = ?`,
		a.Headline, a.Body, bare(a), at.UnixMilli(), n)
	return Updated, err
}

func (tx *Tx) add(ctx context.Context, a *news.Article, at time.Time) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO article
		(id, url, host, outlet, headline, published, kept, body, doc) VALUES (?,?,?,?,?,?,?,?,?)`,
		a.ID, a.URL, Host(a.URL), a.Outlet, a.Headline, a.Day(), at.UnixMilli(), a.Body, bare(a))
	if err != nil {
		return fmt.Errorf("keep %s: %w", a.URL, err)
	}
	return nil
}

// bare is a's JSON without the body, which has a column of its own.
func bare(a *news.Article) string {
	b := *a
	b.Body = ""
	return asJSON(&b)
}

// Host returns the host of an address without "www.", or "".
func Host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// Article returns the article with that id.
func (db *DB) Article(ctx context.Context, id string) (*news.Article, error) {
	a := new(news.Article)
	var b []byte
	var body string
	err := db.r.QueryRowContext(ctx, "SELECT doc, body FROM article WHERE id = ?", id).Scan(&b, &body)
	if err == nil {
		err = json.Unmarshal(b, a)
	}
	a.Body = body
	return a, notFound(err, "article", id)
}

// HasURL reports whether a page from that address is kept.
func (db *DB) HasURL(ctx context.Context, address string) (bool, error) {
	var n int
	err := db.r.QueryRowContext(ctx,
		"SELECT count(*) FROM address WHERE url = ?", address).Scan(&n)
	return n > 0, err
}

// Unread returns the ids of up to limit articles that wait to be read, in the order of their
// publication: feeds list the newest first, and the first report opens a story.
func (db *DB) Unread(ctx context.Context, limit int) ([]string, error) {
	rows, err := db.r.QueryContext(ctx,
		"SELECT id FROM article WHERE state = 'kept' ORDER BY published, n LIMIT ?", limit)
	return collect(rows, err, word)
}

// Reopen marks every article whose reading another version made as waiting to be read again.
func (tx *Tx) Reopen(ctx context.Context, version string) error {
	_, err := tx.ExecContext(ctx, `UPDATE article SET state = 'kept'
		WHERE n IN (SELECT article FROM reading WHERE version <> ?)`, version)
	return err
}

// Fail notes that an article could not be read, and why.
func (tx *Tx) Fail(ctx context.Context, id string, why error) error {
	_, err := tx.ExecContext(ctx, "UPDATE article SET state = 'failed', failure = ? WHERE id = ?",
		why.Error(), id)
	return err
}

// A Version is an earlier text of a page.
type Version struct {
	Kept     time.Time
	Headline string
	Body     string
}

// Versions returns the earlier texts of an article, oldest first.
func (db *DB) Versions(ctx context.Context, id string) ([]Version, error) {
	rows, err := db.r.QueryContext(ctx, `SELECT v.kept, v.headline, v.body FROM version v
		JOIN article a ON a.n = v.article WHERE a.id = ? ORDER BY v.kept`, id)
	return collect(rows, err, func(rows *sql.Rows) (v Version, err error) {
		var ms int64
		err = rows.Scan(&ms, &v.Headline, &v.Body)
		v.Kept = time.UnixMilli(ms)
		return v, err
	})
}

// Counts are how many of each thing are kept.
type Counts struct{ Articles, Unread, Failed, Statements, Incidents, Stories, Feeds int }

// Counts counts what is kept.
func (db *DB) Counts(ctx context.Context) (c Counts, err error) {
	err = db.r.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM article),
		(SELECT count(*) FROM article WHERE state = 'kept'),
		(SELECT count(*) FROM article WHERE state = 'failed'),
		(SELECT count(*) FROM statement), (SELECT count(*) FROM incident),
		(SELECT count(*) FROM story), (SELECT count(*) FROM feed)`).Scan(
		&c.Articles, &c.Unread, &c.Failed, &c.Statements, &c.Incidents, &c.Stories, &c.Feeds)
	return c, err
}
