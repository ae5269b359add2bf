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
			if r.reports(&all[k]) || r.passedOn(&all[i], &all[k]) {
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

// nested adds the utterances that are the whole of what another reports (“it said Qin had warned
// that …”), which the models, taught on a scheme without nesting, leave out.
func (r *reader) nested(all []found) []found {
	known := map[int]bool{}
	for _, f := range all {
		known[f.cue] = true
	}
	for _, f := range all[:len(all):len(all)] {
		c := r.v.topOf(f.tokens)
		subject, clause := r.v.child(c, "nsubj"), r.v.child(c, "ccomp")
		start := c + 1
		if clause > c {
			start = int(r.v.first[clause])
		}
		if known[c] || r.v.class[c] != "say" || r.v.class[f.cue] != "say" || r.v.inQuote[c] >= 0 ||
			r.unsaid(c) || subject < 0 || r.v.doc.Tokens[subject].Tag == "PRON" ||
			clause < c && r.v.lower(start) != "that" {
			continue
		}
		n := found{cue: c, p: f.p, source: []text.Span{r.v.phrase(subject)}}
		n.add(r.v, beginContent, start, f.tokens[len(f.tokens)-1]+1)
		all = append(all, n)
	}
	return all
}

// plainly adds the utterances by “say” that the models overlook and whose clause the tree shows.
func (r *reader) plainly(all []found) []found {
	known := map[int]bool{}
	for _, f := range all {
		known[f.cue] = true
	}
	for i, t := range r.v.doc.Tokens {
		if t.Lemma != "say" || t.Tag != "VERB" || known[i] || r.v.inQuote[i] >= 0 {
			continue
		}
		subject, clause := r.v.child(i, "nsubj"), r.v.child(i, "ccomp")
		if subject < 0 || clause < 0 || r.v.relative(subject) {
			continue
		}
		f := found{cue: i, p: speechThreshold, source: []text.Span{r.v.phrase(subject)}}
		first, last := int(r.v.first[clause]), int(r.v.last[clause])+1
		if clause < i && subject < clause {
			if subject = i + 1; subject >= len(r.v.sent) || r.v.sent[subject] != r.v.sent[i] {
				continue
			}
			subject = r.v.branchTo(subject, i)
			f.source = []text.Span{r.v.phrase(subject)}
			last = min(last, i)
		} else if clause < i {
			last = min(last, i, int(r.v.first[subject]))
		}
		f.add(r.v, beginContent, first, last)
		if len(f.content) > 0 && !slices.Contains(f.tokens, i) && r.speech(&f) {
			all = append(all, f)
		}
	}
	return all
}

// branchTo climbs from token i to the token right below top, or as far as the tree leads.
func (v *view) branchTo(i, top int) int {
	for n := 0; n < maxDepth; n++ {
		h := v.head(i)
		if h < 0 || h == top || v.doc.Tokens[h].Tag == "VERB" {
			break
		}
		i = h
	}
	return i
}

// lend gives a gerund (“…, warning that …”) the speaker of the utterance that it goes on with,
// where its own seems to be somebody inside what that one says, or nobody.
func (r *reader) lend(f *found, all []found) {
	if !strings.HasSuffix(r.v.lower(f.cue), "ing") || r.v.child(f.cue, "nsubj") >= 0 {
		return
	}
	for i := range all {
		o := &all[i]
		if o.cue >= f.cue || r.v.sent[o.cue] != r.v.sent[f.cue] || r.v.class[o.cue] != "say" || len(o.source) == 0 {
			continue
		}
		if len(f.source) == 0 || o.contains(f.source[0]) {
			f.source = o.source
		}
	}
}

func (f *found) contains(s text.Span) bool {
	return slices.ContainsFunc(f.content, func(c text.Span) bool { return c.Overlaps(s) })
}

// passedOn reports whether outer is an “according to” in the sentence of what inner says.
func (r *reader) passedOn(outer, inner *found) bool {
	c := r.v.class[inner.cue]
	return r.v.lower(outer.cue) == "according" && outer.cue > inner.cue && len(inner.source) > 0 &&
		r.v.sent[outer.cue] == r.v.sent[inner.cue] && c == "say" &&
		2*common(outer.tokens, inner.tokens) > len(outer.tokens)
}

// wraps reports whether the content of outer is the clause that inner is the cue of.
func (r *reader) wraps(outer, inner *found) bool {
	if len(outer.source) == 0 {
		return false
	}
	if r.passedOn(outer, inner) {
		return true
	}
	if !slices.Contains(outer.tokens, inner.cue) {
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
	c := r.v.class[f.cue]
	if len(f.source) == 0 || c != "say" && c != "ask" {
		return false
	}
	return r.v.doc.Tokens[max(0, r.v.doc.HeadOf(f.source[0]))].Tag != "PRON"
}

// followOn makes sayings of the quotations that no cue claims but that go on with the speech
// before them: “…,” she said. “…” They borrow the nearest cue before them, or that of another
// paragraph of the same quotation.
func (r *reader) followOn() {
	r.sort()
	own := len(r.sayings)
	holder := r.holders()
	for k := range r.v.quotes {
		if r.covered[k] || !r.spoken(k) {
			continue
		}
		n := r.chained(k, holder)
		if n < 0 {
			n = r.besideQuote(k)
		}
		if n < 0 {
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
	for k, q := range r.v.quotes {
		h[k] = -1
		for n := range r.sayings {
			if inPieces(r.sayings[n].pieces, q.Span) {
				h[k] = n
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

// besideReach is how many tokens away from a quotation its verb may stand.
const besideReach = 12

// utters reports whether token i is a finite verb of speech with a subject of its own.
func (r *reader) utters(i int) bool {
	c := r.v.class[i]
	return r.v.doc.Tokens[i].Tag == "VERB" && (c == "say" || c == "voice") && !r.unsaid(i) &&
		r.v.subject(i) >= 0
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
func (r *reader) spoken(k int) bool {
	q := r.v.quotes[k]
	first, last := r.v.doc.TokensIn(q.inner)
	if last-first < 4 || r.heading(q.Span) {
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

// heading reports whether s is a paragraph of its own that ends without a stop.
func (r *reader) heading(s text.Span) bool {
	for _, p := range r.v.paras {
		if p == s {
			end := strings.TrimRight(r.v.doc.At(s), "'’\"”»")
			return len(end) < scrap && !strings.HasSuffix(end, ".") && !strings.HasSuffix(end, "!")
		}
	}
	return false
}

func (r *reader) beginsParagraph(s text.Span) bool {
	for _, p := range r.v.paras {
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
