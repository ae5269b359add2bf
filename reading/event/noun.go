package event

import "readout/news"

// nounClause gathers what stands beside noun n that may name an act, and its light verb: the
// verb that it is the object or the subject of ("held talks", "the visit was postponed").
func (v *view) nounClause(n int) (clause, string) {
	c := clause{at: n, verb: -1, args: v.nounArgs(n)}
	for k := range v.kids(n) {
		if r := v.Tokens[k].Rel; r == "amod" || r == "compound" || r == "nmod" && v.caseOf(k) == "" {
			c.args = append(c.args, arg{"adj", k})
		}
	}
	for _, a := range c.args {
		if a.slot != "adj" && a.tok >= 0 {
			for _, n := range v.nounArgs(a.tok) {
				if n.slot != "poss" {
					c.args = append(c.args, n)
				}
			}
		}
	}
	c.args = v.beside(c.args, n)
	if s := v.kid(n, "nsubj"); s >= 0 && v.kid(n, "cop") >= 0 && v.caseOf(n) == "on" {
		c.args = append(c.args, arg{"subj", v.antecedent(s)}) // "is on a visit to"
	}
	verb, status := v.carrier(n)
	if verb < 0 {
		c.args = append(c.args, v.occasion(n)...)
		return c, ""
	}
	c.verb = verb
	if v.passive(verb) {
		c.args = append(c.args, v.agents(verb)...)
	} else if k := v.kid(verb, "nsubj"); k != n {
		for _, s := range v.subjects(verb, 0) {
			if s != n {
				c.args = append(c.args, arg{"subj", s})
			}
		}
	}
	for k := range v.kids(verb) {
		if a, ok := v.argOf(verb, k, v.passive(verb)); ok && k != n && a.slot != "obj" {
			c.args = append(c.args, a)
		}
	}
	return c, status
}

// occasion finds who took part in an act that is told as the occasion of another: "in a call with
// the minister, the president said".
func (v *view) occasion(n int) []arg {
	h := v.head(n)
	if h < 0 || v.Tokens[n].Rel != "obl" || !v.verbal(h) ||
		!v.words.classes["occasion"][v.caseOf(n)] {
		return nil
	}
	var out []arg
	for _, s := range v.subjects(h, 0) {
		if s != n && v.acts(s) {
			out = append(out, arg{"guest", s})
		}
	}
	return out
}

// carrier finds the light verb of noun n and what it makes of the act's status.
func (v *view) carrier(n int) (verb int, status string) {
	for k := range v.kids(n) {
		if r := v.Tokens[k].Rel; (r == "acl" || r == "parataxis") && v.verbal(k) {
			if st, ok := v.carries(k, v.roleUnder(k, n), ""); ok {
				return k, st
			}
		}
	}
	top := v.counted(n)
	h := v.head(top)
	if h < 0 || !v.verbal(h) || v.predicates(h) || len(v.called(h)) > 0 {
		return -1, ""
	}
	if x := v.kid(h, "xcomp"); x >= 0 && v.Tokens[top].Rel == "nsubj" && v.verbal(x) {
		if _, helps := v.words.helpers[v.lemma(h)]; helps {
			role := "subj"
			if v.passive(x) {
				role = "obj"
			}
			if st, ok := v.carries(x, role, ""); ok {
				return x, st // "the summit is expected to take place"
			}
		}
	}
	role, particle := "", ""
	switch v.Tokens[top].Rel {
	case "obj":
		role = "obj"
	case "nsubj":
		role = "subj"
		if v.passive(h) {
			role = "obj"
		}
	case "obl":
		role, particle = "obj", v.caseOf(top)
		if h > top && v.words.classes["circumstance"][particle] {
			role, particle = "subj", "" // "after clashes erupted", taken for "after clashes"
		}
	}
	if st, ok := v.carries(h, role, particle); ok {
		return h, st
	}
	return -1, ""
}

// predicates reports whether verb h says what its object becomes: "makes the talks harder".
func (v *view) predicates(h int) bool {
	k := v.kid(h, "xcomp")
	return k >= 0 && !v.verbal(k)
}

// counted climbs from a noun to the one that measures it or that it is coordinated with: of "a
// series of talks", the series.
func (v *view) counted(n int) int {
	for d := 0; d < deepest; d++ {
		h := v.head(n)
		if h < 0 {
			return n
		}
		switch v.Tokens[n].Rel {
		case "nmod":
			if !v.words.classes["measure"][v.lemma(h)] {
				return n
			}
		case "conj":
			if v.verbal(h) {
				return n
			}
		default:
			return n
		}
		n = h
	}
	return n
}

