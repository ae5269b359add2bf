package quote_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"readout/grammar"
	"readout/news"
	"readout/reading/quote"
	"readout/text"
)

var model = sync.OnceValues(grammar.Load)

func parse(t testing.TB, body string) *text.Document {
	t.Helper()
	m, err := model()
	if err != nil {
		t.Fatal(err)
	}
	doc := text.Split(body)
	m.Annotate(doc)
	return doc
}

// TestCases reads the statements of every file of testdata. Its part "entities" has one a line:
// kind, name, and after a colon the words by which the text names it.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txtar"), func(t *testing.T) {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			part := map[string]string{}
			for _, p := range txtar.Parse(b).Files {
				part[p.Name] = strings.TrimSpace(string(p.Data))
			}
			doc := parse(t, part["text"])
			entities := entities(doc.Body, part["entities"])
			got := quote.Find(doc, entities, dates(doc.Body, part["dates"]))
			lines := make([]string, len(got))
			for i, q := range got {
				lines[i] = render(doc, entities, q)
			}
			if got, want := strings.Join(lines, "\n"), part["want"]; got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func entities(body, list string) []news.Entity {
	var all []news.Entity
	for line := range strings.Lines(list) {
		head, forms, _ := strings.Cut(strings.TrimSpace(line), ": ")
		kind, name, _ := strings.Cut(head, " ")
		e := news.Entity{ID: "id:" + name, Kind: kind, Name: name}
		taken := make([]bool, len(body))
		for _, form := range strings.Split(forms, ", ") {
			for _, m := range regexp.MustCompile(`\b`+form+`\b`).FindAllStringIndex(body, -1) {
				if !taken[m[0]] {
					s := text.Span{Start: m[0], End: m[1]}
					e.Mentions = append(e.Mentions, news.Mention{Span: s, Form: news.Name})
				}
				for i := m[0]; i < m[1]; i++ {
					taken[i] = true
				}
			}
		}
		all = append(all, e)
	}
	return all
}

func dates(body, list string) []news.Date {
	var all []news.Date
	for line := range strings.Lines(list) {
		words, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		if i := strings.Index(body, words); i >= 0 {
			s := text.Span{Start: i, End: i + len(words)}
			all = append(all, news.Date{Span: s, Value: value, Kind: "date"})
		}
	}
	return all
}

// render puts kind, speaker, cue and content on a line, and after them what else is known where
// a case asks for it: occasion, day, addressee, reporter.
func render(doc *text.Document, all []news.Entity, q news.Quote) string {
	name := func(m news.Maybe) string {
		for _, e := range all {
			if e.ID == string(m) {
				return e.Name
			}
		}
		return string(m)
	}
	var content []string
	for _, c := range q.Content {
		content = append(content, doc.At(c.Span))
	}
	out := fmt.Sprintf("%s | %s | %s | %s", q.Kind, name(q.Speaker), doc.At(q.Cue.Span),
		strings.Join(content, " … "))
	for _, m := range []news.Maybe{q.Occasion, q.Day} {
		if m != "" && strings.Contains(doc.Body, "The reservoir") {
			out += " | " + string(m)
		}
	}
	if q.Addressee != "" && strings.Contains(doc.Body, "The reservoir") {
		out += " | to " + name(q.Addressee)
	}
	if q.ReportedBy != "" {
		out += " | by " + name(q.ReportedBy)
	}
	return out
}

// TestAttributions holds that beliefs are attributed, though they are no statements.
func TestAttributions(t *testing.T) {
	doc := parse(t, "The farmers believe that the dam will hold.\n\n"+
		"“It will hold,” the engineer said. “I built it.”")
	var got []string
	for _, a := range quote.Attributions(doc) {
		line := ""
		for _, part := range [][]text.Span{a.Source, a.Cue, a.Content} {
			for _, s := range part {
				line += "[" + doc.At(s) + "]"
			}
		}
		got = append(got, line)
	}
	want := []string{
		"[The farmers][believe][that the dam will hold]",
		"[the engineer][said][“It will hold,”][“I built it.”]",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, q := range quote.Find(doc, nil, nil) {
		if doc.At(q.Cue.Span) != "said" {
			t.Errorf("%s is no statement", doc.At(q.Content[0].Span))
		}
	}
}

// TestNoTree holds that a document without a grammar's tags and tree is read without harm.
func TestNoTree(t *testing.T) {
	doc := text.Split("“Go,” she said. “Go on.”")
	for i := range doc.Tokens {
		doc.Tokens[i].Head = i
	}
	quote.Find(doc, nil, nil)
	quote.Find(&text.Document{}, nil, nil)
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"“Go,” she said. “Go on.", "'Tis \"so\", he wrote: «no» ‘s’ 's' s' s'", "",
		"“A\n\n“B\n\nC” said D, according to E, F said.", "``x'' \xff said “\xe2\x80",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		if len(body) > 5000 {
			return
		}
		doc := parse(t, body)
		entities := entities(body, "person Ann: she, he")
		for _, q := range quote.Find(doc, entities, nil) {
			spans := append([]text.Cite{q.Cue, q.Source}, q.Content...)
			for _, s := range spans {
				if s.Start < 0 || s.End < s.Start || s.End > len(body) {
					t.Fatalf("span %v outside %q", s, body)
				}
				if utf8.ValidString(body) && !utf8.ValidString(doc.At(s.Span)) {
					t.Fatalf("span %v of %q cuts a character", s, body)
				}
			}
			if len(q.Content) == 0 {
				t.Fatalf("no content: %+v", q)
			}
		}
		quote.Attributions(doc)
	})
}

func BenchmarkFind(b *testing.B) {
	var body strings.Builder
	for range 9 {
		c, err := os.ReadFile("testdata/speakers.txtar")
		if err != nil {
			b.Fatal(err)
		}
		for _, p := range txtar.Parse(c).Files {
			if p.Name == "text" {
				body.Write(p.Data)
				body.WriteString("\n")
			}
		}
	}
	doc := parse(b, body.String())
	b.ReportMetric(float64(len(doc.Tokens)), "tokens")
	for b.Loop() {
		quote.Find(doc, nil, nil)
	}
}
