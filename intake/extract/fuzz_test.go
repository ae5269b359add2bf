package extract

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// seeds gives the fuzzers the pages of the cases and short hostile ones.
func seeds(f *testing.F) {
	names, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range names {
		if b, err := os.ReadFile(name); err == nil {
			f.Add(txtar.Parse(b).Files[0].Data)
		}
	}
	for _, page := range hostile() {
		f.Add([]byte(page[:min(len(page), 300)]))
	}
}

func FuzzPage(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		if a, err := Page(b, Params{URL: "https://news.example/a/b"}); err == nil {
			checkSpans(t, a)
		}
	})
}

func FuzzText(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		if a, err := Text(b, Params{}); err == nil {
			checkSpans(t, a)
		}
	})
}
