package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"readout/news"
)

// Kinds of ruling. Those on what one article says are named as its suspicions are.
const (
	OnCopy          = "copy"          // A: the copy, B: what it was made from
	OnStory         = "story"         // A, B: two articles
	OnMisspelling   = "misspelling"   // A: the note, in all articles
	OnContradiction = "contradiction" // A: the note
)

// Verdicts.
const (
	Accepted   = "accepted" // what the machine found is so
	Refused    = "refused"  // it is not
	SameStory  = "same story"
	TwoStories = "two stories"
)

// A Ruling is what a person decided about two things: a copy refused, two articles of one story.
type Ruling struct {
	Kind, A, B, Verdict string
	At                  time.Time
}

// KeepRuling keeps what a person decided, in place of an earlier decision about the same two.
func (tx *Tx) KeepRuling(ctx context.Context, r Ruling) error {
	_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO ruling VALUES (?,?,?,?,?)",
		r.Kind, r.A, r.B, r.Verdict, millis(r.At))
	return err
}

// DropRuling takes a decision back.
func (tx *Tx) DropRuling(ctx context.Context, r Ruling) error {
	_, err := tx.ExecContext(ctx, "DELETE FROM ruling WHERE kind = ? AND a = ? AND b = ?",
		r.Kind, r.A, r.B)
	return err
}

// Rulings returns all decisions of a kind, oldest first.
func (db *DB) Rulings(ctx context.Context, kind string) ([]Ruling, error) {
	rows, err := db.r.QueryContext(ctx,
		"SELECT kind, a, b, verdict, at FROM ruling WHERE kind = ? ORDER BY at", kind)
	return collect(rows, err, ruling)
}

// Ruled returns the latest decisions of every kind, latest first.
func (db *DB) Ruled(ctx context.Context, limit int) ([]Ruling, error) {
	rows, err := db.r.QueryContext(ctx,
		"SELECT kind, a, b, verdict, at FROM ruling ORDER BY at DESC LIMIT ?", limit)
	return collect(rows, err, ruling)
}

func ruling(rows *sql.Rows) (r Ruling, err error) {
	var ms int64
	err = rows.Scan(&r.Kind, &r.A, &r.B, &r.Verdict, &ms)
	r.At = moment(ms)
	return r, err
}

// SetCopy marks that an article is not, or is after all, a copy of what it was found to be one of;
// now is what it is found to be a copy of then, nil for none. It counts the sources of its story
// anew, and lets it be read again: its reports count otherwise.
func (tx *Tx) SetCopy(ctx context.Context, id, of string, refused bool, now *news.Copy) error {
	n, err := tx.number(ctx, id)
	if err != nil {
		return err
	}
	if _, err = tx.ExecContext(ctx, "UPDATE copy SET refused = ? WHERE article = ? AND original = ?",
		refused, n, of); err != nil {
		return err
	}
	if err := tx.copy(ctx, n, now); err != nil {
		return err
	}
	if err := tx.recount(ctx, n); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "UPDATE article SET state = 'kept' WHERE n = ?", n)
	return err
}

// recount counts the independent sources of the story that article n is in.
func (tx *Tx) recount(ctx context.Context, n int64) error {
	var story int64
	var b []byte
	err := tx.QueryRowContext(ctx, `SELECT s.n, s.doc FROM story s
		JOIN assigned g ON g.story = s.n WHERE g.article = ?`, n).Scan(&story, &b)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	var st news.Story
	if err == nil {
		err = json.Unmarshal(b, &st)
	}
	if err == nil {
		err = tx.QueryRowContext(ctx, `SELECT count(*) FROM assigned g LEFT JOIN copy c
			ON c.article = g.article AND NOT c.refused WHERE g.story = ? AND c.article IS NULL`,
			story).Scan(&st.Sources)
	}
	if err != nil {
		return fmt.Errorf("count the sources of a story: %w", err)
	}
	_, err = tx.ExecContext(ctx, "UPDATE story SET sources = ?, doc = ? WHERE n = ?",
		st.Sources, asJSON(&st), story)
	return err
}

