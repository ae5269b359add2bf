package extract

import (
	"testing"
)

func TestFollows(t *testing.T) {
	const host = "https://news.example"
	for _, c := range []struct {
		here, there string
		want        bool
	}{
		{"/a/long-story", "/a/long-story/2", true},
		{"/a/long-story/", "/a/long-story/2/", true},
		{"/a/long-story", "/a/long-story?page=2", true},
		{"/a/long-story?page=2", "/a/long-story?page=3", true},
		{"/a/long-story?page=9", "/a/long-story?page=10", true},
		{"/a/long-story/seite-2", "/a/long-story/seite-3", true},
		{"/a/long-story.html", "/a/long-story-2.html", true},
		{"/a/long-story,1.html", "/a/long-story,2.html", true},
		{"/a/long-story/page/2", "/a/long-story/page/3", true},
		{"/a/long-story", "/a/long-story/3", false},
		{"/a/long-story", "/a/other-story/2", false},
		{"/a/long-story", "/a/long-story/comment-page-2", false},
		{"/a/long-story", "/a/long-story7", false},
		{"/a/story-1234", "/a/story-1235", false},
		{"/2021/03/04/story", "/2021/03/05/story", false},
		{"/a/long-story", "/a/long-story#2", false},
		{"/2021/11/14/story", "/2021/11/15/story", false},
		{"/story.php?id=14", "/story.php?id=15", false},
		{"/story.php?id=14&page=2", "/story.php?id=14&page=3", true},
	} {
		if got := follows(parseURL(host+c.here), parseURL(host+c.there)); got != c.want {
			t.Errorf("%s after %s: got %v, want %v", c.there, c.here, got, c.want)
		}
	}
}

func TestJoin(t *testing.T) {
	const lead = `<p>The valley has waited for its bridge for thirty years, and this spring
the first of the piers stood in the river at last.</p>`
	const top = `<html><head><title>The bridge</title></head><body><article><h1>The bridge</h1>`
	const first = top + lead + `<p>Engineers from three towns came to look at it, and not all of
them liked what they saw, as the mayor told us.</p>
<a href="/bridge-story/2">2</a></article></body></html>`
	const second = top + lead + `<p>In the autumn the deck is to follow, if
<a href="/river">the river</a> stays as low as it has been since the dam was built.</p>
</article></body></html>`
	a, err := Page([]byte(first), Params{URL: "https://news.example/bridge-story"})
	if err != nil {
		t.Fatal(err)
	}
	if want := "https://news.example/bridge-story/2"; a.Next != want {
		t.Fatalf("next: got %q, want %q", a.Next, want)
	}
	b, err := Page([]byte(second), Params{URL: a.Next})
	if err != nil {
		t.Fatal(err)
	}
	Join(a, b)
	if len(a.Blocks) != 3 || a.Next != "" {
		t.Fatalf("got %d blocks, next %q, want 3 and none: %s", len(a.Blocks), a.Next, a.Body)
	}
	for _, l := range a.Links {
		if got := a.Body[l.Start:l.End]; got != l.Text {
			t.Errorf("link: got %q, want %q", got, l.Text)
		}
	}
}
