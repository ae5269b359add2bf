package event

import (
	"readout/news"
	"readout/ontology"
)

// demand is the act of saying that another state or body must do something: "Paris said that the
// militia must leave". What it must do is no act itself.
func (v *view) demand(i int) (act, bool) {
	if !v.must(i) {
		return act{}, false
	}
	h := v.head(i)
	if h < 0 || v.Tokens[i].Rel != "ccomp" || v.words.reports[v.lemma(h)] != "said" {
		return act{}, false
	}
	subj := v.subjects(i, 0)
	if len(subj) == 0 {
		return act{}, false
	}
	switch v.entityKind(subj[0]) {
	case news.Country, news.Organization:
	default:
		return act{}, false
	}
	c := clause{at: i, verb: h}
	for _, s := range v.subjects(h, 0) {
		c.args = append(c.args, arg{"subj", s})
	}
	c.args = append(c.args, arg{"obj", subj[0]})
	st := v.status(h)
	if st == none {
		return act{}, false
	}
	code, _ := ontology.CodeOf("100")
	a, ok := v.record(&c, &frame{code: code, kind: code.Type}, st)
	return a, ok && a.sure
}

// must reports whether verb i has the auxiliary "must", not denied.
func (v *view) must(i int) bool {
	found := false
	for k := range v.kids(i) {
		w := v.lower(k)
		found = found || v.Tokens[k].Rel == "aux" && w == "must"
		if v.words.classes["never"][w] {
			return false
		}
	}
	return found
}
