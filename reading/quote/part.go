package quote

import (
	"slices"
	"strings"

	"readout/news"
	"readout/text"
)

// part cuts f's content where another utterance beside it begins: in “accused them of meddling
// and warned that …” before the second verb.
func (r *reader) part(k int, all []found) {
	f := &all[k]
	lo, hi := r.v.near(k, all)
	for i := lo; i < hi; i++ {
		o := &all[i]
		if o.cue <= f.cue || !slices.Contains(f.tokens, o.cue) ||
			!r.beside(o.cue, f) && !r.own(o) && !r.goesAlong(o.cue) {
			if !slices.Contains(f.tokens, o.cue) || !r.resumes(o) {
				continue
			}
			o.source = f.source
		}
		start := int(r.v.first[o.cue])
		if len(o.source) > 0 && o.source[0].Start > r.v.doc.Tokens[f.cue].End {
			t, _ := r.v.doc.TokensIn(o.source[0])
			start = min(start, t)
		}
		for start > f.cue+1 && joining(r.v.doc.Tokens[start-1].Tag) {
			start--
		}
		f.cut(r.v, r.v.doc.Tokens[start].Start)
	}
}

// resumes reports whether the utterance o, which the tree joins to a verb of what was said, is the
// speaker's: “she said the deaths were avoidable and called on them to act”, for deaths call on
// nobody. Elsewhere the models, taught on speech that is not nested, have to be sure of it.
func (r *reader) resumes(o *found) bool {
	i := o.cue
	h := r.v.head(i)
	if r.v.doc.Tokens[i].Rel != "conj" || h < 0 || r.v.child(i, "nsubj") >= 0 || r.v.class[i] == "" {
		return false
	}
	if o.p >= surely && r.v.doc.Tokens[max(i-1, 0)].Tag == "CCONJ" {
		return true
	}
	s := r.v.child(h, "nsubj")
	return s >= 0 && r.v.doc.Tokens[s].Tag == "NOUN" && r.mention[s] < 0 && !r.role(s) &&
		r.lex.nominals[strings.ToLower(r.v.doc.Tokens[s].Lemma)] == "" && joining(r.v.doc.Tokens[max(i-1, 0)].Tag)
}

// surely is the least probability of a cue that is believed against the tree.
const surely = 0.75

// goesAlong reports whether the utterance at token i goes on with the one before its comma: “…,
// adding that”.
func (r *reader) goesAlong(i int) bool {
	return r.v.class[i] == "say" && strings.HasSuffix(r.v.lower(i), "ing") && r.v.lower(i-1) == "," &&
		r.v.child(i, "nsubj") < 0
}

// goAlong widens the content of a verb of saying by the clause that is joined to it, where that
// has no cue of its own: “said he was tired, and the train would not wait”.
func (v *view) goAlong(k int, all []found) {
	f := &all[k]
	if v.class[f.cue] != "say" || len(f.tokens) == 0 || v.quoting(f) {
		return
	}
	head, end := v.topOf(f.tokens), f.tokens[len(f.tokens)-1]
	for _, c := range v.kids[head] {
		first, last := int(v.first[c]), int(v.last[c])
		if v.doc.Tokens[c].Rel != "conj" || first <= end || first > end+2 ||
			v.child(int(c), "nsubj") < 0 || v.cueIn(first, last, k, all) {
			continue
		}
		for last > first && v.doc.Tokens[last].Tag == "PUNCT" {
			last--
		}
		n := len(f.content) - 1
		f.content[n].End = v.doc.Tokens[last].End
		for t := end + 1; t <= last; t++ {
			f.tokens = append(f.tokens, t)
		}
		return
	}
}

// cueIn reports whether a cue near the k-th stands in the tokens [first, last].
func (v *view) cueIn(first, last, k int, all []found) bool {
	lo, hi := v.near(k, all)
	return slices.ContainsFunc(all[lo:hi], func(o found) bool {
		return first <= o.cue && o.cue <= last
	})
}

// joining reports whether a word of that tag joins clauses.
func joining(tag string) bool { return tag == "CCONJ" || tag == "PUNCT" || tag == "SCONJ" }

// beside reports whether the utterance at token i is joined to f's own clause by and or while.
func (r *reader) beside(i int, f *found) bool {
	t := r.v.doc.Tokens[i]
	if t.Rel == "conj" && r.v.head(i) == f.cue {
		return true
	}
	m := r.v.child(i, "mark")
	return t.Rel == "advcl" && m >= 0 && r.v.lower(m) == "while"
}

// own reports whether the utterance o has its own speaker right behind an “and” or “but”.
func (r *reader) own(o *found) bool {
	if len(o.source) == 0 || o.source[0].Start > r.v.doc.Tokens[o.cue].Start {
		return false
	}
	first, _ := r.v.doc.TokensIn(o.source[0])
	return first > 0 && r.v.doc.Tokens[first-1].Tag == "CCONJ"
}

