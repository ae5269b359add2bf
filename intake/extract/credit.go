package extract

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed data/credits.txt
var creditsText string

// credits are the words of picture credits, folded: "lead" or "agency".
var credits = sync.OnceValue(func() map[string]string { return phrases(creditsText) })

// phrases reads lines of a kind, a tab and a phrase into a map from the folded phrase.
func phrases(data string) map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(data) {
		kind, phrase, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || line[0] == '#' {
			continue
		}
		key, _ := labelKey([]byte(phrase), 64)
		m[string(key)] = kind
	}
	return m
}

// maxCredit is the length in bytes of the longest credit.
const maxCredit = 160

// partCredit parts the words under a picture from who made it: "A bridge [Jane Roe/Reuters]",
// "A bridge. Photo: Jane Roe", "A bridge © Jane Roe". It must not part "A bridge (1904)".
func partCredit(s string) (caption, credit string) {
	s = strings.TrimSpace(s)
	if c, ok := whole(s); ok {
		return "", c
	}
	if body, in, ok := bracketed(s); ok {
		return body, in
	}
	if k := copyrightSign(s); k >= 0 && len(s)-k < maxCredit {
		return trimEnd(s[:k]), trimCredit(s[k:])
	}
	if k := led(s); k >= 0 {
		return trimEnd(s[:k]), trimCredit(s[k:])
	}
	if k := agencyTail(s); k >= 0 {
		return trimEnd(s[:k]), trimCredit(s[k:])
	}
	return s, ""
}

// partCaption parts words that are known to stand under a picture: there, brackets at the end
// with a slash hold a credit too.
func partCaption(s string) (caption, credit string) {
	caption, credit = partCredit(s)
	if credit != "" {
		return caption, credit
	}
	t := strings.TrimRight(s, " .")
	k := strings.LastIndexByte(t, '(')
	if k < 0 || !strings.HasSuffix(t, ")") || len(t)-k > 80 {
		return caption, ""
	}
	in := t[k+1 : len(t)-1]
	if strings.ContainsAny(in, "/|") && !strings.ContainsAny(in, "0123456789") {
		return trimEnd(t[:k]), trimCredit(in)
	}
	return caption, ""
}

// whole reports whether all of s is a credit, and returns it bare.
func whole(s string) (string, bool) {
	if len(s) > maxCredit || s == "" {
		return "", false
	}
	if n := leadLen(s); n > 0 && n < len(s) {
		return trimCredit(s), true
	}
	if strings.HasPrefix(s, "©") || isAgency(s) {
		return trimCredit(s), true
	}
	if b, in, ok := bracketed(s); ok && b == "" {
		return in, true
	}
	return "", false
}

// bracketed parts a credit in brackets at the end. Square brackets always hold one; round ones
// only where their words say so.
func bracketed(s string) (rest, in string, ok bool) {
	t := strings.TrimRight(s, " .")
	if t == "" {
		return
	}
	open, square := "(", false
	switch {
	case strings.HasSuffix(t, "]"):
		open, square = "[", true
	case strings.HasSuffix(t, ")"):
	case strings.HasSuffix(t, "）"):
		open = "（"
	default:
		return
	}
	k := strings.LastIndex(t, open)
	if k < 0 || len(t)-k > maxCredit {
		return
	}
	_, last := utf8.DecodeLastRuneInString(t)
	in = strings.TrimSpace(t[k+len(open) : len(t)-last])
	if in == "" || !square && !creditLike(in) {
		return
	}
	return trimEnd(s[:k]), trimCredit(in), true
}

// creditLike reports whether words in brackets name a maker: "AP Photo/Jane Roe", "Image: GETTY".
func creditLike(s string) bool {
	if strings.ContainsRune(s, '©') || leadLen(s) > 0 || isAgency(s) {
		return true
	}
	if agencyAmong(s, "/|,-–") {
		return true
	}
	key, ends := labelKey([]byte(s), 12)
	for k, end := range ends {
		for n := 0; n < 3 && k+n < len(ends); n++ {
			start := 0
			if k > 0 {
				start = ends[k-1] + 1
			}
			end = ends[k+n]
			if start < end && credits()[string(key[start:end])] == "agency" && end-start > 2 {
				return true
			}
		}
	}
	return false
}

