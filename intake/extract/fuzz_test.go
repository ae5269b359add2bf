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
	for _, page := range []string{"<div><b><a href=x>word", "<table><tr><td>a<td>b", "<!-- - --",
		"<script><!-- <script> ", "<a href=\"x", "<p>&amp;&#x41;&nope", "\xff\xfe<\x00p\x00>\x00",
		"<script type=application/ld+json>[{\"@type\":\"Article\"}]</script><h1>a</h1><p>b"} {
		f.Add([]byte(page))
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
