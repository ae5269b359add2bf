package extract

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed data/frequent.txt
var frequentText string

// frequent says for a word in which languages it is among the most frequent.
var frequent = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for line := range strings.Lines(frequentText) {
		if code, word, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && line[0] != '#' {
			m[word] = append(m[word], code)
		}
	}
	return m
})

// languageOf says in which language a body is. A script that serves one language speaks for
// itself; else the most frequent words do; else what the page declares, unless the script rules
// that out.
func languageOf(body, declared string) string {
	code := strings.ToLower(declared)
	if k := strings.IndexAny(code, "-_"); k > 0 {
		code = code[:k]
	}
	if len(code) != 2 {
		code = ""
	}
	script, own := scriptOf(body)
	if script == "" {
		return code
	}
	if own != "" && !(scripts[script].languages[code] && script != "Kana") {
		return own
	}
	if guess, sure := byWords(body, script, code); sure || code == "" {
		return guess
	}
	if scripts[script].languages[code] || script == "Latin" && !nonLatin[code] {
		return code
	}
	return own
}

// byWords counts frequent words. sure says that one language is well ahead of the declared one.
func byWords(body, script, declared string) (code string, sure bool) {
	count := map[string]int{}
	n := 0
	eachWord(body[:min(len(body), 3000)], func(w []byte) {
		n++
		for _, c := range frequent()[string(w)] {
			if script == "Latin" != nonLatin[c] {
				count[c]++
			}
		}
	})
	best := ""
	for c, k := range count {
		if best == "" || k > count[best] || k == count[best] && (c == declared || c < best) {
			best = c
		}
	}
	if n < 15 || count[best]*20 < n {
		return "", false
	}
	return best, count[best]*2 > count[declared]*3 && n > 60
}

// eachWord calls f with each run of letters and their marks, in lower case.
func eachWord(s string, f func([]byte)) {
	var buf [64]byte
	word := buf[:0]
	for _, r := range s {
		if r < utf8.RuneSelf && folded[r] > '9' {
			word = append(word, folded[r])
		} else if r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r)) {
			word = utf8.AppendRune(word, unicode.ToLower(r))
		} else if len(word) > 0 {
			f(word)
			word = word[:0]
		}
	}
	if len(word) > 0 {
		f(word)
	}
}

// A scriptUse is which languages a script is written for, and which one where none is declared.
type scriptUse struct {
	table     *unicode.RangeTable
	own       string
	languages map[string]bool
}

func uses(t *unicode.RangeTable, own, codes string) scriptUse {
	u := scriptUse{t, own, map[string]bool{}}
	for _, c := range strings.Fields(codes) {
		u.languages[c] = true
	}
	return u
}

var scripts = map[string]scriptUse{
	"Latin":      uses(unicode.Latin, "", ""),
	"Cyrillic":   uses(unicode.Cyrillic, "", "ru uk be bg sr mk kk ky mn tg tt ba"),
	"Arabic":     uses(unicode.Arabic, "", "ar fa ur ps ku sd ug"),
	"Hebrew":     uses(unicode.Hebrew, "he", "he yi"),
	"Greek":      uses(unicode.Greek, "el", "el"),
	"Devanagari": uses(unicode.Devanagari, "", "hi mr ne sa"),
	"Bengali":    uses(unicode.Bengali, "bn", "bn as"),
	"Tamil":      uses(unicode.Tamil, "ta", "ta"),
	"Telugu":     uses(unicode.Telugu, "te", "te"),
	"Gujarati":   uses(unicode.Gujarati, "gu", "gu"),
	"Gurmukhi":   uses(unicode.Gurmukhi, "pa", "pa"),
	"Kannada":    uses(unicode.Kannada, "kn", "kn"),
	"Malayalam":  uses(unicode.Malayalam, "ml", "ml"),
	"Sinhala":    uses(unicode.Sinhala, "si", "si"),
	"Thai":       uses(unicode.Thai, "th", "th"),
	"Lao":        uses(unicode.Lao, "lo", "lo"),
	"Khmer":      uses(unicode.Khmer, "km", "km"),
	"Myanmar":    uses(unicode.Myanmar, "my", "my"),
	"Georgian":   uses(unicode.Georgian, "ka", "ka"),
	"Armenian":   uses(unicode.Armenian, "hy", "hy"),
	"Ethiopic":   uses(unicode.Ethiopic, "am", "am ti"),
	"Hangul":     uses(unicode.Hangul, "ko", "ko"),
	"Kana":       uses(unicode.Hiragana, "ja", "ja"),
	"Han":        uses(unicode.Han, "zh", "zh ja"),
}

// nonLatin are languages hardly ever written in Latin letters.
var nonLatin = func() map[string]bool {
	m := map[string]bool{}
	for name, u := range scripts {
		if name != "Latin" {
			for c := range u.languages {
				m[c] = true
			}
		}
	}
	for _, c := range []string{"sr", "kk", "ku", "mn", "tt", "tg"} {
		delete(m, c)
	}
	return m
}()

// scriptOf returns the script of most of the first letters, and the language it stands for.
func scriptOf(body string) (name, own string) {
	count := map[string]int{}
	n := 0
	for _, r := range body {
		if !unicode.IsLetter(r) {
			continue
		}
		if n++; n > 600 {
			break
		}
		switch {
		case r < 0x250:
			count["Latin"]++
		case unicode.Is(unicode.Hiragana, r), unicode.Is(unicode.Katakana, r):
			count["Kana"]++
		default:
			for s, u := range scripts {
				if unicode.Is(u.table, r) {
					count[s]++
					break
				}
			}
		}
	}
	if count["Kana"]*8 > n {
		return "Kana", "ja"
	}
	for s, c := range count {
		if c*2 > n {
			return s, scripts[s].own
		}
	}
	return "", ""
}
