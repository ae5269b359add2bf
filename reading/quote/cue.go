package quote

// maybeCue reports whether token i is of a kind that can be a cue at all.
func (v *view) maybeCue(i int) bool {
	switch v.doc.Tokens[i].Tag {
	case "VERB", "NOUN", "ADJ", "ADP", "AUX", "ADV", "SCONJ":
		return true
	case "PUNCT":
		w := v.doc.Word(i)
		return w == ":" || w == "-" || w == "–" || w == "—"
	case "PROPN":
		return v.doc.Tokens[i].Rel == "root"
	}
	return false
}

// A bag gathers features. Each is the hash of its parts and of its turn, so that the same parts
// put as the third feature differ from those put as the fourth.
type bag struct {
	fs   []uint32
	turn uint32
}

func (b *bag) put(parts ...uint32) {
	b.turn++
	h := b.turn * 0x9E3779B1
	for _, p := range parts {
		h = mix(h, p)
	}
	b.fs = append(b.fs, h)
}

// cueFeatures appends to fs what speaks for or against token i as the head of a cue.
func (v *view) cueFeatures(fs []uint32, i int) []uint32 {
	b := bag{fs: fs}
	lemma, rel, tag := v.lemma[i], v.rel[i], v.tag[i]
	headLemma, headRel := uint32(1), uint32(1)
	if head := v.head(i); head >= 0 {
		headLemma, headRel = v.lemma[head], v.rel[head]
	}
	b.put(1)
	b.put(tag)
	b.put(tag, rel)
	b.put(lemma)
	b.put(v.word[i])
	b.put(lemma, tag)
	b.put(lemma, rel)
	b.put(tag, rel, headRel)
	b.put(lemma, headLemma)
	b.put(tag, headLemma, rel)
	v.neighbourFeatures(&b, i)
	q, frame, class := v.quoteContext(i), v.frame(i), hashString(v.class[i])
	b.put(tag, q)
	b.put(lemma, q)
	b.put(tag, rel, q)
	b.put(tag, frame)
	b.put(lemma, frame)
	b.put(frame, q)
	b.put(class, tag)
	b.put(class, frame)
	b.put(class, q, rel)
	b.put(class, tag, rel, headRel)
	b.put(class, at(v.word, i+1))
	b.put(class, tag, at(v.tag, i-1))
	v.childFeatures(&b, i, class)
	return b.fs
}

// neighbourFeatures are of the words beside token i.
func (v *view) neighbourFeatures(b *bag, i int) {
	lemma, tag := v.lemma[i], v.tag[i]
	b.put(lemma, at(v.word, i+1))
	b.put(lemma, at(v.word, i-1))
	b.put(tag, at(v.word, i+1))
	b.put(tag, at(v.word, i-1))
	b.put(tag, at(v.tag, i+1), at(v.tag, i-1))
	b.put(lemma, at(v.tag, i+1))
	b.put(lemma, at(v.tag, i-1))
	b.put(tag, at(v.word, i+1), at(v.word, i+2))
}

// childFeatures are of the words under token i and those under them.
func (v *view) childFeatures(b *bag, i int, class uint32) {
	lemma, tag, turn := v.lemma[i], v.tag[i], b.turn
	for _, c := range v.kids[i] {
		b.turn = turn
		side := b2u(int(c) > i)
		b.put(tag, v.rel[c], side)
		b.put(lemma, v.rel[c], side)
		b.put(lemma, v.rel[c], v.lemma[c])
		b.put(tag, v.rel[c], v.lemma[c])
		b.put(tag, v.rel[c], v.tag[c], v.name[c])
		b.put(lemma, v.rel[c], v.tag[c], v.name[c])
		b.put(class, v.rel[c], v.tag[c], v.name[c])
		b.put(class, v.rel[c], v.lemma[c])
		under := b.turn
		for _, g := range v.kids[c] {
			b.turn = under
			b.put(tag, v.rel[c], v.rel[g], v.lemma[g])
			b.put(lemma, v.rel[c], v.rel[g], v.lemma[g])
		}
	}
}

// frame hashes which of the telling relations stand under token i.
func (v *view) frame(i int) uint32 {
	h := uint32(0)
	for _, c := range v.kids[i] {
		switch v.doc.Tokens[c].Rel {
		case "nsubj":
			h |= 1
		case "ccomp":
			h |= 2
		case "obj":
			h |= 4
		case "xcomp":
			h |= 8
		case "parataxis":
			h |= 16
		case "obl":
			h |= 32
		case "acl", "advcl":
			h |= 64
		case "nmod":
			h |= 128
		case "case":
			h |= 256
		case "iobj":
			h |= 512
		}
	}
	return h
}

// quoteContext hashes where quotation marks stand around token i and in its sentence.
func (v *view) quoteContext(i int) uint32 {
	h := uint32(v.state[i])
	for d := 1; d <= 6; d++ {
		if i-d >= 0 && v.state[i-d] == closing && h&0xF0 == 0 {
			h |= uint32(nearness(d)) << 4
		}
		if i+d < len(v.state) && v.state[i+d] == opening && h&0xF00 == 0 {
			h |= uint32(nearness(d)) << 8
		}
	}
	if len(v.doc.Sentences) == 0 {
		return h
	}
	s := v.doc.Sentences[v.sent[i]]
	for t := s.First; t < s.Last; t++ {
		if v.inQuote[t] >= 0 {
			return h | 0x1000
		}
	}
	return h
}

// nearness puts a distance in tokens into one of three classes.
func nearness(d int) int {
	switch {
	case d <= 1:
		return 1
	case d <= 3:
		return 2
	}
	return 3
}

func b2u(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}
