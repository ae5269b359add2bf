package quote

import (
	"strings"

	"readout/news"
)

// issuer is who made a paper: its owner (“the ministry's statement”, “a report by TNO”), else
// the last who spoke.
func (r *reader) issuer(h int, earlier []voice) voice {
	if v := r.byline(h); v.known() {
		return v
	}
	for _, c := range r.v.kids[h] {
		rel := r.v.doc.Tokens[c].Rel
		if o := r.agent(int(c)); rel == "acl" && o >= 0 {
			return r.voice(o, r.v.phrase(o), earlier)
		}
		if rel != "nmod" && rel != "compound" {
			continue
		}
		if w := r.v.lower(int(c)); r.v.doc.Tokens[c].Tag == "PRON" {
			if v := r.pronoun(int(c), w, earlier); v.known() {
				return v // its statement
			}
		}
		if m := r.mention[c]; m >= 0 && r.issues(int(c)) {
			return voice{entity: r.mentions[m].entity, span: r.mentions[m].Span}
		}
		if class := r.lex.nominals[strings.ToLower(r.v.doc.Tokens[c].Lemma)]; rel == "nmod" &&
			(class == "body" || class == "maker") && r.issues(int(c)) {
			if v := r.nominal(int(c), r.v.phrase(int(c)), earlier); v.known() {
				return v // the ministry's statement
			}
		}
	}
	if !r.definite(h) || r.v.child(h, "amod", "compound") >= 0 {
		return voice{entity: -1}
	}
	last := voice{entity: -1}
	if len(earlier) > 0 {
		last = earlier[len(earlier)-1]
	}
	if s := r.released(h); s.known() && s.span.Start > last.span.Start {
		return s
	}
	return last
}

// byline is whose name stands behind “by” in the noun phrase of a paper: “a statement issued in
// Accra by Ama Mensah”, however the tree hangs it.
func (r *reader) byline(h int) voice {
	for i := h + 1; i < min(int(r.v.last[h]), h+bylineReach); i++ {
		if r.v.lower(i) != "by" {
			continue
		}
		for n := i + 1; n < min(i+4, len(r.v.word)); n++ {
			if m := r.mention[n]; m >= 0 && r.entities[r.mentions[m].entity].Kind == news.Person {
				return voice{entity: r.mentions[m].entity, span: r.mentions[m].Span}
			}
		}
	}
	return voice{entity: -1}
}

// bylineReach is how many tokens after a paper the name of who wrote it may begin.
const bylineReach = 12

// agent is the noun behind “by” under the participle at token c: the ministry in “a statement issued
// on Monday by the ministry”; -1 where there is none.
func (r *reader) agent(c int) int {
	for _, o := range r.v.kids[c] {
		p := r.v.child(int(o), "case")
		if r.v.doc.Tokens[o].Rel == "obl" && int(o) > c && p >= 0 && r.v.lower(p) == "by" {
			return int(o)
		}
	}
	return -1
}

// released is who put out the paper named again at h: “The ministry issued a statement … the
// statement said”.
func (r *reader) released(h int) voice {
	for i := h - 1; i >= 0 && r.v.sent[h]-r.v.sent[i] <= issuerReach; i-- {
		if r.v.lemma[i] != r.v.lemma[h] || r.v.doc.Tokens[i].Tag != "NOUN" || r.v.inQuote[i] >= 0 {
			continue
		}
		up := r.v.head(i)
		if up < 0 {
			continue
		}
		if s := r.v.child(up, "nsubj"); s >= 0 && r.mention[s] >= 0 {
			m := r.mentions[r.mention[s]]
			return voice{entity: m.entity, span: m.Span}
		}
	}
	return voice{entity: -1}
}

// issuerReach is how many sentences back a paper may have been put out.
const issuerReach = 3

// issues reports whether the noun at c, under that of a paper, made it and is not its subject.
func (r *reader) issues(c int) bool {
	p := r.v.child(c, "case")
	if p < 0 {
		return true
	}
	switch r.v.lower(p) {
	case "by", "from", "'s", "’s", "'", "’", "of":
		return true
	}
	return false
}
