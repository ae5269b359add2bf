package quote

import (
	"math"
	"math/bits"
)

// Labels of a token, as seen from one cue.
const (
	other = iota
	beginContent
	inContent
	beginSource
	inSource
	labels
)

// reach is how many tokens on either side of a cue are looked at, and joins how many contexts
// of a transition are told apart.
const (
	reach = 64
	joins = 4
)

// A window is a cue with the tokens [first, last) around it that may be its content or source.
type window struct {
	cue, first, last int
	feats            []uint32 // perToken features of each token
	pairs            []uint32 // those of them that the network sees, len(pairTurns) of each
	context          []uint8  // of the transition into each token
}

// perToken is the number of features of a token.
const perToken = 42

// pairTurns are the places among a token's features of those that the network sees: of how the
// token stands to the cue, and not of words.
var pairTurns = [...]int{0, 2, 3, 5, 9, 11, 18, 21, 25, 27, 32, 34, 35}

// window lays out the features of the tokens around cue.
func (v *view) window(cue int, w *window) {
	w.cue = cue
	w.first, w.last = v.bounds(cue)
	w.feats, w.pairs, w.context = w.feats[:0], w.pairs[:0], w.context[:0]
	c := cueFacts{cue: cue, lemma: v.lemma[cue], tag: v.tag[cue], frame: v.frame(cue),
		class: hashString(v.class[cue]), nearest: v.nearestQuotes(cue)}
	rs, gaps := v.relate(cue, w.first, w.last), v.gaps(cue, w.first, w.last)
	for i := w.first; i < w.last; i++ {
		k := i - w.first
		w.feats = v.spanFeatures(w.feats, &c, i, k, rs, gaps[k])
		for _, turn := range pairTurns {
			w.pairs = append(w.pairs, w.feats[k*perToken+turn])
		}
		join := uint8(0)
		if k > 0 {
			join = uint8(b2u(rs[k].branch != rs[k-1].branch) | b2u(v.state[i] != v.state[i-1])<<1)
		}
		w.context = append(w.context, join)
	}
}

// cueFacts is what the features of all tokens around a cue need of it.
type cueFacts struct {
	cue                      int
	lemma, tag, frame, class uint32
	nearest                  [3]int32 // see nearestQuotes
}

// spanFeatures appends to fs the perToken features of token i, the k-th of the window whose
// relations to the cue are rs, and which has gap between it and the cue.
func (v *view) spanFeatures(fs []uint32, c *cueFacts, i, k int, rs []relation,
	gap uint32) []uint32 {
	b := bag{fs: fs}
	r := rs[k]
	br := v.branchOf(i, r)
	q := v.quoteRelation(i, c.nearest)
	v.treeFeatures(&b, c, i, &r, &br, q)
	side := b2u(i > c.cue)
	dist := uint32(bits.Len(uint(max(i-c.cue, c.cue-i))))<<1 | side
	para := uint32(int(v.para[i]) - int(v.para[c.cue]))
	word, prev, next := v.word[i], at(v.word, i-1), at(v.word, i+1)
	b.put(word, side)
	b.put(word, prev, side)
	b.put(word, next)
	b.put(r.kind, word)
	b.put(r.kind, prev, br.edge)
	b.put(v.tag[i], at(v.tag, i-1), at(v.tag, i+1))
	b.put(q, dist)
	b.put(q, r.kind, word)
	b.put(q, para, c.lemma)
	b.put(dist, v.tag[i])
	b.put(dist, v.name[i], r.kind)
	b.put(r.kind, beside(rs, k, k-1), v.tag[i])
	b.put(r.kind, beside(rs, k, k+1), next)
	b.put(r.kind, c.frame, br.edge)
	b.put(r.kind, c.frame, q)
	b.put(r.kind, br.sub, br.mark, br.subEdge)
	b.put(c.lemma, word)
	b.put(c.lemma, c.frame, q, br.edge)
	v.gapFeatures(&b, c, i, &r, &br, gap, q)
	b.put(v.shape(i), v.shape(i-1), v.tag[i])
	b.put(next, at(v.word, i+2), br.edge)
	b.put(at(v.word, c.cue+1), r.kind, dist)
	return b.fs
}

// treeFeatures are of where token i stands in the tree as seen from the cue.
func (v *view) treeFeatures(b *bag, c *cueFacts, i int, r *relation, br *branch, q uint32) {
	b.put(r.kind)
	b.put(r.kind, c.lemma)
	b.put(r.kind, c.tag, q)
	b.put(r.kind, br.edge)
	b.put(r.kind, c.lemma, br.edge)
	b.put(r.kind, br.mark)
	b.put(r.kind, c.lemma, br.mark)
	b.put(r.kind, br.tag, br.name)
	b.put(r.kind, br.lemma, br.edge)
	b.put(r.kind, br.sub, br.subEdge)
	b.put(r.kind, br.sub, br.subEdge, c.lemma)
	b.put(r.kind, v.rel[i], br.edge)
}

// gapFeatures are of what stands between token i and the cue, and of the cue's class.
func (v *view) gapFeatures(b *bag, c *cueFacts, i int, r *relation, br *branch, gap, q uint32) {
	side := b2u(i > c.cue)
	b.put(gap, side, v.tag[i])
	b.put(gap, side, c.lemma)
	b.put(gap, r.kind, br.edge)
	b.put(gap, side, v.word[i])
	b.put(gap, q, c.class)
	b.put(c.class, r.kind, br.edge)
	b.put(c.class, r.kind, br.mark, br.subEdge)
	b.put(c.class, c.frame, r.kind, q)
	b.put(c.class, v.word[i], side)
}

