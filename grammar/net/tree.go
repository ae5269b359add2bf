package net

// never is the score of an arc that may not be.
const never = float32(-1e9)

// tree is the memory of a search for the best tree.
type tree struct {
	state []int
}

// find sets heads to a tree of high score over words whose head scores are rows of the
// given stride, column 0 being the root: the best head of each word where these make a tree
// under one root, as they nearly always do, else with rings opened where that costs least
// (the first step of Chu and Liu 1965, Edmonds 1967) under the best single root.
func (t *tree) find(heads []int, scores []float32, words, stride int) {
	if words == 0 {
		return
	}
	for i := range words {
		scores[i*stride+i+1] = never
		heads[i] = best(scores[i*stride : i*stride+words+1])
	}
	if t.sound(heads) {
		return
	}
	root := bestRoot(heads, scores, words, stride)
	for i := range words {
		scores[i*stride] = never
	}
	t.span(heads, scores, words, stride, root)
}

// sound reports whether heads is a tree under one root.
func (t *tree) sound(heads []int) bool {
	roots := 0
	for _, h := range heads {
		roots += b2i(h == 0)
	}
	return roots == 1 && t.ring(heads) < 0
}

// ring returns a word on a ring of heads, or −1.
func (t *tree) ring(heads []int) int {
	if cap(t.state) < len(heads) {
		t.state = make([]int, 2*len(heads))
	}
	seen := t.state[:len(heads)]
	clear(seen)
	for i := range heads {
		k := i
		for k >= 0 && seen[k] == 0 {
			seen[k] = i + 1
			k = heads[k] - 1
		}
		if k >= 0 && seen[k] == i+1 {
			return k
		}
	}
	return -1
}

// bestRoot returns the word that loses least by being the one root.
func bestRoot(heads []int, scores []float32, words, stride int) int {
	top, gain := 0, never*2
	for i := range words {
		row := scores[i*stride : i*stride+words+1]
		other := never
		for _, v := range row[1:] {
			other = max(other, v)
		}
		if words == 1 {
			other = 0
		}
		if g := row[0] - other; g > gain {
			top, gain = i, g
		}
	}
	return top
}

// span sets heads to a good tree under the given root word, by opening rings.
func (t *tree) span(heads []int, scores []float32, words, stride, root int) {
	heads[root] = 0
	for i := range words {
		if i != root {
			heads[i] = best(scores[i*stride+1:i*stride+words+1]) + 1
		}
	}
	for range words {
		k := t.ring(heads)
		if k < 0 {
			return
		}
		t.open(heads, scores, words, stride, k)
	}
	for i := range words {
		if i != root {
			heads[i] = root + 1
		}
	}
}

// open gives one word of the ring through k a head outside what hangs on the ring.
func (t *tree) open(heads []int, scores []float32, words, stride, k int) {
	word, head, loss := -1, 0, float32(0)
	for w, first := k, true; first || w != k; w, first = heads[w]-1, false {
		row := scores[w*stride+1 : w*stride+words+1]
		now := row[heads[w]-1]
		for h := range words {
			if t.under(heads, h, k) {
				continue
			}
			if d := now - row[h]; word < 0 || d < loss {
				word, head, loss = w, h+1, d
			}
		}
	}
	if word >= 0 {
		heads[word] = head
	}
}

// under reports whether the heads above w lead into the ring through k.
func (t *tree) under(heads []int, w, k int) bool {
	for range heads {
		if w == k {
			return true
		}
		if heads[w] == 0 {
			return false
		}
		w = heads[w] - 1
	}
	return true
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
