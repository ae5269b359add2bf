// Package weights writes what a trainer has learned.
package weights

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Write has learned written into a file beside path and renames it, so that path is never half
// written.
func Write(path string, learned func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), "model-")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if err := learned(f); err != nil {
		return fmt.Errorf("write %s: %w", f.Name(), err)
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
