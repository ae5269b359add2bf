package lineage

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"readout/news"
)

// read takes a case apart: articles, whose names are an id and a time, and what is wanted.
func read(t *testing.T, file string) (arts []*news.Article, want []string) {
	t.Helper()
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range ar.Files {
		if f.Name == "want" {
			want = strings.FieldsFunc(string(f.Data), func(r rune) bool { return r == '\n' })
			continue
		}
		id, at, _ := strings.Cut(f.Name, " ")
		day, time, _ := strings.Cut(at, "T")
		arts = append(arts, &news.Article{ID: id, Body: strings.TrimSpace(string(f.Data)),
			Published: &news.When{Day: day, Time: news.Maybe(time)}})
	}
	return arts, want
}

// add adds a to x.
func add(t interface{ Fatal(...any) }, x *Index, a *news.Article) []news.Copy {
	cs, err := x.Add(a)
	if err != nil {
		t.Fatal(err)
	}
	return cs
}

// lines is what an index shows of articles added in their order, as the cases write it.
func lines(t interface{ Fatal(...any) }, arts []*news.Article) []string {
	x := New()
	found := map[string]news.Copy{}
	for _, a := range arts {
		for _, c := range add(t, x, a) {
			found[c.ID] = c
		}
	}
	var out []string
	for _, c := range found {
		out = append(out, fmt.Sprintf("%s of %s %s", c.ID, c.Of, c.Kind))
		for _, q := range c.Altered {
			out = append(out, fmt.Sprintf("%s altered “%s”", c.ID, q.Now))
		}
		for _, q := range c.Misspelt {
			out = append(out, fmt.Sprintf("%s misspelt %s %s", c.ID, q.Was, q.Now))
		}
	}
	slices.Sort(out)
	return out
}

func TestCasesInAnyOrder(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	var all []*news.Article
	var wantAll []string
	for _, f := range files {
		arts, want := read(t, f)
		for _, a := range arts {
			a.ID = filepath.Base(f) + ":" + a.ID
		}
		for i := range want {
			want[i] = filepath.Base(f) + ":" + strings.Replace(want[i], " of ", " of "+filepath.Base(f)+":", 1)
		}
		all, wantAll = append(all, arts...), append(wantAll, want...)
	}
	slices.Sort(wantAll)
	for seed := range uint64(6) {
		if d := cmp.Diff(wantAll, lines(t, all)); d != "" {
			t.Fatalf("order %d: (-want +got)\n%s", seed, d)
		}
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
}

func TestAnyOrder(t *testing.T) {
	p := newPress(5)
	var arts []*news.Article
	for i := range 20 {
		arts = append(arts, p.article("2026-01-02"))
		if i%2 == 0 {
			arts = append(arts, p.copied(arts[len(arts)-1]))
		}
		if i%4 == 0 {
			arts = append(arts, p.copied(arts[len(arts)-1])) // a copy of the copy
		}
	}
	want := lines(t, arts)
	if len(want) != 15 {
		t.Fatalf("found %d copies of 15: %v", len(want), want)
	}
	rapid.Check(t, func(t *rapid.T) {
		if d := cmp.Diff(want, lines(t, rapid.Permutation(arts).Draw(t, "order"))); d != "" {
			t.Fatalf("(-want +got)\n%s", d)
		}
	})
}

func TestOriginalThatComesLater(t *testing.T) {
	arts, _ := read(t, "testdata/ferry.txtar")
	x := New()
	if got := add(t, x, arts[1]); len(got) != 0 {
		t.Errorf("copy alone: got %v, want nothing", got)
	}
	got := add(t, x, arts[0])
	if len(got) != 1 || got[0].ID != "b" || got[0].Of != "a" {
		t.Errorf("original: got %v, want b of a", got)
	}
	if got := add(t, x, arts[0]); got != nil {
		t.Errorf("again: got %v, want nothing", got)
	}
}

func TestDeny(t *testing.T) {
	arts, _ := read(t, "testdata/ferry.txtar")
	x := New()
	add(t, x, arts[0])
	add(t, x, arts[1])
	x.Deny("b", "a")
	if c, err := x.Find("b"); err != nil || c != nil {
		t.Errorf("denied, and still a copy: %v %v", c, err)
	}
	x = New()
	x.Deny("b", "a")
	for _, a := range arts {
		if got := add(t, x, a); len(got) != 0 {
			t.Errorf("denied before: got %v, want nothing", got)
		}
	}
}

func FuzzAdd(f *testing.F) {
	f.Add("He said “no, “never”. \"", "«A» said „B“\n\n“open")
	f.Add("", "\xff“\xfe")
	f.Fuzz(func(t *testing.T, a, b string) {
		x := New()
		for i, s := range []string{a, b, a + b} {
			for _, m := range quoted(s) {
				if m.Start < 0 || m.End > len(s) || m.End < m.Start ||
					m.Start < len(s) && !utf8.RuneStart(s[m.Start]) && utf8.ValidString(s) {
					t.Fatalf("mark %v in %q", m, s)
				}
			}
			for _, c := range add(t, x, &news.Article{ID: fmt.Sprint(i), Body: s}) {
				if c.ID == c.Of || c.Score < 0 || c.Score > 1 {
					t.Fatalf("copy %+v", c)
				}
			}
		}
	})
}
