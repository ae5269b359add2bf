package quote

import (
	"cmp"
	"slices"
	"strings"

	"readout/news"
	"readout/text"
)

// indefinite reports whether the noun at token h is new to the reader: a minister, one group.
func (r *reader) indefinite(h int) bool {
	d := r.v.child(h, "det")
	return d >= 0 && (r.v.lower(d) == "a" || r.v.lower(d) == "an")
}

// toBeNamed is who is named right after the head of an article has left them without a name: “a
// rights group said” before “Lumen, a rights group in Ostria, said”.
func (r *reader) toBeNamed(h int, class string) voice {
	none := voice{entity: -1}
	if class == "paper" || r.v.para[h] >= leadParas || !r.indefinite(h) {
		return none
	}
	lemma := strings.ToLower(r.v.doc.Tokens[h].Lemma)
	from, _ := slices.BinarySearchFunc(r.mentions, r.v.doc.Tokens[h].End,
		func(m mention, start int) int { return cmp.Compare(m.Start, start) })
	for _, m := range r.mentions[from:] {
		if m.head < 0 || m.Form != news.Name {
			continue
		}
		if r.v.para[m.head] > r.v.para[h]+namedReach {
			break
		}
		e := r.entities[m.entity]
		if e.Mentions[0].Start < m.Start || (e.Kind == news.Person) != (class == "person") {
			continue
		}
		if e.Kind != news.Country && r.titled(m.head, lemma) && r.agrees(h, m.entity) &&
			(r.isSource(m.Span) || r.subjectOfSpeech(m.head)) {
			return voice{entity: m.entity, span: m.Span}
		}
	}
	return none
}

// namedNext is the person whom the sentence after that of the noun at h brings in, as papers name after
// the head of an article whom it left without a name, and somebody's lawyer after what he said.
func (r *reader) namedNext(h int) voice {
	head := r.v.para[h] == 0 && r.v.sent[h] < leadSentences
	if !head && !r.somebodys(h) {
		return voice{entity: -1}
	}
	n := int(r.v.sent[h]) + 1
	from, _ := slices.BinarySearchFunc(r.mentions, r.v.doc.Sentences[n-1].End,
		func(m mention, start int) int { return cmp.Compare(m.Start, start) })
	for _, m := range r.mentions[from:] {
		if m.head < 0 || int(r.v.sent[m.head]) > n+nextReach || r.v.para[m.head] > r.v.para[h]+1 {
			break
		}
		e := r.entities[m.entity]
		if e.Kind != news.Person || r.v.inQuote[m.head] >= 0 {
			continue
		}
		if m.Form != news.Name || e.Mentions[0].Start < m.Start || !strings.Contains(e.Name, " ") ||
			!r.agrees(h, m.entity) || r.otherOffice(h, m.entity) {
			return voice{entity: -1}
		}
		if t := r.top(m.head); r.v.doc.Tokens[t].Rel != "nsubj" || head && !r.opens(m.Span) ||
			!head && !r.isSource(m.Span) {
			return voice{entity: -1}
		}
		return voice{entity: m.entity, span: m.Span}
	}
	return voice{entity: -1}
}

// opens reports whether a name stands at the head of its sentence.
func (r *reader) opens(m text.Span) bool {
	first, _ := r.v.doc.TokensIn(m)
	return first-r.v.doc.Sentences[r.v.sent[first]].First < 2
}

// leadSentences is how many sentences the head of an article has, and nextReach how many after the
// next one a name may stand.
const (
	leadSentences = 2
	nextReach     = 1
)

// leadParas is how many paragraphs at the head of an article may leave a speaker unnamed, and
// namedReach how many paragraphs later the name stands.
const (
	leadParas  = 2
	namedReach = 3
)

// subjectOfSpeech reports whether the name at token i is the subject of a word of speech.
func (r *reader) subjectOfSpeech(i int) bool {
	t := r.top(i)
	h := r.v.head(t)
	return h >= 0 && r.v.doc.Tokens[t].Rel == "nsubj" && r.v.class[h] == "say"
}

