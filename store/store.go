// Package store keeps the desk's articles, readings and record. It is the only place with SQL:
// SQLite in one folder. What it says is kept survives the death of the process.
package store

import (
	"context"
	"database/sql"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"

	_ "modernc.org/sqlite" // the driver

	"readout/news"
)

//go:embed migrations
var migrations embed.FS

// A DB is an open store. It is safe for concurrent use.
type DB struct {
	r *sql.DB // many readers
	w *sql.DB // one writer
}

// Open opens the store in dir, makes it where there is none, and brings an older one to today's
// schema. A store of a newer Readout is refused and left as it is.
func Open(dir string) (*DB, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open store %s: %w", dir, err)
	}
	name := "file:" + filepath.ToSlash(filepath.Join(dir, "readout.db")) +
		"?_pragma=busy_timeout(15000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
		"&_pragma=foreign_keys(1)&_pragma=cache_size(-16000)"
	w, err := sql.Open("sqlite", name+"&_txlock=immediate")
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", dir, err)
	}
	w.SetMaxOpenConns(1)
	if err := migrate(w); err != nil {
		return nil, errors.Join(fmt.Errorf("open store %s: %w", dir, err), w.Close())
	}
	r, err := sql.Open("sqlite", name+"&_pragma=query_only(1)")
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open store %s: %w", dir, err), w.Close())
	}
	r.SetMaxOpenConns(4)
	return &DB{r: r, w: w}, nil
}

// Close closes the store.
func (db *DB) Close() error { return errors.Join(db.r.Close(), db.w.Close()) }

// migrate runs the steps that the store has not had yet, each in a transaction of its own.
func migrate(w *sql.DB) error {
	var have int
	if err := w.QueryRow("PRAGMA user_version").Scan(&have); err != nil {
		return err
	}
	steps, err := migrations.ReadDir("migrations")
	if err != nil {
		return err
	}
	sort.Slice(steps, func(i, j int) bool { return steps[i].Name() < steps[j].Name() })
	if have > len(steps) {
		return fmt.Errorf("schema %d is newer than this Readout knows (%d)", have, len(steps))
	}
	for i := have; i < len(steps); i++ {
		if err := step(w, steps[i].Name(), i+1); err != nil {
			return err
		}
	}
	return nil
}

func step(w *sql.DB, name string, version int) error {
	stmts, err := migrations.ReadFile("migrations/" + name)
	if err != nil {
		return err
	}
	tx, err := w.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	// Another process may have run the step while this one waited for the lock.
	var have int
	if err := tx.QueryRow("PRAGMA user_version").Scan(&have); err != nil {
		return err
	}
	if have >= version {
		return nil
	}
	if _, err := tx.Exec(string(stmts)); err != nil {
		return fmt.Errorf("migrate %s: %w", name, err)
	}
	if _, err := tx.Exec(fmt.Sprintf("PRAGMA user_version = %d", version)); err != nil {
		return err
	}
	return tx.Commit()
}

// A Tx is a set of changes that are kept all together or not at all.
type Tx struct{ *sql.Tx }

// Update runs f and keeps what it changed, or nothing where f returns an error.
func (db *DB) Update(ctx context.Context, f func(*Tx) error) error {
	tx, err := db.w.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	if err := f(&Tx{tx}); err != nil {
		return err
	}
	return tx.Commit()
}

// asJSON marshals what is Readout's own, which cannot fail.
func asJSON(v any) string {
	b, err := news.Line(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// collect reads every row with scan.
func collect[T any](rows *sql.Rows, err error, scan func(*sql.Rows) (T, error)) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// doc scans one column of JSON.
func doc[T any](rows *sql.Rows) (T, error) {
	var v T
	var b []byte
	if err := rows.Scan(&b); err != nil {
		return v, err
	}
	return v, json.Unmarshal(b, &v)
}

// word scans one column of text.
func word(rows *sql.Rows) (string, error) {
	var s string
	return s, rows.Scan(&s)
}

// notFound names what was looked for and is not there.
func notFound(err error, what, id string) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%s %q: %w", what, id, news.ErrNotFound)
	}
	return err
}
