package extract

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"readout/news"
)

// TestReuse holds that a page comes out the same whatever page the memory served before, and
// however many are read at once.
func TestReuse(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) < 5 {
		t.Fatalf("%d cases, %v", len(names), err)
	}
	m, err := Standard()
	if err != nil {
		t.Fatal(err)
	}
	var pages [][]byte
	var want []*news.Article
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		page := txtar.Parse(b).Files[0].Data
		fresh := Model{hints: m.hints, first: m.first, second: m.second}
		a, err := fresh.Page(page, Params{URL: "https://news.example/" + name})
		if err != nil {
			t.Fatal(err)
		}
		pages, want = append(pages, page), append(want, a)
	}
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			for k := range 3 * len(pages) {
				i := (k*(worker+1) + worker) % len(pages)
				a, err := m.Page(pages[i], Params{URL: "https://news.example/" + names[i]})
				if diff := cmp.Diff(want[i], a); err != nil || diff != "" {
					t.Errorf("%s (-fresh +again): %v\n%s", names[i], err, diff)
				}
			}
		})
	}
	wg.Wait()
}
