package event

import (
	"slices"

	"readout/news"
	"readout/ontology"
)

// What follows are acts done by what somebody says, whatever the verb of saying: that another must
// do something, has done wrong, or will pay for it.

// saying is the act of telling, by a clause of which i is the verb or the predicate, what another
// party must do, is guilty of, or will suffer: "Paris said that the militia must leave".
func (v *view) saying(i int) (act, bool) {
	h := v.reporter(i)
	if h < 0 && (v.said[i] < 0 || v.quotes[v.said[i]].Speaker == "") {
		return act{}, false
	}
	code := v.content4(i)
	if code == "" {
		return act{}, false
	}
	c, ok := v.sayer(i, h, code)
	st := news.Held
	if h >= 0 {
		st = v.status(h)
	}
	if !ok || st == none {
		return act{}, false
	}
	f, _ := ontology.CodeOf(code)
	a := v.record(&c, &frame{code: f, kind: f.Type, mode: modes[code]}, st)
	if len(a.event.Actors) == 0 && v.said[i] >= 0 {
		a.event.Actors = v.byID(nil, string(v.quotes[v.said[i]].Speaker))
	}
	a.told = true
	v.redate(&a)
	a.doubts = slices.DeleteFunc(a.doubts, func(d string) bool { return d == "unspoken" })
	a.event.Recipients = v.aside(a.event.Recipients, a.event.Actors)
	a.sure = len(a.event.Actors) > 0 && len(a.event.Recipients) > 0
	return a, a.sure
}

// redate gives an act that is done by what is said the day of its saying.
func (v *view) redate(a *act) {
	if a.event.Day == "" {
		if a.event.Day, a.event.Precision = v.toldOn(a, a.clause); a.event.Day != "" {
			a.event.Basis = "published"
		}
	}
}

// aside drops those of ids that are among the actors, unless they are all there is: a party may ask
// something of its own country.
func (v *view) aside(ids, actors []string) []string {
	if rest := v.others(ids, actors); len(rest) > 0 {
		return rest
	}
	return slices.DeleteFunc(ids, func(id string) bool {
		e := v.entity(id)
		return e == nil || e.Kind != news.Country
	})
}

// modes are those of what is told, by code.
var modes = map[string]string{"112": "allege", "111": "disapprove"}

// blames is the act of saying in so many words what is bad of another party: "the junta's
// brutality", "Iran's reckless behaviour". Token i is the noun.
func (v *view) blames(i int) (act, bool) {
	q := v.said[i]
	if q < 0 || v.quotes[q].Speaker == "" || v.caseOf(i) == "without" {
		return act{}, false
	}
	grave := v.words.classes["grave"][v.lemma(i)]
	for k := range v.kids(i) {
		if v.Tokens[k].Rel == "amod" {
			grave = grave || v.words.classes["grave"][v.lemma(k)]
		}
	}
	c := clause{at: i, verb: -1}
	for k := range v.kids(i) {
		if grave && v.Tokens[k].Rel == "nmod" && (v.owned(k) || v.caseOf(k) == "by") && v.acts(k) &&
			v.Tokens[k].Tag != "PRON" {
			c.args = append(c.args, arg{"obj", k})
		}
	}
	if len(c.args) == 0 || v.bareStatus(i) != news.Held {
		return act{}, false
	}
	code, _ := ontology.CodeOf("111")
	a := v.record(&c, &frame{code: code, kind: code.Type, mode: "disapprove"}, news.Held)
	a.event.Actors = v.byID(nil, string(v.quotes[q].Speaker))
	a.event.Recipients = v.others(a.event.Recipients, a.event.Actors)
	a.told, a.sure = true, true
	v.redate(&a)
	return a, len(a.event.Actors) > 0 && len(a.event.Recipients) > 0 && !v.private
}

// sayer is the clause of the one who says what clause i says, h being the verb of saying or -1,
// with whom it is said of as its object.
func (v *view) sayer(i, h int, code string) (clause, bool) {
	c := clause{at: i, verb: h}
	if h >= 0 {
		for _, s := range v.subjects(h, 0) {
			c.args = append(c.args, arg{"subj", s})
		}
	}
	subj := v.subjects(i, 0)
	if len(subj) > 0 && v.parted3(subj[0]) {
		c.args = append(c.args, arg{"obj", subj[0]})
		return c, true
	}
	if modes[code] == "" && !(len(subj) > 0 && v.passive(i)) {
		return c, false // "we must", "prices will suffer"
	}
	// "it is a scandal": said of the party that the sentence names
	s := v.Sentences[v.SentenceOf(i)]
	for t := s.First; t < s.Last; t++ {
		if t != i && v.who[t] >= 0 && v.said[t] == v.said[i] && v.parted3(t) {
			c.args = append(c.args, arg{"obj", t})
			return c, true
		}
	}
	return c, v.passive(i) || len(subj) > 0 && v.words.classes["dummy"][v.lower(subj[0])]
}