// isSource reports whether a name stands in the source of something said.
func (r *reader) isSource(m text.Span) bool {
	return slices.ContainsFunc(r.sayings, func(s saying) bool { return s.source.Overlaps(m) })
}

// epithet is the person whom the text calls by what they are, at h: “the 47-year-old”, “the former
// goalkeeper”: of those who acted in the sentences before, else the one whom it is mostly about.
func (r *reader) epithet(h int) voice {
	if !r.aged(h) && !r.known(h) {
		return voice{entity: -1}
	}
	fits := func(e int) bool { return r.entities[e].Kind == news.Person && r.agrees(h, e) }
	s := int(r.v.sent[h])
	for n := s; n >= max(0, s-epithetReach); n-- {
		if v := r.actor(n, h, fits); v.known() {
			return v
		}
	}
	if e := r.mainPerson(); e >= 0 && fits(e) &&
		r.entities[e].Mentions[0].Start < r.v.doc.Tokens[h].Start {
		return voice{entity: e, span: r.v.phrase(h)}
	}
	return voice{entity: -1}
}

// epithetReach is how many sentences back an epithet may reach.
const epithetReach = 3

// known reports whether words before the noun at h describe somebody already known: former,
// veteran, Ostrian.
func (r *reader) known(h int) bool {
	for _, c := range r.v.kids[h] {
		if rel := r.v.doc.Tokens[c].Rel; int(c) < h && (rel == "amod" || rel == "compound") {
			return true
		}
	}
	return false
}

// mainPerson is the person whom the text names at least twice as often as any other, or -1.
func (r *reader) mainPerson() int {
	best, most, next := -1, 0, 0
	for e := range r.entities {
		n := len(r.entities[e].Mentions)
		if r.entities[e].Kind != news.Person {
			continue
		}
		if n > most {
			best, most, next = e, n, most
		} else {
			next = max(next, n)
		}
	}
	if most < 2*next || most < 3 {
		return -1
	}
	return best
}

// nameBehind is the person whose name stands between commas right after what they are, at h: “the
// envoy for talks on borders, Karl Voss, said”, where the tree may hang the name on any noun.
func (r *reader) nameBehind(h int) int {
	if !r.title(h) || r.plural(h) {
		return -1
	}
	for i := h + 1; i+1 < len(r.v.word) && i < h+behindReach && r.v.sent[i] == r.v.sent[h]; i++ {
		t := r.v.doc.Tokens[i]
		if t.Tag == "VERB" || t.Tag == "AUX" || t.Tag == "SCONJ" || r.v.inQuote[i] >= 0 {
			return -1
		}
		if r.v.doc.Word(i) != "," {
			continue
		}
		for n := i + 1; n < min(i+4, len(r.v.word)) && r.v.doc.Tokens[n].Tag == "PROPN"; n++ {
			m := r.mention[n]
			if m >= 0 && r.entities[r.mentions[m].entity].Kind == news.Person &&
				r.mentions[m].Form == news.Name && r.ends(r.mentions[m].Span) {
				return r.mentions[m].entity
			}
		}
		return -1
	}
	return -1
}

// title reports whether token h is what somebody is, written small or as a title.
func (r *reader) title(h int) bool {
	w := r.v.lower(h)
	return r.role(h) || r.v.doc.Tokens[h].Tag == "PROPN" && (r.lex.nominals[w] == "person" ||
		r.lex.persons[w])
}

// behindReach is how many tokens after a role its holder's name may begin.
const behindReach = 12

// ends reports whether a name is followed by a comma or a verb, and so stands beside what is before.
func (r *reader) ends(m text.Span) bool {
	_, last := r.v.doc.TokensIn(m)
	if last >= len(r.v.word) {
		return false
	}
	t := r.v.doc.Tokens[last]
	return r.v.doc.Word(last) == "," || t.Tag == "VERB" || t.Tag == "AUX" || t.Tag == "ADV"
}

