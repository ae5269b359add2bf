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

// cueFeatures appends to fs what speaks for or against token i as the head of a cue.
func (v *view) cueFeatures(fs []uint32, i int) []uint32 {
	n := uint32(0)
	put := func(parts ...uint32) {
		n++
		h := n * 0x9E3779B1
		for _, p := range parts {
			h = mix(h, p)
		}
		fs = append(fs, h)
	}
	lemma, rel, tag := v.lemma[i], v.rel[i], v.tag[i]
	head := v.head(i)
	headLemma, headRel := uint32(1), uint32(1)
	if head >= 0 {
		headLemma, headRel = v.lemma[head], v.rel[head]
	}
	put(1)
	put(tag)
	put(tag, rel)
	put(lemma)
	put(v.word[i])
	put(lemma, tag)
	put(lemma, rel)
	put(tag, rel, headRel)
	put(lemma, headLemma)
	put(tag, headLemma, rel)
	put(lemma, at(v.word, i+1))
	put(lemma, at(v.word, i-1))
	put(tag, at(v.word, i+1))
	put(tag, at(v.word, i-1))
	put(tag, at(v.tag, i+1), at(v.tag, i-1))
	put(lemma, at(v.tag, i+1))
	put(lemma, at(v.tag, i-1))
	put(tag, at(v.word, i+1), at(v.word, i+2))
	q := v.quoteContext(i)
	put(tag, q)
	put(lemma, q)
	put(tag, rel, q)
	frame := v.frame(i)
	put(tag, frame)
	put(lemma, frame)
	put(frame, q)
	class := hashString(v.class[i])
	put(class, tag)
	put(class, frame)
	put(class, q, rel)
	put(class, tag, rel, headRel)
	put(class, at(v.word, i+1))
	put(class, tag, at(v.tag, i-1))
	base := n
	for _, c := range v.kids[i] {
		n = base
		side := b2u(int(c) > i)
		put(tag, v.rel[c], side)
		put(lemma, v.rel[c], side)
		put(lemma, v.rel[c], v.lemma[c])
		put(tag, v.rel[c], v.lemma[c])
		put(tag, v.rel[c], v.tag[c], v.name[c])
		put(lemma, v.rel[c], v.tag[c], v.name[c])
		put(class, v.rel[c], v.tag[c], v.name[c])
		put(class, v.rel[c], v.lemma[c])
		for _, g := range v.kids[c] {
			n = base + 8
			put(tag, v.rel[c], v.rel[g], v.lemma[g])
			put(lemma, v.rel[c], v.rel[g], v.lemma[g])
		}
	}
	return fs
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
