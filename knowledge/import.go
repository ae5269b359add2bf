package knowledge

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// maxLine bounds one entity of a dump. The largest in Wikidata have some 5 MB.
const maxLine = 32 << 20

// Skipped says which lines of a dump were left out; the rest was taken.
type Skipped struct {
	Count int
	Lines []string // the first of them, each with its number and what is wrong
}

// maxNamed bounds how many lines Skipped names.
const maxNamed = 20

func (s *Skipped) Error() string {
	more := ""
	if s.Count > len(s.Lines) {
		more = fmt.Sprintf("; and %d more", s.Count-len(s.Lines))
	}
	return fmt.Sprintf("%d broken lines left out: %s%s", s.Count, strings.Join(s.Lines, "; "), more)
}

func (s *Skipped) add(line int, err error) {
	s.Count++
	if len(s.Lines) < maxNamed {
		s.Lines = append(s.Lines, fmt.Sprintf("line %d: %v", line, err))
	}
}

// Import reads a Wikidata JSON dump (one entity a line; plain, gzip, bzip2 or zstd) and writes
// its people with dated offices, its countries with their capitals, and its organisations as a
// TSV file that Load reads. n is how many rows were written. Broken lines are left out and
// named in err, which is then a *Skipped; progress, unless nil, is told the number of lines
// read. Labels of offices may stand before or after those who held them: people wait in a
// temporary file until all is read.
func Import(
	ctx context.Context, r io.Reader, w io.Writer, progress func(n int),
) (n int, err error) {
	r, err = unpack(r)
	if err != nil {
		return 0, fmt.Errorf("import knowledge: %w", err)
	}
	spool, err := os.CreateTemp("", "readout-import-*")
	if err != nil {
		return 0, fmt.Errorf("import knowledge: %w", err)
	}
	defer os.Remove(spool.Name())
	defer spool.Close()
	im, err := newImporter(spool)
	if err != nil {
		return 0, fmt.Errorf("import knowledge: %w", err)
	}
	if err := im.readAll(ctx, r, progress); err != nil {
		return 0, fmt.Errorf("import knowledge: %w", err)
	}
	if n, err = im.writeAll(ctx, w); err != nil {
		return n, fmt.Errorf("import knowledge: %w", err)
	}
	if im.skipped.Count > 0 {
		return n, &im.skipped
	}
	return n, nil
}

// unpack tells from the first bytes how r is compressed.
func unpack(r io.Reader) (io.Reader, error) {
	br := bufio.NewReaderSize(r, 1<<20)
	head, err := br.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return gzip.NewReader(br)
	case bytes.HasPrefix(head, []byte("BZh")):
		return bzip2.NewReader(br), nil
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		d, err := zstd.NewReader(br, zstd.WithDecoderConcurrency(1),
			zstd.WithDecoderMaxWindow(128<<20))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	}
	return br, nil
}

// readAll reads the dump line by line. That the dump ends too early is noted as a broken line:
// what came before it is good.
func (im *importer) readAll(ctx context.Context, r io.Reader, progress func(n int)) error {
	br := bufio.NewReaderSize(r, 1<<20)
	var buf []byte
	for number := 1; ; number++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		line, err := readLine(br, buf[:0])
		buf = line
		if len(line) > 0 {
			if taken := im.take(line); taken != nil {
				var full *spoolError
				if errors.As(taken, &full) {
					return taken
				}
				im.skipped.add(number, taken)
			}
		}
		if progress != nil && number%1000 == 0 {
			progress(number)
		}
		switch {
		case errors.Is(err, io.EOF):
			if progress != nil {
				progress(number)
			}
			return im.flush()
		case errors.Is(err, errLong):
			im.skipped.add(number, err)
		case err != nil:
			im.skipped.add(number, fmt.Errorf("the dump breaks off: %w", err))
			return im.flush()
		}
	}
}

var errLong = fmt.Errorf("longer than %d MB", maxLine>>20)

// readLine appends the next line to buf, without brackets, comma and line end around the entity.
// Of a line that is too long nothing is kept.
func readLine(br *bufio.Reader, buf []byte) ([]byte, error) {
	long := false
	for {
		part, err := br.ReadSlice('\n')
		if !long {
			buf = append(buf, part...)
		}
		if len(buf) > maxLine {
			long, buf = true, buf[:0]
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if long && (err == nil || errors.Is(err, io.EOF)) {
			return nil, errLong
		}
		line := bytes.TrimSpace(buf)
		line = bytes.TrimSpace(bytes.TrimSuffix(line, []byte(",")))
		if len(line) == 1 && (line[0] == '[' || line[0] == ']') {
			line = nil
		}
		return line, err
	}
}
