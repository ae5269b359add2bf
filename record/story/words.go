package story

import (
	_ "embed"
	"math"
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
	feature, stem uint32 // keys without a family
	rare          float32
	family        int8 // of the feature, were it written small; −1 where it is none
	leads         bool // whether its stem is a feature of a lead
	upper         bool // whether it is a name within a sentence
}

func learnFact(w string) fact {
	low := strings.ToLower(w)
	rare := text.Rarity(low)
	st := terms.Stem(low)
	first, _ := utf8.DecodeRuneInString(w)
	f := fact{stem: key(0, st), feature: key(0, st), rare: float32(rare), leads: len(low) > 1}
	switch {
	case year(w):
		return fact{feature: key(0, w), rare: 3, family: calendar}
	case dates()[low] != "":
		return fact{feature: key(0, dates()[low]), rare: 2, family: calendar}
	case unicode.IsNumber(first):
		f.feature, f.family = key(0, w), number
		if len(w) == 1 {
			f.family = -1
		}
	case len(low) < 3 || rare < .2:
		return fact{family: -1}
	default:
		f.upper = unicode.IsUpper(first) && rare > 1.2
	}
	return f
}

// words adds the words of s, of which those within the first bytes, so many, lead. A word that is
// written with a capital within a sentence is a name.
func (x *reader) words(s string, leads int) {
	starts, first := true, 0 // a sentence starts, and where it did
	for at := 0; ; {
		from, to := terms.Next(s, at)
		if from == to || strings.ContainsAny(s[at:from], ".!?\n") {
			starts = true
			x.sentence(s[first:at], first)
		}
		if from == to {
			return
		}
		if starts {
			first = from
		}
		x.word(x.facts.Find(s[from:to]), starts, to <= leads)
		starts, at = false, to
	}
}

// sentence ends one that begins at a byte of the body. The words after it are of the next.
func (x *reader) sentence(s string, from int) {
	if s == "" || len(x.sents) == math.MaxUint16-1 {
		return
	}
	o := sentence{from: int32(from), to: int32(from + len(s))}
	if len(s) >= standLength {
		o.hash = xxh3.HashString(s)
	}
	x.sents = append(x.sents, o)
}

func (x *reader) word(f fact, starts, leads bool) {
	sent := uint16(len(x.sents) + 1)
	switch {
	case f.upper && !starts:
		x.put(f.feature|name, f.rare, sent)
	case f.family == number:
		x.put(f.feature|number, 5, sent)
	case f.family >= 0:
		x.put(f.feature|uint32(f.family), f.rare, sent)
	}
	if leads && f.leads {
		x.put(f.stem|lead, f.rare, sent)
	}
}

// year reports whether w is a year of our time.
func year(w string) bool {
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && w[2] <= '9' && w[3] <= '9'
}

//go:embed data/calendar.txt
var calendarFile string

// dates are months and weekdays, also as papers shorten them, and what stands for each.
var dates = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(calendarFile) {
		if w, short, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			out[w] = short
		}
	}
	return out
})
