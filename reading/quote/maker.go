package quote

import (
	"cmp"
	"slices"
	"strings"

	"readout/news"
)

// sameMaker is the organisation that a plain noun at h stands for: the one that spoke last or, where
// a country stands beside the noun (“the Ostrian manufacturer”), the last one named of that country.
func (r *reader) sameMaker(h int, earlier []voice) voice {
	if len(earlier) > 0 && !r.modified(h) {
		if last := earlier[len(earlier)-1]; r.kind(last) != news.Person && r.kind(last) != "" {
			return last
		}
	}
	country := r.countryBeside(h)
	if len(earlier) > 0 && country != "" {
		last := earlier[len(earlier)-1]
		if r.kind(last) == news.Organization && r.entities[last.entity].Country == "" &&
			r.canBe(last.entity, h) {
			return last
		}
	}
	if v := r.bodyOf(h, earlier); v.known() {
		return v
	}
	if r.described(h) {
		for n := int(r.v.sent[h]); n >= max(0, int(r.v.sent[h])-makerSentences); n-- {
			v := r.actor(n, h, func(e int) bool { return r.canBe(e, h) })
			if v.known() {
				return v
			}
		}
	}
	before, _ := slices.BinarySearchFunc(r.mentions, r.v.doc.Tokens[h].Start,
		func(m mention, start int) int { return cmp.Compare(m.Start, start) })
	for k := before - 1; country != "" && k >= max(0, before-makerReach); k-- {
		m := r.mentions[k]
		if e := r.entities[m.entity]; e.Kind == news.Organization && e.Country == country {
			return voice{entity: m.entity, span: m.Span}
		}
	}
	return voice{entity: -1}
}

// described reports whether nothing but words that are no names describes the noun at h: the
// anti-graft body, not the Ostrian firm or the group that built it.
func (r *reader) described(h int) bool {
	for _, c := range r.v.kids[h] {
		switch r.v.doc.Tokens[c].Rel {
		case "amod", "compound":
			if r.mention[c] >= 0 {
				return false
			}
		case "nmod", "acl", "appos":
			return false
		}
	}
	return true
}

// canBe reports whether e is an organisation that the noun at h may mean: a group or a firm is no
// ministry.
func (r *reader) canBe(e, h int) bool {
	if r.entities[e].Kind != news.Organization {
		return false
	}
	if !r.modified(h) {
		return true
	}
	switch strings.ToLower(r.v.doc.Tokens[h].Lemma) {
	case "body", "agency", "institution", "organisation", "organization":
		return true
	}
	for w := range strings.FieldsSeq(strings.ToLower(r.entities[e].Name)) {
		if r.lex.nominals[w] == "body" {
			return false
		}
	}
	return true
}

// bodyOf is the organisation that spoke last, for a noun with the name of a larger one before it: the
// UN agency.
func (r *reader) bodyOf(h int, earlier []voice) voice {
	for _, c := range r.v.kids[h] {
		m := r.mention[c]
		if rel := r.v.doc.Tokens[c].Rel; m < 0 || int(c) > h || rel != "compound" && rel != "amod" ||
			r.entities[r.mentions[m].entity].Kind != news.Organization || len(earlier) == 0 {
			continue
		}
		last := earlier[len(earlier)-1]
		if r.kind(last) == news.Organization && last.entity != r.mentions[m].entity &&
			r.canBe(last.entity, h) {
			return last
		}
	}
	return voice{entity: -1}
}

// makerReach is how many mentions back sameMaker looks, and makerSentences how many sentences.
const (
	makerReach     = 8
	makerSentences = 4
)

// countryBeside is the country whose name or adjective stands beside the noun at h, or "".
func (r *reader) countryBeside(h int) string {
	for _, c := range r.v.kids[h] {
		m := r.mention[c]
		if rel := r.v.doc.Tokens[c].Rel; m < 0 || rel != "amod" && rel != "compound" &&
			(rel != "nmod" || int(c) > h) {
			continue
		}
		if o := r.entities[r.mentions[m].entity]; o.Kind == news.Country {
			return o.Country
		}
	}
	return ""
}
