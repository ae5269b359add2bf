package extract

import (
	_ "embed"
	"sync"
	"unicode/utf8"
)

//go:embed data/labels.txt
var labelsText string

// labels are the words of furniture in many languages: a phrase, folded, and what it is.
var labels = sync.OnceValue(func() map[string]string { return phrases(labelsText) })

// maxLabel is how many words of a block are looked up.
const maxLabel = 7

// labelKey folds the first words of a text: lower case, without digits and marks, parted by one
// space; an ideograph is a word. ends are the places in the key where a word ends.
func labelKey(b []byte, words int) (key []byte, ends []int) {
	open := false
	for i := 0; i < len(b) && len(ends) < words; {
		r, n := rune(b[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(b[i:])
		}
		i += n
		c := fold(r)
		if '0' <= c && c <= '9' {
			continue
		}
		// Combining vowel signs of Indic scripts and apostrophes do not part words.
		if c == 0 && (r == '\'' || r == '’' || r >= 0x900 && r < 0x1000) {
			if r >= 0x900 {
				key = utf8.AppendRune(key, r)
			}
			continue
		}
		wide := c >= 0x2e80 && c < 0xa000 || c >= 0x3040 && c < 0x3100
		if open && (c == 0 || wide) {
			ends = append(ends, len(key))
			open = false
		}
		if c == 0 {
			continue
		}
		if !open && len(key) > 0 && !wide {
			key = append(key, ' ')
		}
		key = utf8.AppendRune(key, rune(c))
		open = true
	}
	if open && len(ends) < words {
		ends = append(ends, len(key))
	}
	return key, ends
}

// label returns what kind of furniture a text begins with, and which share of the text the
// label is: 1 for "Related Articles", less for "Related: three killed in a fire".
func label(b []byte) (kind string, share float32) {
	key, ends := labelKey(b, maxLabel)
	for k := len(ends) - 1; k >= 0; k-- {
		if kind, ok := labels()[string(key[:ends[k]])]; ok {
			return kind, float32(ends[k]) / float32(max(len(b), ends[k]))
		}
	}
	return "", 0
}
