package event

import "readout/news"

// subjects finds who does verb i: its own subject, or that of the verb it is coordinated with or
// controlled by, or the noun that it describes.
func (v *view) subjects(i, depth int) []int {
	if depth > deepest || i < 0 {
		return nil
	}
	h := v.head(i)
	if s := v.subject(i); s >= 0 {
		if v.Tokens[i].Rel == "ccomp" && v.who[s] < 0 && v.words.classes["pronoun"][v.lower(s)] {
			return v.sameAs(s, v.subjects(h, depth+1)) // "the army says it has killed": the army
		}
		return []int{v.antecedent(s)}
	}
	rel := v.Tokens[i].Rel
	if s := v.leading(i); s >= 0 && s > h && v.Tokens[s].Tag != "PRON" && rel != "acl" {
		return []int{s}
	}
	if out := v.governed(i, h, depth); out != nil {
		return out
	}
	if s := v.leading(i); s >= 0 && (v.acts(s) || v.where[s] >= 0) {
		return []int{s}
	}
	return nil
}

// sameAs is the subjects that pronoun s may stand for: "it" is nobody who is a person.
func (v *view) sameAs(s int, subjects []int) []int {
	if v.lower(s) != "it" {
		return subjects
	}
	for _, k := range subjects {
		if n := v.antecedent(k); v.entityKind(n) == news.Person || v.people(n) {
			return nil
		}
	}
	return subjects
}

// people reports whether token i is a pronoun of a person: he, she, who.
func (v *view) people(i int) bool {
	switch v.lower(i) {
	case "he", "she", "i", "we", "who":
		return true
	}
	return false
}

// subject is the nsubj of verb i; of two before it, as of a title and a name, the one that is
// known.
func (v *view) subject(i int) int {
	s := v.kid(i, "nsubj")
	for k := range v.kids(i) {
		if v.Tokens[k].Rel == "nsubj" && k < i && k > s && v.who[s] < 0 && v.who[k] >= 0 &&
			v.role(s) != "" {
			s = k
		}
	}
	if s < 0 && !v.passive(i) {
		s = v.fallen(i)
	}
	return s
}

// fallen finds the subject that the tree has hung on its verb as a mere circumstance, without a
// preposition: "The senator, Ana Lima, has hit out".
func (v *view) fallen(i int) int {
	for k := range v.kids(i) {
		if k < i && v.Tokens[k].Rel == "obl" && v.caseOf(k) == "" && v.when[k] < 0 && v.acts(k) {
			return k
		}
	}
	return -1
}

// governed finds the subject that verb i has from the word h that it depends on.
func (v *view) governed(i, h, depth int) []int {
	if h < 0 {
		return nil
	}
	switch v.Tokens[i].Rel {
	case "conj":
		if v.verbal(h) || v.kid(h, "cop") >= 0 {
			return v.shared(h, depth)
		}
	case "xcomp":
		if o := v.kid(h, "obj"); o >= 0 && !v.passive(h) {
			return []int{v.antecedent(o)}
		}
		return v.subjects(h, depth+1)
	case "advcl":
		if o := v.kid(h, "obj"); o >= 0 && v.reproved(i) {
			return []int{v.antecedent(o)}
		}
		return v.subjects(h, depth+1)
	case "acl":
		return v.relative(i, v.described(i), depth)
	case "parataxis":
		if h < i && v.acts(h) {
			return []int{h} // the subject, taken for the root
		}
	case "ccomp":
		if v.form(i) == ing {
			return v.subjects(h, depth+1)
		}
	}
	return nil
}

// shared finds the subject that verb h passes on to a verb coordinated with it. Where h only says
// how things are in a report, the verb is more likely the reporter's: "said it was late and
// called on them".
func (v *view) shared(h, depth int) []int {
	subj := v.subjects(h, depth+1)
	for _, s := range subj {
		if v.acts(s) || v.where[s] >= 0 {
			return subj
		}
	}
	if v.Tokens[h].Rel == "ccomp" {
		return v.subjects(v.head(h), depth+1)
	}
	return subj
}

// relative finds the subject of a clause that hangs on noun h: "troops crossing the border";
// of "a decision to visit", who made it.
func (v *view) relative(i, h, depth int) []int {
	if h < 0 {
		return nil
	}
	if m := v.kid(i, "mark"); m < 0 || v.lower(m) != "to" {
		return []int{h}
	}
	for k := range v.kids(h) {
		if v.owned(k) || v.Tokens[k].Rel == "nsubj" {
			return []int{k}
		}
	}
	if s := v.leading(h); s >= 0 && v.kid(h, "cop") >= 0 {
		return []int{s}
	}
	if g := v.head(h); g >= 0 && v.Tokens[h].Rel == "obj" {
		return v.subjects(g, depth+1)
	}
	return nil
}

// antecedent follows a relative pronoun to the noun that it stands for.
func (v *view) antecedent(i int) int {
	switch v.lower(i) {
	case "who", "which", "that", "whom":
	default:
		return i
	}
	if v.Tokens[i].Tag != "PRON" && v.Tokens[i].Tag != "DET" && v.Tokens[i].Tag != "SCONJ" {
		return i
	}
	for a, n := i, 0; a >= 0 && n < deepest; a, n = v.head(a), n+1 {
		if v.Tokens[a].Rel == "acl" && v.head(a) >= 0 {
			return v.head(a)
		}
	}
	return i
}
