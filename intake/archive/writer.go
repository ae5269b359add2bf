package archive

import (
	"bytes"
	"crypto/sha1"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"readout/news"
)

// A Writer writes records as WARC/1.1, each in a packed member of its own where packed.
type Writer struct {
	w    io.Writer
	pack func(dst io.Writer) (io.WriteCloser, error)
}

// NewWriter writes to w, packed as the file name's ending tells: gz, zst, or plain if empty.
func NewWriter(w io.Writer, ending string) (*Writer, error) {
	out := &Writer{w: w}
	switch strings.TrimPrefix(ending, ".") {
	case "", "warc":
		out.pack = func(dst io.Writer) (io.WriteCloser, error) { return unpacked{dst}, nil }
	case "gz":
		out.pack = func(dst io.Writer) (io.WriteCloser, error) { return gzip.NewWriter(dst), nil }
	case "zst":
		out.pack = func(dst io.Writer) (io.WriteCloser, error) {
			return zstd.NewWriter(dst, zstd.WithEncoderConcurrency(1))
		}
	default:
		return nil, fmt.Errorf("%w: no archive ends in %q", news.ErrSyntax, ending)
	}
	return out, nil
}

type unpacked struct{ io.Writer }

func (unpacked) Close() error { return nil }

// Write writes rec. A response with a Status becomes an HTTP answer; its Offset is not used. An
// empty ID is made from the content, so that the same records make the same file.
func (w *Writer) Write(rec *Record) error {
	var block bytes.Buffer
	kind := rec.ContentType
	if rec.Type == "response" {
		kind = "application/http;msgtype=response"
		fmt.Fprintf(&block, "HTTP/1.1 %d %s\r\n", rec.Status, http.StatusText(rec.Status))
		if rec.ContentType != "" {
			fmt.Fprintf(&block, "Content-Type: %s\r\n", oneLine(rec.ContentType))
		}
		fmt.Fprintf(&block, "Content-Length: %d\r\n\r\n", len(rec.Body))
	}
	block.Write(rec.Body)
	date := rec.Date.UTC().Format(time.RFC3339Nano)
	id := rec.ID
	if id == "" {
		h := sha1.New()
		fmt.Fprintf(h, "%s\n%s\n%s\n", rec.Type, rec.URL, date)
		h.Write(block.Bytes())
		u := h.Sum(nil)[:16]
		u[6], u[8] = u[6]&0x0f|0x50, u[8]&0x3f|0x80 // UUID version 5 (RFC 9562)
		id = fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
	}
	z, err := w.pack(w.w)
	if err != nil {
		return err
	}
	var head bytes.Buffer
	fmt.Fprintf(&head, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <%s>\r\nWARC-Date: %s\r\n",
		oneLine(rec.Type), oneLine(id), date)
	if rec.URL != "" {
		fmt.Fprintf(&head, "WARC-Target-URI: %s\r\n", oneLine(rec.URL))
	}
	if kind != "" {
		fmt.Fprintf(&head, "Content-Type: %s\r\n", oneLine(kind))
	}
	fmt.Fprintf(&head, "Content-Length: %d\r\n\r\n", block.Len())
	for _, part := range [][]byte{head.Bytes(), block.Bytes(), []byte("\r\n\r\n")} {
		if _, err := z.Write(part); err != nil {
			return err
		}
	}
	return z.Close()
}

// oneLine keeps a value from ending its header field.
func oneLine(s string) string { return strings.NewReplacer("\r", " ", "\n", " ").Replace(s) }
