package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"readout/news"
)

// A Profile is an entity on the record.
type Profile struct {
	ID       string `json:"id"`
	Kind     string `json:"kind"`
	Name     string `json:"name"`
	Country  string `json:"country"`
	Office   string `json:"office"`
	Wikidata string `json:"wikidata"`
	Seen     string `json:"seen"`     // day of the newest article that names it
	Articles int    `json:"articles"` // that name it
}

const profileColumns = `e.id, e.kind, e.name, e.country, e.office, e.wikidata, e.seen,
	(SELECT count(*) FROM mention m WHERE m.entity = e.id)`

func profile(rows *sql.Rows) (p Profile, err error) {
	err = rows.Scan(&p.ID, &p.Kind, &p.Name, &p.Country, &p.Office, &p.Wikidata, &p.Seen, &p.Articles)
	return p, err
}

// Entity returns the entity with that id.
func (db *DB) Entity(ctx context.Context, id string) (Profile, error) {
	rows, err := db.r.QueryContext(ctx, "SELECT "+profileColumns+" FROM entity e WHERE e.id = ?", id)
	return one(rows, err, "entity", id, profile)
}

// Country returns the country with that alpha-3 code.
func (db *DB) Country(ctx context.Context, code string) (Profile, error) {
	rows, err := db.r.QueryContext(ctx, "SELECT "+profileColumns+
		" FROM entity e WHERE e.kind = 'country' AND e.country = ? LIMIT 1", code)
	return one(rows, err, "country", code, profile)
}

// CountryNames returns the names of the countries on record, by alpha-3 code.
func (db *DB) CountryNames(ctx context.Context) (map[string]string, error) {
	out := map[string]string{}
	rows, err := db.r.QueryContext(ctx,
		"SELECT country, name FROM entity WHERE kind = 'country' AND country <> ''")
	_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
		var code, name string
		err := rows.Scan(&code, &name)
		out[code] = name
		return struct{}{}, err
	})
	return out, err
}

// Entities returns the entities with those ids, by id, without the number of their articles.
func (db *DB) Entities(ctx context.Context, ids []string) (map[string]Profile, error) {
	out := map[string]Profile{}
	if len(ids) == 0 {
		return out, nil
	}
	rows, err := db.r.QueryContext(ctx, `SELECT id, kind, name, country, office, wikidata, seen, 0
		FROM entity WHERE id IN (`+marks(len(ids))+")", anys(ids)...)
	ps, err := collect(rows, err, profile)
	for _, p := range ps {
		out[p.ID] = p
	}
	return out, err
}

// inTheNews is how many articles back MostNamed looks.
const inTheNews = 3000

// MostNamed returns the entities of a kind that the most of the latest kept articles name, with how
// many of them.
func (db *DB) MostNamed(ctx context.Context, kind string, limit int) ([]Profile, error) {
	rows, err := db.r.QueryContext(ctx, `SELECT e.id, e.kind, e.name, e.country, e.office,
		e.wikidata, e.seen, k FROM (SELECT entity, count(*) AS k FROM mention
			WHERE article > (SELECT coalesce(max(n), 0) FROM article) - ? GROUP BY entity) m
		JOIN entity e ON e.id = m.entity WHERE e.kind = ? ORDER BY k DESC, e.name LIMIT ?`,
		inTheNews, kind, limit)
	return collect(rows, err, profile)
}

// NamedLike returns entities whose name holds the words, the one named last first.
func (db *DB) NamedLike(ctx context.Context, words string, limit int) ([]Profile, error) {
	rows, err := db.r.QueryContext(ctx, "SELECT "+profileColumns+` FROM entity e
		WHERE e.id IN (SELECT id FROM entity WHERE name LIKE '%' || ? || '%' AND kind <> 'group'
		ORDER BY seen DESC LIMIT ?) ORDER BY e.seen DESC`, words, limit)
	return collect(rows, err, profile)
}

// A Spelling is a name by which articles call an entity, and how many of them.
type Spelling struct {
	Written  string
	Articles int
}

