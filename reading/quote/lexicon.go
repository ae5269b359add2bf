package quote

import (
	_ "embed"
	"strings"
	"sync"
)

var (
	//go:embed data/cues.txt
	cueList string
	//go:embed data/nominals.txt
	nominalList string
	//go:embed data/offices.txt
	officeList string
	//go:embed data/persons.txt
	personList string
	//go:embed data/media.txt
	mediaList string
	//go:embed data/bland.txt
	blandList string
	//go:embed data/occasions.txt
	occasionList string
)

// A lexicon holds the word lists of data/, decoded once.
type lexicon struct {
	cues      map[string]string // lemma → class
	nominals  map[string]string // noun → person, body, maker, paper
	occasions map[string]string // word → occasion
	media     map[string]bool   // news agencies, and nouns for what reports news
	offices   map[string]string // noun that tells people apart → office, trade
	bland     map[string]bool   // adjectives that do not tell one paper from another
	persons   map[string]bool   // nouns for what somebody is, beyond nominals
}

var words = sync.OnceValue(func() *lexicon {
	return &lexicon{pairs(cueList), pairs(nominalList), pairs(occasionList),
		set(mediaList), pairs(officeList), set(blandList),
		set(personList)}
})

// set reads lines of one word.
func set(list string) map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(list) {
		m[strings.TrimSpace(line)] = true
	}
	return m
}

// pairs reads lines of a word and what it means. A noun is kept under its word and a full stop,
// since many are verbs too: a call, to call.
func pairs(list string) map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		if k, v, ok := strings.Cut(line, " "); ok && k != "#" {
			if v == "noun" {
				k += "."
			}
			m[k] = v
		}
	}
	return m
}

// classOf is the class of the cue at token i, or "" where it is no word of speech.
func (v *view) classOf(i int) string {
	cues := words().cues
	t := v.doc.Tokens[i]
	switch {
	case t.Tag == "PUNCT":
		return "say"
	case v.lower(i) == "according":
		return "say"
	case t.Tag == "NOUN":
		return cues[strings.ToLower(t.Lemma)+"."]
	}
	if c := cues[strings.ToLower(t.Lemma)]; c != "" {
		if c == "describe" && v.lower(i+1) == "for" || c == "describe" && v.lower(i+1) == "on" {
			return "act" // called for a truce, called on them to stop
		}
		return c
	}
	return cues[v.lower(i)]
}
