package quote

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"readout/news"
	"readout/text"
)

// pieces makes entries of a cue's content: whole quotations, and clauses outside of them.
func (r *reader) pieces(content []text.Span, class string, cue int) []piece {
	slices.SortFunc(content, func(a, b text.Span) int { return cmp.Compare(a.Start, b.Start) })
	var out []piece
	for _, s := range r.merge(r.v.snap(content)) {
		s = r.v.undated(r.v.unglossed(s))
		if class == "describe" || class == "name" {
			if p := r.fragments(s, cue); len(p) > 0 {
				out = append(out, p...)
				continue
			}
		}
		for _, half := range r.v.contrasted(s) {
			if p, ok := r.piece(half); ok {
				out = append(out, p)
			}
		}
	}
	return out
}

// scrap reports whether s is too short to be what somebody said: demanding justice; but denied the
// claim. What begins with a pronoun that was said is none: announced it to the press.
func (r *reader) scrap(s text.Span, class string, cue int) bool {
	if class != "say" && class != "ask" && !strings.HasSuffix(r.v.lower(cue), "ing") {
		return false
	}
	first, last := r.v.doc.TokensIn(s)
	if t := r.v.doc.Tokens[first]; t.Tag == "PRON" && t.Head == cue && t.Rel == "obj" {
		return true
	}
	for i := first; i < last; i++ {
		if r.v.doc.Tokens[i].Rel == "nsubj" {
			return r.words(s) < scrapWords
		}
	}
	return r.words(s) <= scrapWords
}

// scrapWords is how many words tell too little.
const scrapWords = 3

// unglossed cuts off s what the writer adds to explain it: “…, in an apparent reference to the raid”,
// “…, referring to the raid”.
func (v *view) unglossed(s text.Span) text.Span {
	first, last := v.doc.TokensIn(s)
	for i := first + 1; i < last; i++ {
		comma := -1
		switch v.lower(i) {
		case "reference", "allusion":
			for k := i - 1; k > max(first, i-glossWords); k-- {
				if v.lower(k) == "in" && v.lower(k-1) == "," {
					comma = k - 1
				}
			}
		case "referring", "alluding":
			if v.lower(i-1) == "," {
				comma = i - 1
			}
		}
		if comma > first && v.inQuote[comma] < 0 && v.lower(i+1) == "to" {
			s.End = v.doc.Tokens[comma-1].End
			return s
		}
	}
	return s
}

// glossWords is how many words an explanation has before the noun that shows it.
const glossWords = 6

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
			if !strings.ContainsFunc(gap, unicode.IsLetter) && !strings.Contains(gap, "\n") &&
				!r.v.opensAnew(s, out[n]) {
				out[n].End = max(out[n].End, s.End)
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

// opensAnew reports whether s is a sentence of its own in quotation marks behind before, which has none.
func (v *view) opensAnew(s, before text.Span) bool {
	first, _ := v.doc.TokensIn(s)
	_, last := v.doc.TokensIn(before)
	return first > 0 && v.state[first] == opening && v.sent[first] != v.sent[first-1] && last > 0 &&
		v.inQuote[last-1] < 0
}

// undated is s without the dateline at its head: “Ulm: The dam …”.
func (v *view) undated(s text.Span) text.Span {
	first, last := v.doc.TokensIn(s)
	if first >= len(v.sent) || v.doc.Sentences[v.sent[first]].First != first {
		return s
	}
	for i := first; i < min(last-1, first+datelineWords); i++ {
		w := v.doc.Word(i)
		if i > first && (w == ":" || w == "–" || w == "—" || w == "-" && capitals(v.doc.Word(i-1))) {
			s.Start = v.doc.Tokens[i+1].Start
			return s
		}
		n := v.doc.Tokens[i].Name
		if v.doc.Tokens[i].Tag != "PUNCT" && !strings.HasSuffix(n, "-Location") &&
			!strings.HasSuffix(n, "-Date") {
			return s
		}
	}
	return s
}

// capitals reports whether a word is all in capitals: ULM.
func capitals(w string) bool { return len(w) > 2 && strings.ToUpper(w) == w }

// fragments are the quotations inside s, for cues that put a word on something.
func (r *reader) fragments(s text.Span, cue int) []piece {
	var out []piece
	from, to := r.v.quotesIn(s)
	for k := from; k < to; k++ {
		if q := r.v.quotes[k]; s.Contains(q.inner) && r.sameClause(q.inner, cue) {
			r.covered[k] = true
			out = append(out, piece{[]text.Span{trim(r.v.doc.Body, q.inner)}, news.Mixed})
		}
	}
	return out
}

// sameClause reports whether no clause with a subject of its own stands between s and the cue.
func (r *reader) sameClause(s text.Span, cue int) bool {
	i := r.v.doc.HeadOf(s)
	for n := 0; i >= 0 && i != cue && n < maxDepth; n++ {
		switch r.v.doc.Tokens[i].Rel {
		case "advcl", "conj", "parataxis":
			if r.v.child(i, "nsubj") >= 0 {
				return false
			}
		}
		i = r.v.head(i)
	}
	return true
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

// phrase is the noun phrase of token h without clauses and appositions behind it.
func (v *view) phrase(h int) text.Span {
	first, last := int(v.first[h]), h
	for _, c := range v.kids[h] {
		switch v.doc.Tokens[c].Rel {
		case "acl", "appos", "conj", "punct", "parataxis", "advcl", "cc", "case", "mark":
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

// plainWords describes a speaker whom the text does not name: the source without its article.
func (r *reader) plainWords(s text.Span) string {
	w := strings.Join(strings.Fields(r.v.doc.At(s)), " ")
	if name, more, ok := strings.Cut(w, ", "); ok && !strings.Contains(more, " and ") {
		w = name // and not what is told of it
	}
	for _, a := range []string{"the ", "a ", "an ", "The ", "A ", "An "} {
		w = strings.TrimPrefix(w, a)
	}
	return strings.Trim(w, " ,;:")
}