// agencyAmong reports whether one of the parts of s between marks is an agency.
func agencyAmong(s, marks string) bool {
	for _, part := range strings.FieldsFunc(s, func(r rune) bool {
		return strings.ContainsRune(marks, r)
	}) {
		if isAgency(part) {
			return true
		}
	}
	return false
}

func isAgency(s string) bool {
	if len(s) > maxCredit {
		return false
	}
	key, _ := labelKey([]byte(s), 8)
	return credits()[string(key)] == "agency"
}

// leadLen is the length of the words at the start of s that lead to a credit, with their colon,
// or 0: "Photo: ", "Foto von ", "Image source, ".
func leadLen(s string) int {
	if r, _ := utf8.DecodeRuneInString(s); !unicode.IsLetter(r) {
		return 0
	}
	k := strings.IndexAny(s, ":：,|/")
	if k > 0 && k < 40 {
		key, _ := labelKey([]byte(s[:k]), 8)
		if credits()[string(key)] == "lead" {
			_, n := utf8.DecodeRuneInString(s[k:])
			return k + n
		}
	}
	// Without a colon only leads of several words are sure: "Photo by", "Foto von".
	for k, n := 0, 0; k < len(s) && k < 40 && n < 4; k++ {
		if s[k] != ' ' {
			continue
		}
		if n++; n > 1 {
			key, _ := labelKey([]byte(s[:k]), 8)
			if credits()[string(key)] == "lead" {
				return k + 1
			}
		}
	}
	return 0
}

// led finds a sentence at the end that begins with a lead: "… in May. Photo: Jane Roe".
func led(s string) int {
	from := max(0, len(s)-maxCredit)
	for i := from; i < len(s); i++ {
		if i > 0 && !strings.ContainsRune(" .|\n–-(", rune(s[i-1])) || !utf8.RuneStart(s[i]) {
			continue
		}
		if n := leadLen(s[i:]); n > 0 && s[i+n-1] != ',' && s[i+n-1] != '/' && endsBefore(s[:i]) {
			return i
		}
	}
	return -1
}

// endsBefore reports whether a sentence or a part ends at the end of s.
func endsBefore(s string) bool {
	s = strings.TrimRight(s, " ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return s == "" || endMark(r) || strings.ContainsRune("|—–-(\n•·", r)
}

func copyrightSign(s string) int {
	k := strings.LastIndex(s, "©")
	if k < 0 {
		k = strings.LastIndex(s, "(c) ")
	}
	return k
}

// agencyTail finds a last sentence that is agencies and names only: "… in May. AFP/Jane Roe".
func agencyTail(s string) int {
	for _, mark := range [...]string{". ", "。", " | ", " – ", " — ", "\n"} {
		k := strings.LastIndex(s, mark)
		if k < 0 || len(s)-k > 80 {
			continue
		}
		tail := s[k+len(mark):]
		if agencyAmong(tail, "/|,") {
			return k + len(mark)
		}
	}
	return -1
}

// trimCredit bares a credit of its lead, marks and brackets.
func trimCredit(s string) string {
	s = strings.Trim(s, " \n.;|[]—–-•")
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		s = s[1 : len(s)-1]
	}
	for range 3 {
		s = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(s, "©"), "(c)"))
		if n := leadLen(s); n > 0 && n < len(s) {
			s = strings.TrimSpace(s[n:])
		}
	}
	if strings.HasSuffix(s, ")") && !strings.Contains(s, "(") {
		s = s[:len(s)-1]
	}
	return s
}

func trimEnd(s string) string { return strings.TrimRight(s, " \n|—–-•(/") }