// beside hashes the relation of token n of a window, seen from token k; 1 outside the window.
func beside(rs []relation, k, n int) uint32 {
	if n < 0 || n >= len(rs) {
		return 1
	}
	return rs[n].kind ^ b2u(rs[n].branch != rs[k].branch)
}

// A branch is what features need of the subtree that holds a token: whether the token is its
// first or last (edge), the word that introduces it, its head; and the same of the subtree one
// step further down.
type branch struct {
	edge, mark, tag, name, lemma, sub, subEdge uint32
}

func (v *view) branchOf(i int, r relation) (br branch) {
	if r.branch < 0 {
		return br
	}
	b := int(r.branch)
	br.edge = v.edge(i, b)
	if m := v.child(b, "mark", "case"); m >= 0 {
		br.mark = v.word[m]
	}
	br.tag, br.name, br.lemma = v.tag[b], v.name[b], v.lemma[b]
	if s := int(r.sub); s >= 0 {
		br.sub, br.subEdge = v.rel[s], v.edge(i, s)
	}
	return br
}

// edge tells whether token i is the first (1) or last (2) of the subtree under top.
func (v *view) edge(i, top int) uint32 {
	return b2u(int(v.first[top]) == i) | b2u(int(v.last[top]) == i)<<1
}

// quoteRelation hashes how token i stands to quotation marks, and to which quotation.
func (v *view) quoteRelation(i int, nearest [3]int32) uint32 {
	h := uint32(v.state[i])
	if q := v.inQuote[i]; q >= 0 {
		which := uint32(4)
		for k, n := range nearest {
			if n == q {
				which = uint32(k) + 1
			}
		}
		h |= which << 3
	}
	if i > 0 {
		h |= uint32(v.state[i-1]) << 6
	}
	if i+1 < len(v.state) {
		h |= uint32(v.state[i+1]) << 9
	}
	return h
}

// emit sums for each token of the window the weights of its labels.
func (m *linear) emit(w *window, out [][labels]float32) [][labels]float32 {
	if m.cold != nil {
		return m.cold.emit(w, out)
	}
	out = out[:0]
	for k := 0; k < len(w.feats); k += perToken {
		var sum [labels]float32
		for _, f := range w.feats[k : k+perToken] {
			if at := m.place(f); at >= 0 {
				for l, x := range m.w[at : at+labels] {
					sum[l] += x
				}
			}
		}
		out = append(out, sum)
	}
	return out
}

const impossible = float32(-1e9)

// decode finds the best labels by Viterbi's method. It reuses path and back.
func decode(e [][labels]float32, w *window, join []float32, path []uint8,
	back [][labels]uint8) ([]uint8, [][labels]uint8) {
	back = back[:0]
	var cur [labels]float32
	for i := range e {
		next := [labels]float32{inContent: impossible, inSource: impossible}
		var from [labels]uint8
		if i > 0 {
			at := (*[labels * labels]float32)(join[int(w.context[i])*labels*labels:])
			for l := range labels {
				next[l], from[l] = likeliest(&cur, at, l)
			}
		}
		for l, x := range e[i] {
			next[l] += x
		}
		cur, back = next, append(back, from)
	}
	l := 0
	for k := range labels {
		if cur[k] > cur[l] {
			l = k
		}
	}
	path = append(path[:0], make([]uint8, len(e))...)
	for i := len(e) - 1; i >= 0; i-- {
		path[i] = uint8(l)
		l = int(back[i][l])
	}
	return path, back
}

// likeliest is the best score with which label l comes, and after which label, given the scores so
// far and those of the transitions.
func likeliest(cur *[labels]float32, join *[labels * labels]float32, l int) (float32, uint8) {
	first, last := 0, labels-1
	if l == inContent || l == inSource {
		first, last = l-1, l
	}
	best, arg := cur[first]+join[first*labels+l], first
	for p := first + 1; p <= last; p++ {
		if s := cur[p] + join[p*labels+l]; s > best {
			best, arg = s, p
		}
	}
	return best, uint8(arg)
}

// potentials are the exponentials of transitions, 0 for what may not follow.
func potentials(join []float32) *[joins * labels * labels]float64 {
	var step [joins * labels * labels]float64
	for k, x := range join {
		if follows(1, k/labels%labels, k%labels) {
			step[k] = math.Exp(float64(x))
		}
	}
	return &step
}

// likelihood is the logarithm of the probability of a path; step are the potentials of join.
func likelihood(e [][labels]float32, w *window, join []float32,
	step *[joins * labels * labels]float64, path []uint8) float32 {
	var cur [labels]float64
	total, score := 0.0, 0.0
	for i := range e {
		var next [labels]float64
		sum := 0.0
		at := int(w.context[i]) * labels * labels
		for l := range labels {
			switch {
			case i > 0:
				for p := range labels {
					next[l] += cur[p] * step[at+p*labels+l]
				}
			case follows(0, 0, l):
				next[l] = 1
			}
			next[l] *= math.Exp(float64(e[i][l] - e[i][path[i]]))
			sum += next[l]
		}
		if i > 0 {
			score += float64(join[at+int(path[i-1])*labels+int(path[i])])
		}
		total += math.Log(sum)
		for l := range labels {
			cur[l] = next[l] / sum
		}
	}
	return float32(score - total)
}

// follows reports whether label l may come after label p.
func follows(i, p, l int) bool {
	if l != inContent && l != inSource {
		return true
	}
	return i > 0 && (p == l || p == l-1)
}
