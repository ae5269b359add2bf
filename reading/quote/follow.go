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

// followOn makes sayings of the quotations that no cue claims but that go on with the speech
// before them: “…,” she said. “…” They borrow the nearest cue before them, or that of another
// paragraph of the same quotation.
func (r *reader) followOn() {
	r.sort()
	own := len(r.sayings)
	holder := r.holders()
	for k := range r.v.quotes {
		if r.covered[k] || !r.v.spoken(k) {
			continue
		}
		n := r.chained(k, holder)
		if n < 0 {
			n = r.besideQuote(k)
		}
		if n < 0 && r.announced(k) {
			n = r.announcer(k)
		} else if n < 0 {
			n = r.cueBefore(own, k)
		}
		if n < 0 {
			continue
		}
		s := r.sayings[n]
		s.follows, s.pieces = n, []piece{r.direct(k)}
		r.covered[k], holder[k] = true, n
		r.sayings = append(r.sayings, s)
	}
	r.sayings = r.dropEmpty()
	r.sort()
}

// hearTranscript makes sayings of the quotations that name their speakers themselves, as
// transcripts do: “MARSH: We will rebuild.”
func (r *reader) hearTranscript() {
	for k, q := range r.v.quotes {
		first, _ := r.v.doc.TokensIn(q.inner)
		colon := r.label(first)
		if colon < 0 {
			continue
		}
		s := saying{cue: colon, class: "say", follows: -1}
		s.source = text.Span{Start: r.v.doc.Tokens[first].Start, End: r.v.doc.Tokens[colon-1].End}
		rest := text.Span{Start: r.v.doc.Tokens[colon].End, End: q.inner.End}
		s.pieces = []piece{{[]text.Span{trim(r.v.doc.Body, rest)}, news.Direct}}
		r.covered[k], r.labelled[k] = true, true
		r.sayings = append(r.sayings, s)
	}
}

// label is the colon after the words in capitals that token first begins, or -1.
func (r *reader) label(first int) int {
	for i := first; i < min(len(r.v.word), first+labelWords); i++ {
		w := r.v.doc.Word(i)
		if w == ":" && i > first {
			return i
		}
		if w != strings.ToUpper(w) || r.v.doc.Tokens[i].Tag == "PUNCT" {
			return -1
		}
	}
	return -1
}

// labelWords is how many words the name before a speech in a transcript has at most.
const labelWords = 4

// dropEmpty turns the first quotation that borrows from a saying without content into its own.
func (r *reader) dropEmpty() []saying {
	for n := range r.sayings {
		f := r.sayings[n].follows
		if f >= 0 && len(r.sayings[f].pieces) == 0 {
			r.sayings[f].pieces, r.sayings[n].pieces = r.sayings[n].pieces, nil
		}
	}
	place, kept := make([]int, len(r.sayings)), []saying{}
	for n, s := range r.sayings {
		place[n] = len(kept)
		if len(s.pieces) > 0 {
			kept = append(kept, s)
		}
	}
	for n := range kept {
		if f := kept[n].follows; f >= 0 {
			kept[n].follows = place[f]
		}
	}
	return kept
}

// holders tells for each quotation which saying holds it, or -1.
func (r *reader) holders() []int {
	h := make([]int, len(r.v.quotes))
	for k := range h {
		h[k] = -1
	}
	for n := range r.sayings {
		for _, p := range r.sayings[n].pieces {
			for _, s := range p.spans {
				from, to := r.v.quotesIn(s)
				for k := from; k < to; k++ {
					h[k] = n
				}
			}
		}
	}
	return h
}

// chained is the saying that holds a quotation which k goes on with, or which goes on with k.
func (r *reader) chained(k int, holder []int) int {
	for a := r.v.quotes[k].after; a >= 0; a = r.v.quotes[a].after {
		if holder[a] >= 0 {
			return holder[a]
		}
	}
	last := k
	for n := k + 1; n < len(holder); n++ {
		if r.v.quotes[n].after == last {
			if last = n; holder[n] >= 0 {
				return holder[n]
			}
		}
	}
	return -1
}

// besideQuote is a saying, new or already there, whose verb of speech stands right before or after
// quotation k, for what the models overlook; -1 where there is none.
func (r *reader) besideQuote(k int) int {
	first, last := r.v.doc.TokensIn(r.v.quotes[k].Span)
	for i := last; i < min(last+besideReach, len(r.v.state)); i++ {
		if r.v.inQuote[i] >= 0 || r.v.sent[i] != r.v.sent[last-1] {
			break
		}
		if r.utters(i) {
			return r.sayingOf(i)
		}
	}
	for i := first - 1; i >= max(0, first-besideReach); i-- {
		if r.v.inQuote[i] >= 0 || r.v.lower(i) == "." || r.v.para[i] != r.v.para[first] {
			break
		}
		if r.utters(i) {
			return r.sayingOf(i)
		}
	}
	return -1
}

// announced reports whether quotation k stands behind a colon and words of its own sentence, which tell
// whose it is: “they were told to: “Stay””.
func (r *reader) announced(k int) bool {
	first, _ := r.v.doc.TokensIn(r.v.quotes[k].Span)
	return first > 1 && r.v.lower(first-1) == ":" && r.v.sent[first-1] == r.v.sent[first] &&
		r.v.inQuote[first-2] < 0
}

