package intake

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readout/intake/archive"
	"readout/news"
)

func put(t *testing.T, path, content string) string {
	t.Helper()
	os.MkdirAll(filepath.Dir(path), 0o755)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func warc(t *testing.T, ending string) string {
	var b bytes.Buffer
	w, err := archive.NewWriter(&b, ending)
	if err != nil {
		t.Fatal(err)
	}
	for i, status := range []int{200, 404, 200} {
		w.Write(&archive.Record{Type: "response", URL: fmt.Sprintf("https://a.example/%d", i),
			Status: status, Date: time.Date(2026, 10, 7, 1, 0, 0, 0, time.UTC),
			ContentType: "text/html", Body: []byte(article(i))})
	}
	w.Write(&archive.Record{Type: "response", URL: "https://a.example/robots.txt", Status: 200,
		ContentType: "text/plain", Body: []byte("User-agent: *")})
	return b.String()
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "b/page.HTML"), article(1))
	put(t, filepath.Join(dir, "c/empty.html"), "")
	put(t, filepath.Join(dir, "c/huge.html"), strings.Repeat("<p>", maxPage))
	put(t, filepath.Join(dir, "c/notes.txt"), "not taken")
	put(t, filepath.Join(dir, "d.warc.gz"), warc(t, "gz"))
	put(t, filepath.Join(dir, "e.warc"), warc(t, "")[:900])
	os.Symlink("/dev/zero", filepath.Join(dir, "f.html"))
	tk := take(t, newIntake(nil, nil), Source{What: dir})
	if tk.err != nil || tk.report.Kind != "folder" || tk.report.Taken != 3 {
		t.Errorf("folder: got %+v, %v", tk.report, tk.err)
	}
	if len(tk.problems) != 3 {
		t.Errorf("folder: got %q, want empty, huge and broken files", tk.problems)
	}
}

func TestSingleFiles(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		name, content, kind string
		taken               int
	}{
		{"page.htm", article(1), "page", 1},
		{"page", article(1), "page", 1},
		{"odd.name", warc(t, "zst"), "archive", 2},
		{"plain.warc", warc(t, ""), "archive", 2},
		{"feeds.opml", `<opml><body/></opml>`, "opml", 0},
	} {
		tk := take(t, newIntake(nil, nil), Source{What: put(t, filepath.Join(dir, c.name), c.content)})
		if tk.err != nil || tk.report.Kind != c.kind || tk.report.Taken != c.taken {
			t.Errorf("%s: got %+v, %v", c.name, tk.report, tk.err)
		}
	}
	for _, c := range []struct{ name, content, want string }{
		{"picture.jpg", "\xff\xd8\xff\xe0", "malformed"}, {"nothing", "", "empty input"},
		{"words.txt", "Just words.", "malformed"},
	} {
		path := put(t, filepath.Join(dir, c.name), c.content)
		tk := take(t, newIntake(nil, nil), Source{What: path})
		if tk.err == nil || !strings.Contains(tk.err.Error(), c.want) ||
			strings.Count(tk.err.Error(), path) != 1 {
			t.Errorf("%s: got %v, want %q with the path once", c.name, tk.err, c.want)
		}
	}
	absent := filepath.Join(dir, "absent")
	for _, what := range []string{absent, "news.example.org/world", "/dev/zero"} {
		if tk := take(t, newIntake(nil, nil), Source{What: what}); tk.err == nil {
			t.Errorf("%s: no error", what)
		}
	}
}

func TestArchiveDates(t *testing.T) {
	path := put(t, filepath.Join(t.TempDir(), "a.warc"), warc(t, ""))
	in := newIntake(nil, nil)
	_, err := in.Take(t.Context(), Source{What: path}, func(_ *news.Article, p *Page) error {
		if got := p.Fetched.Format(time.DateOnly); got != "2026-10-07" {
			t.Errorf("%s: fetched %s", p.URL, got)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
