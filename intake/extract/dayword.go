package extract

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/daywords.txt
var dayWordsText string

var updateWords = sync.OnceValue(func() []string { return wordsOf(dayWordsText, "update") })

var publishWords = sync.OnceValue(func() []string { return wordsOf(dayWordsText, "publish") })

// wordsOf returns the phrases of one kind from lines of a kind, a tab and a phrase.
func wordsOf(data, kind string) []string {
	var out []string
	for line := range strings.Lines(data) {
		if k, phrase, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && k == kind {
			out = append(out, phrase)
		}
	}
	return out
}

// lastAny returns where the last of the words stands in s, or -1.
func lastAny(s string, words []string) int {
	at := -1
	for _, w := range words {
		at = max(at, strings.LastIndex(s, w))
	}
	return at
}
