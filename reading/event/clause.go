package event

import "readout/news"

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
	for _, a := range c.args {
		if a.tok >= 0 && a.slot != "subj" && v.Tokens[a.tok].Tag != "VERB" {
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
		case t.Rel == "appos" && k > n:
			out = append(out, v.nounArgs(k)...) // "the minister, Wang, in Vienna"
		}
	}
	return out
}

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
