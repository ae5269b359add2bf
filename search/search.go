// Package search is the query language of the desk: what a person types becomes a Query, and a
// Hit is a sentence that answers it. Package store finds the hits.
//
// A query is words, "phrases in quotation marks", -words that must not occur, and fields:
// speaker: about: type: status: day: place: outlet:. A field's value of several words stands in
// quotation marks. day: takes a day, a month, a year, or an interval a..b with either end open.
package search

import (
	"cmp"
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"readout/news"
	"readout/ontology"
)

// MaxQuery is the longest query that Parse takes, in bytes.
const MaxQuery = 1000

// A Query is what is looked for. Empty fields narrow nothing.
type Query struct {
	Text    string   // as it was typed
	Words   []string // words and phrases that must occur
	Without []string // words and phrases that must not
	Speaker string
	About   string
	Type    string // PLOVER type or mode
	Status  string
	Place   string
	Outlet  string
	From    string // first day, "" for open
	To      string // last day, "" for open
}

// A Hit is a sentence that answers a query.
type Hit struct {
	Kind      string   `json:"kind"` // sentence, statement, event
	Article   string   `json:"article"`
	URL       string   `json:"url"`
	Outlet    string   `json:"outlet"`
	Headline  string   `json:"headline"`
	Published string   `json:"published"`
	Sentence  string   `json:"sentence"`
	Marks     [][2]int `json:"marks"` // byte ranges of Sentence that matched
	Speaker   string   `json:"speaker,omitempty"`
	Day       string   `json:"day,omitempty"` // when it was said or done
	Type      string   `json:"type,omitempty"`
	Mode      string   `json:"mode,omitempty"`
	Status    string   `json:"status,omitempty"`
}

// Parse reads a query. An unknown field, an empty value or a day that is none is an error that
// names it.
func Parse(s string) (Query, error) {
	q := Query{Text: s}
	if len(s) > MaxQuery {
		return q, fmt.Errorf("query of %d bytes: %w", len(s), news.ErrTooLarge)
	}
	for rest := strings.TrimSpace(s); rest != ""; rest = strings.TrimSpace(rest) {
		var field, word string
		var not bool
		field, word, not, rest = next(rest)
		if err := q.add(field, word, not); err != nil {
			return q, err
		}
	}
	if q.Empty() {
		return q, fmt.Errorf("query %q: %w", s, news.ErrEmpty)
	}
	return q, nil
}

// Empty reports whether q looks for nothing.
func (q Query) Empty() bool {
	return len(q.Words) == 0 && q.Speaker+q.About+q.Type+q.Status+q.Place+q.Outlet+q.From+q.To == ""
}

var fieldAt = regexp.MustCompile(`^([a-z]+):`)

// next cuts the first term off s: its field or "", its word or phrase, and whether it is negated.
func next(s string) (field, word string, not bool, rest string) {
	if s[0] == '-' && len(s) > 1 && s[1] != ' ' {
		not, s = true, s[1:]
	}
	if m := fieldAt.FindString(s); m != "" {
		field, s = m[:len(m)-1], s[len(m):]
	}
	for _, q := range []string{`"`, "“", "”"} {
		if strings.HasPrefix(s, q) {
			s = s[len(q):]
			if end := strings.IndexAny(s, `"”“`); end >= 0 {
				_, size := decode(s[end:])
				return field, s[:end], not, s[end+size:]
			}
			return field, s, not, ""
		}
	}
	end := strings.IndexFunc(s, unicode.IsSpace)
	if end < 0 {
		end = len(s)
	}
	return field, s[:end], not, s[end:]
}

func decode(s string) (r rune, size int) {
	for i, c := range s {
		if i > 0 {
			return r, i
		}
		r = c
	}
	return r, len(s)
}