// ReopenDoubted lets the articles be read again that a note is about.
func (tx *Tx) ReopenDoubted(ctx context.Context, kind, note string) error {
	_, err := tx.ExecContext(ctx, `UPDATE article SET state = 'kept' WHERE state = 'read'
		AND n IN (SELECT article FROM doubt WHERE kind = ? AND note = ?)`, kind, note)
	return err
}

// doubts keeps what is doubted about article n.
func (tx *Tx) doubts(ctx context.Context, n int64, xs []news.Suspicion) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM doubt WHERE article = ?", n); err != nil {
		return err
	}
	for _, x := range xs {
		if _, err := tx.ExecContext(ctx, "INSERT INTO doubt VALUES (?,?,?,?,?)",
			n, x.Kind, x.Note, x.Start, x.End); err != nil {
			return err
		}
	}
	return nil
}

// A Doubt is a suspicion that nobody has decided, with the newest article that it is about.
type Doubt struct {
	Kind, Note                  string
	Article, Headline, Outlet   string
	Published, Before, At, Past string // the words, and what stands before and after them
	Articles                    int    // that it is about
}

// beside is how many bytes of text on either side of doubted words are shown.
const beside = 90

// around cuts the words of a span and what stands beside them in their line out of a body.
func around(body string, start, stop int) (before, at, past string) {
	if start < 0 || start >= stop || stop > len(body) {
		return "", "", ""
	}
	before, past = body[:start], body[stop:]
	before = before[strings.LastIndexByte(before, '\n')+1:]
	past, _, _ = strings.Cut(past, "\n")
	if len(before) > beside {
		before = before[len(before)-beside:]
		if i := strings.IndexByte(before, ' '); i >= 0 {
			before = "… " + before[i+1:]
		}
	}
	if len(past) > beside {
		past = past[:beside]
		if i := strings.LastIndexByte(past, ' '); i >= 0 {
			past = past[:i] + " …"
		}
	}
	return before, body[start:stop], past
}

// Doubts returns the undecided misspellings and contradictions, of the newest articles first.
func (db *DB) Doubts(ctx context.Context, limit int) ([]Doubt, error) {
	rows, err := db.r.QueryContext(ctx, `SELECT d.kind, d.note, a.id, a.headline, a.outlet,
		a.published, a.body, d.start, d.stop, d.k FROM
		(SELECT kind, note, max(article) AS article, start, stop, count(DISTINCT article) AS k
		FROM doubt x WHERE kind IN ('misspelling', 'contradiction') AND NOT EXISTS (SELECT 1
		FROM ruling r WHERE r.kind = x.kind AND r.a = x.note) GROUP BY kind, note
		ORDER BY 3 DESC LIMIT ?) d JOIN article a ON a.n = d.article ORDER BY a.n DESC, d.start`, limit)
	return collect(rows, err, func(rows *sql.Rows) (d Doubt, err error) {
		var body string
		var start, stop int
		err = rows.Scan(&d.Kind, &d.Note, &d.Article, &d.Headline, &d.Outlet, &d.Published, &body,
			&start, &stop, &d.Articles)
		d.Before, d.At, d.Past = around(body, start, stop)
		return d, err
	})
}

// probability is that of a copy, for which older records gave its score.
const probability = "coalesce(doc ->> '$.probability', doc ->> '$.score')"

// DoubtfulCopies returns the undecided copies of a probability below a limit, lowest first.
func (db *DB) DoubtfulCopies(ctx context.Context, below float64, limit int) ([]news.Copy, error) {
	rows, err := db.r.QueryContext(ctx, `SELECT doc FROM copy WHERE NOT refused
		AND `+probability+` < ? AND NOT EXISTS (SELECT 1 FROM ruling r WHERE r.kind = 'copy'
		AND r.a = doc ->> '$.id' AND r.b = original) ORDER BY `+probability+` LIMIT ?`,
		below, limit)
	return collect(rows, err, doc[news.Copy])
}
