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
	if aux.form >= 0 && form == ing && (aux.form == base || aux.form == present || v.since(i)) {
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

// inverted reports whether clause i is a condition without "if": "Had they met".
func (v *view) inverted(i int) bool {
	a, s := v.kid(i, "aux"), v.kid(i, "nsubj")
	return a >= 0 && s > a && v.lower(a) == "had"
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
		case w == "would" || w == "'d" || w == "’d":
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

// hypothesis reports whether clause i is a condition.
func (v *view) hypothesis(i int) bool {
	for k := range v.kids(i) {
		if v.Tokens[k].Rel == "mark" && v.words.classes["if"][v.lower(k)] {
			return true
		}
	}
	return false
}

// outer follows the clauses that hold verb i up to the root: helpers ("plans to"), reports
// ("claims that"), conditions.
func (v *view) outer(i int, st string) string {
	for n, t := 0, i; n < 2*deepest && st != none; n++ {
		h := v.head(t)
		if h < 0 {
			return st
		}
		st = v.under(t, h, st)
		if v.asserted(t) {
			return st
		}
		t = h
	}
	return st
}

// asserted reports whether clause t is true whatever holds it: a relative clause with a tense of
// its own, or a circumstance ("after they had met").
func (v *view) asserted(t int) bool {
	switch v.Tokens[t].Rel {
	case "acl":
		return v.verbal(t) && v.form(t) == past && v.kid(t, "nsubj") >= 0
	case "advcl":
		m := v.kid(t, "mark")
		return m >= 0 && v.form(t) == past && v.words.classes["circumstance"][v.lower(m)]
	}
	return false
}

// under is the status of what t says, given the word h that t depends on.
func (v *view) under(t, h int, st string) string {
	rel := v.Tokens[t].Rel
	if (rel == "acl" || rel == "advcl") && v.form(t) == ing && v.content(t) {
		return none // "accused of helping", "the process of electing"
	}
	if rel == "xcomp" && !v.verbal(t) {
		return st // what somebody becomes
	}
	switch rel {
	case "xcomp", "acl":
		if rel == "acl" && !v.infinitive(t) {
			return v.thought(t, h, st)
		}
		if rel == "acl" && v.foremost(h) {
			return st // "the first country to recognise it"
		}
		if k := v.kid(h, "cop"); k >= 0 && v.kid(h, "nsubj") >= 0 && !v.verbal(h) {
			if _, known := v.words.helpers[v.lemma(h)]; !known {
				return v.sum(h, k, st)
			}
		}
		return v.inTrust(h, st)
	case "ccomp":
		if m := v.kid(t, "mark"); m >= 0 && v.words.classes["circumstance"][v.lower(m)] {
			return st // "after he was named", taken for what is reported
		}
		return v.reported(h, st)
	case "advcl":
		if v.hypothesis(t) {
			return none
		}
		if effect := v.words.helpers[v.lemma(h)]; effect == "planned" || effect == "announced" {
			return v.inTrust(h, st) // "is due to visit"
		}
		if v.infinitive(t) {
			return none // a purpose: "flew to Paris to meet" does not say that they met
		}
	}
	return st
}

// thought is the status of clause t that noun h is the name of: "the claim that", "the idea that".
func (v *view) thought(t, h int, st string) string {
	m := v.kid(t, "mark")
	switch {
	case m < 0 || v.lower(m) != "that":
	case v.words.classes["unreal"][v.lemma(h)]:
		return none
	case v.words.classes["gossip"][v.lemma(h)] && st == news.Held:
		return news.Alleged
	}
	return st
}

// bygone reports whether verb or adjective h is in the pluperfect: what "had been due to" happen
// may not have.
func (v *view) bygone(h int) bool {
	for k := range v.kids(h) {
		if v.Tokens[k].Rel == "aux" && v.lower(k) == "had" {
			return true
		}
	}
	return false
}

// foremost reports whether noun h is called the first or the last to have done something.
func (v *view) foremost(h int) bool {
	for k := range v.kids(h) {
		if v.Tokens[k].Rel == "amod" && v.words.classes["foremost"][v.lower(k)] {
			return true
		}
	}
	return false
}

// sum is the status of an infinitive that hangs on noun h with copula k: "is next week to visit" is
// announced; "is glad to visit" is none.
func (v *view) sum(h, k int, st string) string {
	if v.lemma(k) != "be" || v.when[h] < 0 || v.auxiliaries(h).negated {
		return none
	}
	return news.Announced
}

// content reports whether gerund t is what an accusation or a noun is about: "of helping", "for
// failing". It is not where its preposition tells the time or the means: "after", "by", "while".
func (v *view) content(t int) bool {
	m := v.kid(t, "mark", "case")
	return m >= 0 && v.kid(t, "nsubj") < 0 && v.words.classes["about"][v.lower(m)]
}

func (v *view) infinitive(t int) bool {
	for k := range v.kids(t) {
		if v.Tokens[k].Rel == "mark" && v.lower(k) == "to" {
			return true
		}
	}
	return false
}

// inTrust is the status of an infinitive or gerund under the word h.
func (v *view) inTrust(h int, st string) string {
	effect, ok := v.words.helpers[v.lemma(h)]
	if !ok {
		effect, ok = v.words.helpers[v.lower(h)]
	}
	if !ok {
		return none
	}
	switch effect {
	case "none":
		return none
	case "same":
		if v.verbal(h) {
			return v.own(h)
		}
		return st
	case "lasting":
		if own := v.own(h); own != news.Held || v.form(h) == past {
			return own
		}
		return news.Ongoing
	case "alleged":
		if !v.verbal(h) || !v.passive(h) || v.own(h) == none {
			return none
		}
		return news.Alleged
	}
	if g := v.head(h); !v.verbal(h) && g >= 0 && v.words.classes["stopping"][v.lemma(g)] &&
		v.Tokens[h].Rel == "obj" {
		return none // "shelved plans to"
	}
	if v.verbal(h) && v.own(h) == none || v.auxiliaries(h).negated || v.bygone(h) {
		return none
	}
	return effect
}

// reported is the status of a clause that the word h reports.
func (v *view) reported(h int, st string) string {
	effect := v.words.reports[v.lemma(h)]
	if v.auxiliaries(h).negated {
		return none
	}
	switch effect {
	case "none":
		return none
	case "denied":
		return news.Denied
	case "alleged":
		if st == news.Held || st == news.Ongoing {
			return news.Alleged
		}
	case "announced", "said":
		if st == news.Planned {
			return news.Announced
		}
	case "confirmed":
		if st == news.Planned || st == news.Announced {
			return news.Confirmed
		}
	}
	return st
}
