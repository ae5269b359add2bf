package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"

	"readout/news"
)

// A Neighbour is a story that shares people or incidents with another.
type Neighbour struct {
	*news.Story
	People    []string // names that both name
	Incidents int      // that both report
}

// recently is how many articles back a person's other stories are looked for.
const recently = 300

// Neighbours returns the stories that report what a story reports, or name at least two of the
// people it names most; those that share most come first.
func (db *DB) Neighbours(ctx context.Context, story string, limit int) ([]Neighbour, error) {
	rows, err := db.r.QueryContext(ctx, `WITH mine(article) AS (SELECT g.article FROM assigned g
			JOIN story s ON s.n = g.story WHERE s.id = ? ORDER BY 1 DESC LIMIT 500),
		people(entity, name) AS (SELECT e.id, e.name FROM mine JOIN mention m ON m.article = mine.article
			JOIN entity e ON e.id = m.entity AND e.kind = 'person'
			GROUP BY e.id ORDER BY count(*) DESC, sum(m.times) DESC LIMIT 8),
		shared(story, name, incident) AS (
			SELECT g.story, p.name, NULL FROM people p JOIN mention m ON m.entity = p.entity
				AND m.article IN (SELECT article FROM mention WHERE entity = p.entity
				ORDER BY article DESC LIMIT ?) JOIN assigned g ON g.article = m.article
			UNION SELECT g.story, NULL, r.incident FROM mine JOIN report q ON q.article = mine.article
				JOIN report r ON r.incident = q.incident JOIN assigned g ON g.article = r.article)
		SELECT s.doc, coalesce(group_concat(h.name, char(10)), ''), count(h.incident)
			FROM shared h JOIN story s ON s.n = h.story WHERE s.id <> ? GROUP BY h.story
			HAVING count(*) >= 2 OR count(h.incident) > 0
			ORDER BY 2 * count(h.incident) + count(*) DESC, s.last DESC LIMIT ?`,
		story, recently, story, limit)
	return collect(rows, err, func(rows *sql.Rows) (n Neighbour, err error) {
		var b []byte
		var people string
		if err = rows.Scan(&b, &people, &n.Incidents); err != nil {
			return n, err
		}
		if people != "" {
			n.People = strings.Split(people, "\n")
		}
		n.Story = new(news.Story)
		return n, json.Unmarshal(b, n.Story)
	})
}

// Arrivals are what came in since a moment.
type Arrivals struct {
	Articles  []string         // ids, at most 1000
	Incidents []*news.Incident // that they report, most sources first, at most 200
}

// Since returns what was kept after a moment, in Unix milliseconds.
func (db *DB) Since(ctx context.Context, at int64) (a Arrivals, err error) {
	rows, err := db.r.QueryContext(ctx,
		"SELECT id FROM article WHERE kept > ? ORDER BY kept DESC LIMIT 1000", at)
	if a.Articles, err = collect(rows, err, word); err != nil {
		return a, err
	}
	rows, err = db.r.QueryContext(ctx, `SELECT doc FROM incident WHERE n IN (SELECT r.incident
		FROM (SELECT n FROM article WHERE kept > ? ORDER BY kept DESC LIMIT 1000) a
		JOIN report r ON r.article = a.n) ORDER BY sources DESC, first DESC LIMIT 200`, at)
	a.Incidents, err = collect(rows, err, doc[*news.Incident])
	return a, err
}
