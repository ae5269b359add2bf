package extract

import (
	"math/bits"
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
	switch {
	case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
		return uint32(r)
	case 'A' <= r && r <= 'Z':
		return uint32(r | 0x20)
	case r < 0xaa:
		return 0
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return uint32(unicode.ToLower(r))
	}
	return 0
}

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
type windows map[uint64]struct{}

const (
	windowLen = 16
	windowMul = 0x100000001b3
)

// eachWindow calls f with the hash of each run of letters and digits.
func eachWindow(s []byte, f func(uint64)) {
	var ring [windowLen]uint64
	var h, top uint64 = 0, 1
	for range windowLen - 1 {
		top *= windowMul
	}
	n := 0
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(s[i:])
		}
		i += size
		c := uint64(fold(r))
		if c == 0 {
			continue
		}
		h = (h-ring[n%windowLen]*top)*windowMul + c
		ring[n%windowLen] = c
		if n++; n >= windowLen {
			f(h)
		}
	}
}

func windowsOf(s []byte) windows {
	w := make(windows, len(s)/2)
	eachWindow(s, func(h uint64) { w[h] = struct{}{} })
	return w
}

// share is the part of s whose windows stand in w; 0 where s is shorter than a window.
func (w windows) share(s []byte) float32 {
	n, hit := 0, 0
	eachWindow(s, func(h uint64) {
		if n++; n%4 == 1 {
			if _, ok := w[h]; ok {
				hit++
			}
		}
	})
	if n == 0 {
		return 0
	}
	return float32(hit) / float32((n+3)/4)
}
