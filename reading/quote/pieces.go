package quote

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/news"
	"readout/text"
)

// pieces makes entries of a cue's content: whole quotations, and clauses outside of them.
func (r *reader) pieces(content []text.Span, class string) []piece {
	slices.SortFunc(content, func(a, b text.Span) int { return cmp.Compare(a.Start, b.Start) })
	var out []piece
	for _, s := range r.merge(r.v.snap(content)) {
		if class == "describe" || class == "name" {
			if p := r.fragments(s); len(p) > 0 {
				out = append(out, p...)
				continue
			}
		}
		if p, ok := r.piece(s); ok && (class != "say" || p.kind != news.Indirect || r.words(s) > 2) {
			out = append(out, p)
		}
	}
	return out
}

// part cuts f's content where another utterance beside it begins: in “accused them of meddling
// and warned that …” before the second verb.
func (r *reader) part(k int, all []found) {
	f := &all[k]
	lo, hi := r.v.near(k, all)
	for i := lo; i < hi; i++ {
		o := &all[i]
		if o.cue <= f.cue || !slices.Contains(f.tokens, o.cue) || !r.beside(o.cue, f) && !r.own(o) {
			continue
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
		return o.kind == news.Direct && o.spans[0].End <= cue.Start && sent.Overlaps(o.spans[0])
	})
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

// snap widens spans to the whole of the quotations that they share at least half of, or that
// they end in the middle of.
func (v *view) snap(content []text.Span) []text.Span {
	var out []text.Span
	for _, s := range content {
		from, to := v.quotesIn(s)
		for _, q := range v.quotes[from:to] {
			both := min(q.End, s.End) - max(q.Start, s.Start)
			if 2*both >= q.inner.Len() {
				s.Start, s.End = min(s.Start, q.Start), max(s.End, q.End)
			}
		}
		out = append(out, s)
	}
	return out
}

// merge joins spans with nothing but marks between them.
func (r *reader) merge(in []text.Span) []text.Span {
	var out []text.Span
	for _, s := range in {
		if n := len(out) - 1; n >= 0 {
			gap := ""
			if s.Start > out[n].End {
				gap = r.v.doc.Body[out[n].End:s.Start]
			}
			if !strings.ContainsFunc(gap, unicode.IsLetter) && !strings.Contains(gap, "\n") {
				out[n].End = max(out[n].End, s.End)
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

// fragments are the quotations inside s, for cues that put a word on something.
func (r *reader) fragments(s text.Span) []piece {
	var out []piece
	from, to := r.v.quotesIn(s)
	for k := from; k < to; k++ {
		if q := r.v.quotes[k]; s.Contains(q.inner) {
			r.covered[k] = true
			out = append(out, piece{[]text.Span{trim(r.v.doc.Body, q.inner)}, news.Mixed})
		}
	}
	return out
}

// piece trims s and tells its kind. It is direct where all its words are in one quotation.
func (r *reader) piece(s text.Span) (piece, bool) {
	kind := news.Indirect
	from, to := r.v.quotesIn(s)
	for k := from; k < to; k++ {
		q := r.v.quotes[k]
		r.covered[k] = true
		if kind == news.Indirect {
			kind = news.Mixed
		}
		if r.labelled[k] {
			return piece{}, false
		}
		if q.inner.Contains(s) {
			return r.direct(k), true
		}
		before := r.v.doc.Body[min(s.Start, q.Start):q.Start]
		after := r.v.doc.Body[min(q.End, max(s.End, q.End)):max(s.End, q.End)]
		if !strings.ContainsFunc(before+after, wordRune) {
			return r.direct(k), true
		}
	}
	s = trim(r.v.doc.Body, s)
	if kind == news.Indirect && !r.tells(s) {
		return piece{}, false
	}
	for k := from; k < to; k++ {
		if r.v.quotes[k].Contains(s) {
			return r.direct(k), true // argued that “…”
		}
	}
	return piece{[]text.Span{s}, kind}, true
}

// words counts the words of s.
func (r *reader) words(s text.Span) int {
	n := 0
	first, last := r.v.doc.TokensIn(s)
	for i := first; i < last; i++ {
		n += int(b2u(r.v.doc.Tokens[i].Tag != "PUNCT"))
	}
	return n
}

// tells reports whether s has a word that tells something: not only pronouns and the like.
func (r *reader) tells(s text.Span) bool {
	first, last := r.v.doc.TokensIn(s)
	if r.v.lower(first) == "as" && r.v.doc.Tokens[first].Tag == "ADP" {
		return false // which it claims as its own
	}
	for i := first; i < last; i++ {
		switch r.v.doc.Tokens[i].Tag {
		case "NOUN", "VERB", "PROPN", "ADJ", "NUM":
			return true
		}
	}
	return false
}

// direct is quotation k as an entry of its own, one a paragraph.
func (r *reader) direct(k int) piece {
	return piece{[]text.Span{trim(r.v.doc.Body, r.v.quotes[k].inner)}, news.Direct}
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// trim takes off s the marks at its ends that are no part of what was said, and "that" before
// it. A quotation mark stays where its twin is inside.
func trim(body string, s text.Span) text.Span {
	for !s.Empty() {
		r, n := utf8.DecodeRuneInString(body[s.Start:s.End])
		switch {
		case unicode.IsSpace(r) || strings.ContainsRune(",;:.—–-)”»", r) && !dots(body[s.Start:s.End]):
			s.Start += n
		case isQuote(r) && strings.Count(body[s.Start:s.End], string(twin(r))) == selfTwin(r):
			s.Start += n
		case strings.HasPrefix(strings.ToLower(body[s.Start:s.End]), "that ") && r == 't':
			s.Start += len("that ")
		default:
			return trimEnd(body, s)
		}
	}
	return s
}

func dots(s string) bool { return strings.HasPrefix(s, "..") }

func trimEnd(body string, s text.Span) text.Span {
	for !s.Empty() {
		w := body[s.Start:s.End]
		r, n := utf8.DecodeLastRuneInString(w)
		switch {
		case unicode.IsSpace(r) || strings.ContainsRune(",;:—–-(“«", r):
			s.End -= n
		case r == '.' && !abbreviation(w):
			s.End -= n
		case isQuote(r) && strings.Count(w, string(twin(r))) == selfTwin(r):
			s.End -= n
		default:
			return s
		}
	}
	return s
}

// abbreviation reports whether the full stop at the end of w belongs to its last word: U.S., p.m.
func abbreviation(w string) bool {
	w = strings.TrimSuffix(w, ".")
	if strings.HasSuffix(w, ".") {
		return true // an ellipsis
	}
	last := w[strings.LastIndexAny(w, " \n")+1:]
	return strings.Contains(last, ".") || last == "Inc" || last == "Corp" || last == "Jr"
}

func isQuote(r rune) bool { return strings.ContainsRune("\"“”«»", r) }

// twin is the mark that pairs with r, and selfTwin how many of it a lone r shows.
func twin(r rune) rune {
	switch r {
	case '“':
		return '”'
	case '”':
		return '“'
	case '«':
		return '»'
	case '»':
		return '«'
	}
	return r
}

func selfTwin(r rune) int { return int(b2u(r == '"')) }
