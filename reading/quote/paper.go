package quote

import (
	"strings"

	"readout/news"
	"readout/text"
)

// issuer is who made a paper: its owner (“the ministry's statement”, “a report by TNO”), that of the
// paper of the same name before it, or the last who spoke. What is only seen has its owner alone.
func (r *reader) issuer(h int, class string, earlier []voice) voice {
	if v := r.owner(h, earlier); v.known() || class != "paper" || !r.definite(h) || r.told(h) {
		return v
	}
	last := voice{entity: -1}
	if len(earlier) > 0 {
		last = earlier[len(earlier)-1]
	}
	if s := r.released(h); s.known() && s.span.Start > last.span.Start {
		return s
	}
	if v := r.samePaper(h, earlier); v.known() {
		return v
	}
	return last
}

// told reports whether words before the paper at h tell which one it is of several, as no monthly or
// joint does.
func (r *reader) told(h int) bool {
	for _, c := range r.v.kids[h] {
		rel := r.v.doc.Tokens[c].Rel
		if rel == "compound" || rel == "amod" && !r.lex.bland[r.v.lower(int(c))] {
			return true
		}
	}
	return false
}

// samePaper is the owner of the paper called by the same noun before token h: the prosecutors of “the
// prosecutors filed a document” for “the document says”.
func (r *reader) samePaper(h int, earlier []voice) voice {
	for i := h - 1; i >= 0 && r.v.sent[h]-r.v.sent[i] <= paperReach; i-- {
		if r.v.lemma[i] != r.v.lemma[h] || r.v.doc.Tokens[i].Tag != "NOUN" || r.v.inQuote[i] >= 0 {
			continue
		}
		if v := r.owner(i, earlier); v.known() {
			return v
		}
	}
	return voice{entity: -1}
}

// paperReach is how many sentences back a paper may have been named first.
const paperReach = 12

// owner is who the words around the paper at h say made it.
func (r *reader) owner(h int, earlier []voice) voice {
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
			if s := r.subjectAfter(h); s >= 0 && r.mention[s] >= 0 {
				return r.voice(s, r.v.phrase(s), earlier) // In its report, the Dam Authority said
			}
			if v := r.pronoun(int(c), w, earlier); v.known() {
				return v // its statement
			}
		}
		if m := r.mention[c]; m >= 0 && r.issues(int(c)) {
			return voice{entity: r.mentions[m].entity, span: r.mentions[m].Span}
		}
		if e := r.named(int(c), r.under(int(c))); e >= 0 && rel == "nmod" && r.issues(int(c)) {
			return voice{entity: e, span: r.v.phrase(int(c))} // by the newspaper Milena
		}
		if class := r.lex.nominals[strings.ToLower(r.v.doc.Tokens[c].Lemma)]; rel == "nmod" &&
			(class == "body" || class == "maker") && r.issues(int(c)) {
			if v := r.nominal(int(c), r.v.phrase(int(c)), earlier); v.known() {
				return v // the ministry's statement
			}
		}
	}
	return voice{entity: -1}
}

// under is all that hangs on token i.
func (r *reader) under(i int) text.Span {
	return text.Span{Start: r.v.doc.Tokens[r.v.first[i]].Start, End: r.v.doc.Tokens[r.v.last[i]].End}
}

// subjectAfter is the subject of the clause that the noun at h stands before; -1 where there is none.
func (r *reader) subjectAfter(h int) int {
	i := h
	for n := 0; i >= 0 && n < maxDepth && r.v.doc.Tokens[i].Tag != "VERB"; n++ {
		i = r.v.head(i)
	}
	if i < 0 {
		return -1
	}
	if s := r.v.child(i, "nsubj"); s > h {
		return s
	}
	return -1
}

// byline is whose name stands behind “by” in the noun phrase of a paper: “a statement issued in
// Accra by Ama Mensah”, however the tree hangs it.
func (r *reader) byline(h int) voice {
	body := voice{entity: -1}
	parted := false
	for i := h + 1; i < min(int(r.v.last[h]), h+bylineReach); i++ {
		parted = parted || r.v.doc.Word(i) == ","
		if r.v.lower(i) != "by" {
			continue
		}
		for n := i + 1; n < min(i+4, len(r.v.word)); n++ {
			m := r.mention[n]
			if m < 0 || r.mentions[m].Form != news.Name {
				continue
			}
			v := voice{entity: r.mentions[m].entity, span: r.mentions[m].Span}
			switch k := r.kind(v); {
			case k == news.Person:
				return v
			case k == news.Organization && !parted && !body.known() && r.nameBehind(n) < 0:
				body = v
			}
		}
	}
	return body
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
