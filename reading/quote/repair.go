package quote

import (
	"slices"
	"strings"

	"readout/text"
)

// betterSource is the source that the model marked, unless it marked none or passed over the
// subject beside the verb: then that, or the subject of the clause that the cue goes on with.
func (v *view) betterSource(f *found) []text.Span {
	if len(f.source) > 0 && v.dated(f.source[0]) {
		f.source = nil
		if b := f.cue - 1; b >= 0 && v.nounLike(b) {
			return []text.Span{v.phrase(b)} // the gun, police said yesterday, was …
		}
	}
	if o := v.turned(f); len(f.source) == 0 && o >= 0 {
		return []text.Span{v.phrase(o)}
	}
	if o := v.made(f.cue); o >= 0 {
		return []text.Span{v.phrase(o)}
	}
	own := v.child(f.cue, "nsubj")
	if b := f.cue - 1; b >= 0 && v.head(b) == f.cue && v.doc.Tokens[b].Tag == "PRON" &&
		v.doc.Tokens[b].Rel == "nsubj" {
		own = b
	}
	if t := v.misjoined(f.cue); own < 0 && t >= 0 {
		return []text.Span{v.phrase(t)}
	}
	if s := v.shared(f.cue); own < 0 && s >= 0 && len(f.source) > 0 &&
		f.source[0].End <= v.doc.Tokens[s].Start {
		return []text.Span{v.phrase(s)}
	}
	if s := v.closer(f, own); s >= 0 {
		return []text.Span{v.phrase(s)}
	}
	if len(f.source) > 0 && (own < 0 || own != f.cue-1) {
		return f.source
	}
	h := own
	if h < 0 {
		h = v.subject(f.cue)
	}
	if h < 0 || len(f.source) > 0 && (own != h || f.source[0].Overlaps(v.doc.Tokens[h].Span)) {
		return f.source
	}
	if s := v.phrase(h); !v.dated(s) {
		return []text.Span{s}
	}
	if b := f.cue - 1; b >= 0 && v.nounLike(b) {
		return []text.Span{v.phrase(b)}
	}
	return nil
}

// closer is the subject right before a cue, or that of the clause which a participle goes on with, where
// the source that the model marked stands before it and is another; -1 elsewhere: in “the court ruled
// after Voss's lawyer Lind said”, “the firm was named when crews met, claiming” Lind and the crews.
func (v *view) closer(f *found, own int) int {
	s := -1
	switch {
	case own >= 0 && own < f.cue && int(v.last[own]) == f.cue-1 &&
		!strings.HasSuffix(v.lower(f.cue), "ing"):
		s = own
	case own < 0 && v.doc.Tokens[f.cue].Rel == "advcl" && strings.HasSuffix(v.lower(f.cue), "ing") &&
		v.head(f.cue) >= 0 && v.doc.Tokens[v.head(f.cue)].Rel != "ccomp":
		s = v.child(v.head(f.cue), "nsubj")
	}
	if s < 0 || s > f.cue || v.relative(s) || len(f.source) == 0 || v.doc.Tokens[s].Tag == "PRON" ||
		f.source[0].End > v.doc.Tokens[v.first[s]].Start || v.dated(v.phrase(s)) {
		return -1
	}
	return s
}

// misjoined is the subject right before a verb that the tree joins to another noun: a person in
// “he was held in the prison and a person with knowledge said”; -1 where there is none.
func (v *view) misjoined(cue int) int {
	if cue == 0 || v.doc.Tokens[cue].Rel != "conj" {
		return -1
	}
	t := cue - 1
	for n := 0; t >= 0 && n < maxDepth; n++ {
		if v.doc.Tokens[t].Rel == "conj" && v.nounLike(t) && v.child(t, "cc") >= 0 &&
			v.child(t, "det") >= 0 && int(v.last[t]) == cue-1 {
			return t
		}
		t = v.head(t)
	}
	return -1
}

// turned is the noun right behind a cue that stands behind its quotation: “…,” read the statement.
// The grammar takes it for what is read.
func (v *view) turned(f *found) int {
	o := v.child(f.cue, "obj")
	b := f.cue - 1
	if b > 0 && v.doc.Word(b) == "," {
		b--
	}
	if o <= f.cue || b < 0 || v.state[b] != closing || v.child(f.cue, "nsubj") >= 0 {
		return -1
	}
	return o
}

func (v *view) nounLike(i int) bool {
	t := v.doc.Tokens[i].Tag
	return t == "NOUN" || t == "PROPN" || t == "PRON"
}

// dated reports whether s is no more than a date.
func (v *view) dated(s text.Span) bool {
	first, last := v.doc.TokensIn(s)
	for i := first; i < last; i++ {
		switch v.lower(i) {
		case "yesterday", "today", "tomorrow", "tonight":
			continue
		}
		if !strings.HasSuffix(v.doc.Tokens[i].Name, "-Date") {
			return false
		}
	}
	return true
}

