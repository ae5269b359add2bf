package knowledge

import (
	_ "embed"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/tools/txtar"
)

// packed is the folder data as one text (txtar), packed by Zstandard: a quarter of its size.
// TestPacked wants the two to be the same.
//
//go:generate go test -run TestPacked . -update
//go:embed data.txtar.zst
var packed []byte

// embedded is the folder data.
func embedded() (fs.FS, error) {
	text, err := folder()
	if err != nil {
		return nil, fmt.Errorf("unpack knowledge: %w", err)
	}
	return txtar.FS(txtar.Parse(text))
}

func folder() ([]byte, error) {
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	return z.DecodeAll(packed, nil)
}

// maxFile bounds a user's file.
const maxFile = 256 << 20

// order is the order in which the embedded tables are read: what others refer to comes first.
var order = []string{
	"offices", "bodies", "countries", "organizations", "regions", "cities", "people", "nicknames",
}

// Load reads the embedded data and then the user's own files (TSV, CSV, YAML), which may add
// to what is embedded. An error names the file and the line.
func Load(extra ...string) (*Base, error) {
	b, err := loadEmbedded()
	if err != nil {
		return nil, err
	}
	for pass := range 3 {
		for _, file := range extra {
			if err := b.addFile(file, pass); err != nil {
				return nil, fmt.Errorf("read knowledge: %w", err)
			}
		}
	}
	b.finish()
	return b, nil
}

// addFile adds those rows of a user's file whose turn it is: whatever their files are called, what
// others refer to comes first, and terms of office last.
func (b *Base) addFile(file string, pass int) error {
	data, err := readFile(file)
	if err != nil {
		return err
	}
	return readTable(file, "", data, func(r *row) error {
		turn := 1
		switch r.table {
		case "offices", "bodies", "countries":
			turn = 0
		case "holders":
			turn = 2
		}
		if turn != pass {
			return nil
		}
		return b.add(r)
	})
}

func loadEmbedded() (*Base, error) {
	fsys, err := embedded()
	if err != nil {
		return nil, err
	}
	return loadFS(fsys)
}

// loadFS reads the tables and word lists in the folder data.
func loadFS(fsys fs.FS) (*Base, error) {
	b := newBase()
	for _, table := range order {
		if err := b.loadFile(fsys, "data/"+table+".tsv", table); err != nil {
			return nil, err
		}
	}
	holders, err := fs.Glob(fsys, "data/holders/*.tsv")
	if err != nil {
		return nil, err
	}
	for _, file := range holders {
		if err := b.loadFile(fsys, file, "holders"); err != nil {
			return nil, err
		}
	}
	return b, b.loadWords(fsys)
}

// loadFile reads one table, which may be missing.
func (b *Base) loadFile(fsys fs.FS, file, table string) error {
	data, err := fs.ReadFile(fsys, file)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return readTable(file, table, data, b.add)
}

// readFile reads a file of at most maxFile bytes.
func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("%s: larger than %d MB", path, maxFile>>20)
	}
	return data, err
}

// Files returns the user's own files in dir, sorted, for Load; none where dir does not exist.
func Files(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list knowledge: %w", err)
	}
	var files []string
	for _, e := range entries {
		switch strings.ToLower(filepath.Ext(e.Name())) {
		case ".tsv", ".csv", ".yaml", ".yml":
			files = append(files, filepath.Join(dir, e.Name()))
		}
	}
	return files, nil
}

// number reads a decimal in [low, high]; empty is 0.
func (r *row) number(col string, low, high float64) (float64, error) {
	s := r.at(col)
	if s == "" {
		return 0, nil
	}
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || !(low <= x && x <= high) {
		return 0, r.errorf("%s %q is not a number from %g to %g", col, s, low, high)
	}
	return x, nil
}
