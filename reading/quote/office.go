package quote

import (
	"cmp"
	"slices"
	"strings"

	"readout/news"
)

// otherOffice reports whether the noun at h names an office or trade of its own (the mayor) and the
// person e is introduced as something that does not go with it (the driver, Karl Voss).
func (r *reader) otherOffice(h, e int) bool {
	own := r.lex.offices[strings.ToLower(r.v.doc.Tokens[h].Lemma)]
	if own == "" {
		return false
	}
	other := false
	for _, at := range r.entities[e].Mentions[:min(len(r.entities[e].Mentions), introductions)] {
		i := r.v.doc.HeadOf(at.Span)
		if at.Form != news.Name || i < 0 {
			continue
		}
		switch c := r.introduced(i); {
		case c == "office" && own == "office":
			return false
		case c != "":
			other = true
		}
	}
	return other
}

// introductions is how many mentions of somebody are looked at for what stands beside the name.
const introductions = 4

// introduced is the kind of the noun for what somebody is beside the name at token i, "person" where
// it is none that tells people apart, "" where there is no such noun.
func (r *reader) introduced(i int) string {
	beside := []int{}
	if t := r.top(i); t != i {
		beside = append(beside, t)
	}
	for _, c := range r.v.kids[i] {
		switch r.v.doc.Tokens[c].Rel {
		case "appos", "compound", "flat", "nmod":
			beside = append(beside, int(c))
		}
	}
	if i > 0 {
		beside = append(beside, i-1)
	}
	kind := ""
	for _, t := range beside {
		if r.mention[t] >= 0 && r.mention[t] == r.mention[i] || !r.title(t) {
			continue
		}
		if c := r.lex.offices[r.v.lower(t)]; c == "office" || c != "" && kind == "" {
			kind = c
		} else if kind == "" {
			kind = "person"
		}
	}
	return kind
}

// formerly is the person whom the text calls former, for a noun at h that says so too: the
// ex-president, the former banker; of several the one named last, else the one it is mostly about.
func (r *reader) formerly(h int, earlier []voice) voice {
	if !r.wasOnce(h) {
		return voice{entity: -1}
	}
	if n := len(earlier) - 1; n >= 0 && r.kind(earlier[n]) == news.Person &&
		r.entities[earlier[n].entity].Office == "" && r.agrees(h, earlier[n].entity) &&
		r.spokeNear(h, earlier[n]) {
		return earlier[n]
	}
	start := r.v.doc.Tokens[h].Start
	before, _ := slices.BinarySearchFunc(r.mentions, start,
		func(m mention, at int) int { return cmp.Compare(m.Start, at) })
	for k := before - 1; k >= max(0, before-nounReach); k-- {
		m := r.mentions[k]
		if m.head < 0 || m.Form != news.Name ||
			r.entities[m.entity].Kind != news.Person || !r.agrees(h, m.entity) {
			continue
		}
		if t := r.top(m.head); r.wasOnce(t) || r.wasOnce(m.head) {
			return voice{entity: m.entity, span: m.Span}
		}
	}
	if e := r.mainPerson(); e >= 0 && r.agrees(h, e) && r.entities[e].Mentions[0].Start < start {
		return voice{entity: e, span: r.v.phrase(h)}
	}
	return voice{entity: -1}
}

// spokeNear reports whether v spoke in the sentence of token h or one of the two before it.
func (r *reader) spokeNear(h int, v voice) bool {
	i := r.v.doc.HeadOf(v.span)
	return !v.span.Empty() && i >= 0 && r.v.sent[h]-r.v.sent[i] <= 2
}

// wasOnce reports whether former, ex or the like stands before the noun at token i.
func (r *reader) wasOnce(i int) bool {
	for n := i; n >= 0 && n > i-formerReach && r.v.sent[n] == r.v.sent[i]; n-- {
		switch w := r.v.lower(n); {
		case w == "former" || w == "ex" || w == "ex-" || w == "erstwhile" || strings.HasPrefix(w, "ex-"):
			return true
		case n < i && (w == "," || r.v.doc.Tokens[n].Tag == "VERB"):
			return false
		}
	}
	return false
}

// formerReach is how many tokens before a noun “former” may stand.
const formerReach = 6

// demonym is the person whom the text calls by a nationality at h: “the Zambian said”; of those who
// spoke or acted in the sentences before. Nationalities that serve for a whole people stay that.
func (r *reader) demonym(h int) voice {
	d := r.v.child(h, "det")
	if d < 0 || r.v.lower(d) != "the" || r.plural(h) || r.mention[h] < 0 {
		return voice{entity: -1}
	}
	w := r.v.lower(h)
	if !strings.HasSuffix(w, "an") && !strings.HasSuffix(w, "man") && !strings.HasSuffix(w, "woman") {
		return voice{entity: -1}
	}
	own := r.entities[r.mentions[r.mention[h]].entity].Country
	fits := func(e int) bool {
		c := r.entities[e].Country
		return r.entities[e].Kind == news.Person && (c == "" || own == "" || c == own)
	}
	s := int(r.v.sent[h])
	for n := s; n >= max(0, s-epithetReach); n-- {
		if v := r.actor(n, h, fits); v.known() {
			return v
		}
	}
	return voice{entity: -1}
}
