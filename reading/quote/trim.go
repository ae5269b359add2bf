package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/text"
)

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// trim takes off s the marks at its ends that are no part of what was said, and "that" before
// it. A quotation mark stays where its twin is inside.
func trim(body string, s text.Span) text.Span {
	for !s.Empty() {
		r, n := utf8.DecodeRuneInString(body[s.Start:s.End])
		switch {
		case unicode.IsSpace(r) || strings.ContainsRune(",;:.—–-)”»", r) && !dots(body[s.Start:s.End]):
			s.Start += n
		case isQuote(r) && strings.Count(body[s.Start:s.End], string(twin(r))) == selfTwin(r):
			s.Start += n
		case strings.HasPrefix(strings.ToLower(body[s.Start:s.End]), "that ") && r == 't':
			s.Start += len("that ")
		default:
			return trimEnd(body, s)
		}
	}
	return s
}

func dots(s string) bool { return strings.HasPrefix(s, "..") }

func trimEnd(body string, s text.Span) text.Span {
	for !s.Empty() {
		w := body[s.Start:s.End]
		r, n := utf8.DecodeLastRuneInString(w)
		switch {
		case unicode.IsSpace(r) || strings.ContainsRune(",;:—–-(“«", r):
			s.End -= n
		case r == '.' && !abbreviation(w):
			s.End -= n
		case isQuote(r) && strings.Count(w, string(twin(r))) == selfTwin(r):
			s.End -= n
		default:
			return s
		}
	}
	return s
}

// abbreviation reports whether the full stop at the end of w belongs to its last word: U.S., p.m.
func abbreviation(w string) bool {
	w = strings.TrimSuffix(w, ".")
	if strings.HasSuffix(w, ".") {
		return true // an ellipsis
	}
	last := w[strings.LastIndexAny(w, " \n")+1:]
	return strings.Contains(last, ".") || last == "Inc" || last == "Corp" || last == "Jr"
}

func isQuote(r rune) bool { return strings.ContainsRune("\"“”«»", r) }

// twin is the mark that pairs with r, and selfTwin how many of it a lone r shows.
func twin(r rune) rune {
	switch r {
	case '“':
		return '”'
	case '”':
		return '“'
	case '«':
		return '»'
	case '»':
		return '«'
	}
	return r
}

func selfTwin(r rune) int { return int(b2u(r == '"')) }
