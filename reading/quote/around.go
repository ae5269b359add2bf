package quote

// bounds are those of the cue's sentence, and of its neighbours as far as there are quotations,
// but no further than reach.
func (v *view) bounds(cue int) (first, last int) {
	s := int(v.sent[cue])
	a, b := s, s
	for a > 0 && v.doc.Sentences[a].First > cue-reach && v.quoted(a-1) {
		a--
	}
	for b+1 < len(v.doc.Sentences) && v.doc.Sentences[b].Last < cue+reach && v.quoted(b+1) {
		b++
	}
	return max(v.doc.Sentences[a].First, cue-reach), min(v.doc.Sentences[b].Last, cue+reach+1)
}

// quoted reports whether sentence s has part of a quotation in it.
func (v *view) quoted(s int) bool {
	for i := v.doc.Sentences[s].First; i < v.doc.Sentences[s].Last; i++ {
		if v.inQuote[i] >= 0 {
			return true
		}
	}
	return false
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
