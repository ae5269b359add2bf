package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"readout/news"
)

// KeepFeed keeps f, replacing the feed with the same address.
func (tx *Tx) KeepFeed(ctx context.Context, f *news.Feed) error {
	_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO feed VALUES (?,?,?,?,?,?,?,?,?)",
		f.URL, f.Name, f.ETag, f.LastModified, millis(f.Fetched), millis(f.Next), f.Failure,
		f.Failures, f.Articles)
	if err != nil {
		return fmt.Errorf("keep feed %s: %w", f.URL, err)
	}
	return nil
}

// UpdateFeed keeps how the last round of f went, unless f was dropped meanwhile.
func (tx *Tx) UpdateFeed(ctx context.Context, f *news.Feed) error {
	var n int
	err := tx.QueryRowContext(ctx, "SELECT count(*) FROM feed WHERE url = ?", f.URL).Scan(&n)
	if err != nil || n == 0 {
		return err
	}
	return tx.KeepFeed(ctx, f)
}

// DropFeed stops following a feed. Its articles stay.
func (tx *Tx) DropFeed(ctx context.Context, url string) error {
	_, err := tx.ExecContext(ctx, "DELETE FROM feed WHERE url = ?", url)
	return err
}

// Feeds returns all feeds by name.
func (db *DB) Feeds(ctx context.Context) ([]news.Feed, error) {
	rows, err := db.r.QueryContext(ctx, "SELECT * FROM feed ORDER BY name, url")
	return collect(rows, err, feed)
}

// Feed returns the feed with that address.
func (db *DB) Feed(ctx context.Context, url string) (news.Feed, error) {
	rows, err := db.r.QueryContext(ctx, "SELECT * FROM feed WHERE url = ?", url)
	return one(rows, err, "feed", url, feed)
}

// Due returns the feeds whose next round is at or before a time, longest due first.
func (db *DB) Due(ctx context.Context, at time.Time, limit int) ([]news.Feed, error) {
	rows, err := db.r.QueryContext(ctx, "SELECT * FROM feed WHERE next <= ? ORDER BY next LIMIT ?",
		at.UnixMilli(), limit)
	return collect(rows, err, feed)
}

func feed(rows *sql.Rows) (f news.Feed, err error) {
	var fetched, next int64
	err = rows.Scan(&f.URL, &f.Name, &f.ETag, &f.LastModified, &fetched, &next, &f.Failure,
		&f.Failures, &f.Articles)
	f.Fetched, f.Next = moment(fetched), moment(next)
	return f, err
}

// millis is t in Unix milliseconds, zero for the zero time.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}

// KeepReply keeps a new reply and returns its number.
func (tx *Tx) KeepReply(ctx context.Context, r *news.Reply) (int64, error) {
	res, err := tx.ExecContext(ctx, `INSERT INTO reply (article, name, email, text, state, written)
		VALUES (?,?,?,?,?,?)`, r.Article, r.Name, r.Email, r.Text, r.State, millis(r.Written))
	if err != nil {
		return 0, fmt.Errorf("keep reply to %s: %w", r.Article, err)
	}
	return res.LastInsertId()
}

// SetReply sets the state of a reply: held, approved or refused.
func (tx *Tx) SetReply(ctx context.Context, id int64, state string) error {
	res, err := tx.ExecContext(ctx, "UPDATE reply SET state = ? WHERE id = ?", state, id)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return notFound(sql.ErrNoRows, "reply", fmt.Sprint(id))
	}
	return nil
}

// Replies returns the replies to an article ("" for any) in a state, oldest first.
func (db *DB) Replies(ctx context.Context, article, state string) ([]news.Reply, error) {
	rows, err := db.r.QueryContext(ctx, `SELECT id, article, name, email, text, state, written
		FROM reply WHERE ? IN ('', article) AND state = ? ORDER BY id LIMIT 500`, article, state)
	return collect(rows, err, func(rows *sql.Rows) (r news.Reply, err error) {
		var ms int64
		err = rows.Scan(&r.ID, &r.Article, &r.Name, &r.Email, &r.Text, &r.State, &ms)
		r.Written = moment(ms)
		return r, err
	})
}