func (q *Query) add(field, word string, not bool) error {
	word = strings.TrimSpace(word)
	into := map[string]*string{"speaker": &q.Speaker, "about": &q.About, "type": &q.Type,
		"status": &q.Status, "place": &q.Place, "outlet": &q.Outlet}
	switch to := into[field]; {
	case field != "" && word == "":
		return fmt.Errorf("%s: has no value: %w", field, news.ErrSyntax)
	case to != nil && !not && *to != "":
		return fmt.Errorf("%s: may stand once (write further names as words): %w", field, news.ErrSyntax)
	case to != nil && !not:
		*to = word
		return q.check(field)
	case field == "day" && !not:
		return q.days(word)
	case field == "":
		q.word(word, not)
	case strings.HasPrefix(word, "//") || to != nil || field == "day":
		return fmt.Errorf("-%s: cannot be excluded: %w", field, news.ErrSyntax)
	default:
		return fmt.Errorf("no field %s: (there are speaker: about: type: status: day: place: outlet:): %w",
			field, news.ErrSyntax)
	}
	return nil
}

// statuses are what status: may be.
var statuses = []string{news.Planned, news.Announced, news.Confirmed, news.Postponed, news.Cancelled,
	news.Ongoing, news.Held, news.Alleged, news.Denied, news.Hypothetical}

// check wants a type and a status that there are. A type may be written as pages call it.
func (q *Query) check(field string) error {
	switch field {
	case "type":
		typ, mode, ok := ontology.Named(q.Type)
		if !ok {
			return fmt.Errorf("type:%s is no kind of act (some are visit, meeting, talks, demand, "+
				"accusation, sanction, attack): %w", q.Type, news.ErrSyntax)
		}
		if q.Type = strings.ToLower(q.Type); !strings.EqualFold(q.Type, typ) {
			q.Type = cmp.Or(mode, typ)
		}
	case "status":
		if q.Status = strings.ToLower(q.Status); !slices.Contains(statuses, q.Status) {
			return fmt.Errorf("status:%s is none (there are %s): %w", q.Status,
				strings.Join(statuses, ", "), news.ErrSyntax)
		}
	}
	return nil
}

func (q *Query) word(w string, not bool) {
	if !strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
		return
	}
	if not {
		q.Without = append(q.Without, w)
		return
	}
	q.Words = append(q.Words, w)
}

var dayForm = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)

// days reads a day, or an interval a..b or a/b.
func (q *Query) days(s string) error {
	a, b, ok := strings.Cut(strings.ReplaceAll(s, "/", ".."), "..")
	if !ok {
		b = a
	}
	for _, d := range []string{a, b} {
		if d != "" && !dayForm.MatchString(d) {
			return fmt.Errorf("day:%s is no day, month, year or interval "+
				"(like 2026-05-03, 2026-05, 2026 or 2026-05-03..2026-06): %w", s, news.ErrSyntax)
		}
	}
	q.From, _ = news.Interval(a)
	if _, q.To = news.Interval(b); q.From != "" && q.To != "" && q.To < q.From {
		return fmt.Errorf("day:%s ends before it begins: %w", s, news.ErrSyntax)
	}
	return nil
}

//go:embed data/asking.txt
var askingList string

// asking is the words by which a question is asked, that no answer needs to hold.
var asking = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(askingList) {
		if w := strings.TrimSpace(line); !strings.HasPrefix(w, "#") {
			out[w] = true
		}
	}
	return out
})

// Plain returns q without the words that only ask: of "what did Berg say about tea", Berg and tea.
// It returns q itself where all or none are such words.
func (q Query) Plain() Query {
	var left []string
	for _, w := range q.Words {
		if w = strings.Trim(w, "?!.,"); !asking()[strings.ToLower(w)] {
			left = append(left, w)
		}
	}
	if len(left) > 0 {
		q.Words = left
	}
	return q
}

// Expression returns the words of q as an FTS5 expression, "" where there are none.
func (q Query) Expression() string {
	var b strings.Builder
	for i, w := range q.Words {
		if i > 0 {
			b.WriteString(" AND ")
		}
		b.WriteString(quoted(w))
	}
	for _, w := range q.Without {
		if b.Len() > 0 {
			b.WriteString(" NOT " + quoted(w))
		}
	}
	return b.String()
}

// quoted makes a string of FTS5 of w; a star at its end stays a star.
func quoted(w string) string {
	star := ""
	if strings.HasSuffix(w, "*") {
		star, w = "*", strings.TrimRight(w, "*")
	}
	return `"` + strings.ReplaceAll(w, `"`, `""`) + `"` + star
}
