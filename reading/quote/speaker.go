package quote

import (
	"cmp"
	"slices"
	"strings"

	"readout/news"
	"readout/text"
)

// A voice is who speaks: an entity, or plain words where the text names none.
type voice struct {
	entity int // index in entities, or -1
	words  string
	span   text.Span
}

func (s voice) known() bool { return s.entity >= 0 || s.words != "" }

// kind is the kind of the voice's entity, or "" for plain words.
func (r *reader) kind(s voice) string {
	if s.entity < 0 {
		return ""
	}
	return r.entities[s.entity].Kind
}

// ref is what a statement holds of a voice: an entity's id or plain words.
func (r *reader) ref(s voice) news.Maybe {
	if s.entity >= 0 {
		return news.Maybe(r.entities[s.entity].ID)
	}
	return news.Maybe(s.words)
}

// voices names who speaks in the source of a cue: more than one for “A and B said”. The voices
// of earlier statements help where the source is a pronoun or a noun such as “the ministry”.
func (r *reader) voices(source text.Span, cue int, earlier []voice) []voice {
	h := -1
	if c := r.citedBy(cue); c >= 0 {
		source = r.v.phrase(c)
	}
	if !source.Empty() {
		h, source = r.v.nounOf(source, cue)
	}
	if h < 0 || r.v.doc.Tokens[h].Tag == "PUNCT" {
		if h = r.v.subject(cue); h < 0 || r.v.doc.Tokens[h].Tag == "PUNCT" {
			return nil
		}
		source = r.v.phrase(h)
	}
	if g := r.governor(cue, h); g >= 0 {
		h, source = g, r.v.phrase(g)
	}
	if n := r.secondSubject(cue, h); n >= 0 {
		h, source = n, r.v.phrase(n)
	}
	if n := r.officer(h, cue); n >= 0 {
		h, source = n, r.v.phrase(n)
	}
	all := []voice{r.voice(h, source, earlier)}
	if k := r.kind(all[0]); k == "" || k == news.Group {
		if n := r.nameAtEnd(source, h); n >= 0 {
			all[0] = voice{entity: n, span: source}
		}
	}
	for _, c := range r.v.kids[h] {
		t := r.v.doc.Tokens[c]
		if t.Rel == "conj" && source.Contains(t.Span) && r.mention[c] >= 0 &&
			r.v.child(int(c), "cc") >= 0 {
			o := r.voice(int(c), r.v.phrase(int(c)), earlier)
			if o.known() && r.ref(o) != r.ref(all[0]) {
				all = append(all, o)
			}
		}
	}
	return all
}

// secondSubject is the name that the tree takes for another subject of the cue beside what its bearer
// is, at h: “Chief Officer of Lumen Karl Voss said”; -1 where there is none.
func (r *reader) secondSubject(cue, h int) int {
	body := r.lex.nominals[strings.ToLower(r.v.doc.Tokens[h].Lemma)] == "maker"
	if !r.title(h) && !body || r.plural(h) ||
		r.mention[h] >= 0 && r.mentions[r.mention[h]].Form == news.Name {
		return -1
	}
	for _, c := range r.v.kids[cue] {
		m := r.mention[c]
		if int(c) <= h || int(c) > cue || m < 0 || r.v.doc.Tokens[c].Rel != "nsubj" ||
			r.mentions[m].Form != news.Name {
			continue
		}
		k := r.entities[r.mentions[m].entity].Kind
		if k == news.Person || body && k == news.Organization {
			return int(c)
		}
	}
	return -1
}

// officer is the person whose name and office stand right behind the body at h, with its short form in
// brackets: “the Dam Authority (DA) Director Karl Voss said”; -1 where there is none.
func (r *reader) officer(h, cue int) int {
	m := r.mention[h]
	if m < 0 || r.entities[r.mentions[m].entity].Kind == news.Person || h > cue {
		return -1
	}
	_, i := r.v.doc.TokensIn(r.mentions[m].Span)
	office := false
	for n := 0; i < cue && n < officeWords && r.v.sent[i] == r.v.sent[cue]; n++ {
		if o := r.mention[i]; o >= 0 && r.entities[r.mentions[o].entity].Kind == news.Person &&
			r.mentions[o].Form == news.Name {
			if !office {
				return -1
			}
			return r.mentions[o].head
		}
		switch t := r.v.doc.Tokens[i].Tag; {
		case r.v.lower(i) == "(" && i+2 < cue && r.v.lower(i+2) == ")":
			i += 2
		case t == "NOUN" || t == "PROPN":
			office = office || r.title(i)
		case t == "ADJ" || r.v.lower(i) == "-":
		default:
			return -1
		}
		i++
	}
	return -1
}

