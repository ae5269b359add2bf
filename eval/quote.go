package eval

import (
	"fmt"
	"path/filepath"
	"sort"
	"strings"
	"unicode"

	"readout/eval/labelled"
	"readout/news"
	"readout/reading/quote"
	"readout/text"
)

// A QuoteScore is precision, recall and their harmonic mean.
type QuoteScore struct{ P, R, F1 float64 }

// Quotes are the scores of attribution on PolNeAR.
type Quotes struct {
	Overlap QuoteScore // contents that share at least half of their characters
	Exact   QuoteScore // contents of the same words
	Source  float64    // share of the contents found by overlap whose source touches the right one
}

// String puts the scores in the columns that scores.txt has.
func (q Quotes) String() string {
	return fmt.Sprintf("overlap P %.3f R %.3f F1 %.3f  exact P %.3f R %.3f F1 %.3f  source %.3f",
		q.Overlap.P, q.Overlap.R, q.Overlap.F1, q.Exact.P, q.Exact.R, q.Exact.F1, q.Source)
}

// ScoreQuotes reads part "dev" of the quotes data in dir, has each text parsed, and scores
// what quote.Attributions finds there.
func ScoreQuotes(dir string, parse func(string) *text.Document) (Quotes, error) {
	articles, err := labelled.Attributions(filepath.Join(dir, "dev"))
	if err != nil {
		return Quotes{}, err
	}
	var t tally
	for _, a := range articles {
		t.add(a, quote.Attributions(parse(a.Text)))
	}
	return t.scores(), nil
}

// ScoreStatements is ScoreQuotes through the whole reading: what stands on record as a statement is
// held against PolNeAR, which also marks beliefs, hopes and intentions that nobody uttered.
func ScoreStatements(dir string, read func(*news.Article) *news.Reading) (Quotes, error) {
	articles, err := labelled.Attributions(filepath.Join(dir, "dev"))
	if err != nil {
		return Quotes{}, err
	}
	var t tally
	for _, a := range articles {
		var got []quote.Attribution
		for _, q := range read(&news.Article{Language: "en", Body: a.Text}).Statements {
			p := quote.Attribution{Source: []text.Span{q.Source.Span}}
			for _, c := range q.Content {
				p.Content = append(p.Content, c.Span)
			}
			got = append(got, p)
		}
		t.add(a, got)
	}
	return t.scores(), nil
}

// A tally counts what was right, invented and missed.
type tally struct{ overlap, exact, found, gold, source, sources int }

func (t *tally) scores() Quotes {
	q := Quotes{Overlap: prf(t.overlap, t.found, t.gold), Exact: prf(t.exact, t.found, t.gold)}
	if t.sources > 0 {
		q.Source = float64(t.source) / float64(t.sources)
	}
	return q
}

func prf(right, found, gold int) QuoteScore {
	if right == 0 {
		return QuoteScore{}
	}
	s := QuoteScore{P: float64(right) / float64(found), R: float64(right) / float64(gold)}
	s.F1 = 2 * s.P * s.R / (s.P + s.R)
	return s
}

// add matches each gold content with the unused one found that covers it best.
func (t *tally) add(a labelled.Attributed, got []quote.Attribution) {
	t.found += len(got)
	t.gold += len(a.Attributions)
	used := make([]bool, len(got))
	for _, g := range a.Attributions {
		best, arg := 0.0, -1
		for i, p := range got {
			if c := cover(a.Text, g.Content, p.Content); !used[i] && c > best {
				best, arg = c, i
			}
		}
		if best < 0.5 {
			continue
		}
		used[arg] = true
		t.overlap++
		if plain(a.Text, g.Content) == plain(a.Text, got[arg].Content) {
			t.exact++
		}
		if len(g.Source) > 0 {
			t.sources++
			if touch(g.Source, got[arg].Source) {
				t.source++
			}
		}
	}
}

// cover is the share of the characters of either content that both have.
func cover(body string, a, b []text.Span) float64 {
	both := 0
	for _, x := range a {
		for _, y := range b {
			s := text.Span{Start: max(x.Start, y.Start), End: min(x.End, y.End)}
			if !s.Empty() {
				both += length(body, s)
			}
		}
	}
	all := -both
	for _, s := range a {
		all += length(body, s)
	}
	for _, s := range b {
		all += length(body, s)
	}
	return float64(both) / float64(max(1, all))
}

func length(body string, s text.Span) int { return len([]rune(body[s.Start:s.End])) }

// plain is the content's words parted by single spaces, without any marks.
func plain(body string, spans []text.Span) string {
	spans = append([]text.Span(nil), spans...)
	sort.Slice(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(body[s.Start:s.End])
	}
	words := strings.FieldsFunc(b.String(), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_'
	})
	return strings.Join(words, " ")
}

func touch(a, b []text.Span) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Overlaps(y) {
				return true
			}
		}
	}
	return false
}
