package date

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/text"
)

// A lexeme is a run of letters, a run of digits, or one mark. gap tells that white space stands
// before it; a line end is a lexeme of its own, so that no expression crosses it.
type lexeme struct {
	text.Span
	low    string // lower case; curly apostrophes and dashes are made plain
	num    int    // value of a run of digits of at most nine, else -1
	digits int
	gap    bool
	upper  bool
	*entry
}

// unlisted is the entry of what is in no list.
var unlisted = &entry{}

func lex(body string) []lexeme {
	out := make([]lexeme, 0, len(body)/4+1)
	gap := false
	for i := 0; i < len(body); {
		r, n := rune(body[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(body[i:])
		}
		switch {
		case r == '\n':
			out = append(out, lexeme{Span: text.Span{Start: i, End: i + 1}, low: "\n", num: -1,
				entry: unlisted})
			i, gap = i+1, false
		case unicode.IsSpace(r):
			i, gap = i+n, true
		default:
			l := next(body, i, r, n)
			l.gap = gap
			out, i, gap = append(out, l), l.End, false
		}
	}
	return out
}

// next reads the lexeme at i, whose first rune r has n bytes.
func next(body string, i int, r rune, n int) lexeme {
	l := lexeme{num: -1, entry: unlisted}
	end := i + n
	switch {
	case r >= '0' && r <= '9':
		for end < len(body) && body[end] >= '0' && body[end] <= '9' {
			end++
		}
		l.digits = end - i
		if l.digits <= 9 {
			l.num = number(body[i:end])
		}
		l.low = body[i:end]
	case unicode.IsLetter(r):
		for end < len(body) {
			c, m := utf8.DecodeRuneInString(body[end:])
			if !unicode.IsLetter(c) && !unicode.Is(unicode.Mn, c) {
				break
			}
			end += m
		}
		l.upper = unicode.IsUpper(r)
		l.low = strings.ToLower(body[i:end])
		if e := words[l.low]; e != nil {
			l.entry = e
		}
	default:
		l.low = plain(r, body[i:end])
	}
	l.Span = text.Span{Start: i, End: end}
	return l
}

// plain maps the typographic forms of a mark to the one of ASCII.
func plain(r rune, s string) string {
	switch r {
	case '’', '‘', '`':
		return "'"
	case '–', '—', '‑', '−':
		return "-"
	}
	return s
}

func number(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