// announcer is a saying, new or already there, by the last verb in the sentence before quotation k that
// says something in any way: “he urged them to wait: “It will rain””; -1 where there is none.
func (r *reader) announcer(k int) int {
	first, _ := r.v.doc.TokensIn(r.v.quotes[k].Span)
	for i := first - 2; i >= r.v.doc.Sentences[r.v.sent[first]].First; i-- {
		s := r.v.child(i, "nsubj")
		if r.v.doc.Tokens[i].Tag != "VERB" || r.v.inQuote[i] >= 0 || s < 0 || r.unsaid(i) ||
			r.undergone(&found{cue: i}) {
			continue
		}
		if m := r.mention[s]; r.v.class[i] != "" ||
			m >= 0 && r.entities[r.mentions[m].entity].Kind == news.Person {
			return r.sayingOf(i)
		}
	}
	return -1
}

// besideReach is how many tokens away from a quotation its verb may stand.
const besideReach = 12

// utters reports whether token i is a finite verb of speech with a subject of its own.
func (r *reader) utters(i int) bool {
	c := r.v.class[i]
	return r.v.doc.Tokens[i].Tag == "VERB" && (c == "say" || c == "voice") && !r.unsaid(i) &&
		!r.undergone(&found{cue: i}) && r.v.subject(i) >= 0
}

// sayingOf is the saying with the cue at token i, made where there is none.
func (r *reader) sayingOf(i int) int {
	for n := range r.sayings {
		if r.sayings[n].cue == i && r.sayings[n].follows < 0 {
			return n
		}
	}
	s := saying{cue: i, class: r.v.class[i], follows: -1}
	s.source = r.v.phrase(r.v.subject(i))
	r.sayings = append(r.sayings, s)
	return len(r.sayings) - 1
}

// cueBefore is the last of the first own sayings before quotation k, not further away than a run
// of quotations reaches; -1 where there is none.
func (r *reader) cueBefore(own, k int) int {
	first, _ := r.v.doc.TokensIn(r.v.quotes[k].Span)
	start := r.v.quotes[k].Start
	last := -1
	for n := range r.sayings[:own] {
		if r.v.doc.Tokens[r.sayings[n].cue].Start < start {
			if last < 0 || r.sayings[n].cue > r.sayings[last].cue {
				last = n
			}
		}
	}
	if last < 0 {
		return -1
	}
	near := r.v.para[r.sayings[last].cue]
	for n := own; n < len(r.sayings); n++ {
		ps := r.sayings[n].pieces
		if r.sayings[n].follows != last || len(ps) == 0 || len(ps[0].spans) == 0 {
			continue
		}
		t, _ := r.v.doc.TokensIn(ps[0].spans[0])
		near = max(near, r.v.para[t])
	}
	if r.paragraphsBetween(int(near), int(r.v.para[first])) > followReach {
		return -1
	}
	return last
}

// followReach is how many paragraphs after the speech before it a quotation without a cue may
// stand; headings and other scraps do not count.
const followReach = 1

// scrap is the length in bytes under which a paragraph is taken for a heading or a label.
const scrap = 50

func (r *reader) paragraphsBetween(a, b int) int {
	n := 0
	for p := a + 1; p <= b; p++ {
		if p == b || r.v.paras[p].Len() > scrap {
			n++
		}
	}
	return n
}

// spoken reports whether quotation k reads as speech of its own and not as a title, a name or a
// scare quote: it begins a sentence and is a clause.
func (v *view) spoken(k int) bool {
	q := v.quotes[k]
	first, last := v.doc.TokensIn(q.inner)
	if last-first < 4 || v.heading(q.Span) {
		return false
	}
	before := strings.TrimRightFunc(v.doc.Body[:q.Start], unicode.IsSpace)
	end, _ := utf8.DecodeLastRuneInString(before)
	if before != "" && !strings.ContainsRune(".!?:”\"»’…)", end) && !v.beginsParagraph(q.Span) {
		return false
	}
	c, _ := utf8.DecodeRuneInString(v.doc.At(q.inner))
	if unicode.IsLower(c) {
		return false
	}
	for i := first; i < last; i++ {
		if t := v.doc.Tokens[i].Tag; t == "VERB" || t == "AUX" {
			return true
		}
	}
	return false
}

// heading reports whether s is a paragraph of its own that ends without a stop.
func (v *view) heading(s text.Span) bool {
	for _, p := range v.paras {
		if p == s {
			end := strings.TrimRight(v.doc.At(s), "'’\"”»")
			return len(end) < scrap && !strings.HasSuffix(end, ".") && !strings.HasSuffix(end, "!")
		}
	}
	return false
}

func (v *view) beginsParagraph(s text.Span) bool {
	for _, p := range v.paras {
		if p.Contains(s) {
			return strings.TrimSpace(v.doc.Body[p.Start:s.Start]) == ""
		}
	}
	return false
}

// sort puts the sayings in order of their content, and keeps follows pointing where it did.
func (r *reader) sort() {
	order := make([]int, len(r.sayings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(r.sayings[a].pieces[0].spans[0].Start, r.sayings[b].pieces[0].spans[0].Start)
	})
	place := make([]int, len(order))
	out := make([]saying, len(order))
	for n, o := range order {
		place[o], out[n] = n, r.sayings[o]
	}
	for n := range out {
		if f := out[n].follows; f >= 0 {
			out[n].follows = place[f]
		}
	}
	r.sayings = out
}
