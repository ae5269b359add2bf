package event

// deepest bounds how far subjects are sought through coordinated and controlling verbs.
const deepest = 6

// An arg is one participant of a clause: its slot (subj, obj, pred, inf, ing, that, adj, or a
// preposition or particle) and the token that heads it, -1 for a mere particle.
type arg struct {
	slot string
	tok  int
}

// A clause is a word that may name an act, with what stands beside it.
type clause struct {
	at   int // the word
	verb int // the verb that tells its time and truth: the word itself, its light verb, or -1
	args []arg
	deep int // from here on the args hang on nouns of the clause, not on the word; 0: none does
}

// find returns the first argument of a slot.
func (c *clause) find(name string) (arg, bool) {
	for _, a := range c.args {
		if a.slot == name {
			return a, true
		}
	}
	return arg{}, false
}

// verbClause gathers the arguments of verb i.
func (v *view) verbClause(i int) clause {
	c := clause{at: i, verb: i}
	if s, o, ok := v.misread(i); ok {
		c.args = append([]arg{{"subj", s}, {"obj", o}}, v.nounArgs(o)...)
		return c
	}
	passive := v.passive(i)
	for _, s := range v.subjects(i, 0) {
		if passive {
			c.args = append(c.args, arg{"obj", s})
		} else {
			c.args = append(c.args, arg{"subj", s})
		}
	}
	if passive {
		c.args = append(c.args, v.agents(i)...)
	}
	for _, s := range c.args {
		if k := v.beyond(i, s.tok); k >= 0 && s.slot == "subj" && v.kid(i, "obj") < 0 {
			c.args = append(c.args, arg{"obj", k})
		}
	}
	for k := range v.kids(i) {
		if a, ok := v.argOf(i, k, passive); ok {
			c.args = append(c.args, a)
		}
		if p := v.caseOf(k); v.Tokens[k].Rel == "obj" && v.words.classes["particle"][p] {
			c.args = append(c.args, arg{p, -1})
		}
	}
	if p, ok := c.find("pred"); ok && v.denied(p.tok) {
		c.args = append(c.args, arg{"not", -1}) // "pleaded not guilty"
	}
	c.args = append(c.args, v.called(i)...)
	c.args = v.beside(c.args, i)
	c.deep = len(c.args)
	for n, far := 0, len(c.args); n < len(c.args) && n < most; n++ {
		a := c.args[n]
		if a.tok >= 0 && (n >= far || a.slot != "subj") && v.Tokens[a.tok].Tag != "VERB" &&
			(n < far || v.Tokens[a.tok].Tag == "NOUN" && a.slot != "poss") {
			c.args = append(c.args, v.nounArgs(a.tok)...)
		}
	}
	return c
}

// denied reports whether "not" stands before word i.
func (v *view) denied(i int) bool {
	k := v.kid(i, "advmod")
	return k >= 0 && k < i && v.words.classes["never"][v.lower(k)]
}

// beside adds the phrases that follow word i in the line of the text, for slots that the tree
// leaves empty: a parser may hang "with the minister" on what comes next.
func (v *view) beside(args []arg, i int) []arg {
	end := v.Sentences[v.SentenceOf(i)].Last
	for t := i + 1; t < end && t < i+far; t++ {
		switch tag := v.Tokens[t].Tag; {
		case tag == "VERB" && v.Tokens[t].Rel != "amod", tag == "AUX", tag == "SCONJ":
			return args
		case v.lower(t) == ";" || v.lower(t) == ",":
			return args
		case tag == "ADP" && v.words.classes["toward"][v.lower(t)]:
			n := v.phrase(t, end)
			if n >= 0 && (v.who[n] >= 0 || v.island(n) != "") && !has(args, v.lower(t)) {
				args = append(args, arg{v.lower(t), n})
			}
		}
	}
	return args
}

// most bounds how many participants of a clause are looked into for those that hang on them.
const most = 24

// far bounds how many words after its verb a phrase may begin.
const far = 14

// phrase returns the last noun of the phrase that preposition p opens, or -1.
func (v *view) phrase(p, end int) int {
	last := -1
	for t := p + 1; t < end; t++ {
		switch v.Tokens[t].Tag {
		case "NOUN", "PROPN", "PRON":
			last = t
		case "ADJ", "DET", "NUM", "PART":
		default:
			return last
		}
	}
	return last
}

func has(args []arg, slot string) bool {
	for _, a := range args {
		if a.slot == slot && a.tok >= 0 {
			return true
		}
	}
	return false
}

