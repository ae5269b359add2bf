package event

// match returns the fullest frame of the word that its clause fits.
func (v *view) match(frames []frame, c *clause) (*frame, bool) {
	for i := range frames {
		if v.fits(&frames[i], c) {
			return &frames[i], true
		}
	}
	return nil, false
}

func (v *view) fits(f *frame, c *clause) bool {
	for _, s := range f.slots {
		if v.filled(s, c) == s.absent {
			return false
		}
	}
	return true
}

// filled reports whether some argument of the slot is what the slot wants.
func (v *view) filled(s slot, c *clause) bool {
	for _, a := range c.args {
		if !v.stands(a, s.name) {
			continue
		}
		if len(s.want) == 0 {
			return true
		}
		for _, w := range s.want {
			if a.tok >= 0 && v.is(a.tok, w) {
				return true
			}
		}
	}
	return false
}

// stands reports whether argument a may fill the slot: its own, or one that the tree easily takes
// for another ("was handed a sentence" has its object as what somebody was called).
func (v *view) stands(a arg, name string) bool {
	switch {
	case a.slot == name:
		return true
	case name == "obj":
		if a.tok < 0 || v.words.classes["particle"][a.slot] && a.slot != "in" {
			return a.tok >= 0 // "called off the strike", with "off" taken for a preposition
		}
		return a.slot == "iobj" || a.slot == "pred" && v.Tokens[a.tok].Rel == "obj"
	case name == "inf":
		return a.slot == "aim"
	}
	return false
}

// is reports whether token i is a word, of a $class, or an @kind; a coordinated noun counts.
func (v *view) is(i int, want string) bool {
	switch want[0] {
	case '@':
		return v.isKind(i, want[1:])
	case '$':
		if v.isOneOf(i, v.words.classes[want[1:]]) {
			return true
		}
	default:
		if v.lemma(i) == want || v.lower(i) == want || v.joined(i) == want {
			return true
		}
	}
	for k := range v.kids(i) {
		if v.Tokens[k].Rel == "conj" && k > i && v.is(k, want) {
			return true
		}
	}
	return false
}

// isOneOf looks the head noun up, and the noun that it measures: "a series of talks", "a million
// in aid".
func (v *view) isOneOf(i int, class map[string]bool) bool {
	if class[v.lemma(i)] || class[v.lower(i)] || class[v.joined(i)] {
		return true
	}
	if v.words.classes["measure"][v.lemma(i)] || v.Tokens[i].Tag == "SYM" {
		for k := range v.kids(i) {
			if c := v.caseOf(k); v.Tokens[k].Rel == "nmod" && (c == "of" || c == "in" || c == "for") {
				return class[v.lemma(k)]
			}
		}
	}
	return false
}
