package grammar

import (
	_ "embed"
	"strconv"
	"strings"

	"readout/grammar/net"
)

//go:embed weights/lemmas.txt
var lemmaList string

// lemmas are rules by the end of a word and the words that they do not hold for, learned
// from the treebanks (see train).
type lemmas struct {
	rules map[string]lemmaRule // by tag, a space and the ending
	forms map[string]string    // by tag, a space and the form
}

// A lemmaRule cuts bytes off the end of a form and adds others.
type lemmaRule struct {
	cut int
	add string
}

// maxEnding is the longest ending, in bytes, that a rule looks at.
const maxEnding = 5

// readLemmas reads lines "TAG form lemma" and "TAG -ending cut add".
func readLemmas(list string) *lemmas {
	l := &lemmas{map[string]lemmaRule{}, map[string]string{}}
	for line := range strings.Lines(list) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case len(f) == 3:
			l.forms[f[0]+" "+f[1]] = f[2]
		case len(f) == 4:
			cut, _ := strconv.Atoi(f[2])
			l.rules[f[0]+" "+f[1]] = lemmaRule{cut, f[3]}
		}
	}
	return l
}

// of returns the dictionary form of a word with that tag.
func (l *lemmas) of(form, tag string) string {
	form = net.Plain(form)
	key := form
	if tag != "PROPN" {
		key = strings.ToLower(form)
	}
	var buf [96]byte
	b := append(append(buf[:0], tag...), ' ')
	n := len(b)
	if lemma, ok := l.forms[string(append(b, key...))]; ok {
		return lemma
	}
	for k := min(maxEnding, len(key)-1); k >= 0; k-- {
		if r, ok := l.rules[string(append(b[:n], key[len(key)-k:]...))]; ok {
			if r.cut == 0 && r.add == "" || r.cut >= len(key) {
				return key
			}
			return key[:len(key)-r.cut] + r.add
		}
	}
	return key
}
