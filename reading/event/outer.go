package event

import "readout/news"

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
	case "csubj":
		if v.auxiliaries(h).negated || v.words.classes["unsure"][v.lemma(h)] {
			return none // "it is not true that"
		}
	case "advcl":
		if v.hypothesis(t) {
			return none
		}
		if v.asserted(t) {
			return st
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
	if v.reproved(t) {
		return false // "criticised them for refusing"
	}
	return m >= 0 && v.kid(t, "nsubj") < 0 && v.words.classes["about"][v.lower(m)]
}

// reproved reports whether gerund t tells what the object of the verb above did: "condemned Iran
// for seizing", not "accused Iran of seizing".
func (v *view) reproved(t int) bool {
	m, h := v.kid(t, "mark"), v.head(t)
	return m >= 0 && h >= 0 && v.lower(m) == "for" && v.form(t) == ing &&
		v.words.classes["factive"][v.lemma(h)]
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
	case "past":
		if w := v.lower(h); v.verbal(h) && v.own(h) == news.Held && v.form(h) == past && w != "has" {
			return st // "had to resign" says that he did, "has to" does not
		}
		return none
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
