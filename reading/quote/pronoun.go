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
			return k == news.Person && r.mayBe(e, w)
		}
		return k != news.Person && k != news.Work
	}
	if w == "they" || w == "them" || w == "their" {
		if v := r.several(h, earlier); v.known() {
			return v
		}
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
	}
	for k := len(earlier) - 1; k >= 0; k-- {
		if e := earlier[k].entity; e >= 0 && fits(e) {
			return earlier[k]
		}
	}
	return voice{entity: -1}
}

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
			for _, p := range r.sayings[n].pieces {
				first, last := r.v.doc.TokensIn(p.spans[0])
				for t := first; t < last; t++ {
					r.said[t] = true
				}
			}
		}
	}
	return r.said[i]
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
		if k := r.kind(e); person && r.human(e) && (e.entity < 0 || r.mayBe(e.entity, w)) || !person && k != news.Person && k != "" {
			return e
		}
	}
	return voice{entity: -1}
}
