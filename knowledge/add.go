package knowledge

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Add checks a user's file (TSV, CSV or YAML) and copies it into dir, where Files finds it. A
// file of the same name there is replaced. It returns the path of the copy. An error names the
// file and the line, and leaves dir as it was.
func Add(path, dir string) (string, error) {
	data, err := readFile(path)
	if err != nil {
		return "", fmt.Errorf("add knowledge: %w", err)
	}
	b, err := loadEmbedded()
	if err != nil {
		return "", err
	}
	rows := 0
	err = readTable(path, "", data, func(r *row) error {
		rows++
		return b.add(r)
	})
	if err == nil && rows == 0 {
		err = fmt.Errorf("%s: no entry", path)
	}
	if err != nil {
		return "", fmt.Errorf("add knowledge: %w", err)
	}
	to := filepath.Join(dir, filepath.Base(path))
	if err := writeFile(to, data); err != nil {
		return "", fmt.Errorf("add knowledge %s: %w", path, err)
	}
	return to, nil
}

// writeFile puts data in place at once, so that a reader never sees half of it.
func writeFile(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, data) {
		return nil
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".add-*")
	if err != nil {
		return err
	}
	_, err = tmp.Write(data)
	err = errors.Join(err, tmp.Chmod(0o644), tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		os.Remove(tmp.Name())
	}
	return err
}
