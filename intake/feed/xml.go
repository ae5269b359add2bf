package feed

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html/charset"

	"readout/news"
)

// decoder reads XML as it is found on the web: in any charset, with HTML's entities, and not
// always well-formed.
func decoder(body []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(body))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = charset.NewReaderLabel
	return d
}

// cutDeclaration parts <?xml …?> from what follows.
func cutDeclaration(body []byte) (head, rest []byte, ok bool) {
	trimmed := bytes.TrimLeft(body, "\ufeff \t\r\n")
	if !bytes.HasPrefix(trimmed, []byte("<?xml ")) {
		return nil, body, false
	}
	i := bytes.Index(trimmed, []byte("?>"))
	if i < 0 {
		return nil, body, false
	}
	return trimmed[: i+2 : i+2], trimmed[i+2:], true
}

// findRoot skips doctypes, comments and instructions: it returns the XML declaration, the name
// of the root element, lower case and without prefix, and the text from the root on. A doctype
// of HTML counts as a root, since what follows it may be anything.
func findRoot(body []byte) (head []byte, root string, rest []byte) {
	head, rest, _ = cutDeclaration(body)
	for {
		rest = bytes.TrimLeft(rest, " \t\r\n")
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			rest = after(rest, "-->")
		case bytes.HasPrefix(rest, []byte("<?")):
			rest = after(rest, "?>")
		case bytes.HasPrefix(rest, []byte("<!")):
			if len(rest) > 14 && strings.EqualFold(string(rest[2:14]), "doctype html") {
				return head, "html", rest
			}
			rest = after(skipSubset(rest), ">")
		case len(rest) > 1 && rest[0] == '<':
			return head, rootName(rest[1:]), rest
		default:
			return head, "", rest
		}
	}
}

func after(b []byte, mark string) []byte {
	i := bytes.Index(b, []byte(mark))
	if i < 0 {
		return nil
	}
	return b[i+len(mark):]
}

// skipSubset skips a doctype's [ … ], which may hold the mark that ends the doctype.
func skipSubset(b []byte) []byte {
	open, end := bytes.IndexByte(b, '['), bytes.IndexByte(b, '>')
	if open < 0 || end < open {
		return b
	}
	return after(b, "]")
}

func rootName(b []byte) string {
	end := bytes.IndexAny(b, " \t\r\n/>")
	if end < 0 {
		end = len(b)
	}
	name := string(b[:min(end, 64)])
	if _, local, ok := strings.Cut(name, ":"); ok {
		name = local
	}
	return strings.ToLower(name)
}

// bounded refuses elements nested so deep that a recursive parser would run out of stack. It
// reads with the decoder that the parsers use, so that both see the same elements.
func bounded(body []byte) error {
	d := decoder(body)
	for depth := 0; ; {
		tok, err := d.RawToken()
		if err != nil {
			return nil // the end, or what the parser will tell better
		}
		switch tok.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
		if depth > maxDepth {
			return fmt.Errorf("%w: elements nest more than %d deep", news.ErrTooLarge, maxDepth)
		}
	}
}

// legal takes out the control characters that XML forbids and feeds contain all the same.
func legal(body []byte) []byte {
	bad := func(b byte) bool { return b < ' ' && b != '\t' && b != '\n' && b != '\r' }
	if !slices.ContainsFunc(body, bad) {
		return body
	}
	return slices.DeleteFunc(slices.Clone(body), bad)
}

func malformed(err error) error { return fmt.Errorf("%w: %w", news.ErrSyntax, err) }
