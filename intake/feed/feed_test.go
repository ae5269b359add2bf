package feed

import (
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"readout/news"
)

var update = flag.Bool("update", false, "write what is read as what is wanted")

// TestParse reads each case's input; its head may name the address and the content type.
func TestParse(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	if len(files) == 0 {
		t.Fatal("no cases")
	}
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		head := map[string]string{}
		for line := range strings.Lines(string(ar.Comment)) {
			k, v, _ := strings.Cut(line, ":")
			head[k] = strings.TrimSpace(v)
		}
		got := show(Parse(ar.Files[0].Data, head["type"], head["address"]))
		if *update {
			ar.Files = append(ar.Files[:1], txtar.File{Name: "want", Data: []byte(got)})
			os.WriteFile(file, txtar.Format(ar), 0o644)
			continue
		}
		if diff := cmp.Diff(string(ar.Files[1].Data), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
}

func show(f *Feed, err error) string {
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	var b strings.Builder
	line := func(parts ...string) {
		b.WriteString(strings.TrimRight(strings.Join(parts, " | "), " |") + "\n")
	}
	line(f.Kind, f.Title, f.Home, f.Language)
	for _, it := range f.Items {
		line("item", it.URL, it.GUID, it.Headline, it.Summary, it.Outlet)
		if !it.Published.IsZero() || !it.Updated.IsZero() {
			line("  published "+stamp(it.Published), "updated "+stamp(it.Updated))
		}
	}
	for _, l := range f.Feeds {
		line("feed", l.URL, l.Title, l.Home, l.Language, l.Group)
	}
	return b.String()
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.Format(time.RFC3339)
}

func TestGzippedSitemap(t *testing.T) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	fmt.Fprint(w, "<urlset><url><loc>https://map.example/a</loc></url></urlset>")
	w.Close()
	f, err := Parse(b.Bytes(), "application/gzip", "https://map.example/1.xml.gz")
	if err != nil || len(f.Items) != 1 {
		t.Errorf("got %+v, %v", f, err)
	}
	b.Reset()
	w.Reset(&b)
	w.Write(make([]byte, 1<<20))
	w.Close()
	bomb := bytes.Repeat(b.Bytes(), maxBytes>>20+1)
	if _, err = Parse(bomb, "", "bomb.gz"); !errors.Is(err, news.ErrTooLarge) {
		t.Errorf("a bomb: got %v, want %v", err, news.ErrTooLarge)
	}
}

func TestUTF16(t *testing.T) {
	in := "<?xml version=\"1.0\" encoding=\"UTF-16\"?><rss version=\"2.0\"><channel>" +
		"<item><title>Zoë’s visit</title><link>https://a.example/1</link></item></channel></rss>"
	raw := []byte{0xff, 0xfe}
	for _, r := range in {
		raw = append(raw, byte(r), byte(r>>8))
	}
	f, err := Parse(raw, "", "https://a.example/feed")
	if err != nil || len(f.Items) != 1 || f.Items[0].Headline != "Zoë’s visit" {
		t.Errorf("got %+v, %v", f, err)
	}
}

func TestDeep(t *testing.T) {
	deep := strings.Repeat(`<x:a b="/>">`, 100_000)
	in := `<rss version="2.0" xmlns:x="urn:x"><channel><item>` + deep
	if _, err := Parse([]byte(in), "", "deep"); !errors.Is(err, news.ErrTooLarge) {
		t.Errorf("got %v, want %v", err, news.ErrTooLarge)
	}
	in = `{"version":"https://jsonfeed.org/version/1","items":` + strings.Repeat("[", 1_000_000)
	if _, err := Parse([]byte(in), "", "deep"); !errors.Is(err, news.ErrSyntax) {
		t.Errorf("got %v, want %v", err, news.ErrSyntax)
	}
}

func TestManyItems(t *testing.T) {
	f, err := Parse([]byte(strings.Repeat("https://a.example/1\n", maxItems+5)), "", "many")
	if err != nil || len(f.Items) != maxItems {
		t.Errorf("got %v, want %d items", err, maxItems)
	}
}

func TestPageErrorNamesFeeds(t *testing.T) {
	var page strings.Builder
	page.WriteString("<html>")
	for i := range 7 {
		fmt.Fprintf(&page, `<link rel=alternate type=application/rss+xml href=/%d.rss>`, i)
	}
	_, err := Parse([]byte(page.String()), "", "https://a.example/")
	var e *PageError
	if !errors.As(err, &e) || len(e.Feeds) != 7 || !strings.HasSuffix(err.Error(), " and 2 more") {
		t.Errorf("got %v, want a page error with seven feeds", err)
	}
}

func TestOPMLRoundTrip(t *testing.T) {
	want := []Link{
		{URL: "https://a.example/rss?x=1&y=2", Title: `A "quoted" <b>`, Group: "World"},
		{URL: "https://b.example/rss", Title: "B", Home: "https://b.example/", Language: "fr"},
		{URL: "https://c.example/rss", Title: "C", Group: "World"},
	}
	var b bytes.Buffer
	if err := WriteOPML(&b, "My feeds", want); err != nil {
		t.Fatal(err)
	}
	f, err := Parse(b.Bytes(), "", "out.opml")
	if err != nil {
		t.Fatal(err)
	}
	want[1], want[2] = want[2], want[1] // one group stands together
	want[0].Title = `A "quoted"`        // markup is taken out
	if diff := cmp.Diff(want, f.Feeds); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		if ar, err := txtar.ParseFile(file); err == nil {
			f.Add(ar.Files[0].Data)
		}
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		feed, err := Parse(body, "", "https://a.example/feed")
		if (feed == nil) == (err == nil) {
			t.Fatalf("got %v and %v", feed, err)
		}
		if err != nil {
			return
		}
		for _, it := range feed.Items {
			if !strings.HasPrefix(it.URL, "http") || len(it.Headline) > maxLine {
				t.Fatalf("item %+v", it)
			}
		}
	})
}

func FuzzDiscover(f *testing.F) {
	f.Add([]byte(`<base href=//b><link rel=alternate type=text/xml href=/a><a href=/rss>`))
	f.Fuzz(func(t *testing.T, page []byte) {
		for _, l := range Discover(page, "https://a.example/") {
			if !strings.HasPrefix(l.URL, "http") {
				t.Fatalf("found %q", l.URL)
			}
		}
	})
}
