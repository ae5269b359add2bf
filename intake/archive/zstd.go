package archive

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"

	"readout/news"
)

const (
	maxWindow = 128 << 20 // what the zstd command unpacks without being told to
	maxDict   = 8 << 20
	dictFrame = 0x184d2a5d // skippable frame that holds the file's dictionary
)

// skippable reports whether a frame begins here that decoders pass over (RFC 8878, 3.1.2).
func skippable(head []byte) bool {
	return binary.LittleEndian.Uint32(head)&^0xf == 0x184d2a50
}

// zstd prepares s for frames, each unpacked with the dictionary that the file may begin with
// (IIPC, "Zstandard compression of WARC files").
func (s *stream) zstd() error {
	s.magic = zstdMagic
	opts := []zstd.DOption{
		zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
		zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderMaxMemory(maxWindow),
	}
	if head, _ := s.raw.Peek(4); binary.LittleEndian.Uint32(head) == dictFrame {
		dict, err := s.dictionary()
		if err != nil {
			return fmt.Errorf("dictionary at byte 0: %w", err)
		}
		opts = append(opts, zstd.WithDecoderDicts(dict))
	}
	d, err := zstd.NewReader(nil, opts...)
	if err != nil {
		return fmt.Errorf("%w: dictionary: %w", news.ErrSyntax, err)
	}
	s.end = d.Close
	s.open = func() (io.Reader, error) {
		if err := s.skipFrames(); err != nil {
			return nil, err
		}
		s.start = s.at()
		if err := d.Reset(&frame{b: s.raw}); err != nil {
			return nil, broken(err)
		}
		return d, nil
	}
	return nil
}

// dictionary reads the skippable frame, whose content may itself be packed.
func (s *stream) dictionary() ([]byte, error) {
	var head [8]byte
	if _, err := io.ReadFull(s.raw, head[:]); err != nil {
		return nil, err
	}
	size := binary.LittleEndian.Uint32(head[4:])
	if size > maxDict {
		return nil, fmt.Errorf("%w: %d bytes", news.ErrTooLarge, size)
	}
	dict := make([]byte, size)
	if _, err := io.ReadFull(s.raw, dict); err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(dict, zstdMagic) {
		return dict, nil
	}
	d, err := zstd.NewReader(bytes.NewReader(dict), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer d.Close()
	dict, err = io.ReadAll(io.LimitReader(d, maxDict+1))
	if len(dict) > maxDict {
		return nil, fmt.Errorf("%w: over %d bytes", news.ErrTooLarge, maxDict)
	}
	return dict, err
}

// skipFrames goes to the next frame that holds text.
func (s *stream) skipFrames() error {
	for {
		head, err := s.raw.Peek(4)
		switch {
		case len(head) == 0:
			return err
		case err == io.EOF:
			s.raw.Discard(len(head))
			return io.ErrUnexpectedEOF
		case err != nil:
			return err
		case bytes.Equal(head, zstdMagic):
			return nil
		case !skippable(head):
			return fmt.Errorf("%w: no zstd frame begins here", news.ErrSyntax)
		}
		if head, err = s.raw.Peek(8); err != nil {
			s.raw.Discard(len(head))
			return io.ErrUnexpectedEOF
		}
		size := int64(binary.LittleEndian.Uint32(head[4:])) + 8
		if _, err := io.CopyN(io.Discard, s.raw, size); err != nil {
			return io.ErrUnexpectedEOF
		}
	}
}

// A frame reads the bytes of one zstd frame and then io.EOF. The decoder alone would read on
// into the next frame, and the offset of that would not be known (RFC 8878, 3.1.1).
type frame struct {
	b       *bufio.Reader
	left    int // bytes of the current part
	begun   bool
	last    bool // the current part is the last block
	sum     bool // four bytes of checksum follow the last block
	summing bool
}

func (f *frame) Read(p []byte) (int, error) {
	for f.left == 0 {
		if err := f.part(); err != nil {
			return 0, err
		}
	}
	n, err := f.b.Read(p[:min(len(p), f.left)])
	f.left -= n
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// part finds how long the next part is: the frame's header, a block, or the checksum.
func (f *frame) part() error {
	switch {
	case !f.begun:
		return f.header()
	case f.last && f.sum && !f.summing:
		f.summing, f.left = true, 4
		return nil
	case f.last:
		return io.EOF
	}
	head, err := f.b.Peek(3)
	if err != nil {
		f.b.Discard(len(head))
		return cut(err)
	}
	h := int(head[0]) | int(head[1])<<8 | int(head[2])<<16
	f.last = h&1 == 1
	switch kind, size := h>>1&3, h>>3; kind {
	case 0, 2: // raw, compressed
		f.left = 3 + size
	case 1: // one byte, repeated
		f.left = 3 + 1
	default:
		return errors.New("reserved block type")
	}
	return nil
}

func (f *frame) header() error {
	head, err := f.b.Peek(5)
	if err != nil {
		f.b.Discard(len(head))
		return cut(err)
	}
	d := head[4]
	single := d>>5&1 == 1
	f.left = 5 + [4]int{0, 1, 2, 4}[d&3] + [4]int{0, 2, 4, 8}[d>>6]
	if single && d>>6 == 0 || !single {
		f.left++ // a size of one byte, or the window
	}
	f.sum = d>>2&1 == 1
	f.begun = true
	return nil
}

func cut(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
