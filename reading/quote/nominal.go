package quote

import (
	"cmp"
	"slices"
	"strings"

	"readout/news"
	"readout/text"
)

// role reports whether token i is a noun for what somebody does or is: minister, goalkeeper, star.
func (r *reader) role(i int) bool {
	lemma := strings.ToLower(r.v.doc.Tokens[i].Lemma)
	c := r.lex.nominals[lemma]
	if c != "" || r.v.doc.Tokens[i].Tag != "NOUN" {
		return c == "person" || r.aged(i)
	}
	for _, end := range []string{"er", "or", "ist", "ian", "man", "woman", "ee", "ant"} {
		if strings.HasSuffix(lemma, end) && len(lemma) > len(end)+2 {
			return true
		}
	}
	return r.lex.persons[lemma] || r.aged(i)
}

// aged reports whether token i ends “the 69-year-old”.
func (r *reader) aged(i int) bool {
	return r.v.lower(i) == "old" && (r.v.lower(i-1) == "-" && r.v.lower(i-2) == "year" ||
		r.v.lower(i-1) == "year-old")
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
	if class == "paper" || class == "sight" || class == "tally" {
		return r.issuer(h, class, earlier)
	}
	if class == "" || r.plural(h) {
		return voice{entity: -1}
	}
	if !r.definite(h) {
		if v := r.toBeNamed(h, class); v.known() || class != "person" {
			return v
		}
		return r.namedNext(h)
	}
	if v := r.unnamed(h, earlier); v.known() {
		return v
	}
	if e := r.sameNoun(h, class); e >= 0 {
		return voice{entity: e, span: source}
	}
	if e := r.namedLater(h, source); class == "person" && e >= 0 {
		return voice{entity: e, span: source}
	}
	if class == "person" {
		if !r.singled(h) && !r.somebodys(h) && !r.another(h) {
			if v := r.again(h, earlier); v.known() {
				return v
			}
			if v := r.epithet(h); v.known() {
				return v
			}
		}
		return r.namedNext(h)
	}
	if r.singled(h) {
		return voice{entity: -1}
	}
	if class == "maker" {
		return r.sameMaker(h, earlier)
	}
	return voice{entity: -1}
}

// unnamed is the speaker without a name whom the same noun introduced: “a person who was there”
// before “the person said”.
func (r *reader) unnamed(h int, earlier []voice) voice {
	lemma := strings.ToLower(r.v.doc.Tokens[h].Lemma)
	for k := len(earlier) - 1; k >= max(0, len(earlier)-unnamedReach); k-- {
		v := earlier[k]
		if n := r.kind(v); n != "" && n != news.Group {
			continue
		}
		i := r.v.doc.HeadOf(v.span)
		if i >= 0 && strings.ToLower(r.v.doc.Tokens[i].Lemma) == lemma && !r.plural(i) {
			return v
		}
	}
	return voice{entity: -1}
}

// unnamedReach is how many voices back a noun may reach for a speaker without a name.
const unnamedReach = 6

// again is the person whom the text calls by another noun at h: who spoke last or, where that was
// no person, somebody who spoke or acted just before and whom the noun's words fit.
func (r *reader) again(h int, earlier []voice) voice {
	if v := r.formerly(h, earlier); v.known() {
		return v
	}
	if len(earlier) == 0 {
		return r.onlyPerson(h)
	}
	if v := r.nearer(h, earlier[len(earlier)-1]); v.known() {
		return v
	}
	for k := len(earlier) - 1; k >= max(0, len(earlier)-againReach); k-- {
		v := earlier[k]
		if n := r.kind(v); n == news.Person && r.agrees(h, v.entity) && r.vouched(h, v.entity) {
			if r.otherOffice(h, v.entity) {
				break
			}
			return v
		} else if n == "" && k == len(earlier)-1 && r.human(v) && r.sameRole(h, v) {
			return v
		}
	}
	return voice{entity: -1}
}

// sameRole reports whether the noun at h may mean the speaker v without a name: an official is not the
// Ostrian minister.
func (r *reader) sameRole(h int, v voice) bool {
	i := r.v.doc.HeadOf(v.span)
	if i < 0 || r.v.lemma[i] == r.v.lemma[h] {
		return true
	}
	return r.lex.offices[strings.ToLower(r.v.doc.Tokens[h].Lemma)] == "" && r.countryBeside(h) == ""
}

// nearer is the person who acted in the sentence of the noun at h or the one before it, where the last
// speaker spoke earlier than that.
func (r *reader) nearer(h int, last voice) voice {
	s := int(r.v.sent[h])
	if i := r.v.doc.HeadOf(last.span); last.span.Empty() || i < 0 || int(r.v.sent[i]) >= s-1 {
		return voice{entity: -1}
	}
	fits := func(e int) bool {
		return r.entities[e].Kind == news.Person && r.agrees(h, e) && !r.otherOffice(h, e)
	}
	for n := s; n >= max(0, s-1); n-- {
		if v := r.actor(n, h, fits); v.known() {
			return v
		}
	}
	return voice{entity: -1}
}

// againReach is how many voices back a noun may reach for its person.
const againReach = 3

