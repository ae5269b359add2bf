package story

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

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

// words adds the words of s. A word that is written with a capital within a sentence is a name.
func (x *reader) words(s string, leads bool) {
	starts := true // a sentence starts
	for at := 0; ; {
		from, to := terms.Next(s, at)
		if from == to {
			return
		}
		starts = starts || strings.ContainsAny(s[at:from], ".!?\n")
		x.word(x.facts.Find(s[from:to]), starts, leads)
		starts, at = false, to
	}
}

func (x *reader) word(f fact, starts, leads bool) {
	switch {
	case f.upper && !starts:
		x.bag.put(f.feature|name, f.rare)
	case f.family == number:
		x.bag.put(f.feature|number, 5)
	case f.family >= 0:
		x.bag.put(f.feature|uint32(f.family), f.rare)
	}
	if leads && f.leads {
		x.bag.put(f.stem|lead, f.rare)
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