// reporter is the verb of saying that clause i is reported by, or -1.
func (v *view) reporter(i int) int {
	h := v.head(i)
	if h >= 0 && v.Tokens[i].Rel == "conj" && v.Tokens[h].Rel == "ccomp" {
		i, h = h, v.head(h)
	}
	if h < 0 || v.Tokens[i].Rel != "ccomp" {
		return -1
	}
	switch v.words.reports[v.lemma(h)] {
	case "said", "alleged", "announced", "confirmed":
		return h
	}
	return -1
}

// parted3 reports whether noun i is a party that may be spoken of: no "we", no "they".
func (v *view) parted3(i int) bool {
	switch v.entityKind(i) {
	case news.Country, news.Organization:
		return true
	case news.Person:
		return v.Tokens[i].Tag != "PRON" || v.said[i] >= 0
	}
	switch v.role(i) {
	case "official", "body", "armed":
		return true
	}
	return false
}

// content4 is the CAMEO code of what is said by clause i, or "".
func (v *view) content4(i int) string {
	class := v.words.classes
	switch {
	case v.infinitive(i):
		return ""
	case v.told(i) && (v.must(i) || v.asked(i)) && !class["stative"][v.lemma(i)]:
		if x := v.kid(i, "xcomp"); v.suffers(i) || x >= 0 && v.suffers(x) {
			return "130" // "must face the consequences"
		}
		return "100"
	case v.shirks(i):
		return "112"
	case v.auxiliaries(i).negated || v.asks(i) || v.hypothesis(i):
		return ""
	case v.kid(i, "cop") >= 0 && class["culpable"][v.lemma(i)]:
		return "112"
	case v.kid(i, "cop") >= 0 && class["bad"][v.lemma(i)] &&
		!class["mild"][v.lemma(i)] && !v.auxiliaries(i).modal:
		return "111"
	case v.verbal(i) && class["wrong"][v.lemma(i)] && v.goesOrWent(i) && !v.passive(i):
		return "112"
	case v.verbal(i) && v.suffers(i):
		if aux := v.auxiliaries(i); aux.future || aux.would && v.reporter(i) >= 0 {
			return "130"
		}
	}
	return ""
}

// goesOrWent reports whether verb i tells what is done or was, for certain.
func (v *view) goesOrWent(i int) bool {
	st := v.status(i)
	return st == news.Held || st == news.Ongoing
}

// shirks reports whether clause i says that a party does not what it ought to: "the government
// never protected anybody", "the police did nothing".
func (v *view) shirks(i int) bool {
	if v.lemma(i) == "fail" && v.kid(i, "xcomp") >= 0 && v.told(i) && v.own(i) == news.Held {
		s := v.subjects(i, 0)
		return len(s) > 0 && (v.isKind(s[0], "body") || v.role(s[0]) == "official" ||
			v.entityKind(s[0]) == news.Country) // "the junta failed to keep its word"
	}
	if !v.words.classes["duty"][v.lemma(i)] || !v.told(i) || v.asks(i) || v.hypothesis(i) ||
		v.auxiliaries(i).modal || v.passive(i) {
		return false
	}
	if o := v.kid(i, "obj"); o >= 0 && v.lower(o) == "nothing" {
		return true
	}
	k := v.kid(i, "advmod")
	return k >= 0 && k < i && v.lower(k) == "never"
}

// asked reports whether verb i is what somebody insists on: "insisted that they leave".
func (v *view) asked(i int) bool {
	h := v.reporter(i)
	return h >= 0 && v.lemma(h) == "insist" && v.verbal(i) && v.form(i) == base &&
		v.kid(i, "aux", "cop") < 0 && v.kid(i, "nsubj") >= 0
}

// told reports whether clause i says a thing of its own, rather than describe one: not "what must
// be done".
func (v *view) told(i int) bool {
	switch v.Tokens[i].Rel {
	case "root", "ccomp", "conj", "parataxis":
		return true
	}
	return false
}

// suffers reports whether verb i says that its subject will bear the consequences.
func (v *view) suffers(i int) bool {
	o := v.kid(i, "obj")
	if o < 0 {
		return v.words.classes["suffering"][v.lemma(i)]
	}
	switch v.lemma(i) {
	case "pay":
		return v.lemma(o) == "price"
	case "face", "suffer", "bear", "regret":
		return v.words.classes["consequence"][v.lemma(o)]
	}
	return false
}

// must reports whether verb i is said to be necessary, not denied: "must", "should", "needs to",
// "has to".
func (v *view) must(i int) bool {
	found := false
	for k := range v.kids(i) {
		w := v.lower(k)
		found = found || v.Tokens[k].Rel == "aux" && (w == "must" || w == "should")
		if v.words.classes["never"][w] {
			return false
		}
	}
	if found {
		return !v.hypothesis(i) && !v.asks(i) && !v.perfect(i)
	}
	x := v.kid(i, "xcomp")
	l := v.lemma(i)
	return (l == "need" || l == "have") && x >= 0 && v.infinitive(x) && v.own(i) == news.Held &&
		v.form(i) != past && v.kid(i, "aux") < 0
}

// perfect reports whether verb i has "have" beside a modal: "should have done" asks for nothing.
func (v *view) perfect(i int) bool {
	for k := range v.kids(i) {
		if v.Tokens[k].Rel == "aux" && (v.lower(k) == "have" || v.lower(k) == "'ve") {
			return true
		}
	}
	return false
}
