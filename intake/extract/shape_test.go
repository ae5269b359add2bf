package extract

import (
	"strings"
	"testing"

	"readout/news"
)

func shapeOfArticles(n, length int, byline ...string) *Shape {
	s := &Shape{}
	for range n {
		s.Add(&news.Article{Body: strings.Repeat("x", length), Byline: byline,
			Blocks: make([]news.Block, length/300)})
	}
	return s
}

func TestShapeChanged(t *testing.T) {
	was := shapeOfArticles(20, 4000, "A B")
	for _, c := range []struct {
		name   string
		newest *Shape
		want   string
	}{
		{"same", shapeOfArticles(10, 3500, "A B"), ""},
		{"too few", shapeOfArticles(3, 10), ""},
		{"empty", shapeOfArticles(10, 0, "A B"), "median length was about 4096 bytes"},
		{"unsigned", shapeOfArticles(10, 4000), "100 in 100 had a byline, now 0"},
		{"all in one block", shapeOfArticles(10, 700, "A B"), "an article had 13 blocks, now 2"},
	} {
		got := strings.Join(was.Changed(c.newest), "; ")
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
