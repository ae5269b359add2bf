package labelled

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"readout/news"
)

func pack(t *testing.T, path string, files map[string]string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	gz := gzip.NewWriter(f)
	w := tar.NewWriter(gz)
	for name, body := range files {
		h := &tar.Header{Name: name, Mode: 0o644, Size: int64(len(body)), Typeflag: tar.TypeReg}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), gz.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
}

func home(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	t.Setenv(Env, dir)
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	return dir
}

func TestFolderUnpacksOnce(t *testing.T) {
	dir := home(t)
	pack(t, filepath.Join(dir, "toys.tar.gz"), map[string]string{"toys/a/one.txt": "bear"})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			got, err := Folder("toys")
			if err != nil {
				t.Error(err)
				return
			}
			b, err := os.ReadFile(filepath.Join(got, "a", "one.txt"))
			if err != nil || string(b) != "bear" {
				t.Errorf("read %s: %q, %v", got, b, err)
			}
		})
	}
	wg.Wait()
}

func TestFolderPrefersUnpacked(t *testing.T) {
	dir := home(t)
	want := filepath.Join(dir, "toys")
	if err := os.Mkdir(want, 0o755); err != nil {
		t.Fatal(err)
	}
	if got, err := Folder("toys"); got != want || err != nil {
		t.Errorf("Folder(toys) = %q, %v, want %q", got, err, want)
	}
}

func TestFolderRefuses(t *testing.T) {
	dir := home(t)
	pack(t, filepath.Join(dir, "out.tar.gz"), map[string]string{"../../evil.txt": "x"})
	for name, want := range map[string]error{
		"absent": news.ErrNotFound, "../up": news.ErrSyntax, "a/b": news.ErrSyntax,
		"": news.ErrSyntax, "out": news.ErrForbidden,
	} {
		if _, err := Folder(name); !errors.Is(err, want) {
			t.Errorf("Folder(%q): got %v, want %v", name, err, want)
		}
	}
}
