package net

import "readout/grammar/kernel"

// never is the score of an arc that may not be.
const never = float32(-1e9)

// tree is the memory of a search for the best tree. The search is that of Chu and Liu (1965)
// and Edmonds (1967) on a full matrix: every node takes its best head, and rings are drawn
// together to one node, the first of the ring, until there are none.
type tree struct {
	state  []int
	score  []float32 // [dep·n + head] over nodes; node 0 is the root
	real   []arc     // the words' arc behind each of score
	in     []arc     // the arc chosen for each node
	head   []int     // the node that it comes from
	active []int
	owner  []int // the node that each word is drawn into
	rings  []ring
	inside []bool // of the nodes, those in the ring at hand
	lost   []float32
}

// An arc is between words, counted from 1; head 0 is the root.
type arc struct{ dep, head int }

// A ring is nodes drawn together into the first of them.
type ring struct {
	nodes []int
	arcs  []arc // within the ring
	owner []int // of each word, before
}

// find sets heads to the best tree under one root over words whose head scores are rows of
// the given stride, column 0 being the root. scores are changed.
func (t *tree) find(heads []int, scores []float32, words, stride int) {
	if words == 0 {
		return
	}
	for i := range words {
		scores[i*stride+i+1] = never
		heads[i] = kernel.Best(scores[i*stride : i*stride+words+1])
	}
	if t.sound(heads) {
		return
	}
	root := bestRoot(scores, words, stride)
	t.begin(scores, words, stride, root)
	for t.draw() {
	}
	t.expand(heads)
}

// sound reports whether heads is a tree under one root, as it nearly always is.
func (t *tree) sound(heads []int) bool {
	roots := 0
	for _, h := range heads {
		roots += b2i(h == 0)
	}
	return roots == 1 && !t.ringed(heads)
}

// ringed reports whether some words hang on a ring.
func (t *tree) ringed(heads []int) bool {
	seen := grow(&t.state, len(heads))
	clear(seen)
	for i := range heads {
		k := i
		for k >= 0 && seen[k] == 0 {
			seen[k] = i + 1
			k = heads[k] - 1
		}
		if k >= 0 && seen[k] == i+1 {
			return true
		}
	}
	return false
}

// bestRoot returns the word that loses least by being the one root, counted from 1.
func bestRoot(scores []float32, words, stride int) int {
	top, gain := 0, 2*never
	for i := range words {
		row := scores[i*stride : i*stride+words+1]
		other := never
		for _, v := range row[1:] {
			other = max(other, v)
		}
		if g := row[0] - other; g > gain {
			top, gain = i, g
		}
	}
	return top + 1
}

// begin lays out the nodes; only the given word may hang on the root.
func (t *tree) begin(scores []float32, words, stride, root int) {
	n := words + 1
	grow(&t.score, n*n)
	if cap(t.real) < n*n {
		t.real, t.in = make([]arc, n*n), make([]arc, n)
	}
	t.real, t.in = t.real[:n*n], t.in[:n]
	grow(&t.head, n)
	grow(&t.owner, n)
	t.active, t.rings = t.active[:0], t.rings[:0]
	for d := range n {
		t.owner[d] = d
		t.active = append(t.active, d)
		for h := range n {
			s := never
			if d > 0 && (h > 0) != (d == root) {
				s = scores[(d-1)*stride+h]
			}
			t.score[d*n+h], t.real[d*n+h] = s, arc{d, h}
		}
	}
}

// draw chooses the best head of every node and draws one ring together; it reports false
// where there is none left.
func (t *tree) draw() bool {
	n := len(t.owner)
	for _, d := range t.active[1:] {
		top := -1
		for _, h := range t.active {
			if h != d && (top < 0 || t.score[d*n+h] > t.score[d*n+top]) {
				top = h
			}
		}
		t.head[d], t.in[d] = top, t.real[d*n+top]
	}
	r := t.newRing()
	if t.findRing(r); len(r.nodes) == 0 {
		t.rings = t.rings[:len(t.rings)-1]
		return false
	}
	r.owner = append(r.owner[:0], t.owner...)
	grow(&t.inside, n)
	clear(t.inside)
	for _, v := range r.nodes {
		t.inside[v] = true
		r.arcs = append(r.arcs, t.in[v])
	}
	t.contract(r.nodes)
	return true
}

// newRing appends an empty ring, in the memory of an old one where there is one.
func (t *tree) newRing() *ring {
	if len(t.rings) == cap(t.rings) {
		t.rings = append(t.rings, ring{})
	} else {
		t.rings = t.rings[:len(t.rings)+1]
	}
	r := &t.rings[len(t.rings)-1]
	r.nodes, r.arcs = r.nodes[:0], r.arcs[:0]
	return r
}

// findRing sets r to the nodes of a ring of heads, where there is one.
func (t *tree) findRing(r *ring) {
	seen := grow(&t.state, len(t.owner))
	clear(seen)
	for _, d := range t.active[1:] {
		k := d
		for k != 0 && seen[k] == 0 {
			seen[k] = d
			k = t.head[k]
		}
		if k == 0 || seen[k] != d {
			continue
		}
		r.nodes = append(r.nodes, k)
		for v := t.head[k]; v != k; v = t.head[v] {
			r.nodes = append(r.nodes, v)
		}
		return
	}
}

// contract makes one node of a ring: what enters it costs the arc that it replaces.
func (t *tree) contract(nodes []int) {
	n, c, inside := len(t.owner), nodes[0], t.inside
	grow(&t.lost, len(nodes))
	lost := t.lost
	for i, v := range nodes {
		lost[i] = t.score[v*n+t.head[v]]
	}
	for _, o := range t.active {
		if inside[o] {
			continue
		}
		enter, leave := 0, 0
		for i, v := range nodes {
			if t.score[v*n+o]-lost[i] > t.score[nodes[enter]*n+o]-lost[enter] {
				enter = i
			}
			if t.score[o*n+v] > t.score[o*n+nodes[leave]] {
				leave = i
			}
		}
		from, to := nodes[enter]*n+o, o*n+nodes[leave]
		t.score[c*n+o], t.real[c*n+o] = t.score[from]-lost[enter], t.real[from]
		t.score[o*n+c], t.real[o*n+c] = t.score[to], t.real[to]
	}
	left := t.active[:0]
	for _, o := range t.active {
		if !inside[o] || o == c {
			left = append(left, o)
		}
	}
	t.active = left
	for w, o := range t.owner {
		if inside[o] {
			t.owner[w] = c
		}
	}
}

// expand opens the rings, last drawn first, where the arc chosen for each enters it.
func (t *tree) expand(heads []int) {
	for i := len(t.rings) - 1; i >= 0; i-- {
		r := &t.rings[i]
		enter := t.in[r.nodes[0]]
		for k, v := range r.nodes {
			t.in[v] = r.arcs[k]
		}
		t.in[r.owner[enter.dep]] = enter
	}
	for _, a := range t.in[1:] {
		heads[a.dep-1] = a.head
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
