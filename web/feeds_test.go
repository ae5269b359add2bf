package web

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"readout/store"
)

func TestOPMLComesIn(t *testing.T) {
	srv, _, f := desk(t)
	const list = `<opml version="2.0"><body><outline text="World"><outline text="Courier" xmlUrl="https://courier.example/feed"/>` +
		`<outline text="Post" xmlUrl="https://post.example/rss"/></outline></body></opml>`
	post := func(fields map[string]string) int {
		var b bytes.Buffer
		m := multipart.NewWriter(&b)
		for k, v := range fields {
			w, _ := m.CreateFormField(k)
			if k == "file" {
				w, _ = m.CreateFormFile(k, "list.opml")
			}
			io.WriteString(w, v)
		}
		m.Close()
		res, err := http.Post(srv.URL+"/feeds/opml", m.FormDataContentType(), &b)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		return res.StatusCode
	}
	for _, c := range []struct {
		field, words string
		want, feeds  int
	}{{"opml", list, 200, 2}, {"opml", "", 422, 0}, {"opml", "Dear desk", 422, 0}, {"opml", "<opml><body/></opml>", 422, 0}} {
		f.addresses = nil
		if got := post(map[string]string{c.field: c.words}); got != c.want || len(f.addresses) != c.feeds {
			t.Errorf("%s %q: status %d, followed %v", c.field, c.words, got, f.addresses)
		}
	}
}

func TestLayoutAlarm(t *testing.T) {
	var xs []store.Shape
	add := func(n int, s store.Shape) {
		for range n {
			xs = append(xs, s)
		}
	}
	add(10, store.Shape{Outlet: "Courier", Length: 300, Dated: true})
	add(12, store.Shape{Outlet: "Post", Length: 3000, Byline: true, Dated: true})
	add(30, store.Shape{Outlet: "Courier", Length: 4000, Byline: true, Dated: true})
	got := outlets(xs)
	want := "The last ten articles are much shorter (300 characters after 4000) and have lost their bylines: has its layout changed?"
	if len(got) != 2 || got[0].Name != "Courier" || got[0].Alarm != want || got[1].Alarm != "" {
		t.Errorf("outlets %+v", got)
	}
}

func TestEmptyDeskOffersFeeds(t *testing.T) {
	db, err := store.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	f := &followed{}
	h, err := New(db, f, Options{})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	defer srv.Close()
	if _, got := fetch(t, srv, "/"); !strings.Contains(got, "Well-known feeds") || !strings.Contains(got, `type="checkbox"`) {
		t.Error("the front page of an empty desk offers no feeds")
	}
	res, err := http.PostForm(srv.URL+"/feeds", url.Values{
		"address": {"", "https://x.example/feed"}, "feed": {starters()[0].URL, "https://not.offered.example/"}})
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if len(f.addresses) != 2 || f.addresses[0] != "https://x.example/feed" || f.addresses[1] != starters()[0].URL {
		t.Errorf("followed %v", f.addresses)
	}
}
