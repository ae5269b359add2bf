// Package archive reads and writes web archives: WARC/1.0 and 1.1, plain, gzip and zstd. It
// streams: memory does not grow with the file, and a broken record costs only itself.
package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	"readout/news"
)

const (
	maxBody  = 10 << 20 // of one record, packed and unpacked
	maxHead  = 64 << 10 // of a record's or an answer's header
	maxWrong = 100      // broken places, before a file is given up
)

// A Record is one record of an archive. Only responses and resources have a Body: the page,
// without chunks and content encodings. Others are passed over.
type Record struct {
	Type        string // response, resource, request, warcinfo, metadata, revisit …
	ID          string
	URL         string    // target, empty where the record has none
	Date        time.Time // of capture, UTC
	Offset      int64     // of the record in the file, or of the packed member it begins in
	Status      int       // of the HTTP answer, 0 for what was no HTTP answer
	ContentType string    // of the Body, as the host gave it
	Body        []byte
}

// A BadRecord is a place in an archive that cannot be read. The Reader can go on after it.
type BadRecord struct {
	Offset int64 // as in Record
	URL    string
	Err    error
}

func (e *BadRecord) Error() string {
	if e.URL != "" {
		return fmt.Sprintf("WARC record at byte %d (%.200s): %v", e.Offset, e.URL, e.Err)
	}
	return fmt.Sprintf("WARC record at byte %d: %v", e.Offset, e.Err)
}

// Unwrap returns what is wrong with the record.
func (e *BadRecord) Unwrap() error { return e.Err }

// A Reader reads records one after the other.
type Reader struct {
	s     *stream
	b     *bufio.Reader // over s
	wrong int
	lost  bool // the next record must be looked for
	done  error
}

// NewReader reads from r, which may be packed; it looks at the first bytes to know how.
func NewReader(r io.Reader) (*Reader, error) {
	s, err := newStream(r)
	if err != nil {
		return nil, err
	}
	return &Reader{s: s, b: bufio.NewReaderSize(s, 64<<10)}, nil
}

// Close lets go of the decoder. It does not close the file.
func (r *Reader) Close() { r.s.close() }

// Next returns the next record, io.EOF after the last, or a *BadRecord, after which it may be
// called again. Any other error is the end.
func (r *Reader) Next() (*Record, error) {
	if r.done != nil {
		return nil, r.done
	}
	at, err := r.begin()
	if err == io.EOF {
		r.done = io.EOF
		return nil, io.EOF
	}
	rec := &Record{Offset: at}
	if err == nil {
		err = r.read(rec)
	}
	if err != nil {
		return nil, r.bad(rec, err)
	}
	return rec, nil
}

// bad notes a broken place and decides whether there can be more after it.
func (r *Reader) bad(rec *Record, err error) error {
	if r.s.in.err != nil {
		r.done = r.s.in.err
		return r.done
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = fmt.Errorf("%w: the file breaks off here", io.ErrUnexpectedEOF)
		if !r.s.packed() {
			r.done = io.EOF
		}
	}
	if r.wrong++; r.wrong >= maxWrong {
		r.done = fmt.Errorf("%w: more than %d broken records", news.ErrSyntax, maxWrong)
	}
	return &BadRecord{Offset: rec.Offset, URL: rec.URL, Err: err}
}

// begin goes to the start of the next record and returns its offset.
func (r *Reader) begin() (int64, error) {
	if r.lost {
		if err := r.search(); err != nil {
			return 0, err
		}
		r.lost = false
	}
	for {
		at, p, err := r.peek()
		if err != nil {
			r.lost = err != io.EOF
			return at, err
		}
		if p != '\r' && p != '\n' {
			return at, nil
		}
		r.b.Discard(1)
	}
}

// peek returns the next byte and where it lies.
func (r *Reader) peek() (int64, byte, error) {
	p, err := r.b.Peek(1)
	at := r.s.offset(r.b.Buffered())
	if err != nil {
		return at, 0, err
	}
	return at, p[0], nil
}