// Spellings returns the names by which articles call an entity, commonest first.
func (db *DB) Spellings(ctx context.Context, entity string) ([]Spelling, error) {
	rows, err := db.r.QueryContext(ctx, `SELECT j.value, count(*) AS k FROM mention m,
		json_each(m.forms) j WHERE m.entity = ? GROUP BY j.value ORDER BY k DESC, j.value LIMIT 50`,
		entity)
	return collect(rows, err, func(rows *sql.Rows) (s Spelling, err error) {
		err = rows.Scan(&s.Written, &s.Articles)
		return s, err
	})
}

// An OfficeHeld is an office that articles gave an entity, between two of their days, with the
// latest article that does and its sentence, where the text itself gives it.
type OfficeHeld struct{ Office, First, Last, Article, Sentence string }

// Offices returns the offices that articles gave an entity, latest first.
func (db *DB) Offices(ctx context.Context, entity string) ([]OfficeHeld, error) {
	rows, err := db.r.QueryContext(ctx, `WITH given AS (
			SELECT office, article, '' AS sentence FROM mention WHERE entity = ?1 AND office <> ''
			UNION ALL SELECT office, article, sentence FROM office WHERE entity = ?1),
		dated AS (SELECT g.office, g.sentence, a.id, a.published, row_number() OVER
			(PARTITION BY g.office ORDER BY g.sentence = '', a.published DESC, a.n DESC) AS rank,
			coalesce(min(nullif(a.published, '')) OVER (PARTITION BY g.office), '') AS since,
			max(a.published) OVER (PARTITION BY g.office) AS until
			FROM given g JOIN article a ON a.n = g.article)
		SELECT office, since, until, id, sentence FROM dated WHERE rank = 1
		ORDER BY until DESC, office`, entity)
	return collect(rows, err, func(rows *sql.Rows) (o OfficeHeld, err error) {
		err = rows.Scan(&o.Office, &o.First, &o.Last, &o.Article, &o.Sentence)
		return o, err
	})
}

// A StatementFilter narrows a list of statements; its zero values narrow nothing.
type StatementFilter struct {
	Speaker  string // entity id
	Articles []string
	From, To string // days of saying
	Once     bool   // the same words by the same speaker only once, from the earliest article
	Limit    int    // at most; 200 where zero
}

// Statements lists what was said, latest first.
func (db *DB) Statements(ctx context.Context, f StatementFilter) ([]news.Statement, error) {
	q, args := "1", []any{}
	add := func(cond string, vals ...any) { q, args = q+" AND "+cond, append(args, vals...) }
	if f.Speaker != "" {
		add("s.speaker = ?", f.Speaker)
	}
	if len(f.Articles) > 0 {
		add("s.article IN (SELECT n FROM article WHERE id IN ("+marks(len(f.Articles))+"))",
			anys(f.Articles)...)
	}
	if f.From != "" {
		add("s.day >= ?", f.From)
	}
	if f.To != "" {
		add("s.day <= ?", f.To)
	}
	if f.Once {
		add("NOT EXISTS (SELECT 1 FROM statement e WHERE e.same = s.same AND e.n < s.n)")
	}
	if f.Limit == 0 {
		f.Limit = 200
	}
	rows, err := db.r.QueryContext(ctx, `SELECT s.doc,
		(SELECT count(DISTINCT e.article) - 1 FROM statement e WHERE e.same = s.same)
		FROM statement s WHERE s.n IN (SELECT s.n FROM statement s WHERE `+q+
		" ORDER BY s.day DESC, s.n LIMIT ?) ORDER BY s.day DESC, s.n", append(args, f.Limit)...)
	return collect(rows, err, statement)
}

func statement(rows *sql.Rows) (s news.Statement, err error) {
	var b []byte
	var others int
	if err = rows.Scan(&b, &others); err != nil {
		return s, err
	}
	err = json.Unmarshal(b, &s)
	s.Others = others
	return s, err
}
