package dom

import (
	"bytes"
	"html"
)

// longest is the length of the longest named character reference.
const longest = 33

// Unescape appends b to dst with its character references resolved.
func Unescape(dst, b []byte) []byte {
	for {
		k := bytes.IndexByte(b, '&')
		if k < 0 {
			return append(dst, b...)
		}
		dst = append(dst, b[:k]...)
		b = b[k:]
		n := reference(b)
		dst = appendReference(dst, b[:n])
		b = b[n:]
	}
}

// reference returns how many bytes at the start of b may be a reference: at least one.
func reference(b []byte) int {
	for i := 1; i < len(b) && i < longest; i++ {
		switch c := b[i]; {
		case c == ';':
			return i + 1
		case c == '#' && i == 1, letter(c), '0' <= c && c <= '9':
		default:
			return i
		}
	}
	return min(len(b), longest)
}

func appendReference(dst, ref []byte) []byte {
	switch string(ref) {
	case "&", "&amp;":
		return append(dst, '&')
	case "&nbsp;", "&#160;":
		return append(dst, "\u00a0"...)
	case "&quot;", "&#34;":
		return append(dst, '"')
	case "&#39;", "&#039;", "&apos;":
		return append(dst, '\'')
	case "&lt;":
		return append(dst, '<')
	case "&gt;":
		return append(dst, '>')
	}
	return append(dst, html.UnescapeString(string(ref))...)
}
