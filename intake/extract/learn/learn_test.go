package learn

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func TestSite(t *testing.T) {
	for _, c := range []struct{ url, file, want string }{
		{"https://www.news.example/a", "x.html", "news.example"},
		{"https://a.b.news.example/a", "x.html", "news.example"},
		{"http://www.paper.co.uk/a", "x.html", "paper.co.uk"},
		{"https://web.archive.org/web/2016/http://old.example/", "old.example-one.html", "old.example"},
		{"", "lone.example-two.html", "lone.example"},
	} {
		if got := (&Page{URL: c.url, File: c.file}).Site(); got != c.want {
			t.Errorf("site of %q, %q: got %q, want %q", c.url, c.file, got, c.want)
		}
	}
}

func TestFoldKeepsASiteTogether(t *testing.T) {
	count := map[int]int{}
	for i := range 1000 {
		count[fold(fmt.Sprintf("site%d.example", i), 5)]++
	}
	for k := range 5 {
		if count[k] < 120 || count[k] > 280 {
			t.Errorf("part %d holds %d of 1000 sites", k, count[k])
		}
	}
}

func TestTally(t *testing.T) {
	p := &Page{With: []string{"one two", "three\u00adfour"}, Without: []string{"menu", "share"}}
	var got Tally
	got.Count(p, "It is one\n two, and the menu.")
	if want := (Tally{Hit: 1, Miss: 1, False: 1, Out: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got.F1() != .5 {
		t.Errorf("F1 %v, want .5", got.F1())
	}
}

// world writes pages of one template, with a menu and a text, as extract-pages gives them.
func world(t *testing.T, n int) string {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "pages"), 0o755); err != nil {
		t.Fatal(err)
	}
	labels := "["
	for i := range n {
		text := fmt.Sprintf("The council of town %d met on Monday and voted, after a long debate, "+
			"to build a school with %d rooms.", i, i+3)
		html := fmt.Sprintf(`<html><body><div class="menu"><a href="/">Start of site %d</a></div>
<h1>Town %d builds</h1><div class="story"><p>%s</p><p>Work begins in spring, it said.</p></div>
<div class="footer">Terms of site %d apply to all</div></body></html>`, i, i, text, i)
		name := fmt.Sprintf("p%d.html", i)
		if err := os.WriteFile(filepath.Join(dir, "pages", name), []byte(html), 0o644); err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			labels += ","
		}
		labels += fmt.Sprintf(`{"url":"http://site%d.example/a","file":%q,"with":["council of town %d met"],
"without":["Start of site %d","Terms of site %d"]}`, i, name, i, i, i)
	}
	if err := os.WriteFile(filepath.Join(dir, "labels.json"), []byte(labels+"]"), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestCrossed(t *testing.T) {
	pages, err := Load(world(t, 40))
	if err != nil {
		t.Fatal(err)
	}
	var got Tally
	for i, body := range Crossed(pages, nil, 2) {
		got.Count(pages[i], body)
	}
	if got.F1() < .95 {
		t.Errorf("F1 %.3f of an easy world: %+v", got.F1(), got)
	}
}
