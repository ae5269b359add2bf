package extract

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/net/html"

	"readout/eval/labelled"
)

// pagesFor reads the first n of the labelled pages.
func pagesFor(b *testing.B, n int) [][]byte {
	names, err := filepath.Glob(filepath.Join(labelled.Dir(b, "extract-pages"), "pages", "*.html"))
	if err != nil {
		b.Fatal(err)
	}
	var out [][]byte
	for _, name := range names[:min(n, len(names))] {
		page, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		out = append(out, page)
	}
	return out
}

// BenchmarkPage extracts real pages, one an operation.
func BenchmarkPage(b *testing.B) {
	pages := pagesFor(b, 300)
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		if _, err := Page(pages[i%len(pages)], Params{URL: "http://news.example/a"}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}

// BenchmarkTree parses the same pages with x/net/html, to measure the other against.
func BenchmarkTree(b *testing.B) {
	pages := pagesFor(b, 300)
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		if _, err := html.Parse(bytes.NewReader(pages[i%len(pages)])); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}