// ownSource is a source without what is no part of it: a dateline at its head; and nothing where it
// runs into what is said.
func (r *reader) ownSource(s *saying) text.Span {
	if slices.ContainsFunc(s.pieces, func(p piece) bool { return p.spans[0].Overlaps(s.source) }) {
		return text.Span{}
	}
	if o := r.relayed(s); o >= 0 {
		s.reporter = s.source
		return r.v.phrase(o)
	}
	first, last := r.v.doc.TokensIn(s.source)
	if s.source.Empty() || first >= len(r.v.word) || r.mention[first] < 0 ||
		r.v.doc.Sentences[r.v.sent[first]].First != first {
		return s.source
	}
	for i := first; i < min(last-1, first+datelineWords); i++ {
		switch r.v.doc.Word(i) {
		case ":", "–", "—", "-", "--":
			if r.v.doc.Tokens[i].End < r.v.doc.Tokens[i+1].Start || r.filed(i) {
				return text.Span{Start: r.v.doc.Tokens[i+1].Start, End: s.source.End}
			}
		}
	}
	return s.source
}

// filed reports whether the dash at token i parts the place that a piece was filed from from its text,
// however close they stand: “Cape Town-The forum said”.
func (r *reader) filed(i int) bool {
	if i == 0 || i+1 >= len(r.mention) || r.mention[i-1] < 0 || r.mention[i-1] == r.mention[i+1] {
		return false
	}
	k := r.entities[r.mentions[r.mention[i-1]].entity].Kind
	return (k == news.PlaceEntity || k == news.Country) && r.v.doc.Tokens[i+1].Tag == "DET"
}

// relayed is who said what a news agency reports: Lind in “Lind thanked the crew, noting that the dam
// is full, the agency reported”; -1 where nobody did, or the agency said it itself.
func (r *reader) relayed(s *saying) int {
	if s.source.Empty() || !r.medium(s.source) || len(s.pieces) == 0 ||
		s.pieces[0].spans[0].Start > s.source.Start {
		return -1
	}
	first, _ := r.v.doc.TokensIn(s.pieces[0].spans[0])
	i := first - 1
	if i > 0 && r.v.lower(i) == "that" {
		i--
	}
	if i < 0 || i >= len(r.v.word) || r.v.class[i] == "" || r.v.doc.Tokens[i].Tag != "VERB" ||
		r.v.sent[i] != r.v.sent[first] {
		return -1
	}
	o := r.v.subject(i)
	if o < 0 || o > i || r.medium(r.v.phrase(o)) {
		return -1
	}
	return o
}

// datelineWords is how many tokens a dateline before a source has at most.
const datelineWords = 8

// citedBy is who is quoted by somebody else: Wang in “the agency quoted Wang as saying”; -1 where
// the cue is no such word.
func (r *reader) citedBy(cue int) int {
	if l := strings.ToLower(r.v.doc.Tokens[cue].Lemma); l == "quote" || l == "cite" {
		for i := cue + 1; i < min(cue+citedReach, len(r.v.word)-1); i++ {
			if r.v.lower(i) == "as" && r.v.lower(i+1) == "saying" {
				return r.citedBy(i + 1)
			}
		}
	}
	o := cue - 2
	if r.v.lower(cue-1) != "as" || o < 0 || r.v.child(o, "case") >= 0 ||
		r.mention[o] < 0 && !r.role(o) {
		return -1
	}
	for i := o - 1; i > max(0, o-citedReach); i-- {
		switch strings.ToLower(r.v.doc.Tokens[i].Lemma) {
		case "quote", "cite":
			return o
		}
	}
	return -1
}

// trimCited takes “Wang as saying” off the head of what Wang is quoted as saying.
func (r *reader) trimCited(s *saying) {
	if len(s.pieces) == 0 || r.citedBy(s.cue) < 0 {
		return
	}
	p := &s.pieces[0].spans[0]
	first, last := r.v.doc.TokensIn(*p)
	for i := first; i+2 < min(last, first+citedReach); i++ {
		if r.v.lower(i) == "as" && r.v.lower(i+1) == "saying" {
			p.Start = r.v.doc.Tokens[i+2].Start
			if r.v.lower(i+2) == "that" && i+3 < last {
				p.Start = r.v.doc.Tokens[i+3].Start
			}
			return
		}
	}
}

// citedReach is how many tokens may stand between “quoted” and the name's end.
const citedReach = 8
