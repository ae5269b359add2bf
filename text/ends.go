package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ends reports whether token i ends a sentence of paragraph p.
func (s *splitter) ends(i int, p Span) bool {
	toks := s.doc.Tokens
	if i+1 == len(toks) {
		return true
	}
	gap := s.doc.Body[toks[i].End:toks[i+1].Start]
	if w := s.doc.Word(i); gap == " " && !s.stamps && letters(w[:1])+letters(w[len(w)-1:]) == 2 {
		return false // a word without marks, as most are
	}
	if strings.ContainsRune(gap, '\n') && s.lineEnds(i) {
		return true
	}
	if s.dateline(i, p) || s.stamp(i-2) || s.stamp(i+1) && s.doc.Word(i) != "on" {
		return true
	}
	stop := i
	for stop > s.first && closing(s.doc, stop) {
		stop -= max(1, 3*b2i(footnote(s.doc, stop-2)))
	}
	if emoticon(s.doc.Word(i)) && !closing(s.doc, i+1) {
		r, _ := utf8.DecodeRuneInString(s.doc.Word(i + 1))
		return unicode.IsUpper(r)
	}
	if !terminal(s.doc.Word(stop)) || stop == s.first && stop < i {
		return false
	}
	if next := s.doc.Word(i + 1); next == "”" || next == "." {
		return false
	}
	if (closing(s.doc, i+1) || footnote(s.doc, i+1)) && (gap == "" || stop < i) {
		return false
	}
	return s.endsAfter(stop, i, gap == "")
}

// footnote reports whether tokens i to i+2 are a mark such as "[6]" glued to the word before.
func footnote(doc *Document, i int) bool {
	return i > 0 && i+2 < len(doc.Tokens) && doc.Word(i) == "[" && doc.Word(i+2) == "]" &&
		allDigits(doc.Word(i+1)) && doc.Tokens[i-1].End == doc.Tokens[i].Start
}

// stamp reports whether tokens i to i+2 are the day and time at the head of a message, which
// stands alone: "08/16/2000 12:05 PM".
func (s *splitter) stamp(i int) bool {
	if i < s.first || i+2 >= len(s.doc.Tokens) {
		return false
	}
	half := s.doc.Word(i + 2)
	return (half == "AM" || half == "PM") && strings.Count(s.doc.Word(i), "/") == 2 &&
		strings.Contains(s.doc.Word(i+1), ":")
}

// maxDateline bounds the tokens of a dateline.
const maxDateline = 16

// dateline reports whether token i is the dash that ends the dateline of paragraph p:
// "LONDON (Reuters) —", "Beijing, June 14 (Xinhua) --"; not "Biden – The Man".
func (s *splitter) dateline(i int, p Span) bool {
	toks := s.doc.Tokens
	if s.first+maxDateline < i || i == s.first || toks[s.first].Start != p.Start ||
		!dash(s.doc.Word(i)) || toks[i-1].End == toks[i].Start {
		return false
	}
	shout, agency := true, false
	for k := s.first; k < i; k++ {
		w := s.doc.Word(k)
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) || terminal(w) && len(w) == 1 || r == '"' || r == '“' {
			return false
		}
		shout = shout && (k > s.first || len(w) > 2 && w == strings.ToUpper(w))
		agency = agency || w == "("
	}
	next, _ := utf8.DecodeRuneInString(s.doc.Word(i + 1))
	return (shout || agency) && !unicode.IsLower(next) && !unicode.IsDigit(next)
}

// dash reports whether w is a dash between words.
func dash(w string) bool {
	return w == "-" || w == "--" || w == "–" || w == "—" || w == "_"
}

// lineEnds reports whether the line break after token i ends its sentence: it does where
// lines are whole, and in wrapped text where the line fills less than its width.
func (s *splitter) lineEnds(i int) bool {
	next, _ := utf8.DecodeRuneInString(s.doc.Word(i + 1))
	if unicode.IsLower(next) || strings.Contains(",;", s.doc.Word(i)) {
		return false
	}
	start := strings.LastIndexByte(s.doc.Body[:s.doc.Tokens[i].Start], '\n') + 1
	return !s.wrapped || s.doc.Tokens[i].End-start < 60 || terminal(s.doc.Word(i))
}

