// Package parquet writes flat tables as Apache Parquet files, which data frames and databases read
// without being told of columns and their types. Values lie plain in gzipped pages, one page a
// column and group of rows; nothing is nested. Every reader of the format takes that, and it is so
// little of the format that a library for the whole would weigh more than the rest of the desk.
// See https://parquet.apache.org/docs/file-format/.
package parquet

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strconv"

	"readout/news"
)

// A Type is what the values of a column are.
type Type int

// The types, by their numbers in the format.
const (
	Int   Type = 2 // 64 bits, signed
	Float Type = 5 // 64 bits
	Text  Type = 6 // UTF-8
)

// A Column is a name and what stands under it. An empty value is null, whatever the type.
type Column struct {
	Name string
	Type Type
}

// groupRows is how many rows are kept in memory and written together.
const groupRows = 1 << 16

// magic begins and ends a file.
const magic = "PAR1"

// A Writer writes one table.
type Writer struct {
	w       io.Writer
	at      int64 // bytes written
	columns []column
	rows    int // in the open group
	groups  []group
	err     error
}

// A column gathers the values of the open group.
type column struct {
	Column
	present []byte // one bit a row
	values  bytes.Buffer
}

// A group is what the footer tells of one group of rows.
type group struct {
	rows   int
	chunks []chunk
}

// A chunk is where the values of one column of a group lie.
type chunk struct{ offset, plain, packed int64 }

// NewWriter begins a table of these columns. Nothing is valid before Close.
func NewWriter(w io.Writer, columns []Column) *Writer {
	p := &Writer{w: w, columns: make([]column, len(columns))}
	for i, c := range columns {
		p.columns[i].Column = c
	}
	p.write([]byte(magic))
	return p
}

// Write adds a row, one value a column as strconv writes it. The error wraps news.ErrSyntax where a
// value is not of its column's type.
func (p *Writer) Write(row []string) error {
	if p.err != nil {
		return p.err
	}
	if len(row) != len(p.columns) {
		return fmt.Errorf("%d values for %d columns: %w", len(row), len(p.columns), news.ErrSyntax)
	}
	for i := range row {
		if err := p.columns[i].check(row[i]); err != nil {
			return err
		}
	}
	for i := range row {
		p.columns[i].add(p.rows, row[i])
	}
	if p.rows++; p.rows == groupRows {
		p.flush()
	}
	return p.err
}

// Close writes what is left and the footer; it does not close what lies under it.
func (p *Writer) Close() error {
	if p.rows > 0 {
		p.flush()
	}
	footer := p.footer()
	p.write(footer)
	p.write(binary.LittleEndian.AppendUint32(nil, uint32(len(footer))))
	p.write([]byte(magic))
	return p.err
}

func (p *Writer) write(b []byte) {
	if p.err != nil {
		return
	}
	n, err := p.w.Write(b)
	p.at, p.err = p.at+int64(n), err
}

func (c *column) check(v string) (err error) {
	switch {
	case v == "" || c.Type == Text:
	case c.Type == Int:
		_, err = strconv.ParseInt(v, 10, 64)
	default:
		_, err = strconv.ParseFloat(v, 64)
	}
	if err != nil {
		return fmt.Errorf("column %s: %q: %w", c.Name, v, news.ErrSyntax)
	}
	return nil
}

func (c *column) add(row int, v string) {
	if row%8 == 0 {
		c.present = append(c.present, 0)
	}
	if v == "" {
		return
	}
	c.present[row/8] |= 1 << (row % 8)
	var b []byte
	switch c.Type {
	case Int:
		n, _ := strconv.ParseInt(v, 10, 64)
		b = binary.LittleEndian.AppendUint64(b, uint64(n))
	case Float:
		f, _ := strconv.ParseFloat(v, 64)
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(f))
	default:
		b = append(binary.LittleEndian.AppendUint32(b, uint32(len(v))), v...)
	}
	c.values.Write(b)
}

// flush writes the open group, a page a column.
func (p *Writer) flush() {
	g := group{rows: p.rows}
	for i := range p.columns {
		c := &p.columns[i]
		plain := c.page()
		packed, err := squeeze(plain)
		if err != nil {
			p.err = err
			return
		}
		head := pageHeader(p.rows, len(plain), len(packed))
		g.chunks = append(g.chunks, chunk{offset: p.at,
			plain: int64(len(head) + len(plain)), packed: int64(len(head) + len(packed))})
		p.write(head)
		p.write(packed)
		c.present = c.present[:0]
		c.values.Reset()
	}
	p.groups = append(p.groups, g)
	p.rows = 0
}

// page is the open group's values: which rows have one, as one run of packed bits, then those.
func (c *column) page() []byte {
	run := binary.AppendUvarint(nil, uint64(len(c.present))<<1|1)
	run = append(run, c.present...)
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(run)))
	return append(append(out, run...), c.values.Bytes()...)
}

func squeeze(b []byte) ([]byte, error) {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(b); err != nil {
		return nil, err
	}
	err := z.Close()
	return out.Bytes(), err
}
