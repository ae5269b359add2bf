package fetch

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"readout/news"
)

// unpack reads a body whole, undoing one content encoding, and stops past limit bytes, packed
// or unpacked. On ErrTooLarge it returns the first limit bytes.
func unpack(body io.Reader, encoding string, limit int64) ([]byte, error) {
	packed := &bounded{r: body, left: limit}
	r, err := decoder(packed, encoding, limit)
	if err == io.EOF { // an encoding is named, but nothing follows
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer r.Close()
	out, err := io.ReadAll(&bounded{r: r, left: limit})
	switch {
	case errors.Is(err, errBound):
		return out, fmt.Errorf("%w: more than %d bytes", news.ErrTooLarge, limit)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, fmt.Errorf("the answer breaks off after %d bytes: %w", len(out), err)
	case err != nil:
		return nil, err
	}
	return out, nil
}

func decoder(r io.Reader, encoding string, limit int64) (io.ReadCloser, error) {
	switch name := strings.ToLower(strings.TrimSpace(encoding)); name {
	case "", "identity":
		return io.NopCloser(r), nil
	case "gzip", "x-gzip":
		return gzip.NewReader(r)
	case "deflate":
		return inflate(r)
	case "zstd":
		d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1),
			zstd.WithDecoderMaxWindow(8<<20), zstd.WithDecoderMaxMemory(uint64(limit)+8<<20))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	default:
		return nil, fmt.Errorf("%w: content encoding %.40q", news.ErrSyntax, name)
	}
}

// inflate takes both forms that servers call deflate: zlib's, and the bare stream.
func inflate(r io.Reader) (io.ReadCloser, error) {
	b := bufio.NewReader(r)
	head, err := b.Peek(2)
	if err == nil && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
		return zlib.NewReader(b)
	}
	return flate.NewReader(b), nil
}

var errBound = errors.New("bound reached")

// bounded reads up to left bytes and then gives errBound where more follow.
type bounded struct {
	r    io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		var one [1]byte
		n, err := b.r.Read(one[:])
		if n > 0 {
			return 0, errBound
		}
		return 0, err
	}
	if int64(len(p)) > b.left {
		p = p[:b.left]
	}
	n, err := b.r.Read(p)
	b.left -= int64(n)
	return n, err
}
