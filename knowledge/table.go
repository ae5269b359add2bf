package knowledge

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// columns names the tables and their columns. Which table a file holds is told by its columns,
// or row by row by a column named "table".
var columns = map[string][]string{
	"people":  {"name", "wikidata", "country", "aliases", "known_for"},
	"holders": {"name", "country", "kind", "office", "body", "from", "to", "wikidata"},
	"countries": {"code", "wikidata", "name", "full", "aliases", "adjectives", "demonyms",
		"capital", "seat", "lat", "lon", "population"},
	"organizations": {"name", "wikidata", "country", "kind", "aliases"},
	"cities":        {"name", "country", "admin", "lat", "lon", "population", "aliases"},
	"regions":       {"name", "kind", "country", "lat", "lon", "aliases"},
	"offices":       {"kind", "forms"},
	"bodies":        {"kind", "forms", "name"},
	"nicknames":     {"name", "forms"},
}

// marks are the columns by which a table is known; the first that a file has wholly counts.
var marks = []struct {
	table string
	cols  []string
}{
	{"bodies", []string{"kind", "forms", "name"}}, {"offices", []string{"kind", "forms"}},
	{"nicknames", []string{"name", "forms"}}, {"countries", []string{"code"}},
	{"holders", []string{"name", "office"}}, {"regions", []string{"name", "kind", "lat"}},
	{"cities", []string{"name", "lat"}}, {"organizations", []string{"name", "kind"}},
	{"people", []string{"name"}},
}

// A row is one line of a table, with the place it came from for errors.
type row struct {
	file  string
	line  int
	table string
	cols  []string
	cells []string
}

// at returns the cell of that column, or "".
func (r *row) at(col string) string {
	for i, c := range r.cols {
		if c == col && i < len(r.cells) {
			return r.cells[i]
		}
	}
	return ""
}

// list returns the values of that column.
func (r *row) list(col string) []string {
	return split(r.at(col))
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ";")
}

// errorf is an error that names the file and the line.
func (r *row) errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", r.file, r.line, fmt.Sprintf(format, args...))
}

// readTable calls each with every row of the file, whose form is told by its ending. The table
// may be empty: then it is told by the columns.
func readTable(file, table string, data []byte, each func(*row) error) error {
	if !utf8.Valid(data) {
		line := 1 + bytes.Count(data[:validPrefix(data)], []byte("\n"))
		return fmt.Errorf("%s:%d: not UTF-8", file, line)
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	switch strings.ToLower(filepath.Ext(file)) {
	case ".tsv", ".tab":
		return readTSV(&row{file: file, table: table}, string(data), each)
	case ".csv":
		return readCSV(&row{file: file, table: table}, bytes.NewReader(data), each)
	case ".yaml", ".yml":
		return readYAML(file, data, each)
	}
	return fmt.Errorf("%s: not a .tsv, .csv or .yaml file", file)
}

// validPrefix is the length of the part of data before the first broken byte.
func validPrefix(data []byte) int {
	n := 0
	for n < len(data) {
		r, size := utf8.DecodeRune(data[n:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		n += size
	}
	return n
}

// readTSV reads lines of cells parted by tabs. The columns stand in the last comment line with
// a tab before the first row, or where there is none, in the first line. r is used again for
// every row.
func readTSV(r *row, data string, each func(*row) error) error {
	header := ""
	var cells []string // used again for every row
	for line := range strings.Lines(data) {
		r.line++
		line = strings.TrimRight(line, "\r\n")
		switch {
		case strings.HasPrefix(line, "#"):
			if r.cols == nil && strings.Contains(line, "\t") {
				header = strings.TrimLeft(line, "# ")
			}
			continue
		case strings.TrimSpace(line) == "":
			continue
		}
		if r.cols == nil && header == "" {
			if err := r.head(strings.Split(line, "\t")); err != nil {
				return err
			}
			continue
		}
		if r.cols == nil {
			if err := r.head(strings.Split(header, "\t")); err != nil {
				return err
			}
		}
		cells = appendCells(cells[:0], line)
		if err := r.emit(cells, each); err != nil {
			return err
		}
	}
	return nil
}

func appendCells(cells []string, line string) []string {
	for {
		cell, rest, ok := strings.Cut(line, "\t")
		cells = append(cells, cell)
		if !ok {
			return cells
		}
		line = rest
	}
}

// readCSV reads the same from comma-separated values, whose first record names the columns.
func readCSV(r *row, data io.Reader, each func(*row) error) error {
	c := csv.NewReader(data)
	c.Comment = '#'
	c.FieldsPerRecord = -1
	for {
		cells, err := c.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			var p *csv.ParseError
			if errors.As(err, &p) {
				return fmt.Errorf("%s:%d: %w", r.file, p.Line, p.Err)
			}
			return fmt.Errorf("%s: %w", r.file, err)
		}
		r.line, _ = c.FieldPos(0)
		if r.cols == nil {
			err = r.head(cells)
		} else {
			err = r.emit(cells, each)
		}
		if err != nil {
			return err
		}
	}
}

// head takes the names of the columns and finds out which table they make.
func (r *row) head(cols []string) error {
	for i, c := range cols {
		cols[i] = strings.ToLower(strings.TrimSpace(c))
	}
	r.cols = cols
	if r.table == "" && !slices.Contains(cols, "table") {
		r.table = tableOf(cols)
		if r.table == "" {
			return r.errorf("columns %q name no table: there must be a name", cols)
		}
	}
	return r.check()
}

// check refuses columns that the table does not have, and any that stand twice.
func (r *row) check() error {
	for i, c := range r.cols {
		if slices.Contains(r.cols[:i], c) {
			return r.errorf("column %q stands twice", c)
		}
		if r.table != "" && !slices.Contains(columns[r.table], c) {
			return r.errorf("%s have no column %q, but %q", r.table, c, columns[r.table])
		}
	}
	return nil
}

// tableOf tells the table that has these columns, or "".
func tableOf(cols []string) string {
	for _, m := range marks {
		if !slices.ContainsFunc(m.cols, func(c string) bool { return !slices.Contains(cols, c) }) {
			return m.table
		}
	}
	return ""
}

// emit hands on one row of cells.
func (r *row) emit(cells []string, each func(*row) error) error {
	if len(cells) > len(r.cols) {
		return r.errorf("%d cells for %d columns", len(cells), len(r.cols))
	}
	r.cells = cells
	fixed := r.table
	defer func() { r.table = fixed }()
	if fixed == "" {
		r.table = r.at("table")
	}
	if columns[r.table] == nil {
		return r.errorf("no such table: %q", r.table)
	}
	return each(r)
}
