package lineage

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/zeebo/xxh3"

	"readout/text"
	"readout/text/terms"
)

// A fact is what there is to say of a word by itself.
type fact struct {
	low, stem uint32 // hashes of it in lower case, and of its stem
	rare      float64
	is        kinds
}

type kinds uint8

const (
	upper  kinds = 1 << iota // begins with a capital
	number                   // begins with a digit
	short                    // is one letter
	dated                    // is a month or a weekday
)

func learnFact(w string) fact {
	low := strings.ToLower(w)
	f := fact{low: hash(low), stem: hash(terms.Stem(low)), rare: text.Rarity(low)}
	r, _ := utf8.DecodeRuneInString(w)
	f.is = upper.when(unicode.IsUpper(r)) | number.when(unicode.IsNumber(r)) |
		short.when(len(low) < 2) | dated.when(calendar()[low])
	return f
}

func (k kinds) when(is bool) kinds {
	if is {
		return k
	}
	return 0
}

func hash(w string) uint32 { return uint32(xxh3.HashString(w)) }

//go:embed data/calendar.txt
var calendarFile string

var calendar = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(calendarFile) {
		if w := strings.TrimSpace(line); w != "" && w[0] != '#' {
			out[w] = true
		}
	}
	return out
})

// A word of an article.
type word struct {
	fact
	at, end int32
	sent    int32
	first   bool // in its sentence
	quote   bool // within quotation marks
}

// split finds the words of body.
func (r *reader) split(body string, marks []text.Span) {
	r.ws = r.ws[:0]
	for at := 0; ; {
		from, to := terms.Next(body, at)
		if from == to {
			return
		}
		for len(marks) > 0 && marks[0].End <= from {
			marks = marks[1:]
		}
		r.ws = append(r.ws, word{fact: r.facts.Find(body[from:to]), at: int32(from), end: int32(to),
			quote: len(marks) > 0 && marks[0].Start <= from})
		at = to
	}
}
