package extract

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"readout/news"
)

var update = flag.Bool("update", false, "write what is found into the cases")

// TestCases reads each case's page (page.html, or page.txt for flattened text) and compares
// what stands in the article.
func TestCases(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			a, err := extractCase(ar)
			if err != nil {
				t.Fatal(err)
			}
			checkSpans(t, a)
			got := show(a)
			k := slices.IndexFunc(ar.Files, func(f txtar.File) bool { return f.Name == "want" })
			if *update {
				if k < 0 {
					ar.Files = append(ar.Files, txtar.File{Name: "want"})
					k = len(ar.Files) - 1
				}
				ar.Files[k].Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if k < 0 {
				t.Fatal("no want")
			}
			if d := cmp.Diff(string(ar.Files[k].Data), got); d != "" {
				t.Errorf("want -, got +:\n%s", d)
			}
		})
	}
}

// extractCase runs a case; its comment may say "url: …" and "charset: …".
func extractCase(ar *txtar.Archive) (*news.Article, error) {
	var p Params
	for line := range strings.Lines(string(ar.Comment)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "url":
			p.URL = value
		case "fetched":
			p.Fetched = value
		}
	}
	f := ar.Files[0]
	if f.Name == "page.txt" {
		return Text(f.Data, p)
	}
	return Page(f.Data, p)
}

// show writes an article as lines that a person can read in a diff.
func show(a *news.Article) string {
	var b strings.Builder
	put := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", key, strings.NewReplacer("\n", " / ", "\t", " | ").Replace(value))
		}
	}
	put("outlet", a.Outlet)
	put("section", a.Section)
	put("headline", a.Headline)
	put("byline", strings.Join(a.Byline, "; "))
	put("language", a.Language)
	put("dateline", string(a.Dateline))
	for key, w := range map[string]*news.When{"published": a.Published} {
		if w != nil {
			put(key, strings.TrimSpace(w.Day+" "+string(w.Time))+" by "+w.Basis)
		}
	}
	if a.Updated != nil {
		put("updated", a.Updated.Day)
	}
	put("source", string(a.SourceLink))
	put("tags", strings.Join(a.Tags, "; "))
	for _, bl := range a.Blocks {
		if bl.Kind == news.Caption {
			im := a.Images[*bl.Image]
			put("image", im.URL+" ["+im.Alt+"] "+im.Caption+" ["+im.Credit+"]")
			continue
		}
		put(bl.Kind, a.Body[bl.Start:bl.End])
	}
	for _, l := range a.Links {
		put("link", l.Text+" → "+l.URL)
	}
	put("furniture", strings.Join(a.Furniture, "; "))
	return b.String()
}

// checkSpans checks what must hold of every article.
func checkSpans(t testing.TB, a *news.Article) {
	t.Helper()
	last := 0
	for i, b := range a.Blocks {
		if b.Start < last || b.End < b.Start || b.End > len(a.Body) {
			t.Fatalf("block %d %v out of order or bounds", i, b.Span)
		}
		if !utf8.ValidString(a.Body[b.Start:b.End]) {
			t.Fatalf("block %d %v is not on rune boundaries", i, b.Span)
		}
		if (b.Kind == news.Caption) != (b.Image != nil) || b.Image != nil && *b.Image >= len(a.Images) {
			t.Fatalf("block %d: kind %s with image %v", i, b.Kind, b.Image)
		}
		last = b.End
	}
	for _, l := range a.Links {
		if l.Start < 0 || l.End > len(a.Body) || l.Start > l.End || a.Body[l.Start:l.End] != l.Text {
			t.Fatalf("link %v does not cover %q", l.Span, l.Text)
		}
	}
	if strings.Contains(a.Body, "\n\n\n") || strings.TrimSpace(a.Body) != a.Body {
		t.Fatalf("body with loose white space: %q", a.Body)
	}
}

func TestRefused(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		want error
	}{
		"empty":     {"", news.ErrEmpty},
		"blank":     {" \n\t ", news.ErrEmpty},
		"pdf":       {"%PDF-1.7 and so on", news.ErrNotText},
		"gzip":      {"\x1f\x8b\x08\x00\x00\x00\x00\x00", news.ErrNotText},
		"binary":    {strings.Repeat("\x01\x02\x03ab", 500), news.ErrNotText},
		"too large": {strings.Repeat("<p>word ", 5<<20), news.ErrTooLarge},
	} {
		for kind, f := range map[string]func([]byte, Params) (*news.Article, error){"page": Page, "text": Text} {
			_, err := f([]byte(c.in), Params{URL: "http://example.org/x"})
			if !errors.Is(err, c.want) || !strings.Contains(fmt.Sprint(err), "http://example.org/x") {
				t.Errorf("%s as %s: got %v, want %v that names the page", name, kind, err, c.want)
			}
		}
	}
}
