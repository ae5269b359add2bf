package extract

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// cutLead cuts the words off that lead to a name: "By ", "Written by ", "Von ".
func cutLead(s string) string {
	if len(s) > 3 && s[:2] == "By" && unicode.IsUpper(rune(s[2])) {
		return s[2:] // "ByJane Roe": two elements run together
	}
	lead := bylineWords()["lead"]
	for range 2 {
		best := 0
		if first := strings.TrimLeft(s[:min(len(s), 60)], " :：\n"); !leads()[firstWord(first)] {
			return s
		}
		for i, r := range s {
			if i > 40 {
				break
			}
			if r == ' ' || r == ':' || r == '：' || r == '\n' {
				if lead[strings.ToLower(strings.Trim(s[:i], " :：\n"))] {
					best = i + utf8.RuneLen(r)
				}
			}
		}
		if best == 0 {
			return s
		}
		s = strings.TrimLeft(s[best:], " :：\n")
	}
	return s
}

// leads are the first words of what leads to a name.
var leads = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for phrase := range bylineWords()["lead"] {
		m[firstWord(phrase)] = true
	}
	return m
})

func firstWord(s string) string {
	if k := strings.IndexAny(s, " :：\n"); k >= 0 {
		s = s[:k]
	}
	return strings.ToLower(s)
}

// namesIn parts a byline into names, and leaves out what is none: days, roles, the site itself.
func (pg *page) namesIn(s string) []string {
	s = squeeze(s)
	if len(s) > maxLine || strings.Contains(s, "://") || strings.HasPrefix(s, "www.") {
		return nil
	}
	if pg.signed && !strings.Contains(s, " ") && len(s) <= maxName && pg.isNick(s) {
		return []string{s}
	}
	var out []string
	for _, part := range splitNames(cutLead(s)) {
		n := cutAfter(cutLead(strings.Trim(part, " .,;:-–|·•")))
		n = strings.Trim(cutRun(cutTail(cutDay(n))), " .,;:-–|·•")
		if pg.isName(n) {
			out = append(out, n)
		}
	}
	return out
}

// isNick reports whether a word marked as the author's can be what he calls himself: "red_fox77".
func (pg *page) isNick(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		} else if !unicode.IsDigit(r) && r != '_' && r != '-' {
			return false
		}
	}
	low, w := strings.ToLower(s), bylineWords()
	return n > 2 && n < len(s) && !w["never"][low] && !w["role"][low] && !pg.isSite(s)
}

// cutAfter cuts a name off where it is said what for or when: "Jane Roe in Politics".
func cutAfter(s string) string {
	words := strings.Fields(s)
	for k, w := range words {
		if k > 0 && (bylineWords()["after"][w] || bylineWords()["weekday"][strings.ToLower(w)]) {
			return strings.Join(words[:k], " ")
		}
	}
	return s
}

// cutDay cuts a name off where a day begins: "Jane Roe22 Dec 2016", "Jane Roe March 25".
func cutDay(s string) string {
	k := strings.IndexFunc(s, unicode.IsDigit)
	if k < 0 {
		return s
	}
	words := strings.Fields(s[:k])
	for len(words) > 0 && months()[strings.ToLower(strings.Trim(words[len(words)-1], ".,"))] > 0 {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// cutTail cuts off short lower-case words at the end: "Jane Roe on", "Hans Moll am".
func cutTail(s string) string {
	for {
		k := strings.LastIndexByte(s, ' ')
		if k < 0 || len(s)-k > 5 || strings.ToLower(s[k:]) != s[k:] || strings.ToUpper(s[k:]) == s[k:] {
			return s
		}
		s = s[:k]
	}
}

// cutRun cuts a last word where the next element's text runs into it: "Jane WilsonUpdated". The
// capital in "McDonald" or "DiBiase" comes too early to be such a place.
func cutRun(s string) string {
	k := strings.LastIndexByte(s, ' ') + 1
	n := 0
	for i, r := range s[k:] {
		if unicode.IsUpper(r) && n >= 5 && len(s[k+i:]) > 3 {
			if before, _ := utf8.DecodeLastRuneInString(s[:k+i]); unicode.IsLower(before) {
				return s[:k+i]
			}
		}
		n++
	}
	return s
}

// splitNames cuts at marks and at words that mean and.
func splitNames(s string) []string {
	var out []string
	and := bylineWords()["and"]
	s = strings.NewReplacer(" - ", " | ", " – ", " | ").Replace(s)
	inner := strings.IndexByte(s, '(') // "Richard (R.J.) Roe", but not "Jane Roe (Reuters)"
	if end := strings.IndexByte(s, ')'); inner < 0 || end < inner || end-inner > 8 ||
		end+2 >= len(s) || s[end+1] != ' ' || isAgency(s[inner+1:end]) {
		inner = -1
	}
	for _, part := range strings.FieldsFunc(s, func(r rune) bool {
		return strings.ContainsRune(",;|/·•、，\n&+", r) || inner < 0 && (r == '(' || r == ')')
	}) {
		start := 0
		words := strings.Fields(part)
		for k, w := range words {
			// One letter may be an initial, or "and": only between two names of two words.
			if k > start && k < len(words)-2 && leadsAgain(w, words[k+1]) {
				out = append(out, strings.Join(words[start:k], " "))
				start = k
			}
			if k > 0 && k < len(words)-1 && and[w] && (len(w) > 1 || k-start > 1 && len(words)-k > 2) {
				out = append(out, strings.Join(words[start:k], " "))
				start = k + 1
			}
		}
		out = append(out, strings.Join(words[start:], " "))
	}
	return out
}

// leadsAgain reports whether two words within a line lead to another name: "Edited by".
func leadsAgain(a, b string) bool {
	return bylineWords()["lead"][strings.ToLower(a+" "+b)]
}

// isName reports whether words can be the name of a person or an agency.
func (pg *page) isName(s string) bool {
	if s == "" || len(s) > maxName {
		return false
	}
	low := strings.ToLower(s)
	w := bylineWords()
	if w["never"][low] || w["role"][low] || w["lead"][low] || months()[low] > 0 {
		return false
	}
	if isAgency(s) {
		return true
	}
	if kind, share := label([]byte(s)); kind != "" && share > .7 ||
		pg.isSite(s) && !(pg.signed && len(strings.Fields(s)) == 2) {
		return false // but two words marked as author may be a person whose own site it is
	}
	words := strings.Fields(s)
	if r, _ := utf8.DecodeRuneInString(s); unicode.IsLower(r) && len(words) > 1 && len(words[0]) > 3 {
		return false // "view all", but not "van der Berg"
	}
	upper, caseless := 0, 0
	for _, word := range words {
		r, _ := utf8.DecodeRuneInString(word)
		switch {
		case unicode.IsLower(r) && len(words) > 1 && len(word) > 5:
			return false // no particle of a name is so long
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLetter(r) && !unicode.IsLower(r):
			caseless++
		}
	}
	for _, r := range s {
		if unicode.IsDigit(r) || strings.ContainsRune("@:?!#%<>=_\"“”„«»", r) {
			return false
		}
	}
	n := utf8.RuneCountInString(s)
	if caseless > 0 {
		return n >= 2 && len(words) <= 6
	}
	return n >= 3 && len(words) <= 6 && upper*2 >= len(words)-1
}
