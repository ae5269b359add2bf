package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"readout/news"
	"readout/search"
)

// Search returns up to limit hits of q. Words find sentences; with speaker: they find what that
// speaker said; with type:, status: or place: what was done.
func (db *DB) Search(ctx context.Context, q search.Query, limit int) ([]search.Hit, error) {
	find := db.sentences
	switch {
	case q.Speaker != "":
		find = db.said
	case q.Type+q.Status+q.Place != "":
		find = db.done
	}
	hits, err := find(ctx, q, limit)
	if err != nil {
		return nil, fmt.Errorf("search %q: %w", q.Text, err)
	}
	return hits, nil
}

// narrow is the conditions on article a that q's fields make.
func narrow(q search.Query) (string, []any) {
	cond, args := "1", []any{}
	add := func(c string, vs ...any) { cond, args = cond+" AND "+c, append(args, vs...) }
	if e := q.Expression(); e != "" {
		add("a.n IN (SELECT rowid FROM words WHERE words MATCH ?)", e)
	}
	if q.Outlet != "" {
		add("(a.outlet LIKE '%' || ? || '%' OR a.host LIKE '%' || ? || '%')", q.Outlet, q.Outlet)
	}
	if q.About != "" {
		add(`a.n IN (SELECT m.article FROM mention m JOIN entity e ON e.id = m.entity
			WHERE e.name LIKE '%' || ? || '%' OR e.country = upper(?) OR e.id = ?)`,
			q.About, q.About, q.About)
	}
	return cond, args
}

func (db *DB) sentences(ctx context.Context, q search.Query, limit int) ([]search.Hit, error) {
	q2 := q
	q2.Words, q2.Without = nil, nil
	cond, args := narrow(q2)
	if q.From != "" {
		cond, args = cond+" AND a.published >= ?", append(args, q.From)
	}
	if q.To != "" {
		cond, args = cond+" AND a.published <> '' AND a.published <= ?", append(args, q.To)
	}
	const columns = "SELECT a.id, a.url, a.outlet, a.headline, a.published, "
	const order = " ORDER BY a.published DESC, a.n DESC LIMIT ?"
	hit := func(rows *sql.Rows) (h search.Hit, err error) {
		var marked string
		err = rows.Scan(&h.Article, &h.URL, &h.Outlet, &h.Headline, &h.Published, &marked)
		h.Kind = "sentence"
		h.Sentence, h.Marks = search.Cut(marked)
		return h, err
	}
	if q.Expression() == "" {
		rows, err := db.r.QueryContext(ctx, columns+"a.headline || char(10) || char(10) || a.body"+
			" FROM article a WHERE "+cond+order, append(args, limit)...)
		return collect(rows, err, hit)
	}
	latest := -1 // where nothing else narrows the search, a common word is looked up among the latest
	if len(args) == 0 {
		latest = scanned
	}
	// The words are marked last, in the few articles that are shown.
	args = append(append([]any{q.Expression(), q.Expression(), latest}, args...), limit)
	rows, err := db.r.QueryContext(ctx, columns+`highlight(words, 0, char(2), char(3)) || char(10) ||
		char(10) || highlight(words, 1, char(2), char(3)) FROM words JOIN article a ON a.n = words.rowid
		WHERE words MATCH ? AND words.rowid IN (SELECT a.n FROM (SELECT rowid FROM words
			WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?) w JOIN article a ON a.n = w.rowid
			WHERE `+cond+order+`) ORDER BY a.published DESC, a.n DESC`, args...)
	return collect(rows, err, hit)
}

// scanned is how many rows a search looks through whose last test is not SQL's.
const scanned = 1000

