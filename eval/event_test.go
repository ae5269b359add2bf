package eval

import (
	"os"
	"path/filepath"
	"testing"

	"readout/news"
)

func TestQuadOf(t *testing.T) {
	for _, c := range []struct {
		events []news.Event
		want   int
	}{
		{nil, 0},
		{[]news.Event{{CAMEO: "190", Status: news.Alleged}}, 0},
		{[]news.Event{{CAMEO: "190", Status: news.Alleged}, {CAMEO: "042", Status: news.Held}}, 1},
		{[]news.Event{{CAMEO: "020", Status: news.Held}}, 0},
		{[]news.Event{{CAMEO: "163", Status: news.Planned}}, 3},
	} {
		if got := quadOf(c.events); got != c.want {
			t.Errorf("%v: %d, want %d", c.events, got, c.want)
		}
	}
}

func TestScoreQuads(t *testing.T) {
	dir := t.TempDir()
	lines := "It rained.\t0\nThey met.\t1\nThey fought.\t4\n"
	if err := os.WriteFile(filepath.Join(dir, "train.tsv"), []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	read := func(a *news.Article) *news.Reading {
		r := &news.Reading{Article: *a}
		if a.Body != "It rained." {
			r.Events = []news.Event{{CAMEO: "040", Status: news.Held}}
		}
		return r
	}
	q, err := ScoreQuads(dir, read)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := q.Classes[1], (Count{Right: 1, Extra: 1}); got != want {
		t.Errorf("verbal cooperation: %v, want %v", got, want)
	}
	if got, want := q.Macro(), (1+2./3)/5; got != want {
		t.Errorf("macro: %v, want %v", got, want)
	}
	if err := os.WriteFile(filepath.Join(dir, "train.tsv"), []byte("no class"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ScoreQuads(dir, read); err == nil {
		t.Error("a line without a class must be an error")
	}
}
