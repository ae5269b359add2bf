package archive

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/dict"
	"github.com/klauspost/compress/zstd"

	"readout/news"
)

func pages(n int) []*Record {
	var out []*Record
	for i := range n {
		out = append(out, &Record{
			Type: "response", URL: fmt.Sprintf("https://a.example/%d", i), Status: 200,
			Date:        time.Date(2026, 10, 2, 8, 15, i, 500_000_000, time.UTC),
			ContentType: "text/html; charset=utf-8",
			Body:        fmt.Appendf(nil, "<p>Page %d. %s</p>", i, strings.Repeat("Talk. ", 40+i)),
		})
	}
	return out
}

func write(t testing.TB, ending string, recs []*Record) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := NewWriter(&b, ending)
	if err != nil {
		t.Fatal(err)
	}
	for _, rec := range recs {
		if err := w.Write(rec); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

// read returns what is good and what is wrong in a file.
func read(t testing.TB, file []byte) (recs []*Record, wrong []string) {
	t.Helper()
	r, err := NewReader(bytes.NewReader(file))
	if err != nil {
		return nil, []string{err.Error()}
	}
	defer r.Close()
	for {
		rec, err := r.Next()
		var bad *BadRecord
		switch {
		case err == io.EOF:
			return recs, wrong
		case errors.As(err, &bad):
			wrong = append(wrong, err.Error())
		case err != nil:
			return recs, append(wrong, err.Error())
		default:
			recs = append(recs, rec)
		}
	}
}

func same(t *testing.T, name string, got, want []*Record) {
	t.Helper()
	plain := func(in []*Record) (out []Record) {
		for _, r := range in {
			c := *r
			c.ID, c.Offset = "", 0
			out = append(out, c)
		}
		return out
	}
	if diff := cmp.Diff(plain(want), plain(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func gzipped(parts ...[]byte) []byte {
	var b bytes.Buffer
	for _, p := range parts {
		w := gzip.NewWriter(&b)
		w.Write(p)
		w.Close()
	}
	return b.Bytes()
}

func zstded(t testing.TB, in []byte, opts ...zstd.EOption) []byte {
	w, err := zstd.NewWriter(nil, opts...)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	return w.EncodeAll(in, nil)
}

func frameOf(magic uint32, content []byte) []byte {
	out := binary.LittleEndian.AppendUint32(nil, magic)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(content)))
	return append(out, content...)
}

func TestPackings(t *testing.T) {
	want := pages(12)
	plain := write(t, "", want)
	half := len(plain) / 2
	var samples [][]byte
	for _, p := range want {
		samples = append(samples, write(t, "", []*Record{p}))
	}
	d, err := dict.BuildZstdDict(samples, dict.Options{MaxDictSize: 4 << 10, HashBytes: 6})
	if err != nil {
		t.Fatal(err)
	}
	withDict := frameOf(dictFrame, d)
	packedDict := frameOf(dictFrame, zstded(t, d))
	for _, s := range samples {
		packed := zstded(t, s, zstd.WithEncoderDict(d))
		withDict = append(withDict, packed...)
		packedDict = append(packedDict, packed...)
	}
	between := append(frameOf(0x184d2a50, []byte("hello")), zstded(t, plain[:half])...)
	between = append(between, frameOf(0x184d2a53, nil)...)
	between = append(between, zstded(t, plain[half:])...)
	for name, file := range map[string][]byte{
		"plain":                     plain,
		"gzip, a member a record":   write(t, "gz", want),
		"gzip, one stream":          gzipped(plain),
		"gzip, records over two":    gzipped(plain[:half], plain[half:]),
		"zstd, a frame a record":    write(t, ".zst", want),
		"zstd, one stream":          zstded(t, plain),
		"zstd, with skippable ones": between,
		"zstd, with dictionary":     withDict,
		"zstd, packed dictionary":   packedDict,
	} {
		got, wrong := read(t, file)
		if wrong != nil {
			t.Errorf("%s: %v", name, wrong)
		}
		same(t, name, got, want)
	}
}

func TestOffsets(t *testing.T) {
	for _, ending := range []string{"", "gz", "zst"} {
		file := write(t, ending, pages(5))
		recs, _ := read(t, file)
		for i, rec := range recs {
			rest, wrong := read(t, file[rec.Offset:])
			if len(rest) != 5-i || wrong != nil {
				t.Errorf("%q: from record %d on: got %d records, %v", ending, i, len(rest), wrong)
			}
		}
	}
}

func TestCutShort(t *testing.T) {
	want := pages(4)
	for _, ending := range []string{"", "gz", "zst"} {
		file := write(t, ending, want)
		recs, _ := read(t, file)
		last := recs[3].Offset
		for _, keep := range []int64{last + 6, (last + int64(len(file))) / 2} {
			got, wrong := read(t, file[:keep])
			same(t, ending, got, want[:3])
			at := fmt.Sprintf("WARC record at byte %d", last)
			if len(wrong) != 1 || !strings.HasPrefix(wrong[0], at) ||
				!strings.Contains(wrong[0], "breaks off") {
				t.Errorf("%q cut at %d: got %q, want one error %q", ending, keep, wrong, at)
			}
		}
	}
}

func TestGarbled(t *testing.T) {
	want := pages(6)
	for _, ending := range []string{"", "gz", "zst"} {
		file := write(t, ending, want)
		recs, _ := read(t, file)
		for i := recs[2].Offset; i < recs[2].Offset+60; i++ {
			file[i] ^= 0xa5
		}
		got, wrong := read(t, file)
		same(t, ending, got, append(append([]*Record{}, want[:2]...), want[3:]...))
		at := fmt.Sprintf("WARC record at byte %d", recs[2].Offset)
		if len(wrong) != 1 || !strings.HasPrefix(wrong[0], at) {
			t.Errorf("%q: got %q, want one error %q", ending, wrong, at)
		}
	}
}

func TestWrongLength(t *testing.T) {
	want := pages(8)
	file := string(write(t, "", want))
	i := strings.Index(file, "Content-Length: ") + len("Content-Length: ")
	got, wrong := read(t, []byte(file[:i]+"9"+file[i+1:]))
	if len(wrong) != 1 {
		t.Errorf("got %q, want one error", wrong)
	}
	if len(got) == 0 || got[len(got)-1].URL != want[7].URL {
		t.Errorf("the reader does not find its way back: %d records", len(got))
	}
}

func TestNoArchive(t *testing.T) {
	for in, want := range map[string]error{
		"": news.ErrEmpty, "<html>": news.ErrSyntax, "PK\x03\x04": news.ErrSyntax,
	} {
		if _, err := NewReader(strings.NewReader(in)); !errors.Is(err, want) {
			t.Errorf("%q: got %v, want %v", in, err, want)
		}
	}
	if recs, wrong := read(t, gzipped([]byte("plain words\n"))); len(recs) != 0 || len(wrong) != 1 {
		t.Errorf("gzip without WARC: got %d records, %q", len(recs), wrong)
	}
}

type broken2 struct{ r io.Reader }

func (b broken2) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if err == io.EOF {
		err = errors.New("disk is gone")
	}
	return n, err
}

func TestDiskError(t *testing.T) {
	r, err := NewReader(broken2{bytes.NewReader(write(t, "gz", pages(2)))})
	for err == nil {
		_, err = r.Next()
	}
	if err.Error() != "disk is gone" {
		t.Errorf("got %v", err)
	}
}

// record is a WARC/1.0 record as another program would write it.
func record(fields, block string) string {
	return fmt.Sprintf("WARC/1.0\r\n%s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		strings.ReplaceAll(fields, "\n", "\r\n"), len(block), block)
}

const responseFields = "WARC-Type: response\nWARC-Target-URI: <https://a.example/x>\n" +
	"WARC-Date: 2026-10-02T08:15:00Z\nContent-Type: application/http; msgtype=response"

func TestHTTP(t *testing.T) {
	body := "<html><p>Zoë’s visit</p></html>"
	var gz, zl, br bytes.Buffer
	gz.Write(gzipped([]byte(body)))
	w := zlib.NewWriter(&zl)
	io.WriteString(w, body)
	w.Close()
	bw := brotli.NewWriter(&br)
	io.WriteString(bw, body)
	bw.Close()
	chunked := fmt.Sprintf("5;x=y\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n", body[:5], len(body)-5, body[5:])
	for name, c := range map[string]struct{ head, body string }{
		"plain":               {"", body},
		"chunked":             {"Transfer-Encoding: chunked\r\n", chunked},
		"chunks undone":       {"Transfer-Encoding: chunked\r\n", body},
		"gzip":                {"content-encoding:gzip\r\n", gz.String()},
		"gzip undone":         {"Content-Encoding: gzip\r\n", body},
		"deflate":             {"Content-Encoding: deflate\r\n", zl.String()},
		"brotli":              {"Content-Encoding: br\r\n", br.String()},
		"brotli undone":       {"Content-Encoding: br\r\n", body},
		"zstd":                {"Content-Encoding: zstd\r\n", string(zstded(t, []byte(body)))},
		"a line that is none": {"what is this\r\nX-Long: a\r\n\tb\r\n", body},
	} {
		block := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + c.head + "\r\n" + c.body
		got, wrong := read(t, []byte(record(responseFields, block)))
		if len(got) != 1 || wrong != nil {
			t.Errorf("%s: got %d records, %q", name, len(got), wrong)
			continue
		}
		if string(got[0].Body) != body || got[0].Status != 200 || got[0].ContentType != "text/html" {
			t.Errorf("%s: got %+v", name, got[0])
		}
	}
}

func TestKindsOfRecord(t *testing.T) {
	file := record("WARC-Type: warcinfo\nWARC-Date: 2026", "software: hand") +
		record("WARC-Type: resource\nWARC-Date: 2026-10\nWARC-Target-URI: file:///a.html\n"+
			"Content-Type: text/html", "<p>A</p>") +
		record(responseFields, "no answer at all") +
		record(responseFields, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08cut") +
		record("WARC-Type: response\nContent-Type: text/dns", "a.example 60 IN A 192.0.2.1") +
		record("WARC-Date: 2026", "no type") +
		record("WARC-Type: metadata", "")
	recs, wrong := read(t, []byte(file))
	var got []string
	for _, r := range recs {
		got = append(got, fmt.Sprintf("%s %s %q", r.Type, r.ContentType, r.Body))
	}
	want := []string{`warcinfo  ""`, `resource text/html "<p>A</p>"`,
		`response text/dns "a.example 60 IN A 192.0.2.1"`, `metadata  ""`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(wrong) != 3 {
		t.Errorf("got %q, want three errors", wrong)
	}
}

func TestBounds(t *testing.T) {
	big := record(responseFields, "HTTP/1.1 200 OK\r\n\r\n"+strings.Repeat("a", maxBody))
	bomb := record(responseFields, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"+
		string(gzipped(make([]byte, maxBody+1))))
	long := "WARC/1.0\r\nWARC-Type: response\r\n" + strings.Repeat("X: y\r\n", maxHead/4)
	after := record("WARC-Type: metadata", "")
	for name, file := range map[string]string{"big": big, "bomb": bomb, "long": long} {
		recs, wrong := read(t, []byte(file+after))
		if len(recs) != 1 || len(wrong) != 1 || !strings.Contains(wrong[0], "too large") {
			t.Errorf("%s: got %d records, %q, want one of each", name, len(recs), wrong)
		}
	}
	_, wrong := read(t, []byte(strings.Repeat("WARC/1.0\r\n\r\n", 2*maxWrong)))
	if len(wrong) != maxWrong+1 {
		t.Errorf("%d errors from a file of nothing else", len(wrong))
	}
}

func TestWriter(t *testing.T) {
	if _, err := NewWriter(io.Discard, "rar"); !errors.Is(err, news.ErrSyntax) {
		t.Errorf("rar: got %v, want %v", err, news.ErrSyntax)
	}
	rec := &Record{Type: "resource", URL: "a\r\nWARC-Type: forged", ContentType: "text/html"}
	if file := write(t, "", []*Record{rec}); bytes.Count(file, []byte("\nWARC-Type")) != 1 {
		t.Errorf("a field was smuggled in:\n%s", file)
	}
	if !bytes.Equal(write(t, "gz", pages(3)), write(t, "gz", pages(3))) {
		t.Error("the same records make another file")
	}
}

func FuzzReader(f *testing.F) {
	recs := pages(3)
	for _, ending := range []string{"", "gz", "zst"} {
		f.Add(write(f, ending, recs))
	}
	f.Add([]byte(record(responseFields,
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na")))
	f.Add(frameOf(dictFrame, []byte("no dictionary")))
	f.Fuzz(func(t *testing.T, file []byte) {
		recs, wrong := read(t, file)
		if len(recs) == 0 && len(wrong) == 0 && len(bytes.TrimSpace(file)) > 0 &&
			bytes.HasPrefix(file, []byte("WARC/")) {
			t.Fatal("neither a record nor an error")
		}
	})
}