// agrees reports whether a country beside the noun at h does not speak against its being the person
// e: the Ostrian star is no Valdorian.
func (r *reader) agrees(h, e int) bool {
	own, said := r.entities[e].Country, r.countryBeside(h)
	return own == "" || said == "" || own == said
}

// another reports whether the noun at h is a second one of its kind: the other source.
func (r *reader) another(h int) bool {
	a := r.v.child(h, "amod")
	return a >= 0 && (r.v.lower(a) == "other" || r.v.lower(a) == "second")
}

// vouched reports whether the noun at h names no office of a state, or the person e is of a state that is
// known: the Ostrian minister is nobody of whom the text does not say so.
func (r *reader) vouched(h, e int) bool {
	return r.entities[e].Country != "" || r.countryBeside(h) == "" ||
		r.lex.offices[strings.ToLower(r.v.doc.Tokens[h].Lemma)] == ""
}

// singled reports whether words behind the noun at h single out one who need not have been named:
// the officer who fired, the lawyer for the firm. After a comma they only add to what is known.
func (r *reader) singled(h int) bool {
	for _, c := range r.v.kids[h] {
		rel := r.v.doc.Tokens[c].Rel
		if int(c) < h || rel != "acl" && rel != "nmod" {
			continue
		}
		b := int(r.v.first[c])
		if r.v.doc.Word(b) != "," && (b == 0 || r.v.doc.Word(b-1) != ",") {
			return true
		}
	}
	return false
}

// somebodys reports whether the noun at h is a person's, and so another person: Voss's lawyer.
func (r *reader) somebodys(h int) bool {
	for _, c := range r.v.kids[h] {
		p := r.v.child(int(c), "case")
		if m := r.mention[c]; m >= 0 && r.v.doc.Tokens[c].Rel == "nmod" && p >= 0 &&
			r.v.doc.Tokens[p].Tag == "PART" && r.entities[r.mentions[m].entity].Kind == news.Person {
			return true
		}
	}
	return false
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
		near := max(source.End, m.Start-len(phrase)-2)
		before := strings.TrimRight(strings.ToLower(r.v.doc.Body[near:m.Start]), " ,")
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
			return w == "the" || w == "this" || w == "that" || w == "these" || w == "those"
		case "nmod":
			if w == "his" || w == "her" {
				return r.lex.nominals[r.v.lower(h)] == "person" && r.v.doc.Tokens[h].Tag == "PROPN"
			}
			p := r.v.child(int(c), "case")
			if p >= 0 && r.v.doc.Tokens[p].Tag == "PART" {
				return true
			}
		}
	}
	return r.bare(h)
}

// bare reports whether the noun at h stands without an article before its verb and after words that
// describe it, as papers cut it short: “veteran Labour leader said”.
func (r *reader) bare(h int) bool {
	t := r.v.doc.Tokens[h]
	return t.Tag == "NOUN" && t.Rel == "nsubj" && r.role(h) && !r.plural(h) && r.known(h) &&
		r.v.child(h, "det", "nummod", "nmod") < 0
}

func (r *reader) plural(h int) bool {
	w := r.v.lower(h)
	lemma := strings.ToLower(r.v.doc.Tokens[h].Lemma)
	switch w {
	case "women", "men", "people", "children", "policemen", "gunmen", "businessmen", "fishermen":
		return true
	}
	return strings.HasSuffix(w, "s") && !strings.HasSuffix(lemma, "s")
}

// modified reports whether words before or after h tell which one is meant.
func (r *reader) modified(h int) bool {
	return r.v.child(h, "nmod", "acl", "amod", "compound", "appos") >= 0
}

// sameNoun is the entity last named by or with the noun at h: “the senate” after “the Czech
// Senate”, “the minister” after “Foreign Minister Yoshimasa Hayashi”; -1 where there is none.
func (r *reader) sameNoun(h int, class string) int {
	lemma := strings.ToLower(r.v.doc.Tokens[h].Lemma)
	before, _ := slices.BinarySearchFunc(r.mentions, r.v.doc.Tokens[h].Start,
		func(m mention, start int) int { return cmp.Compare(m.Start, start) })
	for k := before - 1; k >= max(0, before-nounReach); k-- {
		m := r.mentions[k]
		if m.head < 0 || m.Form == news.Pronoun {
			continue
		}
		person := r.entities[m.entity].Kind == news.Person
		if person != (class == "person") {
			continue
		}
		name := strings.ToLower(r.v.doc.At(m.Span))
		if person && r.titled(m.head, lemma) && r.agrees(h, m.entity) ||
			!person && namesKind(name, lemma) {
			return m.entity
		}
	}
	return -1
}

// namesKind reports whether a body's name says that it is what the noun lemma means: Ostrian Senate,
// Ministry of Health.
func namesKind(name, lemma string) bool {
	return strings.HasSuffix(name, lemma) || strings.Contains(" "+name, " "+lemma+" of ") ||
		strings.Contains(" "+name, " "+lemma+" for ")
}

// nounReach is how many mentions back a noun may reach for a name.
const nounReach = 500

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
