package entity

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:embed data/honorifics.txt
var honorificFile string

//go:embed data/connectors.txt
var connectorFile string

//go:embed data/particles.txt
var particleFile string

//go:embed data/things.txt
var thingFile string

//go:embed data/commonbodies.txt
var commonFile string

//go:embed data/vessels.txt
var vesselFile string

//go:embed data/groups.txt
var groupFile string

//go:embed data/organs.txt
var organFile string

//go:embed data/givennames.txt
var genderFile string

//go:embed data/humanverbs.txt
var humanVerbFile string

var (
	honorifics = list(honorificFile) // words before a name that are no part of it
	connectors = list(connectorFile) // lower-case words inside names
	particles  = list(particleFile)  // lower-case words inside the names of people
	things     = list(thingFile)     // nouns that make a person's name that of a thing
	vessels    = list(vesselFile)    // nouns before a person's name that make it a thing's
	commons    = list(commonFile)    // nouns for bodies that every state has
	groups     = list(groupFile)     // nouns for people
	organs     = list(organFile)     // nouns that with a country's name stand for the state
	humanVerbs = list(humanVerbFile) // what only people do
)

//go:embed data/short.txt
var shortFile string

// shorts are the fuller names of bodies that papers call by one word.
var shorts = pairs(shortFile)

// pairs reads lines of two columns parted by a tab.
func pairs(file string) map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(file) {
		if a, b, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && a[0] != '#' {
			out[a] = b
		}
	}
	return out
}

// genders tells of given names whether their bearers are he, m, or she, f.
var genders = sync.OnceValue(func() map[string]byte { return table(genderFile) })

//go:embed data/lists.txt
var listFile string

var (
	cityNouns   = section("city")
	vagueKind   = section("vague")
	diplomats   = section("diplomat")
	leadWords   = section("lead")
	participles = section("participle")
	formers     = section("former")
	kinship     = section("kin")
	someone     = section("someone")
	crowns      = section("crown")
	alsoGiven   = section("given")
	makers      = section("maker")
	majors      = section("major")
	namesakes   = section("namesake")
	monikers    = section("moniker")
	alsoFamily  = section("family")
	kinds       = section("kind")
	ventures    = section("venture")
	portfolios  = section("portfolio")
	publics     = section("public")
	divines     = section("divine")
	forenames   = section("forename")
	echoNouns   = section("echo")
)

// section returns the words of one list of data/lists.txt.
func section(name string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(listFile) {
		if a, b, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && a == name {
			out[b] = true
		}
	}
	return out
}

// list reads the entries of a data file: one a line, a line with # is a comment.
func list(file string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(file) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out[line] = true
		}
	}
	return out
}

// table reads lines of a word and a letter.
func table(file string) map[string]byte {
	out := map[string]byte{}
	for line := range strings.Lines(file) {
		if f := strings.Fields(line); len(f) == 2 && f[0] != "#" {
			out[f[0]] = f[1][0]
		}
	}
	return out
}

// lower is strings.ToLower without an allocation for what is lower already.
func lower(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= 'A' && c <= 'Z' || c >= 0x80 {
			return strings.ToLower(s)
		}
	}
	return s
}

// fold lowers and takes off accents, so that Vaclav and Václav are one.
func fold(s string) string {
	ascii := true
	for i := range len(s) {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return lower(s)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'ł':
			b.WriteByte('l')
		case r == 'ø':
			b.WriteByte('o')
		case r == 'đ':
			b.WriteByte('d')
		case r == 'ı':
			b.WriteByte('i')
		case r == '’' || r == '‘':
			b.WriteByte('\'')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// slug makes the local id of a name.
func slug(s string) string {
	var b strings.Builder
	dash := false
	for _, r := range fold(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			dash = false
		} else {
			dash = true
		}
	}
	return b.String()
}

// distance is the number of edits (insert, drop, replace, swap neighbours) between a and b, at
// most limit+1. Optimal string alignment, as Boytsov (2011) calls it.
func distance(a, b string, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit || len(a) > 40 || len(b) > 40 {
		return limit + 1
	}
	var rows [3][42]int
	for j := range len(b) + 1 {
		rows[1][j] = j
	}
	for i := 1; i <= len(a); i++ {
		prev2, prev, cur := &rows[(i+2)%3], &rows[i%3], &rows[(i+1)%3]
		if i == 1 {
			prev2 = prev
		}
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
	}
	return rows[(len(a)+1)%3][len(b)]
}