// wraps reports whether the lines of a paragraph are cut by width: then one that is not the
// first starts with a small letter.
func wraps(par string) bool {
	_, rest, more := strings.Cut(par, "\n")
	for more {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \t"))
		if unicode.IsLower(r) {
			return true
		}
		_, rest, more = strings.Cut(rest, "\n")
	}
	return false
}

// endsAfter decides about the terminal mark of token stop, whose sentence would end with
// token i; glued tells that no space follows.
func (s *splitter) endsAfter(stop, i int, glued bool) bool {
	w := s.doc.Word(stop)
	next := s.doc.Word(i + 1)
	if opening(s.doc, i+1) && i+2 < len(s.doc.Tokens) {
		next = s.doc.Word(i + 2)
	}
	r, _ := utf8.DecodeRuneInString(next)
	lower := unicode.IsLower(r)
	switch {
	case len(w) > 1 && abbreviation(w):
		return !glued && !lower && s.abbreviationEnds(stop, next)
	case w[0] == '.' && len(w) > 1, strings.HasPrefix(w, "…"):
		return !lower && !glued && unicode.IsLetter(r)
	case glued:
		return unicode.IsUpper(r) && stop > s.first
	case lower:
		return stop == i && plain(s.doc.Word(max(stop-1, s.first)), w)
	case stop == s.first:
		return false
	case stop == s.first+1 && allDigits(s.doc.Word(s.first)) && len(w) == 1:
		return false
	}
	return true
}

// plain reports whether w is an ordinary lower-case word, after which the mark ends a
// sentence though the next starts small: not so "Yahoo! said" or "approx. ten".
func plain(w, mark string) bool {
	short := mark == "." && len(w) < 3
	return !short && strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLower(r) }) < 0
}

// abbreviationEnds reports whether the abbreviation at token i also ends the sentence, by
// the word that follows: "in the U.S. The", not "the U.S. Senate", never "Gen. The".
func (s *splitter) abbreviationEnds(i int, next string) bool {
	w := s.doc.Word(i)
	if words("titles")[strings.ToLower(w)] || len(w) == 2 && i > s.first && !starter(next) {
		return false
	}
	return starter(next)
}

// starter reports whether w, written so, most often opens a sentence.
func starter(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(r) {
		return false
	}
	rest := w[n:]
	return rest == strings.ToLower(rest) && words("starters")[strings.ToLower(w)]
}

// abbreviation reports whether the full stop that w ends with belongs to it: "Gen.",
// "U.S.", "J.", "a.m.".
func abbreviation(w string) bool {
	if len(w) < 2 || w[len(w)-1] != '.' {
		return false
	}
	stem := w[:len(w)-1]
	if r, n := utf8.DecodeRuneInString(stem); n == len(stem) {
		return unicode.IsUpper(r)
	}
	if lettered(stem) {
		return true
	}
	low := strings.ToLower(w)
	return words("titles")[low] || words("abbreviations")[low]
}

// lettered reports whether stem is single letters parted by full stops: "U.S", "a.m".
func lettered(stem string) bool {
	dots := 0
	for part := range strings.SplitSeq(stem, ".") {
		r, n := utf8.DecodeRuneInString(part)
		if n != len(part) || !unicode.IsLetter(r) {
			return false
		}
		dots++
	}
	return dots > 1
}

// terminal reports whether w may end a sentence.
func terminal(w string) bool {
	switch w[len(w)-1] {
	case '.':
		return len(w) == 1 || w[0] == '.' || w[0] == '!' || w[0] == '?' || abbreviation(w)
	case '!', '?':
		return true
	}
	return w == "…"
}

// closing reports whether token i closes a quotation or bracket.
func closing(doc *Document, i int) bool {
	switch doc.Word(i) {
	case "”", "’", ")", "]", "}", "»", "''":
		return true
	case "\"", "'":
		return !opening(doc, i)
	}
	return emoticon(doc.Word(i))
}

// opening reports whether token i opens a quotation or bracket. A straight mark opens where
// it touches the next word and not the one before.
func opening(doc *Document, i int) bool {
	switch doc.Word(i) {
	case "“", "‘", "(", "[", "{", "«", "``":
		return true
	case "\"", "'":
		left := i > 0 && doc.Tokens[i-1].End == doc.Tokens[i].Start
		right := i+1 < len(doc.Tokens) && doc.Tokens[i+1].Start == doc.Tokens[i].End
		return right && !left
	}
	return false
}