// called are the words of a short quotation that verb i is the cue of: what somebody called it.
func (v *view) called(i int) []arg {
	for q := range v.quotes {
		if !v.quotes[q].Cue.Overlaps(v.Tokens[i].Span) || len(v.quotes[q].Content) == 0 {
			continue
		}
		first, last := v.TokensIn(v.quotes[q].Content[0].Span)
		if last-first > short {
			return nil
		}
		var out []arg
		for t := first; t < last; t++ {
			out = append(out, arg{"pred", t})
		}
		return out
	}
	return nil
}

// short bounds the words of what somebody may call a thing.
const short = 8

// beyond finds the object of verb i that the tree has made an apposition of its subject s: "Brandt
// welcomed Novak".
func (v *view) beyond(i, s int) int {
	if s < 0 || s > i {
		return -1
	}
	for k := range v.kids(s) {
		if k == i+1 && (v.Tokens[k].Rel == "appos" || v.Tokens[k].Rel == "flat") {
			return k
		}
	}
	return -1
}

// argOf says which argument of verb i its child k is.
func (v *view) argOf(i, k int, passive bool) (arg, bool) {
	t := &v.Tokens[k]
	switch t.Rel {
	case "nsubj":
		return arg{"obj", k}, k > i && !passive && v.kid(i, "nsubj") < i
	case "obj", "iobj":
		if p := v.caseOf(k); p != "" && !v.words.classes["particle"][p] {
			return arg{p, k}, true // "stood by" taken for a verb with an object
		}
		if passive {
			return arg{"pred", k}, true // "was named head of"
		}
		return arg{t.Rel, v.antecedent(k)}, true
	case "obl":
		p := v.caseOf(k)
		if v.when[k] >= 0 || p == "by" && passive {
			return arg{}, false
		}
		if p == "" {
			return arg{"obj", k}, v.kid(i, "obj") < 0 && !passive && k > i
		}
		return arg{p, v.antecedent(k)}, true
	case "xcomp":
		if t.Tag == "NOUN" && v.kid(i, "obj") < 0 && v.kid(i, "compound") > i {
			return arg{"obj", k}, true // "called off the strike"
		}
		return arg{v.complement(k), k}, true
	case "ccomp":
		if v.form(k) == ing && v.kid(k, "nsubj") < 0 {
			return arg{"ing", k}, true
		}
		return arg{"that", k}, true
	case "compound", "advmod", "case", "mark":
		if t.Tag == "ADP" || t.Tag == "ADV" || t.Rel == "compound" {
			return arg{v.lower(k), -1}, t.Rel != "mark"
		}
	case "advcl":
		if m := v.kid(k, "mark"); m >= 0 && v.verbal(k) && v.infinitive(k) {
			return arg{"aim", k}, true
		} else if m >= 0 && v.words.classes["toward"][v.lower(m)] {
			return arg{v.lower(m), k}, true // "warned against sending"
		}
	}
	return arg{}, false
}

// complement tells an infinitive from a gerund and from what a thing is called.
func (v *view) complement(k int) string {
	if !v.verbal(k) {
		return "pred"
	}
	if v.kid(k, "det") >= 0 {
		return "obj" // a noun in -ing: "denounced the ruling"
	}
	if v.form(k) == ing {
		return "ing"
	}
	if m := v.kid(k, "mark"); m < 0 && v.form(k) == past {
		return "pred"
	}
	return "inf"
}

// agents are the doers of passive verb i: "by the court".
func (v *view) agents(i int) []arg {
	var out []arg
	for k := range v.kids(i) {
		if v.Tokens[k].Rel == "obl" && v.caseOf(k) == "by" {
			out = append(out, arg{"subj", k})
		}
	}
	return out
}

// laid are the phrases of participle i that say upon whom a thing is laid.
func (v *view) laid(i int) []arg {
	var out []arg
	for k := range v.kids(i) {
		switch p := v.caseOf(k); p {
		case "on", "upon", "against":
			if v.Tokens[k].Rel == "obl" && v.when[k] < 0 {
				out = append(out, arg{p, k})
			}
		}
	}
	return out
}

// nounArgs are the phrases that hang on noun n, with their prepositions: "sanctions on Iran".
func (v *view) nounArgs(n int) []arg {
	var out []arg
	for k := range v.kids(n) {
		switch t := &v.Tokens[k]; {
		case t.Rel == "nmod" && v.owned(k):
			out = append(out, arg{"poss", k})
		case t.Rel == "nmod" || t.Rel == "obl":
			if p := v.caseOf(k); p != "" {
				out = append(out, arg{p, k})
			}
		case t.Rel == "acl" && k > n && v.verbal(k) && v.passive(k):
			out = append(out, v.laid(k)...) // "the sanctions imposed on Iran"
		case t.Rel == "appos" && k > n:
			out = append(out, v.nounArgs(k)...) // "the minister, Wang, in Vienna"
		}
	}
	return out
}
