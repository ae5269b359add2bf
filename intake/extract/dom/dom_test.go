package dom

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/net/html"
)

func TestBench(t *testing.T) {
	fs, _ := filepath.Glob("/work/data/extract-pages/pages/*.html")
	var bs [][]byte
	for _, f := range fs {
		b, _ := os.ReadFile(f)
		bs = append(bs, b)
	}
	r := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			for _, p := range bs[:200] {
				Parse(p)
			}
		}
	})
	t.Log(r, r.MemString())
	r = testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			for _, p := range bs[:200] {
				html.Parse(bytes.NewReader(p))
			}
		}
	})
	t.Log(r, r.MemString())
}
