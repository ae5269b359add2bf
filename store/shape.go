package store

import (
	"context"
	"database/sql"
)

// A Shape is what extraction made of one article.
type Shape struct {
	Outlet string
	Length int // of the body, in bytes
	Byline bool
	Dated  bool // the page told its day
}

// Shapes returns the shapes of the latest kept articles, the latest first.
func (db *DB) Shapes(ctx context.Context, limit int) ([]Shape, error) {
	rows, err := db.r.QueryContext(ctx, `SELECT outlet, octet_length(body),
		coalesce(json_array_length(doc, '$.byline'), 0) > 0,
		coalesce(doc ->> '$.published.basis', '') NOT IN ('', 'people', 'fetched')
		FROM article ORDER BY n DESC LIMIT ?`, limit)
	return collect(rows, err, func(rows *sql.Rows) (s Shape, err error) {
		err = rows.Scan(&s.Outlet, &s.Length, &s.Byline, &s.Dated)
		return s, err
	})
}
