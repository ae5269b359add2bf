package labelled

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"readout/news"
)

func TestWorldwideSetsTokens(t *testing.T) {
	dir := t.TempDir()
	file := "https://paper.example/a\tO\n\nMr.\tO\nHale\tB-Person\n's\tO\naide\tO\nsaid\tO\n,\tO\n\"\tO\n" +
		"We\tO\ndo\tO\nn't\tO\n(\tO\nyet\tO\n)\tO\nknow\tO\n.\tO\n\"\tO\n\nHe\tO\nleft\tO\n.\tO\n\nSo\tO\ndid\tO\nI\tO\n.\tO\n"
	if err := os.WriteFile(filepath.Join(dir, "xx_1.txt.tsv"), []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Worldwide(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := news.Article{ID: "xx_1", URL: "https://paper.example/a",
		Body: `Mr. Hale's aide said, "We don't (yet) know." He left.` + "\n\nSo did I."}
	if len(got) != 1 || got[0].ID != want.ID || got[0].URL != want.URL || got[0].Body != want.Body {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if _, err := Worldwide(t.TempDir()); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("empty folder: got %v, want ErrNotFound", err)
	}
}