// officeWords is how many tokens an office between a body and a name has at most.
const officeWords = 8

// nameAtEnd is the person whose name ends a source behind an office or a body, however the tree hangs
// it: “head of Lumen Karl Voss”, “Roads and Dams Minister Karl Voss”; -1 where there is none.
func (r *reader) nameAtEnd(source text.Span, h int) int {
	c := r.lex.nominals[strings.ToLower(r.v.doc.Tokens[h].Lemma)]
	_, last := r.v.doc.TokensIn(source)
	if last == 0 || c == "body" || c == "maker" || c == "paper" || c == "sight" || c == "tally" {
		return -1
	}
	k := r.mention[last-1]
	if k < 0 {
		return -1
	}
	m := r.mentions[k]
	first, _ := r.v.doc.TokensIn(m.Span)
	if r.entities[m.entity].Kind != news.Person || m.Form != news.Name || first <= h || m.head < 0 ||
		r.v.doc.Tokens[m.head].Rel == "conj" {
		return -1
	}
	before := r.mention[first-1]
	body := before >= 0 && r.entities[r.mentions[before].entity].Kind == news.Organization
	if !body && (!r.v.nounLike(first-1) || r.owns(m, h)) {
		return -1
	}
	return m.entity
}

// nounOf is the head of a source and the source, or, where the model marked a clause (“villagers
// gathered at the gate”), the subject of that; -1 where it has none, or is the cue.
func (v *view) nounOf(source text.Span, cue int) (int, text.Span) {
	h := v.doc.HeadOf(source)
	if h == cue {
		return -1, source
	}
	if h < 0 || v.doc.Tokens[h].Tag != "VERB" && v.doc.Tokens[h].Tag != "AUX" {
		return h, source
	}
	s := v.child(h, "nsubj")
	if s < 0 || !source.Overlaps(v.doc.Tokens[s].Span) {
		return -1, source
	}
	return s, v.phrase(s)
}

// subject is the noun that speaks by the cue where the model marked none: its own subject, or
// that of the verb whose clause it goes on with (“…, adding that”). -1 where there is none.
func (v *view) subject(cue int) int {
	for h, n := cue, 0; h >= 0 && n < 4; n++ {
		if s := v.child(h, "nsubj"); s >= 0 && !v.relative(s) {
			return s
		}
		if o := v.made(h); o >= 0 {
			return o
		}
		switch v.doc.Tokens[h].Rel {
		case "advcl", "conj", "xcomp", "acl", "parataxis", "ccomp":
			h = v.head(h)
			if h >= 0 && v.doc.Tokens[h].Tag != "VERB" && v.doc.Tokens[h].Tag != "AUX" {
				return h
			}
		default:
			return -1
		}
	}
	return -1
}

// made is who is made to do what token i says: the firm in “led the firm to announce”.
func (v *view) made(i int) int {
	h := v.head(i)
	if m := v.child(i, "mark"); h < 0 || m < 0 || v.lower(m) != "to" {
		return -1
	}
	switch strings.ToLower(v.doc.Tokens[h].Lemma) {
	case "lead", "prompt", "cause", "force", "push", "drive", "compel", "allow", "spur":
		return v.child(h, "obj")
	}
	return -1
}

// relative reports whether token i is a relative pronoun.
func (v *view) relative(i int) bool {
	switch v.lower(i) {
	case "who", "which", "that", "whom":
		return true
	}
	return false
}

// voice resolves the source with head h.
func (r *reader) voice(h int, source text.Span, earlier []voice) voice {
	v := r.resolve(h, source, earlier)
	v.span = source
	return v
}

func (r *reader) resolve(h int, source text.Span, earlier []voice) voice {
	if h >= 0 && r.v.relative(h) {
		if up := r.antecedent(h); up >= 0 {
			h, source = up, r.v.phrase(up)
		}
	}
	pronoun := r.v.doc.Tokens[h].Tag == "PRON" && !r.bears(h)
	if pronoun {
		if s := r.pronoun(h, r.v.lower(h), earlier); s.known() {
			return s
		}
	}
	if r.v.lower(h) == "latter" {
		if s := r.lastNamed(h); s.known() {
			return s
		}
	}
	e := r.named(h, source)
	if e < 0 || r.entities[e].Kind != news.Person {
		if n := r.nameBehind(h); n >= 0 {
			e = n
		}
	}
	if e >= 0 && r.entities[e].Kind == news.Country {
		if s := r.demonym(h); s.known() {
			return s
		}
	}
	if e >= 0 && r.entities[e].Kind == news.Group {
		if s := r.nominal(h, source, earlier); s.known() {
			return s
		}
	}
	if e >= 0 {
		return voice{entity: e, span: source}
	}
	if pronoun {
		return voice{entity: -1, span: source}
	}
	if s := r.nominal(h, source, earlier); s.known() {
		return s
	}
	return voice{entity: -1, words: r.plainWords(source), span: source}
}