func (db *DB) said(ctx context.Context, q search.Query, limit int) ([]search.Hit, error) {
	cond, args := narrow(q)
	args = append(args, q.Speaker, q.Speaker, q.Speaker)
	cond += ` AND (s.name LIKE '%' || ? || '%' OR s.speaker = ? OR s.speaker IN
		(SELECT id FROM entity WHERE kind = 'country' AND country = upper(?)))`
	cond, args = between(cond, args, "s.day", q)
	most := 4 * limit // rows; of which few do not hold the words in their sentence or content
	for _, w := range q.Words {
		if w = strings.TrimRight(w, "*"); plain(w) {
			cond, args = cond+" AND s.doc LIKE '%' || ? || '%'", append(args, w)
		} else {
			most = scanned
		}
	}
	rows, err := db.r.QueryContext(ctx, `SELECT doc, 0 FROM statement WHERE n IN (SELECT s.n
		FROM statement s JOIN article a ON a.n = s.article WHERE `+cond+
		` AND NOT EXISTS (SELECT 1 FROM statement e WHERE e.same = s.same AND e.n < s.n)
		ORDER BY s.day DESC, s.n DESC LIMIT ?) ORDER BY day DESC, n DESC`, append(args, most)...)
	all, err := collect(rows, err, statement)
	var hits []search.Hit
	for _, s := range all {
		if len(hits) < limit && holds(q, s.Sentence+" "+s.Content) {
			hits = append(hits, search.Hit{Kind: "statement", Article: s.Article, Outlet: s.Outlet,
				Published: s.Published, Sentence: s.Sentence, Marks: q.Mark(s.Sentence),
				Speaker: s.Name, Day: s.Day})
		}
	}
	return hits, err
}

// plain reports whether a word is the same in JSON and folds by ASCII, so that LIKE can look for it.
func plain(w string) bool {
	return !strings.ContainsFunc(w, func(r rune) bool {
		return r >= 0x80 || r == '"' || r == '\\' || r == '%' || r == '_' || r < ' '
	})
}

// between adds the days of q as conditions on a column.
func between(cond string, args []any, column string, q search.Query) (string, []any) {
	if q.From != "" {
		cond, args = cond+" AND "+column+" >= ?", append(args, q.From)
	}
	if q.To != "" {
		cond, args = cond+" AND "+column+" <> '' AND "+column+" <= ?", append(args, q.To)
	}
	return cond, args
}

// holds reports whether every word of q begins a word or stands in s, by case-folded text.
func holds(q search.Query, s string) bool {
	s = strings.ToLower(s)
	for _, w := range q.Words {
		if !strings.Contains(s, strings.TrimRight(strings.ToLower(w), "*")) {
			return false
		}
	}
	return true
}

func (db *DB) done(ctx context.Context, q search.Query, limit int) ([]search.Hit, error) {
	cond, args := "1", []any{}
	add := func(c string, vs ...any) { cond, args = cond+" AND "+c, append(args, vs...) }
	if q.Type != "" {
		add("(i.type = upper(?) OR i.mode = lower(?))", q.Type, q.Type)
	}
	if q.Status != "" {
		add("i.status = lower(?)", q.Status)
	}
	if q.Place != "" {
		add("i.place LIKE '%' || ? || '%'", q.Place)
	}
	if q.About != "" {
		add(`i.n IN (SELECT p.incident FROM party p JOIN entity e ON e.id = p.entity
			WHERE e.name LIKE '%' || ? || '%' OR e.country = upper(?))`, q.About, q.About)
	}
	if q.From != "" {
		add("i.last >= ?", q.From)
	}
	if q.To != "" {
		add("i.first <> '' AND i.first <= ?", q.To)
	}
	rows, err := db.r.QueryContext(ctx, "SELECT i.doc FROM incident i WHERE "+cond+
		" ORDER BY i.first DESC, i.n DESC LIMIT ?", append(args, scanned)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var hits []search.Hit
	for rows.Next() && len(hits) < limit {
		var b []byte
		var inc news.Incident
		if err := rows.Scan(&b); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(b, &inc); err != nil {
			return nil, err
		}
		if h, ok := incidentHit(q, &inc); ok {
			hits = append(hits, h)
		}
	}
	return hits, rows.Err()
}

// incidentHit is the first report of inc that holds q's words.
func incidentHit(q search.Query, inc *news.Incident) (search.Hit, bool) {
	for _, r := range inc.Reports {
		if !holds(q, r.Sentence) || q.Outlet != "" &&
			!strings.Contains(strings.ToLower(r.Outlet), strings.ToLower(q.Outlet)) {
			continue
		}
		marks := q.Mark(r.Sentence)
		if len(marks) == 0 {
			marks = [][2]int{r.Anchor}
		}
		return search.Hit{Kind: "event", Article: r.Article, Outlet: r.Outlet,
			Published: r.Published, Sentence: r.Sentence, Marks: marks, Day: string(inc.Day),
			Type: inc.Type, Mode: inc.Mode, Status: inc.Status}, true
	}
	return search.Hit{}, false
}
