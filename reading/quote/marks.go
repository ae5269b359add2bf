package quote

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/text"
)

// A quotation is a stretch between quotation marks, outermost ones only.
type quotation struct {
	text.Span           // with its marks
	inner     text.Span // without
	after     int       // index of the quotation of the paragraph before that goes on here, or -1
	open      bool      // nothing closes it in its paragraph
}

// A style is a pair of marks that open and close a quotation.
type style uint8

const (
	none    style = iota
	curly         // “ ”
	plain         // " " and '' ''
	angled        // « »
	single        // ‘ ’
	upright       // ' '
)

// findQuotations pairs the marks of each paragraph. A quotation that is left open at the end of
// its paragraph goes on in the next one where that opens with a mark too.
func findQuotations(body string, paragraphs []text.Span) []quotation {
	var all []quotation
	for i, p := range paragraphs {
		n := len(all)
		goesOn := i+1 < len(paragraphs) && opensQuoted(body, paragraphs[i+1])
		all = pair(body, p, goesOn, all)
		if n > 0 && len(all) > n && all[n-1].open && all[n].Start == p.Start {
			all[n].after = n - 1
		}
	}
	return all
}

// lines parts paragraphs further at those line ends that follow a heading or the end of a
// sentence, for texts that part their paragraphs by a single line end.
func lines(doc *text.Document) []text.Span {
	var all []text.Span
	for _, p := range doc.Paragraphs {
		start := p.Start
		for i := p.Start; i < p.End; i++ {
			if doc.Body[i] != '\n' {
				continue
			}
			line := strings.TrimRightFunc(doc.Body[start:i], unicode.IsSpace)
			if r, _ := utf8.DecodeLastRuneInString(line); line != "" &&
				(len(line) < scrap || strings.ContainsRune(".!?”\"»…:", r)) {
				all = append(all, text.Span{Start: start, End: start + len(line)})
				start = i + 1
			}
		}
		all = append(all, text.Span{Start: start, End: p.End})
	}
	return all
}

// quotesIn is the range [from, to) of the quotations that share a byte with s.
func (v *view) quotesIn(s text.Span) (from, to int) {
	from = sort.Search(len(v.quotes), func(k int) bool { return v.quotes[k].End > s.Start })
	for to = from; to < len(v.quotes) && v.quotes[to].Start < s.End; to++ {
	}
	return from, to
}

// opensQuoted reports whether paragraph p begins with a quotation mark.
func opensQuoted(body string, p text.Span) bool {
	r, n := utf8.DecodeRuneInString(body[p.Start:p.End])
	k, _ := opener(body[p.Start:p.End], 0, r, n)
	return k != none
}

// pair appends the quotations of one paragraph to all.
func pair(body string, p text.Span, goesOn bool, all []quotation) []quotation {
	s := body[p.Start:p.End]
	var unclosed [upright + 1]bool // no mark of this style is left, so do not look again
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		k, width := opener(s, i, r, n)
		if k == none {
			i += n
			continue
		}
		end, closeWidth := -1, 0
		if !unclosed[k] {
			end, closeWidth = closer(s, i+width, k)
			unclosed[k] = end < 0
		}
		q := quotation{after: -1}
		q.Start, q.inner.Start = p.Start+i, p.Start+i+width
		if end < 0 {
			q.open = true
			if end = stop(s, i, k, goesOn); end < 0 {
				i += width
				continue
			}
		}
		q.inner.End, q.End = p.Start+end, p.Start+end+closeWidth
		if q.inner.Len() > 0 {
			all = append(all, q)
		}
		i = end + closeWidth
	}
	return all
}

// stop is where a quotation ends that nothing closes: at the end of its paragraph where it opens
// that, or follows a colon, or the next paragraph goes on with it; else nowhere (-1), since a
// lone mark may be a slip or mean inches.
func stop(s string, start int, k style, goesOn bool) int {
	before := strings.TrimSpace(s[:start])
	if goesOn || before == "" && k != single && k != upright || strings.HasSuffix(before, ":") {
		return len(s)
	}
	return -1
}

// opener tells which style of quotation opens at s[i:], and the width of its mark.
func opener(s string, i int, r rune, n int) (style, int) {
	switch {
	case r == '“' || r == '„':
		return curly, n
	case r == '«':
		return angled, n
	case r == '"' && startsWord(s, i, i+n):
		return plain, n
	case strings.HasPrefix(s[i:], "''") && startsWord(s, i, i+2):
		return plain, 2
	case strings.HasPrefix(s[i:], "``"):
		return plain, 2
	case (r == '‘' || r == '\'') && startsWord(s, i, i+n) && !elided(s[i+n:]):
		if r == '‘' {
			return single, n
		}
		return upright, n
	}
	return none, 0
}

// startsWord reports whether a mark at s[i:j] stands before a word and not after one.
func startsWord(s string, i, j int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	next, _ := utf8.DecodeRuneInString(s[j:])
	if j >= len(s) || unicode.IsSpace(next) {
		return false
	}
	return i == 0 || unicode.IsSpace(before) || strings.ContainsRune("([{—–-/:“‘\"'", before)
}

// elided reports whether an apostrophe before s stands for left-out letters: ’em, ’90s, ’til.
func elided(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	if unicode.IsDigit(r) {
		w, _, _ := strings.Cut(s, " ")
		return strings.HasSuffix(strings.TrimRight(w, ",.;:!?"), "s")
	}
	w := strings.ToLower(s[:len(s)-len(strings.TrimLeftFunc(s, unicode.IsLetter))])
	switch w {
	case "em", "til", "tis", "twas", "cause", "bout", "n", "s", "round":
		return true
	}
	return false
}

// closer finds in s, from i on, the mark that closes a quotation of style k; -1 where none does.
func closer(s string, i int, k style) (end, width int) {
	for j, r := range s[i:] {
		at, n := i+j, utf8.RuneLen(r)
		switch {
		case k == curly && (r == '”' || r == '"' && !startsWord(s, at, at+n)):
			return at, n
		case k == curly && r == '“' && at > i && !startsWord(s, at, at+n):
			return at, n // a closing mark that was turned the wrong way
		case k == angled && r == '»':
			return at, n
		case k == plain && (r == '"' || r == '”') && at > i:
			return at, n
		case k == plain && strings.HasPrefix(s[at:], "''") && at > i:
			return at, 2
		case (k == single && r == '’' || k == upright && r == '\'') && closesSingle(s, at, n):
			return at, n
		}
	}
	return -1, 0
}

// apostropheReach is how many bytes past a doubtful mark a better one is looked for.
const apostropheReach = 300

// closesSingle tells a closing single mark from an apostrophe: “the ministers’ talks” has one
// between a word and a space too, and then a better one follows.
func closesSingle(s string, i, n int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	next, _ := utf8.DecodeRuneInString(s[i+n:])
	if i+n < len(s) && (unicode.IsLetter(next) || unicode.IsDigit(next)) {
		return false
	}
	if unicode.IsSpace(before) {
		return false
	}
	if before != 's' || i+n >= len(s) || !unicode.IsSpace(next) {
		return true
	}
	for j, r := range s[i+n : min(len(s), i+n+apostropheReach)] {
		if r == '‘' || r == '“' || r == '"' {
			return true
		}
		k := i + n + j
		if (r == '’' || r == '\'') && closesSingle(s, k, utf8.RuneLen(r)) {
			return false
		}
	}
	return true
}
