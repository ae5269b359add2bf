package quote

import (
	"strings"

	"readout/news"
)

// pronoun resolves he, she, they and it: to who spoke or acted last and can be meant.
func (r *reader) pronoun(h int, w string, earlier []voice) voice {
	person := w == "i" || genderOf(w) != 0
	fits := func(e int) bool {
		k := r.entities[e].Kind
		if person {
			return k == news.Person && r.mayBe(e, w) && !r.barred[e]
		}
		return k != news.Person && k != news.Work && (k != news.Country || !theyWord(w))
	}
	if theyWord(w) {
		if v := r.several(h, earlier); v.known() {
			return v
		}
	}
	if v := r.pickedUp(h, w, earlier); v.known() && (v.entity < 0 || fits(v.entity) || w == "it") {
		return v
	}
	s := int(r.v.sent[h])
	from := s
	if r.trailing(h) {
		from--
	}
	for n := from; n >= 0 && n >= s-pronounReach; n-- {
		if v := r.actor(n, h, fits); v.known() {
			return v
		}
		if v := r.spokeIn(n, h, earlier, w); v.known() {
			return v
		}
		if v := r.sole(n, h, fits); person && n == s-1 && v.known() {
			return v
		}
	}
	for k := len(earlier) - 1; k >= 0; k-- {
		if e := earlier[k].entity; e >= 0 && fits(e) {
			return earlier[k]
		}
	}
	return voice{entity: -1}
}

func theyWord(w string) bool { return w == "they" || w == "them" || w == "their" }

// pickedUp is who spoke last, where the pronoun at h goes on with it: “he added”, “it also said”, and
// it for a paper: “The statement said … It said”.
func (r *reader) pickedUp(h int, w string, earlier []voice) voice {
	if len(earlier) == 0 {
		return voice{entity: -1}
	}
	last := earlier[len(earlier)-1]
	at := r.v.doc.HeadOf(last.span)
	if last.span.Empty() || at < 0 || r.v.sent[h]-r.v.sent[at] > resumeReach || at >= h {
		return voice{entity: -1}
	}
	if r.lex.nominals[strings.ToLower(r.v.doc.Tokens[at].Lemma)] == "paper" {
		if w == "it" {
			return last
		}
		return voice{entity: -1}
	}
	cue := r.v.head(h)
	if cue < 0 || w == "they" || genderOf(w) != 0 && !r.human(last) ||
		genderOf(w) == 0 && r.kind(last) == news.Person {
		return voice{entity: -1}
	}
	switch r.v.doc.Tokens[cue].Lemma {
	case "add", "continue", "conclude":
		return last
	}
	if a := r.v.child(cue, "advmod"); a >= 0 && (r.v.lower(a) == "also" || r.v.lower(a) == "further") {
		return last
	}
	return voice{entity: -1}
}

// resumeReach is how many sentences after who spoke last a pronoun may go on.
const resumeReach = 3

// trailing reports whether the pronoun at token h stands with its verb behind what is said: in
// “the bridge is late, it said” it is not the bridge.
func (r *reader) trailing(h int) bool {
	cue := r.v.head(h)
	if cue <= h || r.v.class[cue] != "say" {
		return false
	}
	c := r.v.child(cue, "ccomp")
	return c >= 0 && c < h || r.v.doc.Tokens[cue].Rel == "parataxis" ||
		r.v.lower(h-1) == "," && (r.v.lower(cue+1) == "." || r.v.lower(cue+1) == ",")
}

// several is the speaker of more than one whom they most likely means: people without names who
// spoke or acted in the sentence before or the one before that.
func (r *reader) several(h int, earlier []voice) voice {
	s := int(r.v.sent[h])
	many := func(e int) bool { return r.entities[e].Kind == news.Group && r.manyOf(e) }
	for n := s; n >= max(0, s-severalReach); n-- {
		for k := len(earlier) - 1; k >= max(0, len(earlier)-voiceReach); k-- {
			v := earlier[k]
			if v.span.Empty() || !r.v.doc.Sentences[n].Contains(v.span) ||
				v.span.Start >= r.v.doc.Tokens[h].Start {
				continue
			}
			if i := r.v.doc.HeadOf(v.span); v.entity >= 0 && many(v.entity) ||
				v.entity < 0 && i >= 0 && r.plural(i) {
				return v
			}
			return voice{entity: -1}
		}
		if v := r.actor(n, h, many); v.known() {
			return v
		}
	}
	return voice{entity: -1}
}

// severalReach is how many sentences back they reaches first.
const severalReach = 2

// manyOf reports whether the group e is of more than one.
func (r *reader) manyOf(e int) bool {
	w := strings.ToLower(r.entities[e].Name)
	return strings.HasSuffix(w, "s") || strings.HasSuffix(w, "people") || strings.HasSuffix(w, "men") ||
		strings.HasSuffix(w, "police")
}