// cut drops all content from offset on.
func (f *found) cut(v *view, offset int) {
	kept := f.content[:0:0]
	for _, s := range f.content {
		if s.Start < offset {
			s.End = min(s.End, offset)
			kept = append(kept, s)
		}
	}
	if len(kept) > 0 {
		f.content = kept
	}
	n := 0
	for _, t := range f.tokens {
		if v.doc.Tokens[t].Start < offset {
			f.tokens[n] = t
			n++
		}
	}
	f.tokens = f.tokens[:max(n, 1)]
}

// without drops of f's content what is hardly more than another's cue, source and content: in
// “It was late, he said, but he noted that …” all after the comma.
func (r *reader) without(k int, all []found) []text.Span {
	f := &all[k]
	lo, hi := r.v.near(k, all)
	var out []text.Span
	for _, s := range f.content {
		own, words := 0, 0
		first, last := r.v.doc.TokensIn(s)
		for i := first; i < last; i++ {
			if r.v.doc.Tokens[i].Tag == "PUNCT" {
				continue
			}
			if words++; !r.claimed(i, f.cue, all[lo:hi]) {
				own++
			}
		}
		if own > 2 || own == words {
			out = append(out, s)
		}
	}
	return out
}

// whole widens a content that is only the quoted end of a clause (“He called her, stressing “how
// much it mattered”, Lind said”) to all of the clause before the cue.
func (r *reader) whole(f found, content []text.Span) []text.Span {
	if len(content) != 1 || r.v.doc.Tokens[f.cue].Start < content[0].End {
		return content
	}
	first, _ := r.v.doc.TokensIn(content[0])
	start := r.v.doc.Sentences[r.v.sent[f.cue]].First
	if r.v.sent[first] != r.v.sent[f.cue] || r.v.state[first] != opening || first+1 >= len(r.v.word) {
		return content
	}
	if c := r.v.doc.Word(first + 1)[0]; c < 'a' || c > 'z' {
		return content
	}
	verb := false
	for i := start; i < first; i++ {
		t := r.v.doc.Tokens[i]
		if len(f.source) > 0 && f.source[0].Overlaps(t.Span) || r.v.inQuote[i] >= 0 {
			return content
		}
		verb = verb || t.Tag == "VERB" || t.Tag == "AUX"
	}
	if verb {
		content[0].Start = r.v.doc.Tokens[start].Start
	}
	return content
}

// atSentences parts spans where within them a sentence begins with a quotation mark.
func (v *view) atSentences(content []text.Span) []text.Span {
	var out []text.Span
	for _, s := range content {
		from, to := v.quotesIn(s)
		for _, q := range v.quotes[from:to] {
			i := v.doc.TokenAt(q.Start)
			if q.Start > s.Start && q.Start < s.End && i > 0 && v.sent[i] != v.sent[i-1] {
				out = append(out, text.Span{Start: s.Start, End: v.doc.Tokens[i-1].End})
				s.Start = q.Start
			}
		}
		out = append(out, s)
	}
	return out
}

// weave joins what a cue between commas parts: “The bridge, she said, was closed” says one thing.
func (r *reader) weave(s *saying) {
	for k := 0; k+1 < len(s.pieces); k++ {
		a, b := &s.pieces[k], s.pieces[k+1]
		before, _ := r.v.doc.TokensIn(b.spans[0])
		_, after := r.v.doc.TokensIn(a.spans[len(a.spans)-1])
		if a.kind != news.Indirect || b.kind != news.Indirect || after > s.cue || before < s.cue ||
			r.v.lower(after) != "," || r.v.lower(before-1) != "," || r.concedes(s, *a) ||
			r.v.sent[after] != r.v.sent[s.cue] || r.v.sent[before] != r.v.sent[s.cue] {
			continue
		}
		a.spans = append(a.spans, b.spans...)
		s.pieces = slices.Delete(s.pieces, k+1, k+2)
	}
}

// adds reports whether the word of token i begins what is added to a clause: who, as, in.
func (v *view) adds(i int) bool {
	switch t := v.doc.Tokens[i]; t.Tag {
	case "ADP", "SCONJ":
		return v.lower(i) != "once" && v.lower(i) != "if"
	case "PRON":
		return v.relative(i)
	case "PROPN", "NUM":
		return true
	}
	return false
}

// claimed reports whether token i belongs to a cue other than the given one.
func (r *reader) claimed(i, cue int, all []found) bool {
	t := r.v.doc.Tokens[i].Span
	for _, o := range all {
		if o.cue == cue {
			continue
		}
		if o.cue == i || len(o.source) > 0 && o.source[0].Contains(t) {
			return true
		}
		for _, c := range o.content {
			if c.Contains(t) {
				return true
			}
		}
	}
	return false
}
