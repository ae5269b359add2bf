package extract

import (
	"bytes"
	"fmt"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/htmlindex"

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
	if !utf16(b) && validUTF8(b) {
		return b, nil
	}
	label := declared(b, p.ContentType)
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
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		if l := known(params["charset"]); l != "" {
			return l
		}
	}
	if l := known(metaCharset(b[:min(len(b), 8192)])); l != "" {
		return l
	}
	_, label, _ := charset.DetermineEncoding(b[:min(len(b), 4096)], "")
	return known(label)
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

// metaCharset reads the value after the first "charset=".
func metaCharset(b []byte) string {
	k := bytes.Index(bytes.ToLower(b), []byte("charset="))
	if k < 0 {
		return ""
	}
	v := bytes.TrimLeft(b[k+len("charset="):], "\"' ")
	if n := bytes.IndexAny(v, "\"' ;/>"); n >= 0 {
		v = v[:n]
	}
	return string(v)
}

func convert(b []byte, label string) ([]byte, error) {
	if label == "" {
		label = "windows-1252"
	}
	e, err := htmlindex.Get(label)
	if err != nil {
		return nil, fmt.Errorf("charset %s: %w", label, news.ErrNotText)
	}
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return nil, fmt.Errorf("charset %s: %w", label, news.ErrNotText)
	}
	return bytes.TrimPrefix(out, []byte("\xef\xbb\xbf")), nil
}
