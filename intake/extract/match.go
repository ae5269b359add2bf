package extract

import (
	"math/bits"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A shape is the set of letter triples of a text, as a filter of fixed size: how alike two
// short texts are, in any script.
type shape [16]uint64

// shapeOf returns the shape of a text and how many letters and digits it has.
func shapeOf(s []byte) (sh shape, n int) {
	var a, b uint32
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(s[i:])
		}
		i += size
		c := fold(r)
		if c == 0 {
			continue
		}
		n++
		h := (a*0x9e3779b1 ^ b*0x85ebca6b ^ c*0xc2b2ae35) * 0x27d4eb2f >> 22
		sh[h>>6] |= 1 << (h & 63)
		a, b = b, c
	}
	return sh, n
}

// fold returns the lower-case letter or digit, or 0 for all else.
func fold(r rune) uint32 {
	if r < utf8.RuneSelf {
		return uint32(folded[r&0x7f])
	}
	return foldWide(r)
}

// folded is fold for ASCII.
var folded = func() (t [utf8.RuneSelf]byte) {
	for c := byte('0'); c <= '9'; c++ {
		t[c] = c
	}
	for c := byte('a'); c <= 'z'; c++ {
		t[c], t[c-0x20] = c, c
	}
	return t
}()

func foldWide(r rune) uint32 {
	switch {
	case r < 0xaa:
		return 0
	case r < narrow:
		return uint32(narrowFolds()[r])
	case 0x4e00 <= r && r < 0xa000: // ideographs, all of them
		return uint32(r)
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return uint32(unicode.ToLower(r))
	}
	return 0
}

// narrow is below which letters of most alphabets lie: Latin, Greek, Cyrillic, Hebrew, Arabic.
const narrow = 0x800

// narrowFolds are the folded letters and digits below narrow.
var narrowFolds = sync.OnceValue(func() *[narrow]uint16 {
	t := new([narrow]uint16)
	for r := range rune(narrow) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			t[r] = uint16(unicode.ToLower(r))
		}
	}
	return t
})

func (a *shape) size() (n int) {
	for _, w := range a {
		n += bits.OnesCount64(w)
	}
	return n
}

// shared counts the triples of both.
func (a *shape) shared(b *shape) (n int) {
	for i := range a {
		n += bits.OnesCount64(a[i] & b[i])
	}
	return n
}

// alike is 1 for the same letters, 0 for none in common.
func (a *shape) alike(b *shape) float64 {
	n, m := a.size(), b.size()
	if n+m == 0 {
		return 0
	}
	return 2 * float64(a.shared(b)) / float64(n+m)
}

// windows are all runs of windowLen letters of a text: which part of another text stands in it.
// They are a table of hashes without chains, half of it empty; 0 is no hash.
type windows []uint32

const (
	windowLen  = 16
	windowMul  = 0x100000001b3
	windowTop  = 0x21e53a2d2fb67c3b // windowMul to the power of windowLen - 1
	maxWindows = 1 << 17            // of a text; more is no article
)

// A roll is the hash of the last windowLen letters and digits of a text.
type roll struct {
	ring [windowLen]uint32
	h    uint64
	n    int
}

// add takes in a letter and reports whether the window is full.
func (w *roll) add(c uint32) bool {
	last := &w.ring[w.n%windowLen]
	w.h = (w.h-uint64(*last)*windowTop)*windowMul + uint64(c)
	*last = c
	w.n++
	return w.n >= windowLen
}

// hash is never 0.
func (w *roll) hash() uint32 { return uint32(w.h*0x9e3779b97f4a7c15>>32) | 1 }

// nextFold returns the next letter or digit of s from i on, folded, and where it ends; 0 where
// there is none.
func nextFold(s []byte, i int) (c uint32, next int) {
	for i < len(s) {
		if b := s[i]; b < utf8.RuneSelf {
			i++
			if c := folded[b]; c != 0 {
				return uint32(c), i
			}
			continue
		}
		r, size := utf8.DecodeRune(s[i:])
		i += size
		if c := foldWide(r); c != 0 {
			return c, i
		}
	}
	return 0, i
}

func windowsOf(s []byte) windows {
	size := 16
	for size < 2*min(len(s), maxWindows) {
		size *= 2
	}
	w := make(windows, size)
	var r roll
	for c, i := nextFold(s, 0); c != 0 && r.n < maxWindows; c, i = nextFold(s, i) {
		if r.add(c) {
			*w.find(r.hash()) = r.hash()
		}
	}
	return w
}

// find returns the place of h in the table, which is empty where h is not in it.
func (w windows) find(h uint32) *uint32 {
	for i := int(h >> 1); ; i++ {
		if p := &w[i&(len(w)-1)]; *p == h || *p == 0 {
			return p
		}
	}
}

// share is the part of s whose windows stand in w; 0 where s is shorter than a window.
func (w windows) share(s []byte) float32 {
	n, hit := 0, 0
	var r roll
	for c, i := nextFold(s, 0); c != 0; c, i = nextFold(s, i) {
		if !r.add(c) {
			continue
		}
		if n++; n%4 == 1 && *w.find(r.hash()) != 0 {
			hit++
		}
	}
	if n == 0 {
		return 0
	}
	return float32(hit) / float32((n+3)/4)
}
