package quote

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/text"
)

// chains looks for a cue whose content is no more than the clause of another cue: “…, Qin said,
// according to the ministry”. The outer one then only reports the inner. Where the inner has no
// speaker of its own (“she said she had warned …”) or is a paper's finding, the outer stays.
func (r *reader) chains(all []found) []found {
	drop := make([]bool, len(all))
	for i := range all {
		for k := range all {
			if i == k || drop[i] || drop[k] || !r.wraps(&all[i], &all[k]) {
				continue
			}
			if r.reports(&all[k]) {
				all[k].reporter = all[i].source[0]
				drop[i] = true
			} else {
				drop[k] = true
			}
		}
	}
	var kept []found
	for i, f := range all {
		if !drop[i] {
			kept = append(kept, f)
		}
	}
	return kept
}

// wraps reports whether the content of outer is the clause that inner is the cue of.
func (r *reader) wraps(outer, inner *found) bool {
	if len(outer.source) == 0 || !slices.Contains(outer.tokens, inner.cue) {
		return false
	}
	head, depth := -1, maxDepth
	for _, t := range outer.tokens {
		if d := r.v.depth(t); d < depth {
			head, depth = t, d
		}
	}
	return head == inner.cue
}

// reports reports whether f is a speaker's own utterance that another may pass on.
func (r *reader) reports(f *found) bool {
	c := r.class(f.cue)
	if len(f.source) == 0 || c != "say" && c != "ask" {
		return false
	}
	return r.v.doc.Tokens[max(0, r.v.doc.HeadOf(f.source[0]))].Tag != "PRON"
}

// followOn makes sayings of the quotations that no cue claims but that go on with the speech
// before them: “…,” she said. “…” They borrow the nearest cue before them.
func (r *reader) followOn() {
	r.sort()
	own := len(r.sayings)
	for k := range r.v.quotes {
		if r.covered[k] || !r.spoken(k) {
			continue
		}
		if n := r.cueBefore(own, k); n >= 0 {
			s := r.sayings[n]
			s.follows, s.pieces = n, []piece{r.direct(k)}
			r.covered[k] = true
			r.sayings = append(r.sayings, s)
		}
	}
	r.sort()
}

// cueBefore is the last of the first own sayings before quotation k, not further away than the
// paragraph before, or than a run of quotations reaches; -1 where there is none.
func (r *reader) cueBefore(own, k int) int {
	q := r.v.quotes[k]
	for n := own - 1; n >= 0; n-- {
		s := &r.sayings[n]
		if r.v.doc.Tokens[s.cue].Start >= q.Start {
			continue
		}
		first, _ := r.v.doc.TokensIn(q.Span)
		if int(r.v.para[first])-int(r.v.para[s.cue]) > followReach {
			return -1
		}
		return n
	}
	return -1
}

// followReach is how many paragraphs after its cue a quotation without a cue may stand.
const followReach = 2

// spoken reports whether quotation k reads as speech of its own and not as a title, a name or a
// scare quote: it begins a sentence and is a clause.
func (r *reader) spoken(k int) bool {
	q := r.v.quotes[k]
	first, last := r.v.doc.TokensIn(q.inner)
	if last-first < 4 {
		return false
	}
	before := strings.TrimRightFunc(r.v.doc.Body[:q.Start], unicode.IsSpace)
	if end, _ := utf8.DecodeLastRuneInString(before); before != "" && !strings.ContainsRune(".!?:”\"»’…)", end) &&
		!r.beginsParagraph(q.Span) {
		return false
	}
	c, _ := utf8.DecodeRuneInString(r.v.doc.At(q.inner))
	if unicode.IsLower(c) {
		return false
	}
	for i := first; i < last; i++ {
		if t := r.v.doc.Tokens[i].Tag; t == "VERB" || t == "AUX" {
			return true
		}
	}
	return false
}

func (r *reader) beginsParagraph(s text.Span) bool {
	for _, p := range r.v.doc.Paragraphs {
		if p.Contains(s) {
			return strings.TrimSpace(r.v.doc.Body[p.Start:s.Start]) == ""
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
