package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxTail bounds the marks that part from the back of a word; more stay with it, and part
// as marks within.
const maxTail = 12

// chunk appends the tokens of a run without white space.
func chunk(toks []Token, body string, s Span) []Token {
	if emoticon(body[s.Start:s.End]) {
		return append(toks, Token{Span: s})
	}
	for s.Start < s.End {
		n := opener(body[s.Start:s.End])
		if n == 0 {
			break
		}
		toks = append(toks, Token{Span: Span{s.Start, s.Start + n}})
		s.Start += n
	}
	var tail [maxTail]Span
	k := len(tail)
	for s.Start < s.End && k > 0 {
		n := closer(body[s.Start:s.End])
		if n == 1 && body[s.End-1] == '.' && numbered(body[s.Start:s.End], body[s.End:]) {
			break
		}
		if n == 0 {
			break
		}
		k--
		tail[k] = Span{s.End - n, s.End}
		s.End -= n
	}
	if s.Start < s.End {
		toks = core(toks, body, s)
	}
	for _, t := range tail[k:] {
		toks = append(toks, Token{Span: t})
	}
	return toks
}

// opener returns the length of the mark that parts from the front of w, or 0: ( “ $ …
func opener(w string) int {
	r, n := utf8.DecodeRuneInString(w)
	switch {
	case isWordRune(r), r == '+' && len(w) > n, r == '@' && len(w) > n:
		return 0
	case r == '#' && len(w) > n && !isDigit(w[n]):
		return 0
	case r == '.' && len(w) > n && isDigit(w[n]):
		return 0
	case (r == '\'' || r == '’') && (clitic(w) || len(w) > n && isDigit(w[n])):
		return 0
	case r == '-' && len(w) > n && isDigit(w[n]):
		return 0
	}
	return run(w)
}

// numbered reports whether w is "No." or "c." before a number, where the full stop is the
// word's; elsewhere it ends an answer: "No. He left."
func numbered(w, rest string) bool {
	switch w {
	case "No.", "no.", "c.":
		at := skipSpace(rest)
		return at > 0 && at < len(rest) && isDigit(rest[at])
	}
	return false
}

// emoticon reports whether w is a face such as ":-)", which is one token.
func emoticon(w string) bool {
	if len(w) < 2 || len(w) > 3 || w[0] != ':' && w[0] != ';' {
		return false
	}
	return strings.IndexByte("()DP", w[len(w)-1]) >= 0 && (len(w) == 2 || w[1] == '-')
}

// run returns the length of the mark at the front of w: a repeated one counts as one.
func run(w string) int {
	r, n := utf8.DecodeRuneInString(w)
	same := string(r)
	switch r {
	case '.', '!', '?':
		same = ".!?"
	case '-', '=', '*', '_', '<', '>', '~', '—', '–', '…':
	case '\'', '`':
		if strings.HasPrefix(w[n:], same) {
			return 2 * n
		}
		return n
	default:
		return n
	}
	return len(w) - len(strings.TrimLeft(w, same))
}

// closer returns the length of the mark that parts from the back of w, or 0: ” ) , . …
// The full stop of an abbreviation does not part.
func closer(w string) int {
	r, n := utf8.DecodeLastRuneInString(w)
	switch {
	case isWordRune(r), len(w) == n:
		return n * b2i(len(w) == n && !isWordRune(r))
	case r == '.' || r == '!' || r == '?':
		n = len(w) - len(strings.TrimRight(w, ".!?"))
		if n == 1 && r == '.' && abbreviation(w[strings.LastIndexByte(w, '-')+1:]) {
			return 0
		}
		return n
	case r == '$' && len(w) <= 3, r == '+':
		return n
	case r == '/' && strings.Contains(w, "://"):
		return 0
	}
	same := len(w) - len(strings.TrimRight(w, string(r)))
	if strings.ContainsRune("-=*_<>~—–…", r) {
		return same
	}
	return n
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// core appends the tokens of a word that bears no more marks at its ends, but may hold
// several words: "long-awaited", "and/or", "provocation.Officials".
func core(toks []Token, body string, s Span) []Token {
	w := body[s.Start:s.End]
	if address(w) {
		return append(toks, Token{Span: s})
	}
	from := 0
	for i := 0; i < len(w); {
		n := inner(w, i, from)
		if n == 0 {
			_, k := utf8.DecodeRuneInString(w[i:])
			i += k
			continue
		}
		toks = word(toks, body, Span{s.Start + from, s.Start + i})
		toks = append(toks, Token{Span: Span{s.Start + i, s.Start + i + n}})
		i += n
		from = i
	}
	return word(toks, body, Span{s.Start + from, s.End})
}

// inner returns the length of the mark at w[i:] if it parts the words around it, or 0. The
// word before it starts at from.
func inner(w string, i, from int) int {
	r, n := utf8.DecodeRuneInString(w[i:])
	if isWordRune(r) {
		return 0
	}
	before, after := w[from:i], w[i+n:]
	digits := before != "" && isDigit(before[len(before)-1]) && after != "" && isDigit(after[0])
	switch r {
	case '\'', '’', '&', '_', '@', '#', '+':
		return 0
	case '-', '‑':
		if hyphened(w, i, from) {
			return 0
		}
	case '.':
		if strings.HasPrefix(after, ".") {
			break
		}
		if !missingSpace(before, after) {
			return 0
		}
	case ',', ':':
		if digits {
			return 0
		}
	case '/':
		if digits || len(before) == 1 || strings.HasPrefix(after, "/") {
			return 0
		}
	case '$':
		if before != "" && len(before) <= 2 && before == strings.ToUpper(before) {
			return 0
		}
	}
	return run(w[i:])
}

// missingSpace reports whether a full stop ends a sentence though no space follows:
// "provocation.Officials", not "Amazon.com", "U.S.", "v2.Final".
func missingSpace(before, after string) bool {
	r, n := utf8.DecodeRuneInString(after)
	next, _ := utf8.DecodeRuneInString(after[n:])
	last, _ := utf8.DecodeLastRuneInString(before)
	if strings.ContainsRune("“”\"'’‘()[", r) {
		return len(before) > 1 && !clitic(after)
	}
	return len(before) > 2 && (unicode.IsLower(last) || unicode.IsDigit(last)) &&
		unicode.IsUpper(r) && (unicode.IsLower(next) || len(after) == n || next == '’') &&
		!strings.Contains(after, ".com")
}

// hyphened reports whether the hyphen at w[i] belongs to the word: after a prefix
// ("co-operate"), between the parts of a telephone number or of a day ("2023-06-14").
func hyphened(w string, i, from int) bool {
	before, after := w[from:i], w[i+1:]
	if before == "" || after == "" {
		return false
	}
	if isDigit(before[0]) && strings.Trim(w, "0123456789-") == "" {
		return strings.Count(w, "-") > 1 || len(after) == 4 && (len(before) == 3 || len(before) == 1)
	}
	return words("prefixes")[strings.ToLower(before)]
}

// address reports whether w is a web or mail address or a file name, which stay whole.
func address(w string) bool {
	if strings.Contains(w, "://") || strings.HasPrefix(w, "www.") {
		return true
	}
	at := strings.IndexByte(w, '@')
	if at > 0 && at < len(w)-1 {
		return true
	}
	dot := strings.LastIndexByte(w, '.')
	return dot > 0 && !strings.ContainsAny(w, ",;:()\"“”") &&
		words("domains")[strings.ToLower(w[dot+1:])]
}

// isWordRune reports whether r belongs to words and never parts them.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == utf8.RuneError
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func allDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}
