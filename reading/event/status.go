package event

import "readout/news"

// none is the status of what is wished, supposed, denied to have happened or generally true: no
// event at all.
const none = ""

// status tells from tense, modality, negation and the verbs above whether what verb i says is
// planned, going on, held … or none.
func (v *view) status(i int) string {
	st := v.own(i)
	if st == none {
		return none
	}
	return v.outer(i, st)
}

// opinion reports whether verb i tells, in the simple present of somebody's words, what others do:
// "voters reject them". What the speaker does by saying it ("we condemn") is an act.
func (v *view) opinion(i int) bool {
	f := v.form(i)
	if v.said[i] < 0 || f != present && f != base || v.kid(i, "aux", "cop", "mark") >= 0 {
		return false
	}
	s := v.kid(i, "nsubj")
	return s >= 0 && !v.words.classes["speaking"][v.lower(s)]
}

// lasting reports whether verb i tells, in the simple present and not in the first sentences,
// how things are rather than what was done: "it provides weapons".
func (v *view) lasting(i int) bool {
	f := v.form(i)
	return (f == present || f == base) && v.kid(i, "aux", "cop", "mark") < 0 && v.SentenceOf(i) > 1 &&
		(v.Tokens[i].Rel == "root" || v.Tokens[i].Rel == "conj" || v.kid(i, "nsubj") >= 0)
}

// custom reports whether verb i tells, in the passive of the simple present, what is done as a
// rule: "presidents are elected for five years".
func (v *view) custom(i int) bool {
	return v.passive(i) && v.form(i) == past && v.auxiliaries(i).form == present &&
		v.kid(i, "nsubj") >= 0 && v.Tokens[i].Rel != "xcomp" && v.SentenceOf(i) > 0
}

// own is the status by the verb's own auxiliaries, adverbs and marks.
func (v *view) own(i int) string {
	aux := v.auxiliaries(i)
	if aux.negated || v.asks(i) || v.incase(i) || v.Tokens[i].Rel == "advcl" && v.hypothesis(i) {
		return none
	}
	switch {
	case aux.modal:
		return none
	case aux.future:
		return news.Planned
	case aux.would:
		return v.wouldBe(i)
	case aux.due:
		return news.Announced
	case v.infinitive(i) && !v.trusted(i):
		return none
	}
	form := v.form(i)
	if form == base && v.Tokens[i].Rel == "root" && aux.form < 0 && v.kid(i, "nsubj", "aux") < 0 {
		return none // an order to the reader
	}
	if v.bare(i, form, &aux) {
		return none
	}
	if aux.form >= 0 && form == ing && (aux.form == base || aux.form == present || v.since(i) ||
		aux.form == past && v.reporter(i) >= 0) {
		return news.Ongoing // "said that it was investigating": it is
	}
	if v.meanwhile(i, form) && aux.form < 0 {
		return news.Ongoing
	}
	if v.inverted(i) {
		return none
	}
	if v.Tokens[i].Rel == "acl" && aux.form < 0 && (form == present || form == base) &&
		v.kid(i, "nsubj") >= 0 && v.kid(i, "aux") < 0 {
		return none // how things are: "the policy under which it provides"
	}
	if aux.habit && form != past && aux.form < 0 {
		return none
	}
	if aux.doubt {
		return news.Alleged
	}
	return news.Held
}

// since reports whether verb i is told as going on till now: "has been shelling".
func (v *view) since(i int) bool {
	for k := range v.kids(i) {
		if w := v.lower(k); v.Tokens[k].Rel == "aux" && (w == "has" || w == "have" || w == "'s") {
			return true
		}
	}
	return false
}

// meanwhile reports whether verb i tells what goes on while something else is done: "as Paris seeks
// approval".
func (v *view) meanwhile(i, form int) bool {
	m := v.kid(i, "mark")
	return v.Tokens[i].Rel == "advcl" && form == present && m >= 0 && v.lower(m) == "as" &&
		v.SentenceOf(i) > 0
}

// inverted reports whether clause i is a condition without "if": "Had they met".
func (v *view) inverted(i int) bool {
	a, s := v.kid(i, "aux"), v.kid(i, "nsubj")
	first := v.Sentences[v.SentenceOf(i)].First
	return a >= 0 && s > a && v.lower(a) == "had" ||
		v.Tokens[i].Rel == "advcl" && v.lower(first) == "had" && i > first && v.kid(i, "mark") < 0
}

// bare reports whether verb i has neither tense nor helper: a subjunctive ("time that he be
// appointed"), or an infinitive hung on a verb of another form.
func (v *view) bare(i, form int, aux *helpers) bool {
	if v.infinitive(i) {
		return false
	}
	if k := v.kid(i, "aux"); k >= 0 && v.lower(k) == "be" && aux.form == base {
		return true
	}
	h := v.head(i)
	return form == base && v.Tokens[i].Rel == "conj" && v.kid(i, "nsubj", "aux", "cop") < 0 &&
		h >= 0 && v.verbal(h) && v.form(h) == ing
}

// thing reports whether the subject of verb i is no party: "the decision will isolate them" is a
// forecast, not a plan.
func (v *view) thing(i int) bool {
	subj := v.subjects(i, 0)
	if len(subj) == 0 || v.passive(i) {
		return false
	}
	return !v.acts(subj[0]) && v.where[subj[0]] < 0
}

// trusted reports whether the word above infinitive i tells what becomes of it.
func (v *view) trusted(i int) bool {
	switch v.Tokens[i].Rel {
	case "xcomp", "acl", "advcl", "conj":
		return true
	}
	return false
}

// incase reports whether verb i is said for a case that may never come: "in case of an attack".
func (v *view) incase(i int) bool {
	for k := range v.kids(i) {
		if v.Tokens[k].Rel == "obl" && v.words.classes["eventuality"][v.lemma(k)] &&
			v.caseOf(k) == "in" && v.ofWhat(k) >= 0 {
			return true
		}
	}
	return false
}

// asks reports whether clause i is an indirect question: "how it will negotiate".
func (v *view) asks(i int) bool {
	for k := range v.kids(i) {
		w := v.lower(k)
		if k < i && (v.words.classes["question"][w] || w == "if" && v.Tokens[i].Rel == "ccomp") {
			return true
		}
	}
	return false
}

// wouldBe tells the future of a past report ("said it would send") from a mere supposition.
func (v *view) wouldBe(i int) string {
	for n, t := 0, i; n < deepest && t >= 0; n, t = n+1, v.head(t) {
		if h := v.head(t); h >= 0 && v.Tokens[t].Rel == "acl" &&
			v.words.classes["tidings"][v.lemma(h)] {
			return news.Planned // "the news that a summit would be held"
		}
		if v.Tokens[t].Rel != "ccomp" && v.Tokens[t].Rel != "conj" {
			return none
		}
		if h := v.head(t); h >= 0 && v.Tokens[t].Rel == "ccomp" {
			switch v.words.reports[v.lemma(h)] {
			case "announced", "confirmed", "said":
				return news.Planned
			}
			return none
		}
	}
	return none
}
