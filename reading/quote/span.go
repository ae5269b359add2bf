package quote

import "math/bits"

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
	context          []uint8  // of the transition into each token
}

// perToken is the number of features of a token.
const perToken = 42

// window lays out the features of the tokens around cue.
func (v *view) window(cue int, w *window) {
	w.cue = cue
	w.first, w.last = max(0, cue-reach), min(len(v.doc.Tokens), cue+reach+1)
	w.feats, w.context = w.feats[:0], w.context[:0]
	r := v.relate(cue, w.first, w.last)
	gaps := v.gaps(cue, w.first, w.last)
	class := hashString(v.class[cue])
	frame := v.frame(cue)
	nearest := v.nearestQuotes(cue)
	for i := w.first; i < w.last; i++ {
		w.feats = v.spanFeatures(w.feats, cue, i, frame, r[i-w.first:], i-w.first, r, nearest, gaps[i-w.first], class)
		c := uint8(0)
		if i > w.first {
			if r[i-w.first].branch != r[i-w.first-1].branch {
				c = 1
			}
			if v.state[i] != v.state[i-1] {
				c |= 2
			}
		}
		w.context = append(w.context, c)
	}
}

// A relation says how a token hangs together with a cue in the tree.
type relation struct {
	branch int32  // the token under the meeting point whose subtree holds the token, or -1
	sub    int32  // the next token down towards it
	kind   uint32 // hash of steps up from the cue and relations on both sides
}

// relate finds for each token of [first, last) in the cue's sentence the nearest common head.
func (v *view) relate(cue, first, last int) []relation {
	var up [maxDepth]int
	n := 0
	for h := cue; h >= 0 && n < maxDepth; h = v.head(h) {
		up[n] = h
		n++
	}
	out := make([]relation, last-first)
	for i := first; i < last; i++ {
		out[i-first] = v.relateOne(i, up[:n])
	}
	return out
}

func (v *view) relateOne(i int, up []int) relation {
	cue := up[0]
	if v.sent[i] != v.sent[cue] {
		return relation{-1, -1, uint32(int(v.sent[i])-int(v.sent[cue])) + 100}
	}
	branch, sub := -1, -1
	for h, n := i, 0; h >= 0 && n < maxDepth; n++ {
		for k, u := range up {
			if u == h {
				return v.relationAt(i, branch, sub, k, up)
			}
		}
		sub, branch = branch, h
		h = v.head(h)
	}
	return relation{int32(branch), int32(sub), 99}
}

// relationAt names the relation of a token whose path meets the cue's at up[k].
func (v *view) relationAt(i, branch, sub, k int, up []int) relation {
	h := uint32(min(k, 4))
	if k > 0 {
		h = mix(h, v.rel[up[k-1]])
	}
	if k > 1 {
		h = mix(h, v.rel[up[0]])
	}
	if branch < 0 {
		return relation{int32(i), -1, mix(h, 77)}
	}
	if sub < 0 {
		sub = branch
	}
	return relation{int32(branch), int32(sub), mix(mix(h, v.rel[branch]), b2u(branch > up[0]))}
}

// nearestQuotes returns the indexes of the quotations before and after cue, and around it.
func (v *view) nearestQuotes(cue int) [3]int32 {
	out := [3]int32{-1, -1, v.inQuote[cue]}
	for i := cue; i >= 0 && i > cue-reach; i-- {
		if q := v.inQuote[i]; q >= 0 && q != out[2] {
			out[0] = q
			break
		}
	}
	for i := cue; i < len(v.inQuote) && i < cue+reach; i++ {
		if q := v.inQuote[i]; q >= 0 && q != out[2] {
			out[1] = q
			break
		}
	}
	return out
}

