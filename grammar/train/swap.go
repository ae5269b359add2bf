package main

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// A mention is the words [first, end) of an item that are a name of a kind.
type mention struct {
	first, end int
	kind       string
}

// mentions reads BIO tags.
func mentions(tags []string) []mention {
	var all []mention
	for s := range spans(tags, nil) {
		all = append(all, mention{s.first, s.last, s.kind})
	}
	slices.SortFunc(all, func(a, b mention) int { return a.first - b.first })
	return all
}

// A size is what two names must share for one to stand in the other's place.
type size struct {
	kind  string
	words int
}

// A cast holds names that may stand for each other.
type cast map[size][][]string

// swapped are the kinds whose names swap: what is said of one is mostly said of another.
var swapped = map[string]bool{"Person": true, "Organization": true, "Location": true,
	"Facility": true, "NORP": true, "Product": true}

// add adds the names of a sentence, as often as they come.
func (c cast) add(words, tags []string) {
	for _, m := range mentions(tags) {
		w := words[m.first:m.end]
		if swapped[m.kind] && strings.ToUpper(w[0][:1]) == w[0][:1] {
			k := size{m.kind, len(w)}
			c[k] = append(c[k], w)
		}
	}
}

// Chances that a sentence swaps names, and that a name of such a sentence does.
const (
	swapSentence = 0.4
	swapName     = 0.7
)

// swap returns, now and then, the words with some names for others of the same kind and
// number of words, so that a network learns a name's place and not the name alone (Dai and
// Adel, "Simple data augmentation for named entity recognition", 2020). Else it returns nil.
func (c cast) swap(it *item, rnd *rand.Rand) []string {
	if len(it.mentions) == 0 || rnd.Float64() > swapSentence {
		return nil
	}
	out := slices.Clone(it.words)
	for _, m := range it.mentions {
		others := c[size{m.kind, m.end - m.first}]
		if len(others) == 0 || rnd.Float64() > swapName {
			continue
		}
		copy(out[m.first:m.end], others[rnd.IntN(len(others))])
	}
	return out
}
