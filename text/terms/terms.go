// Package terms holds what it takes to compare many texts with each other fast: words, which
// repeat, so that most need not be looked at letter by letter again; hashes in order; and tallies
// of what one text has in common with others.
package terms

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zeebo/xxh3"
)

// A Memo remembers what its function says of words, which depends on the word alone. It is not safe
// for concurrent use.
type Memo[T any] struct {
	learn func(word string) T
	slots []slot[T]
}

// A slot holds the word met last of those whose hashes end in the same bits.
type slot[T any] struct {
	key uint64 // hash of the word; 0 for none
	is  T
}

const slots = 1 << 15

// NewMemo returns a memo of what learn says.
func NewMemo[T any](learn func(word string) T) *Memo[T] {
	return &Memo[T]{learn, make([]slot[T], slots)}
}

// Find returns what there is to say of a word.
func (m *Memo[T]) Find(word string) T {
	key := xxh3.HashString(word) | 1<<63
	s := &m.slots[key%slots]
	if s.key != key {
		*s = slot[T]{key, m.learn(word)}
	}
	return s.is
}

// Next returns the bytes from start to end of the first word of s that begins at or after at: a run
// of letters and numbers. Where there is none, both are the end of s.
func Next(s string, at int) (start, end int) {
	start = at
	for start < len(s) {
		n, in := letter(s[start:])
		if in {
			break
		}
		start += n
	}
	end = start
	for end < len(s) {
		n, in := letter(s[end:])
		if !in {
			break
		}
		end += n
	}
	return start, end
}

// letter returns how many bytes the first character of s has, and whether it is of a word.
func letter(s string) (n int, in bool) {
	if c := s[0]; c < utf8.RuneSelf {
		return 1, (c|0x20)-'a' < 26 || c-'0' < 10
	}
	r, n := utf8.DecodeRuneInString(s)
	return n, unicode.IsLetter(r) || unicode.IsNumber(r)
}

// Stem takes the commonest endings off a word in lower case: "visited" and "visits" are one then.
func Stem(w string) string {
	for _, end := range [...]string{"ing", "edly", "ed", "es", "s", "ly"} {
		if len(w)-len(end) >= 3 && strings.HasSuffix(w, end) {
			return w[:len(w)-len(end)]
		}
	}
	return w
}

// Clip is s, or its first n bytes up to a whole character.
func Clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
