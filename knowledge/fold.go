package knowledge

import (
	"bytes"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the key under which a name is kept: lower case, without accents, apostrophes
// and a leading article; hyphens and full stops part words, and initials are joined.
// "J. D. Vance" and "J.D. Vance" are "jd vance"; "Al-Sisi" is "al sisi"; "U.S." is "us".
func Fold(s string) string {
	var arr [64]byte
	return string(appendFold(arr[:0], s))
}

// appendFold appends the key of s to buf.
func appendFold(buf []byte, s string) []byte {
	start := len(buf)
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			buf = foldASCII(buf, start, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		buf = foldRune(buf, start, r)
		i += n
	}
	key := joinInitials(buf[start:])
	if rest, ok := bytes.CutPrefix(key, []byte("the ")); ok {
		key = key[:copy(key, rest)]
	}
	return buf[:start+len(key)]
}

func foldASCII(buf []byte, start int, c byte) []byte {
	switch {
	case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
		return append(buf, c)
	case 'A' <= c && c <= 'Z':
		return append(buf, c+'a'-'A')
	case c == '\'' || c == '`':
		return buf
	case c == '&':
		return append(space(buf, start), "and "...)
	}
	return space(buf, start)
}

// space appends a space unless there is one, or nothing after start.
func space(buf []byte, start int) []byte {
	if n := len(buf); n == start || buf[n-1] == ' ' {
		return buf
	}
	return append(buf, ' ')
}

// plain holds letters that have no decomposition into a plain letter and an accent.
var plain = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th",
	'ı': "i", 'ə': "a", 'ŋ': "ng", 'ħ': "h", 'ɓ': "b", 'ɗ': "d", 'ƙ': "k",
}

func foldRune(buf []byte, start int, r rune) []byte {
	if p := latin(); int(r) < len(p) && p[r] != "" {
		return append(buf, p[r]...)
	}
	return foldParts(buf, start, r)
}

// foldParts takes r apart into letters and accents and appends the letters.
func foldParts(buf []byte, start int, r rune) []byte {
	for _, d := range norm.NFD.String(string(unicode.ToLower(r))) {
		d = unicode.ToLower(d)
		p, ok := plain[d]
		switch {
		case ok:
			buf = append(buf, p...)
		case d == utf8.RuneError || unicode.Is(unicode.Mn, d):
		case strings.ContainsRune("’‘ʼʻʿʾ′´ʹ", d):
		case unicode.IsLetter(d) || unicode.IsDigit(d) || unicode.Is(unicode.M, d):
			buf = utf8.AppendRune(buf, d)
		default:
			buf = space(buf, start)
		}
	}
	return buf
}

// latin holds the bare letters of the Latin script by code point, so that names are folded
// quickly; it is empty where the rune is no letter.
var latin = sync.OnceValue(func() []string {
	table := make([]string, 0x1F00)
	for r := rune(0xC0); int(r) < len(table); r++ {
		if unicode.Is(unicode.Latin, r) && unicode.IsLetter(r) {
			table[r] = string(foldParts(nil, 0, r))
		}
	}
	return table
})

// joinInitials removes the spaces between single letters and at the end: "u s navy " is
// "us navy". It works in place.
func joinInitials(b []byte) []byte {
	out := b[:0]
	single := 0 // length of the word before the space, where that is one letter or joined ones
	start := 0
	for i := 0; i < len(b); i++ {
		if b[i] != ' ' {
			out = append(out, b[i])
			continue
		}
		word := i - start
		start = i + 1
		if word == 1 && letter(b[i-1]) {
			single++
		} else {
			single = 0
		}
		if single > 0 && initialAt(b, i+1) || i == len(b)-1 {
			continue
		}
		out = append(out, ' ')
	}
	return out
}

func letter(c byte) bool { return 'a' <= c && c <= 'z' }

// initialAt reports whether a word of one letter starts at i.
func initialAt(b []byte, i int) bool {
	return i < len(b) && letter(b[i]) && (i+1 == len(b) || b[i+1] == ' ')
}

// possessive cuts a trailing 's or ’s, or the apostrophe of a plural.
func possessive(s string) string {
	for _, end := range []string{"'s", "’s", "'S", "’S"} {
		if t, ok := strings.CutSuffix(s, end); ok {
			return t
		}
	}
	return strings.TrimSuffix(strings.TrimSuffix(s, "'"), "’")
}

// agree reports whether words may stand for the form in the data although both fold alike. An
// acronym must look like one, so that "who" is not the WHO, nor "us" the US; and a single word
// that is named with its article keeps it, so that "economist" is not The Economist.
func agree(form, words string) bool {
	if the, ok := strings.CutPrefix(form, "The "); ok && !strings.Contains(the, " ") {
		return len(words) > 4 && strings.EqualFold(words[:4], "the ")
	}
	if len(form) > 8 || !acronym(form) {
		return true
	}
	if letters(form) > 3 {
		first, _ := utf8.DecodeRuneInString(words)
		return unicode.IsUpper(first)
	}
	return acronym(words)
}

// acronym reports whether s holds capitals and no small letter.
func acronym(s string) bool {
	upper := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		upper = upper || unicode.IsUpper(r)
	}
	return upper
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
