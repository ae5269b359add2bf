package quote

import (
	"slices"
	"strings"

	"readout/news"
	"readout/text"
)

// aside reports whether p only stands beside what was said: when, where or about what it was said.
func (r *reader) aside(s *saying, p piece) bool {
	return r.trails(s, p) || r.concedes(s, p) || r.fronted(s, p) || r.later(s, p)
}

// fronted reports whether p is what the sentence begins with before its speaker and a quotation:
// “Asked about the dam, Lind said: “It will hold.””
func (r *reader) fronted(s *saying, p piece) bool {
	cue := r.v.doc.Tokens[s.cue]
	sent := r.v.doc.Sentences[r.v.sent[s.cue]]
	if p.kind != news.Indirect || p.spans[0].End > cue.Start || !sent.Contains(p.spans[0]) {
		return false
	}
	first, last := r.v.doc.TokensIn(p.spans[0])
	if slices.ContainsFunc(r.v.doc.Tokens[first:last], func(t text.Token) bool {
		return t.Rel == "nsubj"
	}) {
		return false
	}
	return slices.ContainsFunc(s.pieces, func(o piece) bool {
		return o.kind == news.Direct && o.spans[0].Start > cue.Start && sent.Overlaps(o.spans[0])
	})
}

// later reports whether p is the writer's sentence after that of the cue.
func (r *reader) later(s *saying, p piece) bool {
	first, _ := r.v.doc.TokensIn(p.spans[0])
	return r.v.sent[first] > r.v.sent[s.cue] && r.v.inQuote[first] < 0 && r.v.lower(s.cue) != ":"
}

// mute reports whether f's cue is none because of who would speak: the pictures that show, the court
// that dismisses an appeal, and alleged before a noun.
func (r *reader) mute(f *found) bool {
	t := r.v.doc.Tokens[f.cue]
	if t.Rel == "amod" || t.Lemma == "find" && r.v.lower(f.cue+1) == "out" {
		return !r.v.quoting(f)
	}
	if len(f.source) == 0 {
		return false
	}
	if len(f.content) == 1 && f.source[0].Contains(trim(r.v.doc.Body, f.content[0])) {
		return true // those opposed
	}
	h := r.v.doc.HeadOf(f.source[0])
	if h < 0 {
		return false
	}
	noun := strings.ToLower(r.v.doc.Tokens[h].Lemma)
	switch r.v.class[f.cue] {
	case "say":
		return r.counted(f)
	case "show":
		c := r.lex.nominals[noun]
		return c == "sight" || c == "tally" && !r.owner(h, nil).known()
	case "act":
		return (noun == "court" || noun == "judge" || noun == "tribunal") && !r.v.quoting(f) &&
			(t.Lemma == "dismiss" || t.Lemma == "reject" || t.Lemma == "uphold" || t.Lemma == "accept")
	}
	return false
}

// counted reports whether f only counts cases: confirmed 230 infections, reported two deaths.
func (r *reader) counted(f *found) bool {
	switch r.v.doc.Tokens[f.cue].Lemma {
	case "confirm", "report", "announce":
	default:
		return false
	}
	h := r.v.topOf(f.tokens)
	if slices.ContainsFunc(f.tokens, func(i int) bool {
		rel := r.v.doc.Tokens[i].Rel
		return rel == "ccomp" || rel == "parataxis"
	}) {
		return false
	}
	return r.v.doc.Tokens[h].Rel == "obj" && r.v.head(h) == f.cue && r.v.child(h, "nummod") >= 0 &&
		!r.v.quoting(f)
}

// trails reports whether p is only what follows a cue whose quotation stands before it in the
// same sentence: “No,” she said on the “Late Show”.
func (r *reader) trails(s *saying, p piece) bool {
	cue := r.v.doc.Tokens[s.cue].Span
	sent := r.v.doc.Sentences[r.v.sent[s.cue]]
	first, _ := r.v.doc.TokensIn(p.spans[0])
	if p.spans[0].Start < cue.End || !sent.Overlaps(p.spans[0]) || !r.v.adds(first) {
		return false
	}
	return slices.ContainsFunc(s.pieces, func(o piece) bool {
		return o.spans[0].End <= cue.Start && sent.Overlaps(o.spans[0]) && (o.kind == news.Direct ||
			p.kind == news.Indirect && r.v.lower(first) != "that" && r.loose(p))
	})
}

// loose reports whether p is no clause of its own: after the vote was lost, at the port.
func (r *reader) loose(p piece) bool {
	first, last := r.v.doc.TokensIn(p.spans[0])
	if r.v.doc.Tokens[first].Tag == "SCONJ" {
		return true
	}
	switch r.v.lower(first) {
	case "after", "before", "when", "while", "as", "during", "amid", "since", "following":
		return true
	}
	return !slices.ContainsFunc(r.v.doc.Tokens[first:last], func(t text.Token) bool {
		return t.Tag == "VERB" || t.Tag == "AUX"
	})
}

// concedes reports whether p is only the clause before a cue that the writer sets against what was
// said: “Although it had rained, she said the roads were dry”.
func (r *reader) concedes(s *saying, p piece) bool {
	first, _ := r.v.doc.TokensIn(p.spans[0])
	if p.kind != news.Indirect || p.spans[0].End > r.v.doc.Tokens[s.cue].Start || len(s.pieces) < 2 {
		return false
	}
	switch r.v.lower(first) {
	case "although", "though", "while", "as", "after", "when", "despite":
		return first == r.v.doc.Sentences[r.v.sent[s.cue]].First
	}
	return false
}
