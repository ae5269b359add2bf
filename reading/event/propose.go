package event

import "readout/news"

// A proposal is a word that may name an act, with what the rules make of it.
type proposal struct {
	at     int
	rule   act  // without a frame where the rules see no act
	kept   bool // the rules see an act and nothing that speaks against it
	first  bool // and it is not told before
	clause *clause
}

// propose lists the words that may name an act, in the order of the text.
func (v *view) propose() []proposal {
	var out []proposal
	var before []act
	for s := range v.Sentences {
		var own []act
		for i := v.Sentences[s].First; i < v.Sentences[s].Last; i++ {
			if !v.nameable(i) {
				continue
			}
			p := v.proposal(i, own, before)
			if p.kept {
				own = append(own, p.rule)
			}
			if p.clause = p.rule.clause; p.clause == nil {
				p.clause = v.clauseOf(i)
			}
			out = append(out, p)
		}
		before = append(before, v.distinct(own)...)
	}
	first := map[int]bool{}
	for _, a := range v.once(before) {
		first[a.at] = true
	}
	for k := range out {
		out[k].first = out[k].kept && first[out[k].at]
	}
	return out
}

// nameable reports whether token i is of a kind that names acts.
func (v *view) nameable(i int) bool {
	switch v.Tokens[i].Tag {
	case "VERB":
		return true
	case "NOUN":
		return v.nounFrames(i) != nil || v.who[i] < 0 && v.where[i] < 0 && v.when[i] < 0 &&
			v.role(i) == "" && v.Tokens[i].Rel != "compound"
	case "ADJ":
		return v.verbFrames(i) != nil
	}
	return false
}

// clauseOf gathers what stands beside word i.
func (v *view) clauseOf(i int) *clause {
	var c clause
	if v.Tokens[i].Tag == "NOUN" {
		c, _ = v.nounClause(i)
	} else {
		c = v.verbClause(i)
	}
	return &c
}

// proposal is what the rules make of word i, given the acts told before.
func (v *view) proposal(i int, own, before []act) proposal {
	if v.Tokens[i].Tag == "NOUN" {
		return v.nounProposal(i, own, before)
	}
	a, ok := v.verbAct(i)
	if ok && !v.inherit(&a, own) {
		v.inherit(&a, before)
	}
	p := proposal{at: i, rule: a, kept: ok && a.kept()}
	if !p.kept || a.event.Type == "REJECT" && v.words.classes["wrong"][v.lemma(i)] {
		if b, said := v.saying(i); said && (b.kept() || !ok) {
			p.rule, p.kept = b, b.kept()
		}
	}
	return p
}

// nounProposal is proposal for a noun. One that says nobody's act ("the visit was postponed")
// tells more of the last such act.
func (v *view) nounProposal(i int, own, before []act) proposal {
	a, ok := v.nounAct(i)
	p := proposal{at: i, rule: a, kept: ok && a.kept()}
	if !p.kept && ok && a.verb >= 0 {
		p.kept = p.rule.takeUp(own) || p.rule.takeUp(before)
	}
	if !p.kept {
		if b, blamed := v.blames(i); blamed {
			p.rule, p.kept = b, true
		}
	}
	return p
}

// settle makes the act of a proposal, now that its type is known, with the status that the
// network gives it.
func (v *view) settle(p *proposal, kind, status string) act {
	a := p.rule
	if a.frame == nil || a.event.Type != kind {
		a = v.record(p.clause, plainFrame(kind), status)
		if !v.inherit(&a, nil) {
			a.doubts = nil
		}
	}
	a.doubts = nil
	v.restate(&a, status)
	a.event.Sentence.Span = v.Sentences[v.SentenceOf(a.at)].Span
	return a
}

// restate gives an act another status.
func (v *view) restate(a *act, status string) {
	if status == "" || status == a.event.Status {
		return
	}
	a.event.Status = status
	code := codeFor(a.frame, status)
	a.event.CAMEO, a.event.Goldstein = code.Code, code.Goldstein
	if status != news.Held && a.event.Basis != "" {
		a.event.Day, a.event.Precision, a.event.Basis = "", "", ""
	}
}
