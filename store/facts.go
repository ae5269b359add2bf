package store

import (
	"context"
	"database/sql"
	"strings"

	"readout/news"
)

// Facts are what the articles of a story establish together.
type Facts struct {
	Incidents []*news.Incident // by day
	Countries []string         // alpha-3, that take part
	Speakers  int              // different speakers quoted
}

// inStory is the row numbers of a story's articles.
const inStory = "(SELECT g.article FROM assigned g JOIN story s ON s.n = g.story WHERE s.id = ?)"

// StoryFacts returns what the articles of a story establish.
func (db *DB) StoryFacts(ctx context.Context, story string) (f Facts, err error) {
	rows, err := db.r.QueryContext(ctx, `SELECT doc FROM incident WHERE n IN
		(SELECT incident FROM report WHERE article IN `+inStory+`) ORDER BY first, n LIMIT 500`, story)
	if f.Incidents, err = collect(rows, err, doc[*news.Incident]); err != nil {
		return f, err
	}
	rows, err = db.r.QueryContext(ctx, `SELECT DISTINCT country FROM party WHERE country <> ''
		AND incident IN (SELECT incident FROM report WHERE article IN `+inStory+`) ORDER BY 1`, story)
	if f.Countries, err = collect(rows, err, word); err != nil {
		return f, err
	}
	err = db.r.QueryRowContext(ctx, "SELECT count(DISTINCT speaker) FROM statement WHERE article IN "+
		inStory, story).Scan(&f.Speakers)
	return f, err
}

// Earlier returns the incidents of inc's kind between the same two sides that were before it,
// latest first.
func (db *DB) Earlier(ctx context.Context, inc *news.Incident) ([]*news.Incident, error) {
	first, _ := inc.Days()
	if first == "" || len(inc.Actors) == 0 || len(inc.Recipients) == 0 {
		return nil, nil
	}
	var args []any
	var latest []string
	for _, id := range inc.Actors {
		latest = append(latest, `SELECT incident FROM (SELECT incident FROM party
			WHERE entity = ? ORDER BY incident DESC LIMIT ?)`)
		args = append(args, id, met)
	}
	args = append(append(args, inc.Type, inc.Mode, first), anys(inc.Recipients)...)
	rows, err := db.r.QueryContext(ctx, `SELECT i.doc FROM (`+strings.Join(latest, " UNION ")+`) m
		CROSS JOIN incident i ON i.n = m.incident WHERE i.type = ? AND i.mode = ? AND i.first <> ''
		AND i.first < ? AND EXISTS (SELECT 1 FROM party p WHERE p.incident = i.n
		AND +p.entity IN (`+marks(len(inc.Recipients))+`)) ORDER BY i.first DESC LIMIT 10`, args...)
	return collect(rows, err, doc[*news.Incident])
}

// met is how many incidents of each actor Earlier looks through, the latest kept.
const met = 120

// A Pair is two countries and how many incidents they share.
type Pair struct {
	A, B  string // alpha-3, in order
	Count int
}

// Pairs returns the countries that country has most to do with, or where it is "" the pairs that
// have most to do with each other, in the latest incidents.
func (db *DB) Pairs(ctx context.Context, country string, limit int) ([]Pair, error) {
	latest, from := "SELECT n FROM incident ORDER BY n DESC LIMIT ?2", any(800)
	if country != "" {
		latest = "SELECT DISTINCT incident FROM party WHERE country = ?1 ORDER BY incident DESC LIMIT ?2"
	}
	rows, err := db.r.QueryContext(ctx, `SELECT min(p.country, q.country) AS x,
		max(p.country, q.country) AS y, count(DISTINCT p.incident) AS k
		FROM party p JOIN party q ON q.incident = p.incident AND q.role <> p.role
		WHERE p.incident IN (`+latest+`) AND p.country <> '' AND q.country <> ''
		AND p.country <> q.country AND ?1 IN ('', p.country)
		GROUP BY x, y ORDER BY k DESC, x, y LIMIT ?3`, country, from, limit)
	return collect(rows, err, func(rows *sql.Rows) (p Pair, err error) {
		err = rows.Scan(&p.A, &p.B, &p.Count)
		return p, err
	})
}

// together is how many incidents of two countries are looked at, the latest.
const together = 800

// Between returns the latest incidents between two countries, in either direction, by day.
func (db *DB) Between(ctx context.Context, a, b string) ([]*news.Incident, error) {
	rows, err := db.r.QueryContext(ctx, `SELECT doc FROM (SELECT first, n, doc FROM incident i
		WHERE n IN (SELECT incident FROM party WHERE country = ?1 AND role = 'a'
			INTERSECT SELECT incident FROM party WHERE country = ?2 AND role = 'r')
		OR n IN (SELECT incident FROM party WHERE country = ?1 AND role = 'r'
			INTERSECT SELECT incident FROM party WHERE country = ?2 AND role = 'a')
		ORDER BY first DESC, n DESC LIMIT ?3) ORDER BY first, n`, a, b, together)
	return collect(rows, err, doc[*news.Incident])
}

// Partners returns with whom an entity takes part in its latest incidents most, and how often.
func (db *DB) Partners(ctx context.Context, entity string, limit int) ([]Profile, error) {
	rows, err := db.r.QueryContext(ctx, `SELECT e.id, e.kind, e.name, e.country, e.office,
		e.wikidata, e.seen, count(DISTINCT q.incident) AS k
		FROM (SELECT * FROM party WHERE entity = ? ORDER BY incident DESC LIMIT 600) p
		JOIN party q ON q.incident = p.incident AND q.entity <> p.entity AND q.role <> p.role
		JOIN entity e ON e.id = q.entity
		GROUP BY e.id ORDER BY k DESC, e.name LIMIT ?`, entity, limit)
	return collect(rows, err, profile)
}
