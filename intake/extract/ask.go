package extract

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed data/askwords.txt
var askText string

// What words of the reader there are.
const (
	askPrivacy = iota
	askSubscribe
	askTalk
	askKinds
)

// stems are how words begin that speak of the reader, by a hash of their folded letters: 0 for
// none, 1 where more letters are needed, from 2 on the kind. A rare wrong hit does not matter.
var stems = sync.OnceValue(func() *[1 << 16]uint8 {
	kinds := map[string]uint8{"privacy": askPrivacy, "subscribe": askSubscribe, "talk": askTalk}
	m := new([1 << 16]uint8)
	for line := range strings.Lines(askText) {
		kind, stem, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || line[0] == '#' {
			continue
		}
		h := uint64(0)
		for _, r := range stem {
			if h != 0 {
				m[h>>48] = max(m[h>>48], 1)
			}
			h = onLetter(h, fold(r))
		}
		m[h>>48] = 2 + kinds[kind]
	}
	return m
})

func onLetter(h uint64, c uint32) uint64 { return (h + uint64(c)) * 0x9e3779b97f4a7c15 }

// maxAsk is how many bytes of a block are looked through for such words.
const maxAsk = 600

// asks counts the words of a block that speak of the reader, by kind.
func asks(b []byte) (n [askKinds]int) {
	b = b[:min(len(b), maxAsk)]
	m := stems()
	for i := 0; i < len(b); {
		kind, next := stemAt(m, b[i:])
		if kind < askKinds {
			n[kind]++
		}
		i += next
	}
	return n
}

// stemAt returns the kind of the word that b begins with, and how many bytes to go on by: to the
// next word, or in a script without spaces to the next letter.
func stemAt(m *[1 << 16]uint8, b []byte) (kind uint8, next int) {
	h, open := uint64(0), true
	kind = askKinds
	for i := 0; i < len(b); {
		r, n := rune(b[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(b[i:])
		}
		c := fold(r)
		if c == 0 {
			return kind, i + n
		}
		if i += n; open {
			h = onLetter(h, c)
			if open = m[h>>48] == 1; m[h>>48] > 1 {
				kind = m[h>>48] - 2
			}
		}
		if next == 0 && c >= 0x0e00 && c < 0xd7b0 && c>>8 != 0x1e {
			next = n
		}
		if !open && next > 0 {
			return kind, next
		}
	}
	return kind, max(next, len(b))
}
