package extract

import (
	"bytes"
	"fmt"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/transform"

	"readout/news"
)

// decode returns the page as UTF-8. Bytes that are valid UTF-8 are believed whatever the page
// says of itself: hardly any other text is. Then the declarations are tried, then the charset
// that browsers assume.
func decode(b []byte, p Params) ([]byte, error) {
	if err := refuse(b); err != nil {
		return nil, err
	}
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	label := "iso-2022-jp"
	if !bytes.Contains(b, []byte("\x1b$B")) && !bytes.Contains(b, []byte("\x1b$@")) {
		if !utf16(b) && validUTF8(b) {
			return b, nil
		}
		label = declared(b, p.ContentType)
	}
	out, err := convert(b, label)
	if err != nil {
		return nil, err
	}
	return out, nil
}

// validUTF8 reports whether b is UTF-8 but for a few broken places, such as a cut character.
func validUTF8(b []byte) bool {
	if utf8.Valid(b) {
		return true
	}
	bad, good := 0, 0
	for len(b) > 0 {
		if b[0] < utf8.RuneSelf {
			b = b[1:]
			continue
		}
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		b = b[n:]
	}
	return good > 20*bad
}

// utf16 reports whether b begins like UTF-16: with its mark, or with every other byte zero.
func utf16(b []byte) bool {
	if bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")) {
		return true
	}
	n := min(len(b)&^1, 256)
	even, odd := 0, 0
	for i := 0; i < n; i += 2 {
		if b[i] == 0 {
			even++
		}
		if b[i+1] == 0 {
			odd++
		}
	}
	return n >= 16 && (even > n/3 || odd > n/3)
}

// declared returns the label of the charset that the mark, the HTTP header or the page's meta
// element names.
func declared(b []byte, contentType string) string {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return "utf-16le"
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return "utf-16be"
	case utf16(b) && b[0] == 0:
		return "utf-16be"
	case utf16(b):
		return "utf-16le"
	}
	labels := metaCharsets(b[:min(len(b), 16384)])
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		labels = append([]string{params["charset"]}, labels...)
	}
	// Many a server says that all its pages are Western, whatever they say themselves.
	for _, l := range labels {
		if l = known(l); l != "" && !western[l] {
			return l
		}
	}
	return mislabelled(b, "windows-1252")
}

// known returns the canonical name of a charset other than UTF-8, which the bytes are not.
func known(label string) string {
	e, err := htmlindex.Get(strings.TrimSpace(label))
	if err != nil {
		return ""
	}
	if name, err := htmlindex.Name(e); err == nil && name != "utf-8" && name[:3] != "utf" {
		return name
	}
	return ""
}

// metaCharsets reads the values after each "charset=", and the encoding of an XML declaration.
func metaCharsets(b []byte) (labels []string) {
	low := bytes.ToLower(b)
	for _, key := range []string{"charset=", "encoding="} {
		for i := 0; len(labels) < 8; {
			k := bytes.Index(low[i:], []byte(key))
			if k < 0 {
				break
			}
			i += k + len(key)
			v := bytes.TrimLeft(low[i:], "\"' ")
			if n := bytes.IndexAny(v, "\"' ;/>"); n >= 0 {
				v = v[:n]
			}
			labels = append(labels, string(v))
		}
	}
	return labels
}

// mislabelled returns the label itself, or another that reads the bytes far better. A Western
// page has few bytes above ASCII; where there are many, it is not what it says.
func mislabelled(b []byte, label string) string {
	if sample := highParts(b); len(sample) >= 100 {
		if l := scriptCharset(sample); l != "" {
			return l
		}
	}
	return latinCharset(b, label)
}

var western = map[string]bool{"windows-1252": true, "iso-8859-15": true, "macintosh": true}

// highParts gathers runs of text in which most bytes are above ASCII: words of other scripts.
func highParts(b []byte) []byte {
	var out []byte
	for i := 0; i < len(b) && len(out) < 4096; i++ {
		if b[i] < 0x80 {
			continue
		}
		start, high := i, 0
		for i < len(b) && i < start+400 && (b[i] >= 0x80 || b[i] != '<' && b[i] > '@' && b[i] < 0x7f) {
			if b[i] >= 0x80 {
				high++
			}
			i++
		}
		if high >= 4 && high*10 >= (i-start)*5 {
			out = append(append(out, b[start:i]...), ' ')
		}
	}
	return out
}

func convert(b []byte, label string) ([]byte, error) {
	if label == "" {
		label = "windows-1252"
	}
	e, err := htmlindex.Get(label)
	if err != nil {
		return nil, fmt.Errorf("charset %s: %w", label, news.ErrNotText)
	}
	out, err := decoded(e.NewDecoder(), b)
	if err != nil {
		return nil, fmt.Errorf("charset %s: %w", label, news.ErrNotText)
	}
	return bytes.TrimPrefix(out, []byte("\xef\xbb\xbf")), nil
}

// decoded is d.Bytes, but for memory: it foresees that each byte above ASCII becomes two, and
// grows by half where they become more.
func decoded(d *encoding.Decoder, b []byte) ([]byte, error) {
	size := len(b) + 64
	for _, c := range b {
		size += int(c >> 7)
	}
	out, n, done := make([]byte, size), 0, 0
	for {
		w, r, err := d.Transform(out[n:], b[done:], true)
		n, done = n+w, done+r
		if err != transform.ErrShortDst {
			return out[:n], err
		}
		out = append(make([]byte, 0, len(out)+len(out)/2), out[:n]...)
		out = out[:cap(out)]
	}
}
