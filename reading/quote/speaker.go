package quote

import (
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
	if !source.Empty() {
		h = r.v.doc.HeadOf(source)
	}
	if h < 0 {
		if h = r.v.subject(cue); h < 0 {
			return nil
		}
		source = r.v.phrase(h)
	}
	all := []voice{r.voice(h, source, earlier)}
	for _, c := range r.v.kids[h] {
		t := r.v.doc.Tokens[c]
		if t.Rel == "conj" && source.Contains(t.Span) && r.mention[c] >= 0 {
			if o := r.voice(int(c), r.v.phrase(int(c)), earlier); o.known() {
				all = append(all, o)
			}
		}
	}
	return all
}

// subject is the noun that speaks by the cue where the model marked none: its own subject, or
// that of the verb whose clause it goes on with (“…, adding that”). -1 where there is none.
func (v *view) subject(cue int) int {
	for h, n := cue, 0; h >= 0 && n < 4; n++ {
		if s := v.child(h, "nsubj"); s >= 0 && !v.relative(s) {
			return s
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

// relative reports whether token i is a relative pronoun.
func (v *view) relative(i int) bool {
	switch v.lower(i) {
	case "who", "which", "that", "whom":
		return true
	}
	return false
}

// phrase is the noun phrase of token h without clauses and appositions behind it.
func (v *view) phrase(h int) text.Span {
	first, last := int(v.first[h]), h
	for _, c := range v.kids[h] {
		switch v.doc.Tokens[c].Rel {
		case "acl", "appos", "conj", "punct", "parataxis", "advcl", "cc":
			if int(c) < h {
				first = max(first, int(v.last[c])+1)
			}
		default:
			if int(c) > h && int(v.first[c]) == last+1 && !v.event(int(c)) {
				last = int(v.last[c])
			}
		}
	}
	return text.Span{Start: v.doc.Tokens[min(first, h)].Start, End: v.doc.Tokens[last].End}
}

// voice resolves the source with head h.
func (r *reader) voice(h int, source text.Span, earlier []voice) voice {
	if h >= 0 && r.v.relative(h) {
		if up := r.antecedent(h); up >= 0 {
			h, source = up, r.v.phrase(up)
		}
	}
	pronoun := r.v.doc.Tokens[h].Tag == "PRON"
	if pronoun {
		if s := r.pronoun(h, r.v.lower(h), earlier); s.known() {
			return s
		}
	}
	e := r.named(h, source)
	if e >= 0 && r.entities[e].Kind == news.Group {
		if s := r.nominal(h, source, earlier); s.known() {
			return s
		}
	}
	if e >= 0 {
		return voice{entity: e, span: source}
	}
	if pronoun {
		return voice{entity: -1, words: r.v.lower(h), span: source}
	}
	if s := r.nominal(h, source, earlier); s.known() {
		return s
	}
	return voice{entity: -1, words: r.plainWords(source), span: source}
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
	for _, m := range r.mentions {
		if m.Start >= source.End {
			break
		}
		if !m.Overlaps(source) {
			continue
		}
		kind := r.entities[m.entity].Kind
		steps, ok := r.apposed(m.head, h, m.Contains(r.v.doc.Tokens[h].Span))
		if !ok && kind == news.Person && m.Form == news.Name && r.role(h) && r.free(m) {
			steps, ok = 2, true
		}
		if !ok {
			continue
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

// role reports whether token i is a noun for what somebody does: minister, member, goalkeeper.
func (r *reader) role(i int) bool {
	lemma := strings.ToLower(r.v.doc.Tokens[i].Lemma)
	c := r.lex.nominals[lemma]
	if c != "" || r.v.doc.Tokens[i].Tag != "NOUN" {
		return c == "person"
	}
	for _, end := range []string{"er", "or", "ist", "ian", "man", "woman", "ee", "ant"} {
		if strings.HasSuffix(lemma, end) && len(lemma) > len(end)+2 {
			return true
		}
	}
	return false
}

// free reports whether a name stands for itself, without a preposition before it or 's after it.
func (r *reader) free(m mention) bool {
	first, last := r.v.doc.TokensIn(m.Span)
	if first > 0 && r.v.doc.Tokens[first-1].Tag == "ADP" {
		return false
	}
	return m.head < 0 || r.v.child(m.head, "case") < 0 && (last >= len(r.v.word) || r.v.doc.Tokens[last].Tag != "PART")
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

// plainWords describes a speaker whom the text does not name: the source without its article.
func (r *reader) plainWords(s text.Span) string {
	w := strings.Join(strings.Fields(r.v.doc.At(s)), " ")
	if i, _ := r.v.doc.TokensIn(s); i+1 < len(r.v.word) && r.v.doc.Tokens[i].Tag == "PROPN" &&
		r.v.doc.Tokens[i+1].Tag == "PROPN" {
		w, _, _ = strings.Cut(w, ",") // a name, and not what is told of it
	}
	for _, a := range []string{"the ", "a ", "an ", "The ", "A ", "An "} {
		w = strings.TrimPrefix(w, a)
	}
	return strings.Trim(w, " ,;:")
}

// pronoun resolves he, she, they and it: to who spoke or acted last and can be meant.
func (r *reader) pronoun(h int, w string, earlier []voice) voice {
	person := w == "he" || w == "she" || w == "i" || w == "him" || w == "her"
	fits := func(e int) bool {
		k := r.entities[e].Kind
		if person {
			return k == news.Person
		}
		return k != news.Person && k != news.Work
	}
	s := int(r.v.sent[h])
	for n := s; n >= 0 && n >= s-pronounReach; n-- {
		if v := r.actor(n, h, fits); v.known() {
			return v
		}
		if v := r.spokeIn(n, h, earlier, person); v.known() {
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

// pronounReach is how many sentences back a pronoun may reach for its noun.
const pronounReach = 6

// actor is the last fitting entity that is a subject in sentence n, outside quotation marks and
// before token limit.
func (r *reader) actor(n, limit int, fits func(int) bool) voice {
	sent := r.v.doc.Sentences[n]
	best, depth := voice{entity: -1}, maxDepth
	for i := sent.First; i < sent.Last && i < limit; i++ {
		m := r.mention[i]
		if m < 0 || r.v.inQuote[i] >= 0 || r.mentions[m].head != i || r.mentions[m].Form == news.Pronoun {
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

// spokeIn is who was the last to speak in sentence n, where that may be what a pronoun means.
func (r *reader) spokeIn(n, limit int, earlier []voice, person bool) voice {
	sent := r.v.doc.Sentences[n]
	for k := len(earlier) - 1; k >= 0; k-- {
		e := earlier[k]
		if !sent.Contains(e.span) || e.span.Start >= r.v.doc.Tokens[limit].Start {
			continue
		}
		if k := r.kind(e); (k == news.Person || k == "") == person {
			return e
		}
	}
	return voice{entity: -1}
}

// nominal resolves “the ministry”, “the statement”, “the spokesman” to what was named before.
func (r *reader) nominal(h int, source text.Span, earlier []voice) voice {
	class := r.lex.nominals[strings.ToLower(r.v.doc.Tokens[h].Lemma)]
	if class == "" && r.role(h) {
		class = "person"
	}
	if r.v.doc.Tokens[h].Tag == "PROPN" && class == "" {
		return voice{entity: -1}
	}
	if class == "paper" {
		return r.issuer(h, earlier)
	}
	if class == "" || !r.definite(h) || r.plural(h) {
		return voice{entity: -1}
	}
	if e := r.sameNoun(h, class); e >= 0 {
		return voice{entity: e, span: source}
	}
	if e := r.namedLater(h, source); class == "person" && e >= 0 {
		return voice{entity: e, span: source}
	}
	if len(earlier) > 0 && (class == "person" || !r.modified(h)) {
		last := earlier[len(earlier)-1]
		k := r.kind(last)
		if class == "person" && (k == news.Person || k == "") || class == "maker" && k != news.Person && k != "" {
			return last
		}
	}
	if class == "person" && len(earlier) == 0 {
		return r.onlyPerson(h)
	}
	return voice{entity: -1}
}

// onlyPerson is the one person named before token h, where it is one.
func (r *reader) onlyPerson(h int) voice {
	only := voice{entity: -1}
	for _, m := range r.mentions {
		if m.Start >= r.v.doc.Tokens[h].Start {
			break
		}
		if r.entities[m.entity].Kind != news.Person || m.entity == only.entity {
			continue
		}
		if only.known() {
			return voice{entity: -1}
		}
		only = voice{entity: m.entity, span: m.Span}
	}
	return only
}

// namedLater is the person whose name stands later right behind the same words: “the envoy to
// Ostria” before “the envoy to Ostria, Karl Voss”; -1 where there is none.
func (r *reader) namedLater(h int, source text.Span) int {
	phrase := strings.ToLower(r.plainWords(source))
	for _, m := range r.mentions {
		if m.Start < source.End || r.entities[m.entity].Kind != news.Person || m.Form != news.Name {
			continue
		}
		before := strings.TrimRight(strings.ToLower(r.v.doc.Body[:m.Start]), " ,")
		if strings.HasSuffix(before, phrase) && strings.Contains(phrase, " ") {
			return m.entity
		}
	}
	return -1
}

// definite reports whether the noun at token h is one that the reader is to know: the minister,
// this report, Ostria's envoy.
func (r *reader) definite(h int) bool {
	for _, c := range r.v.kids[h] {
		switch w := r.v.lower(int(c)); r.v.doc.Tokens[c].Rel {
		case "det":
			return w == "the" || w == "this" || w == "that"
		case "nmod":
			p := r.v.child(int(c), "case")
			if p >= 0 && r.v.doc.Tokens[p].Tag == "PART" {
				return true
			}
		}
	}
	return false
}

func (r *reader) plural(h int) bool {
	w := r.v.lower(h)
	return strings.HasSuffix(w, "s") && !strings.HasSuffix(strings.ToLower(r.v.doc.Tokens[h].Lemma), "s")
}

// modified reports whether words before or after h tell which one is meant.
func (r *reader) modified(h int) bool {
	return r.v.child(h, "nmod", "acl", "amod", "compound", "appos") >= 0
}

// issuer is who made a paper: its owner (“the ministry's statement”, “a report by TNO”), else
// the last who spoke.
func (r *reader) issuer(h int, earlier []voice) voice {
	for _, c := range r.v.kids[h] {
		if rel := r.v.doc.Tokens[c].Rel; rel != "nmod" && rel != "compound" {
			continue
		}
		if m := r.mention[c]; m >= 0 && r.issues(int(c)) {
			return voice{entity: r.mentions[m].entity, span: r.mentions[m].Span}
		}
	}
	if !r.definite(h) {
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

// sameNoun is the entity last named by or with the noun at h: “the senate” after “the Czech
// Senate”, “the minister” after “Foreign Minister Yoshimasa Hayashi”; -1 where there is none.
func (r *reader) sameNoun(h int, class string) int {
	lemma := strings.ToLower(r.v.doc.Tokens[h].Lemma)
	for k := len(r.mentions) - 1; k >= 0; k-- {
		m := r.mentions[k]
		if m.Start >= r.v.doc.Tokens[h].Start || m.head < 0 || m.Form == news.Pronoun {
			continue
		}
		person := r.entities[m.entity].Kind == news.Person
		if person != (class == "person") {
			continue
		}
		if person && r.titled(m.head, lemma) || !person && strings.HasSuffix(strings.ToLower(r.v.doc.At(m.Span)), lemma) {
			return m.entity
		}
	}
	return -1
}

// titled reports whether the noun lemma stands beside the name at token i.
func (r *reader) titled(i int, lemma string) bool {
	same := func(t int) bool {
		return strings.ToLower(r.v.doc.Tokens[t].Lemma) == lemma || r.v.lower(t) == lemma
	}
	if h := r.v.head(i); h >= 0 && r.top(i) != i && same(r.top(i)) {
		return true
	}
	for _, c := range r.v.kids[i] {
		switch r.v.doc.Tokens[c].Rel {
		case "appos", "compound", "flat", "nmod", "amod":
			if same(int(c)) {
				return true
			}
		}
	}
	return i > 0 && same(i-1)
}
