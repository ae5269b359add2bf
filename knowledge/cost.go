package knowledge

import "strings"

// What the differences between two spellings cost; one wrong letter is about 1.
const (
	costVowel    = 0.4 // a vowel for another: Bidan, Biden
	costGlide    = 0.2 // i, y, j, e for each other: Zelenskiy, Zelenskyy
	costClass    = 0.5 // a consonant for another of its kind: Gaddafi, Kaddafi
	costLetter   = 1.2 // any letter for another
	costDouble   = 0.2 // a letter doubled or not: Krittenbrink
	costH        = 0.3 // an h more or less: Anthony, Antony
	costVowelGap = 0.5 // a vowel more or less
	costGap      = 1.0 // a consonant more or less: Binken
	costSwap     = 0.7 // two neighbours swapped: Vladmiir
	costSpace    = 0.2 // parted or joined: Ki Moon, Kimoon
	costFirst    = 0.4 // more, where a word's first letter is concerned
	costOwn      = 0.8 // more, where the word is a common name itself
	nicknameCost = 0.3
)

// maxParted is the greatest cost at which names of more and of fewer words are near.
const maxParted = 0.8

// limitOf is the greatest cost at which two names are near, the shorter of which has n letters. It
// grows with them, up to two letters.
func limitOf(n int) float64 { return min(0.17*float64(n), 2) }

// near reports whether a key with so many spaces and that of f are near enough, and what their
// difference costs. Of names of as many words each word must be near its own: John Ging is not
// Johnny Chiang. own says that a is a name in its own right.
func (m *meter) near(a string, spaces int, f *likeForm, own bool) (cost float64, ok bool) {
	b, same := f.key, spaces == f.spaces
	limit := limitOf(min(len(a)-spaces, len(b)-f.spaces))
	if !same {
		limit = min(limit, maxParted)
	}
	if same && spaces > 0 && !m.nearWords(a, b) {
		return 0, false
	}
	cost = m.cost(a, b, limit)
	if cost > 0 && own {
		cost += costOwn
	}
	return cost, cost <= limit
}

// nearWords reports whether each word of a is near that of b.
func (m *meter) nearWords(a, b string) bool {
	for a != "" {
		var x, y string
		x, a, _ = strings.Cut(a, " ")
		y, b, _ = strings.Cut(b, " ")
		if l := max(limitOf(min(len(x), len(y))), costVowel); m.cost(x, y, l) > l {
			return false
		}
	}
	return true
}

// A meter computes the weighted edit distance of Damerau and Levenshtein (optimal string
// alignment) and keeps its rows between calls.
type meter struct {
	rows [3][maxLike + 1]float64
	gaps [maxLike]float64 // of each letter of b
}

// cost is the least cost that turns a into b, or something over limit.
func (m *meter) cost(a, b string, limit float64) float64 {
	if a == b {
		return 0
	}
	if len(a) > maxLike || len(b) > maxLike {
		return limit + 1
	}
	prev2, prev, row := &m.rows[0], &m.rows[1], &m.rows[2]
	prev[0] = 0
	gaps := m.gaps[:len(b)]
	for j := range gaps {
		gaps[j] = gap(b, j)
		prev[j+1] = prev[j] + gaps[j]
	}
	for i := range len(a) {
		out := gap(a, i)
		row[0] = prev[0] + out
		least := row[0]
		for j, in := range gaps {
			c := min(prev[j]+exchange(a, i, b, j), prev[j+1]+out, row[j]+in)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] && a[i] != a[i-1] {
				c = min(c, prev2[j-1]+costSwap)
			}
			row[j+1] = c
			least = min(least, c)
		}
		if least > limit {
			return least
		}
		prev2, prev, row = prev, row, prev2
	}
	return prev[len(b)]
}

// gap is what it costs to leave out s[i].
func gap(s string, i int) float64 {
	c := s[i]
	switch {
	case c == ' ':
		return costSpace
	case i > 0 && s[i-1] == c:
		return costDouble
	case i+1 < len(s) && s[i+1] == c:
		return costDouble
	case c == 'h' && !wordStart(s, i):
		return costH
	case vowel(c) && !wordStart(s, i):
		return costVowelGap
	case wordStart(s, i):
		return costGap + costFirst
	}
	return costGap
}

// exchange is what it costs to write b[j] for a[i].
func exchange(a string, i int, b string, j int) float64 {
	x, y := a[i], b[j]
	if x == y {
		return 0
	}
	cost := costLetter
	switch {
	case !letter(x) || !letter(y):
		return costLetter + costFirst
	case glide(x) && glide(y):
		cost = costGlide
	case vowel(x) && vowel(y):
		cost = costVowel
	case classes[x-'a'] != 0 && classes[x-'a'] == classes[y-'a']:
		cost = costClass
	}
	if wordStart(a, i) || wordStart(b, j) {
		cost += costFirst
	}
	return cost
}

func wordStart(s string, i int) bool { return i == 0 || s[i-1] == ' ' }

func vowel(c byte) bool {
	switch c {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return true
	}
	return false
}

func glide(c byte) bool { return c == 'i' || c == 'y' || c == 'j' }
