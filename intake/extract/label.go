package extract

import (
	_ "embed"
	"sync"
	"unicode/utf8"
)

//go:embed data/labels.txt
var labelsText string

// labels are the words of furniture in many languages and what they are, by the hash of the
// folded words; and what such words begin with, which is nothing: "".
var labels = sync.OnceValue(func() map[uint64]string {
	m := map[uint64]string{}
	for key, kind := range phrases(labelsText) {
		h := uint64(0)
		for at, part := []byte(nil), 0; ; {
			from := len(at)
			at, part = appendWord(at, []byte(key), part)
			if h = hashOn(h, at[from:]); len(at) == len(key) {
				break
			}
			m[h] += ""
		}
		m[h] = kind
	}
	return m
})

// maxLabel is how many words of a block are looked up.
const maxLabel = 7

// maxKey is the length in bytes of the longest words that are looked up.
const maxKey = 200

// appendWord appends to key the next word of b from i on, and returns where it ends: lower case,
// without digits and marks, one space before it; an ideograph is a word.
func appendWord(key, b []byte, i int) ([]byte, int) {
	open := false
	for i < len(b) && len(key) < maxKey {
		r, n := rune(b[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(b[i:])
		}
		c := fold(r)
		wide := c >= 0x2e80 && c < 0xa000
		switch {
		case '0' <= c && c <= '9':
		case c == 0 && r >= 0x900 && r < 0x1000: // a vowel sign of an Indic script
			key = utf8.AppendRune(key, r)
		case c == 0 && (r == '\'' || r == '’'):
		case open && (c == 0 || wide):
			return key, i
		case c != 0:
			if !open && len(key) > 0 && !wide {
				key = append(key, ' ')
			}
			key = utf8.AppendRune(key, rune(c))
			open = true
		}
		i += n
	}
	return key, i
}

// labelKey folds the first words of a text; ends are the places in the key where a word ends.
func labelKey(b []byte, words int) (key []byte, ends []int) {
	for i := 0; i < len(b) && len(ends) < words && len(key) < maxKey; {
		n := len(key)
		if key, i = appendWord(key, b, i); len(key) > n {
			ends = append(ends, len(key))
		}
	}
	return key, ends
}

// label returns what kind of furniture a text begins with, and which share of the text the
// label is: 1 for "Related Articles", less for "Related: three killed in a fire".
func label(b []byte) (kind string, share float32) {
	var buf [64]byte
	key, h := buf[:0], uint64(0)
	head := b[:min(len(b), 2*maxKey)]
	for i, words := 0, 0; i < len(head) && words < maxLabel; words++ {
		n := len(key)
		if key, i = appendWord(key, head, i); len(key) == n {
			break
		}
		h = hashOn(h, key[n:])
		k, ok := labels()[h]
		if !ok {
			break
		}
		if k != "" {
			kind, share = k, float32(len(key))/float32(max(len(b), len(key)))
		}
	}
	return kind, share
}
