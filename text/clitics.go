package text

import (
	"strings"
	"unicode/utf8"
)

// word appends a word and the words that lean on it: "do|n't", "Xi|'s", "can|not", "5|pm".
func word(toks []Token, body string, s Span) []Token {
	if s.Empty() {
		return toks
	}
	w := body[s.Start:s.End]
	if n := joint(w); n > 0 && n < len(w) {
		toks = word(toks, body, Span{s.Start, s.Start + n})
		return word(toks, body, Span{s.Start + n, s.End})
	}
	return append(toks, Token{Span: s})
}

// joint returns where the last word that leans on w starts, or 0.
func joint(w string) int {
	if i := lastApostrophe(w); i >= 0 {
		return apostropheJoint(w, i)
	}
	if isDigit(w[0]) {
		return unitJoint(w)
	}
	if i := strings.IndexByte(w, '$'); i > 0 {
		return i + 1
	}
	if len(w) < 3 || len(w) > 8 {
		return 0
	}
	return fused(w)
}

// apostropheJoint returns where the clitic around the apostrophe at w[i] starts, or 0.
func apostropheJoint(w string, i int) int {
	if clitic(w[i:]) {
		return i
	}
	_, n := utf8.DecodeRuneInString(w[i:])
	if i > 1 && (w[i-1] == 'n' || w[i-1] == 'N') && strings.EqualFold(w[i+n:], "t") {
		return i - 1
	}
	return 0
}

// clitic reports whether w is 's, 're, 've, 'll, 'd or 'm, with either apostrophe.
func clitic(w string) bool {
	_, n := utf8.DecodeRuneInString(w)
	switch strings.ToLower(w[n:]) {
	case "s", "re", "ve", "ll", "d", "m":
		return true
	}
	return false
}

// lastApostrophe returns where the last apostrophe of w is, or −1.
func lastApostrophe(w string) int {
	return max(strings.LastIndexByte(w, '\''), strings.LastIndex(w, "’"))
}

// unitJoint returns where the unit of a number starts ("11|am", "$3|bn"), or 0.
func unitJoint(w string) int {
	i := len(w) - len(strings.TrimLeft(w, "0123456789.,:"))
	if i < len(w) && words("units")[w[i:]] {
		return i
	}
	return 0
}

// fused tells for a word written as one ("cannot") where its second word starts.
func fused(w string) int {
	switch strings.ToLower(w) {
	case "ive", "alot":
		return 1
	case "dont", "cant":
		return 2
	case "cannot", "gonna", "wanna", "gotta", "didnt", "wasnt":
		return 3
	case "doesnt", "havent", "thats":
		return 4
	case "couldnt":
		return 5
	case "shouldnt":
		return 6
	}
	return 0
}
