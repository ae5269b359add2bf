// Package labelled finds the data made by others that stages are trained on and measured with.
// It lies outside the repository, as archives that are unpacked once into the user's cache.
package labelled

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout/news"
)

// Env names the folder that holds the archives, or the same already unpacked.
const Env = "READOUT_LABELLED"

// maxFile and maxFiles bound what one archive may unpack to.
const (
	maxFile  = 256 << 20
	maxFiles = 100_000
)

// Dir returns the folder of the labelled data called name, such as "quotes". It skips the test
// where there is none.
func Dir(t testing.TB, name string) string {
	t.Helper()
	dir, err := Folder(name)
	if errors.Is(err, news.ErrNotFound) {
		t.Skipf("no labelled data: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// Folder returns the folder of the labelled data called name, unpacking its archive on first
// use. The error wraps news.ErrNotFound where neither folder nor archive exists.
func Folder(name string) (string, error) {
	if !filepath.IsLocal(name) || strings.ContainsAny(name, `/\`) {
		return "", fmt.Errorf("labelled data %q: %w", name, news.ErrSyntax)
	}
	root, err := root()
	if err != nil {
		return "", fmt.Errorf("labelled data %q: %w", name, err)
	}
	dir := filepath.Join(root, name)
	if st, err := os.Stat(dir); err == nil && st.IsDir() {
		return dir, nil
	}
	archive := dir + ".tar.gz"
	st, err := os.Stat(archive)
	if err != nil {
		return "", fmt.Errorf("labelled data %s: %w", archive, news.ErrNotFound)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("labelled data %q: %w", name, err)
	}
	// A changed archive has another size or age, and so another folder.
	key := fmt.Sprintf("%d-%d", st.Size(), st.ModTime().Unix())
	dest := filepath.Join(cache, "readout", "labelled", key)
	return filepath.Join(dest, name), unpackOnce(archive, dest)
}

// root looks for shared/data in the working folder and in every folder above it.
func root() (string, error) {
	if dir := os.Getenv(Env); dir != "" {
		return dir, nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		data := filepath.Join(dir, "shared", "data")
		if st, err := os.Stat(data); err == nil && st.IsDir() {
			return data, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", fmt.Errorf("shared/data above the working folder: %w", news.ErrNotFound)
		}
		dir = up
	}
}

// unpackOnce unpacks into a folder of its own and renames it, so that dest is whole or absent
// even when several tests unpack at the same time.
func unpackOnce(archive, dest string) error {
	if _, err := os.Stat(dest); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(dest), 0o755); err != nil {
		return fmt.Errorf("unpack %s: %w", archive, err)
	}
	tmp, err := os.MkdirTemp(filepath.Dir(dest), "unpack-")
	if err != nil {
		return fmt.Errorf("unpack %s: %w", archive, err)
	}
	defer os.RemoveAll(tmp)
	if err := unpack(archive, tmp); err != nil {
		return fmt.Errorf("unpack %s: %w", archive, err)
	}
	err = os.Rename(tmp, dest)
	if _, there := os.Stat(dest); err != nil && there != nil {
		return fmt.Errorf("unpack %s: %w", archive, err)
	}
	return nil
}

// unpack writes the plain files of a tar.gz under dir. Links and names that lead out of dir
// are refused.
func unpack(archive, dir string) error {
	f, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer f.Close()
	gz, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	r := tar.NewReader(gz)
	for n := 0; n < maxFiles; n++ {
		h, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		if err := write(dir, h, r); err != nil {
			return err
		}
	}
	return fmt.Errorf("more than %d files: %w", maxFiles, news.ErrTooLarge)
}

func write(dir string, h *tar.Header, r io.Reader) error {
	if !filepath.IsLocal(h.Name) {
		return fmt.Errorf("name %q: %w", h.Name, news.ErrForbidden)
	}
	if h.Size > maxFile {
		return fmt.Errorf("%s: %w", h.Name, news.ErrTooLarge)
	}
	path := filepath.Join(dir, filepath.FromSlash(h.Name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	w, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fs.FileMode(h.Mode)&0o755|0o600)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, r); err != nil {
		w.Close()
		return err
	}
	return w.Close()
}
