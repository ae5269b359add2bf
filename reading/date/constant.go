package date

import (
	_ "embed"
	"strings"
)

// constant reads now, at present, in recent times, the future, the current term, a recent visit.
func (p *parser) constant(i int) (expr, int) {
	l := p.at(i)
	if l.class == ref {
		if p.words(i, "now", "that") > 0 || p.word(i, "soon") && p.soonAfter(i) ||
			l.upper && p.at(i+1).upper {
			return expr{}, 0
		}
		return expr{op: opConst, code: l.code}, i + 1
	}
	if p.word(i, "current", "recent") && p.at(i+1).class == none && isLetter(p.at(i+1).low) &&
		!p.at(i+1).upper {
		code := map[string]string{"current": "PRESENT_REF", "recent": "PAST_REF"}[l.low]
		return expr{op: opConst, code: code}, i + 1
	}
	if p.word(i, "overnight") && !p.word(i-1, "an", "the") {
		return expr{op: opClock, code: "TNI"}, i + 1
	}
	for _, c := range phrases[l.low] {
		j := p.words(i, c.words...)
		if j > 0 && c.led && p.word(i-1, c.lead) && !p.at(j).upper && !clauseOpens[p.at(j).low] ||
			j > 0 && !c.led && p.closes(j) {
			return expr{op: opConst, code: c.code}, j
		}
	}
	return expr{}, 0
}

// clauseOpens are words that say which time is meant: at the time of the vote, the moment she left.
var clauseOpens = readList("relative")

// soonAfter reports whether soon says no more than how long after something: soon after, as soon
// as.
func (p *parser) soonAfter(i int) bool {
	return p.word(i+1, "after", "afterwards", "afterward", "as", "enough", "became", "found") ||
		p.word(i-1, "as", "too", "how", "so", "very")
}

// A phrase is several words that mean the present, past or future.
type phrase struct {
	words []string
	lead  string // the word that must stand before it, if led
	led   bool
	code  string
}

//go:embed data/phrases.txt
var phraseFile string

// phrases are by their first word.
var phrases = readPhrases(phraseFile)

func readPhrases(file string) map[string][]phrase {
	out := map[string][]phrase{}
	for line := range strings.Lines(file) {
		code, words, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(code, "#") {
			continue
		}
		c := phrase{code: code}
		if lead, rest, ok := strings.Cut(words, " | "); ok {
			c.lead, c.led, words = lead, true, rest
		}
		c.words = strings.Fields(words)
		out[c.words[0]] = append(out[c.words[0]], c)
	}
	return out
}
