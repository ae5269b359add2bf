package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
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
const recently = 120

// Neighbours returns the stories that report what a story reports, or name at least two of the
// people it names most; those that share most come first.
func (db *DB) Neighbours(ctx context.Context, story string, limit int) ([]Neighbour, error) {
	by := map[string]*Neighbour{}
	of := func(id string) *Neighbour {
		if by[id] == nil {
			by[id] = &Neighbour{}
		}
		return by[id]
	}
	rows, err := db.r.QueryContext(ctx, `SELECT s.id, count(DISTINCT r.incident) FROM report q
		CROSS JOIN report r ON r.incident = q.incident CROSS JOIN assigned g ON g.article = r.article
		CROSS JOIN story s ON s.n = g.story WHERE q.article IN `+inStory+" GROUP BY s.id", story)
	if err = each(rows, err, func(id string, n int) { of(id).Incidents = n }); err != nil {
		return nil, err
	}
	people, err := db.storyPeople(ctx, story)
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		rows, err := db.r.QueryContext(ctx, `SELECT s.id, count(*) FROM (SELECT article FROM mention
			WHERE entity = ? ORDER BY article DESC LIMIT ?) m CROSS JOIN assigned g ON g.article = m.article
			CROSS JOIN story s ON s.n = g.story GROUP BY s.id`, p.ID, recently)
		if err = each(rows, err, func(id string, _ int) {
			of(id).People = append(of(id).People, p.Name)
		}); err != nil {
			return nil, err
		}
	}
	delete(by, story)
	return db.nearest(ctx, by, limit)
}

// nearest looks up the stories that share most.
func (db *DB) nearest(ctx context.Context, by map[string]*Neighbour, limit int) ([]Neighbour, error) {
	var ids []string
	for id, n := range by {
		if n.Incidents > 0 || len(n.People) > 1 {
			ids = append(ids, id)
		}
	}
	shares := func(id string) int { return 2*by[id].Incidents + len(by[id].People) }
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(shares(b)-shares(a), strings.Compare(a, b))
	})
	var out []Neighbour
	for _, id := range ids[:min(len(ids), limit)] {
		st, err := db.Story(ctx, id)
		if err != nil {
			return nil, err
		}
		by[id].Story = st
		out = append(out, *by[id])
	}
	return out, nil
}

// AlsoTells returns the other stories whose incidents an article reports: a round-up tells of many.
func (db *DB) AlsoTells(ctx context.Context, article string, limit int) ([]*news.Story, error) {
	rows, err := db.r.QueryContext(ctx, `SELECT s.doc FROM article a
		CROSS JOIN report q ON q.article = a.n CROSS JOIN report r ON r.incident = q.incident
		CROSS JOIN assigned g ON g.article = r.article CROSS JOIN story s ON s.n = g.story
		WHERE a.id = ? AND s.n <> (SELECT story FROM assigned WHERE article = a.n)
		GROUP BY s.n ORDER BY count(DISTINCT r.incident) DESC, s.last DESC LIMIT ?`, article, limit)
	return collect(rows, err, doc[*news.Story])
}

// ToldIn returns the articles of other stories that report what a story reports, newest first.
func (db *DB) ToldIn(ctx context.Context, story string, limit int) ([]Brief, error) {
	rows, err := db.r.QueryContext(ctx, "SELECT "+briefColumns+briefFrom+`WHERE a.n IN
		(SELECT r.article FROM report q CROSS JOIN report r ON r.incident = q.incident
		WHERE q.article IN `+inStory+`) AND a.n NOT IN `+inStory+`
		ORDER BY a.published DESC, a.n DESC LIMIT ?`, story, story, limit)
	return collect(rows, err, brief)
}

// storyPeople are the people whom the articles of a story name most.
func (db *DB) storyPeople(ctx context.Context, story string) ([]Profile, error) {
	rows, err := db.r.QueryContext(ctx, `SELECT e.id, e.kind, e.name, e.country, e.office,
		e.wikidata, e.seen, count(*) AS k FROM mention m CROSS JOIN entity e ON e.id = m.entity
		WHERE m.article IN `+inStory+` AND e.kind = 'person' GROUP BY e.id
		ORDER BY k DESC, sum(m.times) DESC, e.id LIMIT 6`, story)
	return collect(rows, err, profile)
}

// each calls f with every row of a word and a number.
func each(rows *sql.Rows, err error, f func(string, int)) error {
	_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
		var id string
		var n int
		err := rows.Scan(&id, &n)
		f(id, n)
		return struct{}{}, err
	})
	return err
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