// lastNamed is the person or body named last before “the latter” at h.
func (r *reader) lastNamed(h int) voice {
	before, _ := slices.BinarySearchFunc(r.mentions, r.v.doc.Tokens[h].Start,
		func(m mention, start int) int { return cmp.Compare(m.Start, start) })
	for k := before - 1; k >= max(0, before-latterReach); k-- {
		m := r.mentions[k]
		if n := r.entities[m.entity].Kind; m.Form == news.Name && (n == news.Person ||
			n == news.Organization) {
			return voice{entity: m.entity, span: m.Span}
		}
	}
	return voice{entity: -1}
}

// latterReach is how many mentions back “the latter” reaches.
const latterReach = 6

// bears reports whether token h, whatever its form, is somebody's name: You received the envoy.
func (r *reader) bears(h int) bool {
	m := r.mention[h]
	return m >= 0 && r.mentions[m].Form == news.Name
}

// antecedent is the noun that the clause of a relative pronoun belongs to.
func (r *reader) antecedent(i int) int {
	for h, n := r.v.head(i), 0; h >= 0 && n < maxDepth; n++ {
		if r.v.doc.Tokens[h].Rel == "acl" {
			return r.v.head(h)
		}
		h = r.v.head(h)
	}
	return -1
}

// named is the entity that the head of a source is a mention of, or that stands beside it as its
// name: “the spokesman, Matthew Miller”. It prefers people, and what is nearer to the head.
func (r *reader) named(h int, source text.Span) int {
	best, rank := -1, 1<<30
	from, _ := slices.BinarySearchFunc(r.mentions, source.Start-longestName,
		func(m mention, start int) int { return cmp.Compare(m.Start, start) })
	for _, m := range r.mentions[from:] {
		if m.Start >= source.End {
			break
		}
		if !m.Overlaps(source) {
			continue
		}
		kind := r.entities[m.entity].Kind
		steps, ok := r.apposed(m.head, h, m.Contains(r.v.doc.Tokens[h].Span))
		if !ok && kind == news.Person && m.Form == news.Name && r.role(h) && r.free(m) &&
			!r.owns(m, h) {
			steps, ok = 2, true
		}
		if !ok || steps > 0 && kind == news.Person && r.plural(h) {
			continue // the two ministers, A and B
		}
		if kind != news.Person && steps > 0 {
			steps += 4
		}
		if m.Form != news.Name {
			steps += 2
		}
		if steps < rank {
			best, rank = m.entity, steps
		}
	}
	return best
}

// longestName is the most bytes before a source at which a mention may begin that reaches into it.
const longestName = 200

// free reports whether a name stands for itself, without a preposition before it or 's after it.
func (r *reader) free(m mention) bool {
	first, last := r.v.doc.TokensIn(m.Span)
	if first > 0 && r.v.doc.Tokens[first-1].Tag == "ADP" {
		return false
	}
	return m.head < 0 || r.v.child(m.head, "case") < 0 &&
		(last >= len(r.v.word) || r.v.doc.Tokens[last].Tag != "PART")
}

// owns reports whether a name belongs to what the noun at h is of: the nephew of the author Karl Voss.
func (r *reader) owns(m mention, h int) bool {
	if at := r.v.doc.Tokens[h].End; at < m.Start && strings.Contains(r.v.doc.Body[at:m.Start], ",") {
		return false
	}
	for i, n := m.head, 0; i >= 0 && i != h && n < 6; n++ {
		if r.v.doc.Tokens[i].Rel == "nmod" && r.v.head(i) == h && r.v.child(i, "case") >= 0 {
			return i == m.head || r.title(i)
		}
		i = r.v.head(i)
	}
	return false
}

// apposed counts the steps from mention head m up to source head h over appositions and names.
func (r *reader) apposed(m, h int, holds bool) (int, bool) {
	if holds {
		return 0, true
	}
	for i, n := m, 0; i >= 0 && n < 6; n++ {
		if i == h {
			return n, true
		}
		switch r.v.doc.Tokens[i].Rel {
		case "appos", "flat":
		default:
			return 0, false
		}
		i = r.v.head(i)
	}
	return 0, false
}