// pronounReach is how many sentences back a pronoun may reach for its noun.
const pronounReach = 6

// actor is the last fitting entity that is a subject in sentence n, outside quotation marks and
// before token limit.
func (r *reader) actor(n, limit int, fits func(int) bool) voice {
	sent := r.v.doc.Sentences[n]
	best, depth := voice{entity: -1}, maxDepth
	for i := sent.First; i < sent.Last && i < limit; i++ {
		m := r.mention[i]
		if m < 0 || r.v.inQuote[i] >= 0 || r.mentions[m].head != i ||
			r.mentions[m].Form == news.Pronoun || r.inContent(i) {
			continue
		}
		t := r.v.doc.Tokens[r.top(i)]
		if t.Rel != "nsubj" && t.Rel != "root" || !fits(r.mentions[m].entity) {
			continue
		}
		if d := r.v.depth(r.top(i)); d < depth {
			best, depth = voice{entity: r.mentions[m].entity, span: r.mentions[m].Span}, d
		}
	}
	return best
}

// inContent reports whether token i stands in what somebody said: who acts there is spoken of.
func (r *reader) inContent(i int) bool {
	if r.said == nil {
		r.said = make([]bool, len(r.v.doc.Tokens))
		for n := range r.sayings {
			if s := r.sayings[n].source; !s.Empty() && r.medium(s) {
				continue // who acts in what the agency reports may be he
			}
			for _, p := range r.sayings[n].pieces {
				first, last := r.v.doc.TokensIn(p.spans[0])
				for t := first; t < last; t++ {
					r.said[t] = true
				}
			}
			r.saidBefore(&r.sayings[n])
		}
	}
	return r.said[i]
}

// sole is the one fitting entity that sentence n names before token limit, outside of what is said.
func (r *reader) sole(n, limit int, fits func(int) bool) voice {
	only := voice{entity: -1}
	sent := r.v.doc.Sentences[n]
	for i := sent.First; i < sent.Last && i < limit; i++ {
		m := r.mention[i]
		if m < 0 || r.v.inQuote[i] >= 0 || r.inContent(i) || r.mentions[m].head != i ||
			r.mentions[m].Form != news.Name || r.mentions[m].entity == only.entity ||
			!fits(r.mentions[m].entity) {
			continue
		}
		if only.known() {
			return voice{entity: -1}
		}
		only = voice{entity: r.mentions[m].entity, span: r.mentions[m].Span}
	}
	return only
}

// saidBefore marks as said what stands before a speaker at the end of the sentence: “The dam, full since
// May, will hold, it said”, of which the models may find a part only.
func (r *reader) saidBefore(s *saying) {
	if s.class != "say" || s.source.Empty() || len(s.pieces) == 0 ||
		s.pieces[0].kind != news.Indirect || s.pieces[0].spans[0].End > s.source.Start {
		return
	}
	from := r.v.doc.Sentences[r.v.sent[s.cue]].First
	end, _ := r.v.doc.TokensIn(s.source)
	for t := from; t < min(end, s.cue); t++ {
		r.said[t] = true
	}
}

// top climbs from a name over appositions to the noun that it stands beside.
func (r *reader) top(i int) int {
	for n := 0; n < 6; n++ {
		switch r.v.doc.Tokens[i].Rel {
		case "appos", "flat":
			if h := r.v.head(i); h >= 0 {
				i = h
				continue
			}
		}
		break
	}
	return i
}

// voiceReach is how many voices back spokeIn looks.
const voiceReach = 50

// spokeIn is who was the last to speak in sentence n, where that may be what a pronoun means.
func (r *reader) spokeIn(n, limit int, earlier []voice, w string) voice {
	person := w == "i" || genderOf(w) != 0
	sent := r.v.doc.Sentences[n]
	for k := len(earlier) - 1; k >= max(0, len(earlier)-voiceReach); k-- {
		e := earlier[k]
		if !sent.Contains(e.span) || e.span.Start >= r.v.doc.Tokens[limit].Start {
			continue
		}
		k := r.kind(e)
		if person && r.human(e) && (e.entity < 0 || r.mayBe(e.entity, w) && !r.barred[e.entity]) ||
			!person && k != news.Person && (k != "" || w == "it" && r.body(e)) {
			return e
		}
	}
	return voice{entity: -1}
}

// body reports whether a speaker without a name is one of bodies: a medical association.
func (r *reader) body(v voice) bool {
	h := -1
	if !v.span.Empty() {
		h = r.v.doc.HeadOf(v.span)
	}
	if h < 0 || r.plural(h) {
		return false
	}
	c := r.lex.nominals[strings.ToLower(r.v.doc.Tokens[h].Lemma)]
	return c == "body" || c == "maker"
}
