package extract

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

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

// BenchmarkBeside takes turns between the two, so that what else the machine does weighs on both
// alike, and reports how many pages are extracted in the time of one tree.
func BenchmarkBeside(b *testing.B) {
	pages := pagesFor(b, 990)
	var ours, tree time.Duration
	for i := range b.N {
		page, start := pages[i%len(pages)], time.Now()
		if _, err := Page(page, Params{URL: "http://news.example/a"}); err != nil {
			b.Fatal(err)
		}
		between := time.Now()
		if _, err := html.Parse(bytes.NewReader(page)); err != nil {
			b.Fatal(err)
		}
		ours, tree = ours+between.Sub(start), tree+time.Since(between)
	}
	b.ReportMetric(float64(tree)/float64(ours), "pages/tree")
}