// search passes over what is broken, to the next line that begins a record. Packed members that
// cannot be unpacked are passed over without another word.
func (r *Reader) search() error {
	for {
		p, err := r.b.Peek(5)
		switch {
		case err == nil && string(p) == "WARC/":
			return nil
		case err == nil:
			err = r.skipLine()
		case err == io.EOF:
			return io.EOF
		}
		if err != nil && err != io.EOF {
			r.b.Discard(r.b.Buffered())
			if err := r.s.resync(); err != nil {
				return err
			}
		}
	}
}

func (r *Reader) skipLine() error {
	for {
		_, err := r.b.ReadSlice('\n')
		if err != bufio.ErrBufferFull {
			return err
		}
	}
}

// read takes in the record whose header begins here.
func (r *Reader) read(rec *Record) error {
	r.lost = true // until the record was read to its end
	head, err := r.head()
	if err != nil {
		return err
	}
	rec.Type = strings.ToLower(head.Get("WARC-Type"))
	rec.ID = strings.Trim(head.Get("WARC-Record-ID"), "<>")
	rec.URL = strings.Trim(head.Get("WARC-Target-URI"), "<>")
	rec.Date = moment(head.Get("WARC-Date"))
	size, err := strconv.ParseInt(head.Get("Content-Length"), 10, 64)
	if err != nil || size < 0 || rec.Type == "" {
		return fmt.Errorf("%w: no type or no length", news.ErrSyntax)
	}
	wanted := rec.Type == "response" || rec.Type == "resource"
	var block bytes.Buffer
	if !wanted || size > maxBody {
		_, err = io.CopyN(io.Discard, r.b, size)
	} else {
		block.Grow(int(min(size, 256<<10))) // what is promised beyond that, must be seen first
		_, err = io.CopyN(&block, r.b, size)
	}
	switch {
	case err != nil:
		return err
	case wanted && size > maxBody:
		err = fmt.Errorf("%w: %d bytes", news.ErrTooLarge, size)
	case wanted:
		err = rec.payload(block.Bytes(), head.Get("Content-Type"))
	}
	r.lost = false
	return err
}

// head reads the version line and the fields up to the empty line.
func (r *Reader) head() (textproto.MIMEHeader, error) {
	line, err := r.b.ReadSlice('\n')
	if err == bufio.ErrBufferFull || err == nil && !bytes.HasPrefix(line, []byte("WARC/")) {
		return nil, fmt.Errorf("%w: no record begins here", news.ErrSyntax)
	}
	if err != nil {
		return nil, err
	}
	if v := string(bytes.TrimSpace(line[5:])); !strings.HasPrefix(v, "1.") && v != "0.18" {
		return nil, fmt.Errorf("%w: WARC version %.20q", news.ErrSyntax, v)
	}
	return fields(r.b)
}

// fields reads a block of header fields leniently: a line that is no field is passed over.
func fields(b *bufio.Reader) (textproto.MIMEHeader, error) {
	head := textproto.MIMEHeader{}
	last, total := "", 0
	for {
		line, err := b.ReadSlice('\n')
		total += len(line)
		if err == bufio.ErrBufferFull || total > maxHead {
			return nil, fmt.Errorf("%w: header over %d bytes", news.ErrTooLarge, maxHead)
		}
		if err != nil {
			return nil, err
		}
		text := strings.TrimRight(string(line), "\r\n")
		if text == "" {
			return head, nil
		}
		key, value, ok := strings.Cut(text, ":")
		switch folded := text[0] == ' ' || text[0] == '\t'; {
		case folded && last != "":
			v := head[last]
			v[len(v)-1] += " " + strings.TrimSpace(text)
		case ok && !folded:
			last = textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(key))
			head[last] = append(head[last], strings.TrimSpace(value))
		}
	}
}

// moment reads a WARC-Date: WARC/1.0 has seconds, 1.1 any precision from year to nanosecond.
func moment(s string) time.Time {
	for _, form := range []string{
		time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02T15Z07:00", "2006-01-02",
		"2006-01", "2006",
	} {
		if t, err := time.Parse(form, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}
