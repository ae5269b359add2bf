package web

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"readout/store"
)

func TestRulings(t *testing.T) {
	srv, _, f := desk(t)
	if _, got := fetch(t, srv, "/queue"); !strings.Contains(got, "in 2 articles") || !strings.Contains(got, "<mark>Berg said</mark>") {
		t.Errorf("the queue shows no suspicion with its words: %s", got)
	}
	for _, c := range []struct {
		kind, verdict string
		want          int
	}{{"misspelling", "refused", 200}, {"copy", "", 200}, {"copy", "same story", 400}, {"weather", "", 400}} {
		res, err := http.PostForm(srv.URL+"/queue/ruling", url.Values{"kind": {c.kind}, "a": {"x"}, "verdict": {c.verdict}})
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != c.want {
			t.Errorf("ruling %q on %s: status %d, want %d", c.verdict, c.kind, res.StatusCode, c.want)
		}
	}
	want := []store.Ruling{{Kind: "misspelling", A: "x", Verdict: "refused"}, {Kind: "copy", A: "x"}}
	if !slices.Equal(f.rulings, want) {
		t.Errorf("ruled %v, want %v", f.rulings, want)
	}
}

func TestStoryRulings(t *testing.T) {
	srv, _, f := desk(t)
	res, err := http.PostForm(srv.URL+"/story/s1/ruling", url.Values{"article": {"a1"}, "verdict": {"two stories"}})
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	want := []store.Ruling{{Kind: "story", A: "a1", B: "a2", Verdict: "two stories"}}
	if !slices.Equal(f.rulings, want) {
		t.Errorf("ruled %v, want %v", f.rulings, want)
	}
	if res, err = http.PostForm(srv.URL+"/story/s1/ruling", url.Values{"story": {"s1"}, "verdict": {"same story"}}); err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
}

func TestReplies(t *testing.T) {
	srv, db, _ := desk(t)
	post := func(name, email, words string) (int, string) {
		res, err := http.PostForm(srv.URL+"/article/a1/reply", url.Values{"name": {name}, "email": {email}, "text": {words}})
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		b, _ := io.ReadAll(res.Body)
		return res.StatusCode, string(b)
	}
	if code, got := post("", "ola@example.org", "Well."); code != http.StatusUnprocessableEntity || !strings.Contains(got, "give your name") {
		t.Errorf("a reply without a name: %d", code)
	}
	if code, _ := post("Ola", "nowhere", "Well."); code != http.StatusUnprocessableEntity {
		t.Errorf("a reply without an address: %d", code)
	}
	if code, got := post("Ola", "ola@example.org", "The tea is <b>green</b>."); code != http.StatusOK || !strings.Contains(got, "held until") {
		t.Errorf("a good reply: %d", code)
	}
	if _, got := fetch(t, srv, "/article/a1"); strings.Contains(got, "The tea is") {
		t.Error("a held reply is shown")
	}
	held, err := db.Replies(context.Background(), "", "held")
	if err != nil || len(held) != 1 {
		t.Fatalf("held replies %v, %v", held, err)
	}
	res, err := http.PostForm(srv.URL+"/queue/reply/1", url.Values{"state": {"approved"}})
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("approve: %v, %v", res.Status, err)
	}
	res.Body.Close()
	_, got := fetch(t, srv, "/article/a1")
	if !strings.Contains(got, "The tea is &lt;b&gt;green") || strings.Contains(got, "ola@example.org") {
		t.Error("an approved reply must be shown, escaped and without its address")
	}
}
