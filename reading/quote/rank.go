package quote

import "math/bits"

// rankFeatures appends to fs what tells whether the k-th of all cues found is one, now that
// its content and source are known and those of its neighbours.
func (v *view) rankFeatures(fs []uint32, k int, all []found) []uint32 {
	b := bag{fs: fs}
	f := &all[k]
	lemma, tag, class := v.lemma[f.cue], v.tag[f.cue], hashString(v.class[f.cue])
	p := uint32(f.p * 20)
	link := v.contentFeatures(&b, f, p, class)
	src, srcLink := uint32(3), uint32(3)
	turn := b.turn
	if len(f.source) > 0 {
		if h := v.doc.HeadOf(f.source[0]); h >= 0 {
			src, srcLink = mix(v.tag[h], v.name[h]), v.link(h, f.cue)
			b.put(v.lemma[h], class)
		}
	}
	b.turn = turn + 1
	b.put(src, tag)
	b.put(src, lemma)
	b.put(src, class, p/4)
	b.put(srcLink, class)
	b.put(srcLink, link, tag)
	o := v.rivals(k, all)
	b.put(o, tag)
	b.put(o, class)
	b.put(o, lemma)
	b.put(o, p/2)
	b.put(o, link)
	sure := uint32(min(12, -2*f.sure))
	b.put(sure)
	b.put(sure, tag)
	b.put(sure, class)
	b.put(sure, p/4)
	b.put(f.agree, p/4)
	b.put(f.agree, class)
	b.put(f.agree, sure)
	b.put(f.agree, tag, o)
	return b.fs
}

// contentFeatures are of f's content; it returns how that hangs together with the cue.
func (v *view) contentFeatures(b *bag, f *found, p, class uint32) uint32 {
	lemma, tag := v.lemma[f.cue], v.tag[f.cue]
	first, last := f.tokens[0], f.tokens[len(f.tokens)-1]
	head := v.topOf(f.tokens)
	size := uint32(bits.Len(uint(len(f.tokens))))
	link := v.link(head, f.cue)
	side := b2u(first > f.cue) | b2u(last > f.cue)<<1
	b.put(1)
	b.put(p)
	b.put(p, tag)
	b.put(p, class)
	b.put(p, lemma)
	b.put(size, tag, p/4)
	b.put(size, side, v.stateAt(first))
	b.put(link, tag)
	b.put(link, class)
	b.put(link, lemma)
	b.put(link, p/4)
	b.put(v.tag[head], v.rel[head], class)
	b.put(v.word[first], class)
	b.put(v.word[first], lemma)
	b.put(v.tag[first], tag, side)
	b.put(uint32(len(f.content)), tag)
	b.put(v.stateAt(first), v.stateAt(last), class)
	b.put(v.stateAt(first), v.stateAt(last), lemma)
	b.put(b2u(v.ends(last)), b2u(v.ends(first-1)), class)
	return link
}

// topOf is the token nearest to the root.
func (v *view) topOf(tokens []int) int {
	best, depth := tokens[0], maxDepth+1
	for _, t := range tokens {
		if d := v.depth(t); d < depth {
			best, depth = t, d
		}
	}
	return best
}

// link hashes how token i hangs together with the cue: below it, above it, beside it, apart.
func (v *view) link(i, cue int) uint32 {
	switch {
	case v.sent[i] != v.sent[cue]:
		return 1
	case v.head(i) == cue:
		return mix(2, v.rel[i])
	case v.head(cue) == i:
		return mix(3, v.rel[cue])
	case v.doc.Under(i, cue):
		return 4
	case v.doc.Under(cue, i):
		return 5
	case v.head(i) >= 0 && v.head(i) == v.head(cue):
		return mix(mix(6, v.rel[i]), v.rel[cue])
	}
	return 7
}

func (v *view) stateAt(i int) uint32 {
	if i < 0 || i >= len(v.state) {
		return 5
	}
	return uint32(v.state[i])
}

// ends reports whether a sentence ends with token i or the mark behind it.
func (v *view) ends(i int) bool {
	for n := i + 1; n <= i+2 && n < len(v.sent); n++ {
		if i < 0 || v.sent[n] != v.sent[max(i, 0)] {
			return true
		}
		if v.doc.Tokens[n].Tag != "PUNCT" {
			return false
		}
	}
	return i < 0 || i+1 >= len(v.sent)
}

// rivals hashes whether likelier or less likely cues share the content of the k-th, stand in
// it, or have it stand in theirs.
func (v *view) rivals(k int, all []found) uint32 {
	h := uint32(0)
	f := &all[k]
	lo, hi := v.near(k, all)
	for n := lo; n < hi; n++ {
		o := &all[n]
		if n == k || v.sent[o.cue] > v.sent[f.cue]+1 || v.sent[o.cue]+1 < v.sent[f.cue] {
			continue
		}
		both := common(f.tokens, o.tokens)
		if 2*both > min(len(f.tokens), len(o.tokens)) {
			h |= 1 << b2u(o.p > f.p)
		}
		if holds(o.tokens, f.cue) {
			h |= 4 << b2u(o.p > f.p)
		}
		if holds(f.tokens, o.cue) {
			h |= 16 << b2u(o.p > f.p)
		}
	}
	return h
}

// near is the range [lo, hi) of the cues that stand within a few sentences of the k-th. All must
// be in order of the text.
func (v *view) near(k int, all []found) (lo, hi int) {
	s := v.sent[all[k].cue]
	for lo = k; lo > max(0, k-nearCues) && v.sent[all[lo-1].cue] >= s-nearSentences; lo-- {
	}
	top := min(len(all), k+nearCues)
	for hi = k + 1; hi < top && v.sent[all[hi].cue] <= s+nearSentences; hi++ {
	}
	return lo, hi
}

// nearSentences is how many sentences apart two cues may be to have to do with each other, and
// nearCues how many cues, lest a text of nothing but cues take for ever.
const (
	nearSentences = 3
	nearCues      = 25
)

func holds(tokens []int, t int) bool {
	if t < tokens[0] || t > tokens[len(tokens)-1] {
		return false
	}
	for _, x := range tokens {
		if x == t {
			return true
		}
	}
	return false
}

// common counts what two rising lists share.
func common(a, b []int) int {
	n := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i] == b[k]:
			n, i, k = n+1, i+1, k+1
		case a[i] < b[k]:
			i++
		default:
			k++
		}
	}
	return n
}