// roleUnder tells whether noun n is the object or the subject of its relative clause k.
func (v *view) roleUnder(k, n int) string {
	if v.passive(k) {
		return "obj"
	}
	if s := v.kid(k, "nsubj"); s >= 0 && v.antecedent(s) != n {
		return "obj"
	}
	return "subj"
}

// carries looks verb h up among the light verbs; particle is the preposition of a noun that is
// not its object. "Called off" is found before "called".
func (v *view) carries(h int, role, particle string) (string, bool) {
	lights := v.words.lights[v.lemma(h)]
	for _, l := range lights {
		if l.role == role && l.particle != "" &&
			(l.particle == particle || particle == "" && v.takes(h, l.particle)) {
			return l.status, true
		}
	}
	for _, l := range lights {
		if l.role == role && l.particle == "" && particle == "" {
			return l.status, true
		}
	}
	return "", false
}

// takes reports whether verb h has the particle: "called off".
func (v *view) takes(h int, particle string) bool {
	for k := range v.kids(h) {
		if t := &v.Tokens[k]; t.Tag == "ADP" || t.Tag == "ADV" {
			if v.lower(k) == particle {
				return true
			}
		}
	}
	return false
}

// nounStatus tells what becomes of the act that noun n names.
func (v *view) nounStatus(c *clause, effect string) string {
	st := v.verbStatus(c, effect)
	class := v.words.classes
	for k := range v.kids(c.at) {
		w := v.lower(k)
		switch r := v.Tokens[k].Rel; {
		case r != "amod" && r != "det" && r != "compound" && r != "advmod":
		case class["never"][w], class["possible"][w] && r == "amod":
			return none
		case class["doubted"][w] && st == news.Held:
			st = news.Alleged
		case class["upcoming"][w] && st == news.Held:
			st = news.Planned
		}
	}
	return st
}

// goesOn reports whether an act that is merely mentioned, without a day, is of a kind that lasts:
// "the war in Yemen", not "after the war".
func (v *view) goesOn(a *act) bool {
	if a.event.Status != news.Held || a.when != "" || a.event.Day != "" {
		return false
	}
	if h := v.head(a.at); v.Tokens[a.at].Rel == "nsubj" && h >= 0 && v.verbal(h) &&
		v.form(h) == past {
		return false // "the invasion shocked the world"
	}
	c := v.caseOf(a.at)
	return v.words.classes["lengthy"][v.lower(a.at)] && c != "after" && c != "before" && c != "during"
}

func (v *view) verbStatus(c *clause, effect string) string {
	if c.verb < 0 {
		return v.bareStatus(c.at)
	}
	st := v.status(c.verb)
	switch effect {
	case "same":
		return st
	case "none":
		return none
	case "ongoing":
		if st == news.Held && v.form(c.verb) == past {
			return st
		}
	}
	if st == none {
		return none
	}
	return effect
}

// bareStatus is the status of a noun without a light verb: what its clause says of it.
func (v *view) bareStatus(n int) string {
	switch v.caseOf(n) {
	case "without", "against":
		return none
	case "before", "ahead":
		return news.Planned
	}
	for d, t := 0, n; d < deepest; d++ {
		h := v.head(t)
		if h < 0 {
			return news.Held
		}
		if v.verbal(h) {
			return v.mentioned(h, t)
		}
		if v.words.helpers[v.lemma(h)] == "none" || v.words.classes["unreal"][v.lemma(h)] {
			return none
		}
		if v.lower(h) == "underway" || v.lower(h) == "way" && v.caseOf(h) == "under" {
			return news.Ongoing
		}
		t = h
	}
	return news.Held
}

// mentioned is the status of an act that is only mentioned in the clause of verb h.
func (v *view) mentioned(h, t int) string {
	core := v.Tokens[t].Rel == "obj" || v.Tokens[t].Rel == "nsubj"
	if core && (v.words.helpers[v.lemma(h)] == "none" || v.words.classes["unreal"][v.lemma(h)]) {
		return none
	}
	switch st := v.status(h); {
	case st == none && core:
		return none
	case st == news.Planned && core:
		return none
	}
	return news.Held
}