// shared is the subject that the verb at token i has in common with the one before it that it is
// joined to: police in “police deny it and say …”; -1 where there is none.
func (v *view) shared(i int) int {
	if v.doc.Tokens[i].Rel != "conj" || v.head(i) < 0 {
		return -1
	}
	s := v.child(v.head(i), "nsubj")
	if s >= 0 && v.relative(s) {
		return -1
	}
	return s
}

// rejoin gives a source that is cut at a comma between two places its first part back, which passed
// for content or for nothing: the embassy in Washington, DC said …
func (v *view) rejoin(f *found) {
	if len(f.source) == 0 {
		return
	}
	first, _ := v.doc.TokensIn(f.source[0])
	if first < 2 || v.lower(first-1) != "," || !v.location(first) || !v.location(first-2) {
		return
	}
	for k, s := range f.content {
		a, b := v.doc.TokensIn(s)
		if b+1 != first || len(f.content) < 2 || v.verbIn(a, b) {
			continue
		}
		f.source[0].Start = s.Start
		f.content = slices.Delete(f.content, k, k+1)
		return
	}
	if h := v.head(first - 2); h >= 0 && h < first && v.nounLike(h) {
		if s := v.phrase(h); !v.contains(f.content, s.Start) {
			f.source[0].Start = min(f.source[0].Start, s.Start)
		}
	}
}

// verbIn reports whether a verb stands in tokens a to b-1.
func (v *view) verbIn(a, b int) bool {
	return slices.ContainsFunc(v.doc.Tokens[a:b], func(t text.Token) bool {
		return t.Tag == "VERB" || t.Tag == "AUX"
	})
}

// contains reports whether a byte lies in one of spans.
func (v *view) contains(spans []text.Span, at int) bool {
	return slices.ContainsFunc(spans, func(s text.Span) bool { return s.Start <= at && at < s.End })
}

func (v *view) location(i int) bool {
	return i >= 0 && strings.HasSuffix(v.doc.Tokens[i].Name, "-Location")
}

// untangle parts content and source where the model mixed them up: what stands between a
// quotation and the cue behind it is the source and not content.
func (v *view) untangle(f *found) {
	if f.cue == 0 || v.inQuote[f.cue] >= 0 {
		return
	}
	end := v.doc.Tokens[f.cue-1].End
	for k, s := range f.content {
		first, last := v.doc.TokensIn(s)
		if s.End != end || v.state[first] != opening {
			continue
		}
		for first < last && v.inQuote[first] >= 0 {
			first++
		}
		if last-first < 1 || last-first > 15 {
			continue
		}
		f.content[k].End = v.doc.Tokens[first-1].End
		f.source = []text.Span{{Start: v.doc.Tokens[first].Start, End: end}}
	}
}

// reachInfinitive widens a content that stops before the infinitive of what was asked for: all of
// “asked the crews to stay ashore”.
func (v *view) reachInfinitive(f *found) {
	to := f.tokens[len(f.tokens)-1] + 1
	if to+1 >= len(v.word) || v.class[f.cue] != "act" || to < f.cue || v.lower(to) != "to" ||
		v.doc.Tokens[to].Tag != "PART" || v.sent[to] != v.sent[f.cue] {
		return
	}
	verb := v.head(to)
	if verb < to || !v.doc.Under(verb, f.cue) {
		return
	}
	last := int(v.last[verb])
	for last > to && v.doc.Tokens[last].Tag == "PUNCT" {
		last--
	}
	f.add(v, beginContent, to, last+1)
	n := len(f.content) - 1
	if n > 0 && v.para[to] == v.para[to-1] {
		f.content[n-1].End = f.content[n].End
		f.content = f.content[:n]
	}
}

// turn reads “It rained all night, said the mayor of Ulm.”, where the subject that the tree gives
// the verb is that of what was said: the speaker comes after, and all before was said.
func (v *view) turn(f *found) {
	n := f.cue + 1
	if f.cue < 2 || n >= len(v.word) || v.class[f.cue] != "say" || v.doc.Word(f.cue-1) != "," ||
		v.sent[n] != v.sent[f.cue] || v.inQuote[f.cue] >= 0 {
		return
	}
	switch v.doc.Tokens[n].Tag {
	case "DET", "PROPN", "NOUN", "ADJ":
	default:
		return
	}
	first := v.doc.Sentences[v.sent[f.cue]].First
	if len(f.source) > 0 && f.source[0].Start >= v.doc.Tokens[n].Start || f.cue-first < 4 {
		return
	}
	for i := first; i < f.cue; i++ {
		if v.inQuote[i] >= 0 {
			return
		}
	}
	for i := n; i < len(v.sent) && v.sent[i] == v.sent[f.cue]; i++ {
		if v.doc.Tokens[i].Tag == "VERB" || v.doc.Tokens[i].Tag == "AUX" {
			return
		}
	}
	f.source = []text.Span{v.phrase(v.branchTo(n, f.cue))}
	f.content, f.tokens = nil, nil
	f.add(v, beginContent, first, f.cue-1)
}
