package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"readout/news"
)

// A Step is articles that went from one story to another: all of them where two stories became
// one. From may have none left; it is not among the stories then, but its steps stay.
type Step struct {
	N        int64 // 0 for one that is not kept yet
	At       time.Time
	From, To string // ids of stories
	Articles []string
	Reason   string
}

// Move keeps a step, and the stories as they are after it.
func (tx *Tx) Move(ctx context.Context, s *Step, from, to *news.Story) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO step (at, source, target, articles, reason)
		VALUES (?,?,?,?,?)`, millis(s.At), s.From, s.To, asJSON(s.Articles), s.Reason)
	if err != nil {
		return fmt.Errorf("keep step from story %s to %s: %w", s.From, s.To, err)
	}
	for _, id := range s.Articles {
		n, err := tx.number(ctx, id)
		if err == nil {
			err = tx.story(ctx, n, to, s.Reason)
		}
		if err != nil {
			return fmt.Errorf("move to story %s: %w", s.To, err)
		}
	}
	if len(from.Articles) > 0 {
		_, err = tx.ExecContext(ctx, `UPDATE story SET first = ?, last = ?, sources = ?, doc = ?
			WHERE id = ?`, from.First, from.Last, from.Sources, asJSON(from), from.ID)
	} else {
		_, err = tx.ExecContext(ctx, `DELETE FROM story WHERE id = ?
			AND n NOT IN (SELECT story FROM assigned)`, from.ID)
	}
	if err != nil {
		return fmt.Errorf("keep story %s: %w", s.From, err)
	}
	return nil
}

// Steps returns the steps that a story took part in, latest first.
func (db *DB) Steps(ctx context.Context, story string) ([]Step, error) {
	rows, err := db.r.QueryContext(ctx, `SELECT n, at, source, target, articles, reason FROM step
		WHERE source = ?1 OR target = ?1 ORDER BY n DESC LIMIT 500`, story)
	return collect(rows, err, moved)
}

// Step returns the step with a number.
func (db *DB) Step(ctx context.Context, n int64) (Step, error) {
	rows, err := db.r.QueryContext(ctx,
		"SELECT n, at, source, target, articles, reason FROM step WHERE n = ?", n)
	return one(rows, err, "step", fmt.Sprint(n), moved)
}

func moved(rows *sql.Rows) (s Step, err error) {
	var ms int64
	var articles []byte
	if err = rows.Scan(&s.N, &ms, &s.From, &s.To, &articles, &s.Reason); err == nil {
		s.At = moment(ms)
		err = json.Unmarshal(articles, &s.Articles)
	}
	return s, err
}
