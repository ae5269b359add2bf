package entity_test

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"readout/grammar"
	"readout/knowledge"
	"readout/news"
	"readout/reading/entity"
	"readout/text"
)

var base = sync.OnceValues(func() (*knowledge.Base, error) { return knowledge.Load() })

var model = sync.OnceValues(grammar.Load)

// find reads body as of day.
func find(t testing.TB, body, day string) (*text.Document, entity.Found) {
	t.Helper()
	kb, err := base()
	if err != nil {
		t.Fatal(err)
	}
	m, err := model()
	if err != nil {
		t.Fatal(err)
	}
	doc := text.Split(body)
	m.Annotate(doc)
	return doc, entity.Find(doc, kb, day)
}

// TestCases checks every file of testdata: all its people and suspicions, and that each other
// line of want is found. A mention by pronoun is left out.
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
				part[p.Name] = string(p.Data)
			}
			doc, found := find(t, part["text"], strings.TrimSpace(part["day"]))
			compare(t, render(doc, found), strings.Split(strings.TrimSpace(part["want"]), "\n"))
		})
	}
}

func compare(t *testing.T, got, want []string) {
	t.Helper()
	has := map[string]bool{}
	for _, l := range got {
		has[l] = true
	}
	wanted := map[string]bool{}
	for _, l := range want {
		wanted[l] = true
		if !has[l] {
			t.Errorf("want %q in\n%s", l, strings.Join(got, "\n"))
		}
	}
	for _, l := range got {
		if (strings.HasPrefix(l, "person ") || l[0] == '?') && !wanted[l] {
			t.Errorf("got %q, not wanted", l)
		}
	}
}

// render writes an entity a line: kind, name, country, and its mentions by name or nominal.
func render(doc *text.Document, f entity.Found) []string {
	var out []string
	for _, e := range f.Entities {
		var ms []string
		for _, m := range e.Mentions {
			if m.Form != news.Pronoun {
				ms = append(ms, doc.At(m.Span))
			}
		}
		head := strings.TrimSpace(fmt.Sprintf("%s %s %s", e.Kind, e.Name, e.Country))
		out = append(out, head+": "+strings.Join(ms, ", "))
	}
	for _, s := range f.Suspicions {
		out = append(out, "? "+s.Note)
	}
	return out
}

// TestMentions holds what always must be: spans in bounds, in order, without overlap.
func TestMentions(t *testing.T) {
	checkMentions(t, "President Joe Biden met Xi Jinping in Bali. Biden said he and Xi agreed.")
}

func checkMentions(t testing.TB, body string) {
	doc, found := find(t, body, "2022-11-14")
	var all []news.Mention
	ids := map[string]bool{}
	for _, e := range found.Entities {
		if e.ID == "" || ids[e.ID] || e.Name == "" {
			t.Errorf("entity %q %q: id missing or twice", e.ID, e.Name)
		}
		ids[e.ID] = true
		all = append(all, e.Mentions...)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Start < all[j].Start })
	end := 0
	for _, m := range all {
		if m.Start < end || m.End <= m.Start || m.End > len(doc.Body) {
			t.Errorf("mention %v overlaps or is out of bounds", m.Span)
		}
		end = m.End
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Mr. Smith and Anna Berg, the mayor of Oslo, met US officials in Paris, Texas.")
	f.Add("“”’s the of President the, — Dr. . A’s B-C d")
	f.Fuzz(func(t *testing.T, body string) {
		if len(body) > 2000 {
			return
		}
		checkMentions(t, body)
	})
}

func BenchmarkFind(b *testing.B) {
	body := strings.Repeat("State Department spokesman Matthew Miller said on Tuesday that Antony "+
		"Blinken would meet Chinese officials in Beijing. Blinken spoke with Qin Gang, he said.\n\n", 25)
	kb, err := base()
	if err != nil {
		b.Fatal(err)
	}
	m, err := model()
	if err != nil {
		b.Fatal(err)
	}
	doc := text.Split(body)
	m.Annotate(doc)
	b.ReportMetric(float64(len(doc.Tokens)), "tokens")
	b.ResetTimer()
	for b.Loop() {
		entity.Find(doc, kb, "2023-06-14")
	}
}