func (v *view) spanFeatures(fs []uint32, cue, i int, frame uint32, at0 []relation, k int,
	all []relation, nearest [3]int32, gap, class uint32) []uint32 {
	n := uint32(0)
	put := func(parts ...uint32) {
		n++
		h := n * 0x9E3779B1
		for _, p := range parts {
			h = mix(h, p)
		}
		fs = append(fs, h)
	}
	r := at0[0]
	lemma, tag := v.lemma[cue], v.tag[cue]
	before, after := uint32(1), uint32(1)
	if k > 0 {
		before = all[k-1].kind ^ b2u(all[k-1].branch != r.branch)
	}
	if k+1 < len(all) {
		after = all[k+1].kind ^ b2u(all[k+1].branch != r.branch)
	}
	edge, markWord, headTag, headName, headLemma, subRel, subEdge := v.branchOf(i, r)
	q := v.quoteRelation(i, nearest)
	side := b2u(i > cue)
	dist := uint32(bits.Len(uint(max(i-cue, cue-i))))<<1 | side
	para := uint32(int(v.para[i]) - int(v.para[cue]))
	word, prev, next := v.word[i], at(v.word, i-1), at(v.word, i+1)
	put(r.kind)
	put(r.kind, lemma)
	put(r.kind, tag, q)
	put(r.kind, edge)
	put(r.kind, lemma, edge)
	put(r.kind, markWord)
	put(r.kind, lemma, markWord)
	put(r.kind, headTag, headName)
	put(r.kind, headLemma, edge)
	put(r.kind, subRel, subEdge)
	put(r.kind, subRel, subEdge, lemma)
	put(r.kind, v.rel[i], edge)
	put(word, side)
	put(word, prev, side)
	put(word, next)
	put(r.kind, word)
	put(r.kind, prev, edge)
	put(v.tag[i], at(v.tag, i-1), at(v.tag, i+1))
	put(q, dist)
	put(q, r.kind, v.word[i])
	put(q, para, lemma)
	put(dist, v.tag[i])
	put(dist, v.name[i], r.kind)
	put(r.kind, before, v.tag[i])
	put(r.kind, after, next)
	put(r.kind, frame, edge)
	put(r.kind, frame, q)
	put(r.kind, subRel, markWord, subEdge)
	put(lemma, word)
	put(lemma, frame, q, edge)
	put(gap, side, v.tag[i])
	put(gap, side, lemma)
	put(gap, r.kind, edge)
	put(gap, side, word)
	put(gap, q, class)
	put(class, r.kind, edge)
	put(class, r.kind, markWord, subEdge)
	put(class, frame, r.kind, q)
	put(class, word, side)
	put(v.shape(i), v.shape(i-1), v.tag[i])
	put(next, at(v.word, i+2), edge)
	put(at(v.word, cue+1), r.kind, dist)
	return fs
}

// gaps hashes for each token of [first, last) what stands between it and the cue: marks, ends
// of sentences, verbs and other words of speech.
func (v *view) gaps(cue, first, last int) []uint32 {
	out := make([]uint32, last-first)
	h := uint32(0)
	for i := cue + 1; i < last; i++ {
		out[i-first] = h
		h = v.pass(h, i, i-1)
	}
	h = 0
	for i := cue - 1; i >= first; i-- {
		out[i-first] = h
		h = v.pass(h, i, i+1)
	}
	return out
}

// pass adds token i to what stands between, coming from token from.
func (v *view) pass(h uint32, i, from int) uint32 {
	if v.sent[i] != v.sent[from] {
		h += 1 << 12
	}
	switch w := v.doc.Word(i); {
	case v.state[i] == opening || v.state[i] == closing:
		h |= 1
	case w == ",":
		if h&6 < 6 {
			h += 2
		}
	case w == ":" || w == ";" || w == "—" || w == "–" || w == "-" || w == "--":
		h |= 8
	case w == "(" || w == ")":
		h |= 16
	}
	switch v.doc.Tokens[i].Tag {
	case "VERB":
		h |= 32
		if v.class[i] == "say" {
			h |= 64
		}
	case "CCONJ":
		h |= 128
	case "SCONJ":
		h |= 256
	}
	return h
}

// shape tells how the word of token i is written: capital, digits, marks.
func (v *view) shape(i int) uint32 {
	if i < 0 || i >= len(v.doc.Tokens) {
		return 9
	}
	first := b2u(i == 0 || v.sent[i-1] != v.sent[i]) << 3
	switch c := v.doc.Word(i)[0]; {
	case c >= 'A' && c <= 'Z':
		return 1 | first
	case c >= '0' && c <= '9':
		return 2 | first
	case c < '0':
		return 3 | first
	}
	return 4 | first
}

// branchOf describes the branch that holds token i: whether i is its first or last token, the
// word that introduces it, and its head.
func (v *view) branchOf(i int, r relation) (edge, markWord, tag, name, lemma, sub, subEdge uint32) {
	if r.branch < 0 {
		return
	}
	b := int(r.branch)
	edge = b2u(int(v.first[b]) == i) | b2u(int(v.last[b]) == i)<<1
	if m := v.child(b, "mark", "case"); m >= 0 {
		markWord = v.word[m]
	}
	tag, name, lemma = v.tag[b], v.name[b], v.lemma[b]
	if r.sub >= 0 {
		s := int(r.sub)
		sub = v.rel[s]
		subEdge = b2u(int(v.first[s]) == i) | b2u(int(v.last[s]) == i)<<1
	}
	return
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
	out = out[:0]
	for k := 0; k < len(w.feats); k += perToken {
		var e [labels]float32
		for _, f := range w.feats[k : k+perToken] {
			if s := m.place(f); s >= 0 {
				for l, x := range m.w[s : s+labels] {
					e[l] += x
				}
			}
		}
		out = append(out, e)
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
		var next [labels]float32
		var from [labels]uint8
		for l := range labels {
			best, arg := impossible, 0
			for p := range labels {
				s := cur[p]
				if i > 0 {
					s += join[(int(w.context[i])*labels+p)*labels+l]
				}
				if !follows(i, p, l) {
					s += impossible
				}
				if s > best {
					best, arg = s, p
				}
			}
			next[l], from[l] = best+e[i][l], uint8(arg)
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

// follows reports whether label l may come after label p.
func follows(i, p, l int) bool {
	if l != inContent && l != inSource {
		return true
	}
	return i > 0 && (p == l || p == l-1)
}
