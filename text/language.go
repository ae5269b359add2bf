package text

import (
	"strings"
	"sync"
	"unicode"
)

// sample is how many words of a body tell its language.
const sample = 1500

// Language returns the ISO 639-1 code of the language that body is written in, or "" where
// it can't be told: by script where one language or few use it, else by the share of words
// that are small words of a language.
func Language(body string) string {
	var scripts [len(scriptTables)]int
	votes := map[string]int{}
	letters, words := 0, 0
	for w := range strings.FieldsFuncSeq(body, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if words++; words > sample {
			break
		}
		r := []rune(w)[0]
		for i, s := range scriptTables {
			if unicode.Is(s.table, r) {
				scripts[i] += min(len(w), 3*8)
			}
		}
		letters += min(len(w), 3*8)
		langs := smallWords()[strings.ToLower(w)]
		for _, lang := range langs {
			votes[lang] += whole / min(len(langs), whole)
		}
	}
	for i, n := range scripts {
		if n*2 > letters {
			return scriptTables[i].language(body, votes, words)
		}
	}
	return mostVotes(votes, words)
}

// A script is letters that tell a language, or leave it to votes.
type script struct {
	table *unicode.RangeTable
	lang  string
}

var scriptTables = [...]script{
	{unicode.Han, "zh"}, {unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"},
	{unicode.Hangul, "ko"}, {unicode.Arabic, "ar"}, {unicode.Hebrew, "he"},
	{unicode.Greek, "el"}, {unicode.Thai, "th"}, {unicode.Devanagari, "hi"},
	{unicode.Bengali, "bn"}, {unicode.Tamil, "ta"}, {unicode.Telugu, "te"},
	{unicode.Gujarati, "gu"}, {unicode.Gurmukhi, "pa"}, {unicode.Kannada, "kn"},
	{unicode.Malayalam, "ml"}, {unicode.Georgian, "ka"}, {unicode.Armenian, "hy"},
	{unicode.Ethiopic, "am"}, {unicode.Khmer, "km"}, {unicode.Myanmar, "my"},
	{unicode.Sinhala, "si"}, {unicode.Lao, "lo"}, {unicode.Cyrillic, ""}, {unicode.Latin, ""},
}

// language decides within a script.
func (s script) language(body string, votes map[string]int, words int) string {
	body = body[:min(len(body), 1<<14)]
	switch s.lang {
	case "":
		return mostVotes(votes, words)
	case "zh":
		if strings.ContainsFunc(body, func(r rune) bool { return unicode.Is(unicode.Hiragana, r) }) {
			return "ja"
		}
	case "ar":
		if strings.ContainsAny(body, "ٹڈڑے") {
			return "ur"
		}
		if strings.ContainsAny(body, "پچژگ") {
			return "fa"
		}
	}
	return s.lang
}

// whole is the vote of a word that is small in one language only; others share theirs.
const whole = 12

// mostVotes returns the language with most votes, if they are as many as whole votes of a
// sixteenth of the words, and of one word at least.
func mostVotes(votes map[string]int, words int) string {
	top, n := "", whole-1
	for lang, v := range votes {
		if v > n || v == n && lang < top {
			top, n = lang, v
		}
	}
	if n*16 < words*whole {
		return ""
	}
	return top
}

// smallWords tells for a small word in which languages it is one.
var smallWords = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for line := range words("languages") {
		f := strings.Fields(line)
		for _, w := range f[1:] {
			all[w] = append(all[w], f[0])
		}
	}
	return all
})
