package eval

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"readout/news"
)

// sides are the names of those who take part, and the codes of their countries.
func sides(r *news.Reading, ids []string) map[string]bool {
	out := map[string]bool{}
	for _, id := range ids {
		for n := range names(r, id) {
			out[n] = true
		}
		if e := r.Entity(id); e != nil && e.Country != "" {
			out[strings.ToLower(e.Country)] = true
		}
	}
	return out
}

// names are all by which the entity with that id is called, folded; or the words themselves.
func names(r *news.Reading, id string) map[string]bool {
	out := map[string]bool{}
	e := r.Entity(id)
	if e == nil {
		if id != "" {
			out[key(id)] = true
		}
		return out
	}
	out[key(e.Name)] = true
	for _, m := range e.Mentions {
		if m.Form == news.Name {
			out[key(r.Body[m.Start:m.End])] = true
		}
	}
	if e.Kind == news.Country && e.Country != "" {
		out[strings.ToLower(e.Country)] = true
	}
	delete(out, "")
	return out
}

func sameName(want []string, have map[string]bool, person bool) bool {
	for _, w := range want {
		if have[key(w)] || have[strings.ToLower(w)] {
			return true
		}
	}
	if person {
		return false
	}
	for _, w := range want {
		for h := range have {
			if near(key(w), h) {
				return true
			}
		}
	}
	return false
}

var stop = map[string]bool{"the": true, "of": true, "s": true, "for": true, "in": true, "on": true,
	"at": true, "and": true, "a": true, "an": true}

// near reports whether one name's words hold the other's, or most are shared.
func near(a, b string) bool {
	x, y := set(a), set(b)
	shared := 0
	for w := range x {
		if y[w] {
			shared++
		}
	}
	return len(x) > 0 && len(y) > 0 && (shared == len(x) || shared == len(y) ||
		float64(shared) >= .6*float64(len(x)+len(y)-shared))
}

func set(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(s) {
		if !stop[w] {
			out[w] = true
		}
	}
	return out
}

// dayFits reports whether the days overlap; a mere month or year may be left out.
func dayFits(want, got string) bool {
	if want == "" {
		return true
	}
	if got == "" {
		a, b, interval := strings.Cut(want, "/")
		return len(want) < 10 || interval && a[:7] != b[:7]
	}
	a1, a2 := news.Interval(want)
	b1, b2 := news.Interval(got)
	return b1 <= a2 && a1 <= b2
}

// overlap is the F1 of the words that a and b share.
func overlap(a, b string) float64 {
	x, y := words(a), words(b)
	counts := map[string]int{}
	for _, w := range x {
		counts[w]++
	}
	n := 0
	for _, w := range y {
		if counts[w] > 0 {
			counts[w]--
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return 2 * float64(n) / float64(len(x)+len(y))
}

// words are the words of s in lower case, without accents and marks.
func words(s string) []string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == ' ':
			return r
		}
		return ' '
	}, norm.NFKD.String(strings.ToLower(s)))
	return strings.Fields(plain)
}

var titles = map[string]bool{"the": true, "of": true, "president": true, "secretary": true,
	"mr": true, "mrs": true, "ms": true, "dr": true}

// key is a name as it is compared.
func key(s string) string {
	return strings.Join(slices.DeleteFunc(words(s), func(w string) bool { return titles[w] }), " ")
}
