package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http/httputil"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"readout/news"
)

// payload takes the page out of a record's block.
func (rec *Record) payload(block []byte, kind string) error {
	media, _, _ := mime.ParseMediaType(kind)
	if rec.Type != "response" || media != "application/http" && !isHTTP(block) {
		rec.ContentType, rec.Body = kind, block
		return nil
	}
	in := bytes.NewReader(block)
	b := bufio.NewReaderSize(in, min(len(block)+16, maxHead))
	line, err := b.ReadString('\n')
	if err != nil || !isHTTP([]byte(line)) {
		return fmt.Errorf("%w: no HTTP answer", news.ErrSyntax)
	}
	if f := strings.Fields(line); len(f) > 1 {
		rec.Status, _ = strconv.Atoi(f[1])
	}
	head, err := fields(b)
	if err != nil {
		return fmt.Errorf("%w: HTTP header: %w", news.ErrSyntax, plainEOF(err))
	}
	rec.ContentType = head.Get("Content-Type")
	rec.Body = block[len(block)-in.Len()-b.Buffered():]
	if strings.EqualFold(head.Get("Transfer-Encoding"), "chunked") {
		rec.Body = unchunk(rec.Body)
	}
	codings := strings.FieldsFunc(head.Get("Content-Encoding"), func(r rune) bool {
		return r == ',' || r == ' '
	})
	for i := len(codings) - 1; i >= max(0, len(codings)-3); i-- {
		if rec.Body, err = uncode(rec.Body, strings.ToLower(codings[i])); err != nil {
			return fmt.Errorf("content encoding %.20q: %w", codings[i], plainEOF(err))
		}
	}
	return nil
}

func isHTTP(b []byte) bool { return bytes.HasPrefix(b, []byte("HTTP/")) }

// plainEOF hides an end of input, which would be taken for the file's.
func plainEOF(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: breaks off", news.ErrSyntax)
	}
	return err
}

// unchunk undoes the chunked transfer encoding. Many archives name it although the body was
// stored without it: what does not read as chunks is left as it is.
func unchunk(body []byte) []byte {
	out, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(body)))
	if err != nil && len(out) == 0 {
		return body
	}
	return out
}

// uncode undoes one content encoding, within bounds. Where the body does not begin as that
// encoding does, it was stored without it.
func uncode(body []byte, coding string) ([]byte, error) {
	r, err := decoder(body, coding)
	if err != nil || r == nil {
		return body, err
	}
	defer r.Close()
	out, err := io.ReadAll(io.LimitReader(r, maxBody+1))
	if len(out) > maxBody {
		return nil, fmt.Errorf("%w: over %d bytes unpacked", news.ErrTooLarge, maxBody)
	}
	return out, err
}

func decoder(body []byte, coding string) (io.ReadCloser, error) {
	in := bytes.NewReader(body)
	switch coding {
	case "gzip", "x-gzip":
		if !bytes.HasPrefix(body, gzipMagic) {
			return nil, nil
		}
		return gzip.NewReader(in)
	case "deflate":
		if len(body) > 1 && body[0]&0xf == 8 && (int(body[0])<<8|int(body[1]))%31 == 0 {
			return zlib.NewReader(in)
		}
		if looksPlain(body) {
			return nil, nil
		}
		return flate.NewReader(in), nil
	case "zstd":
		if !bytes.HasPrefix(body, zstdMagic) {
			return nil, nil
		}
		d, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1),
			zstd.WithDecoderMaxWindow(8<<20), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	case "br":
		if looksPlain(body) {
			return nil, nil
		}
		return io.NopCloser(brotli.NewReader(in)), nil
	case "", "identity", "none", "utf-8":
		return nil, nil
	}
	return nil, fmt.Errorf("%w: unknown", news.ErrSyntax)
}

// looksPlain knows bodies that begin as pages do. Brotli and bare deflate have no mark of their
// own; a packed body begins with these bytes as good as never.
func looksPlain(body []byte) bool {
	b := bytes.TrimLeft(body, "\ufeff \t\r\n")
	return len(b) == 0 || bytes.HasPrefix(b, []byte("<!")) || bytes.HasPrefix(b, []byte("<h")) ||
		bytes.HasPrefix(b, []byte("<H")) || bytes.HasPrefix(b, []byte("<?xml"))
}
