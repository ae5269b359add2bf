package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"

	"readout/news"
)

var (
	gzipMagic = []byte{0x1f, 0x8b, 8}
	zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}
)

// An input counts what it reads and remembers an error that is the disk's or the network's.
type input struct {
	r   io.Reader
	n   int64
	err error
}

func (in *input) Read(p []byte) (int, error) {
	n, err := in.r.Read(p)
	in.n += int64(n)
	if err != nil && err != io.EOF {
		in.err = err
	}
	return n, err
}

// A stream is the unpacked text of a file: of its packed members, one after the other. A record
// has a member of its own, or shares one, or is spread over several: all three are found.
type stream struct {
	in     *input
	raw    *bufio.Reader             // over in
	magic  []byte                    // that a member begins with; nil in a plain file
	open   func() (io.Reader, error) // the next member, io.EOF after the last
	end    func()
	member io.Reader // nil between members
	start  int64     // offset in the file of the member
	before int64     // unpacked bytes given out up to the member's start
	total  int64     // unpacked bytes given out
}

func newStream(r io.Reader) (*stream, error) {
	s := &stream{in: &input{r: r}, end: func() {}}
	s.raw = bufio.NewReaderSize(s.in, 64<<10)
	head, err := s.raw.Peek(4)
	switch {
	case err != nil && err != io.EOF:
		return nil, err
	case len(head) == 0:
		return nil, news.ErrEmpty
	case bytes.HasPrefix(head, gzipMagic):
		s.magic, s.open = gzipMagic, s.gzip()
	case bytes.HasPrefix(head, zstdMagic), len(head) == 4 && skippable(head):
		return s, s.zstd()
	default:
		if start, _ := s.raw.Peek(5); string(start) != "WARC/" {
			return nil, fmt.Errorf("%w: not a WARC file", news.ErrSyntax)
		}
		s.open = s.plain
	}
	return s, nil
}

func (s *stream) close()       { s.end() }
func (s *stream) packed() bool { return s.magic != nil }
func (s *stream) at() int64    { return s.in.n - int64(s.raw.Buffered()) }

// offset is where the byte lies that has ahead bytes given out after it, itself among them.
func (s *stream) offset(ahead int) int64 {
	if s.packed() {
		return s.start
	}
	return s.total - int64(ahead)
}

// Read never gives out bytes of two members at once.
func (s *stream) Read(p []byte) (int, error) {
	for {
		if s.member == nil {
			s.start, s.before = s.at(), s.total
			m, err := s.open()
			if err != nil {
				return 0, err
			}
			s.member = m
		}
		n, err := s.member.Read(p)
		s.total += int64(n)
		switch {
		case n > 0:
			return n, nil // an error comes again with the next call
		case err == io.EOF:
			s.member = nil
		case err != nil:
			return 0, fmt.Errorf("%w after %d bytes", broken(err), s.total-s.before)
		}
	}
}

func broken(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	return fmt.Errorf("%w: cannot be unpacked: %w", news.ErrSyntax, err)
}

// resync goes to the next place in the file where a member may begin.
func (s *stream) resync() error {
	if !s.packed() {
		return io.EOF
	}
	s.member = nil
	if s.at() == s.start {
		s.raw.Discard(1)
	}
	for {
		p, err := s.raw.Peek(len(s.magic))
		if err != nil {
			s.raw.Discard(s.raw.Buffered())
			return err
		}
		if bytes.Equal(p, s.magic) {
			return nil
		}
		p, _ = s.raw.Peek(s.raw.Buffered())
		i := bytes.IndexByte(p[1:], s.magic[0])
		if i < 0 {
			i = len(p) - 1
		}
		s.raw.Discard(i + 1)
	}
}

// plain is the one member of a file that is not packed.
func (s *stream) plain() (io.Reader, error) {
	if _, err := s.raw.Peek(1); err != nil {
		return nil, err
	}
	return s.raw, nil
}

// gzip opens members one by one, so that the offset of each is known.
func (s *stream) gzip() func() (io.Reader, error) {
	z := new(gzip.Reader)
	return func() (io.Reader, error) {
		if _, err := s.raw.Peek(1); err != nil {
			return nil, err
		}
		if err := z.Reset(s.raw); err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return nil, broken(err)
		}
		z.Multistream(false)
		return z, nil
	}
}
