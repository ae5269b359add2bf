package event

// helpers of a verb, by what they say of its truth and time.
type helpers struct {
	negated, modal, future, would, due, habit, doubt bool
	form                                             int // of a form of "be", or -1
}

func (v *view) auxiliaries(i int) helpers { return v.auxiliariesTo(i, 0) }

func (v *view) auxiliariesTo(i, depth int) helpers {
	h := helpers{form: -1}
	to := false
	for k := range v.kids(i) {
		v.auxiliary(i, k, &h)
		if v.Tokens[k].Rel == "mark" && v.lower(k) == "to" {
			to = true
		}
	}
	if to && h.form >= 0 && v.Tokens[i].Rel != "xcomp" && v.form(i) == base {
		h.due = true // "is to visit"
	}
	return h.inherit(v, i, depth)
}

func (v *view) auxiliary(i, k int, h *helpers) {
	class, w := v.words.classes, v.lower(k)
	switch t := &v.Tokens[k]; t.Rel {
	case "aux", "cop":
		switch {
		case w == "would" || (w == "'d" || w == "’d") && v.form(i) != past:
			h.would = true
		case class["modal"][w]:
			h.modal = true
		case class["future"][w]:
			h.future = true
		case v.lemma(k) == "be":
			h.form = v.beForm(w)
		}
	case "advmod", "det", "cc":
		h.negated = h.negated || class["never"][w]
		h.habit = h.habit || class["habit"][w]
		h.doubt = h.doubt || class["doubtful"][w]
	case "nsubj", "obj":
		for d := range v.kids(k) {
			if v.Tokens[d].Rel == "det" && class["never"][v.lower(d)] {
				h.negated = true
			}
		}
		if w == "nobody" || w == "none" || w == "nothing" {
			h.negated = true
		}
	case "mark":
		h.negated = h.negated || w == "without"
		if v.words.helpers[w] == "planned" { // "is due to", with "due" taken for a mark
			past := v.bygone(i) || v.bygone(k)
			h.future, h.negated = h.future || !past, h.negated || past
		}
	}
}

// inherit takes over the helpers of the verb that i is coordinated with, where i has none of its
// own: "will meet officials and visit a base".
func (h helpers) inherit(v *view, i, depth int) helpers {
	g := v.head(i)
	if depth > deepest || v.Tokens[i].Rel != "conj" || g < 0 || h.form >= 0 ||
		v.kid(i, "nsubj", "aux") >= 0 {
		return h
	}
	if v.form(i) != v.form(g) && !(v.form(i) == base && v.kid(g, "aux") >= 0) {
		return h
	}
	up := v.auxiliariesTo(g, depth+1)
	h.modal, h.future, h.would = h.modal || up.modal, h.future || up.future, h.would || up.would
	h.due, h.negated = h.due || up.due, h.negated || up.negated && v.form(i) == base
	h.form = up.form
	return h
}

func (v *view) beForm(w string) int {
	switch w {
	case "is", "are", "am", "'s", "'re", "’s", "’re", "'m", "’m":
		return present
	case "was", "were", "been":
		return past
	case "being":
		return ing
	}
	return base
}
