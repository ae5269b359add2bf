package quote

import (
	"cmp"
	"slices"

	"readout/text"
)

// Attributions finds every attribution of the document in PolNeAR's wide sense: what is said
// and also what is thought, planned or felt. Content keeps its "that" and quotation marks.
func Attributions(doc *text.Document) []Attribution {
	v := newView(doc)
	var out []Attribution
	covered := make([]bool, len(v.quotes))
	for _, f := range settle(v, v.outerFirst(embedded().find(v, wideThreshold))) {
		content := v.untrail(f.cue, v.snap(v.atSentences(f.content)))
		for _, s := range content {
			from, to := v.quotesIn(s)
			for k := from; k < to; k++ {
				covered[k] = true
			}
		}
		a := Attribution{f.source, []text.Span{v.cueSpan(f.cue)}, content}
		if n := len(out); len(a.Source) == 0 && n > 0 && v.sameSentence(out[n-1], f.cue) {
			a.Source = out[n-1].Source
		}
		out = append(out, a)
	}
	for k, q := range v.quotes {
		if !covered[k] && v.spoken(k) {
			v.goOn(out, q.Span)
		}
	}
	return out
}

func (v *view) sameSentence(a Attribution, cue int) bool {
	first, _ := v.doc.TokensIn(a.Cue[0])
	return v.sent[first] == v.sent[cue]
}

// outerFirst makes each cue that stands in the content of another less likely than that one: in
// “she said she felt it was late” PolNeAR has what she said.
func (v *view) outerFirst(all []found) []found {
	for k := range all {
		lo, hi := v.near(k, all)
		for n := lo; n < hi; n++ {
			if n != k && holds(all[n].tokens, all[k].cue) && !holds(all[k].tokens, all[n].cue) {
				all[k].p = min(all[k].p, outerShare*all[n].p)
			}
		}
	}
	return all
}

const outerShare = 0.9

// untrail drops what only follows a cue whose quotation stands before it in the same sentence.
func (v *view) untrail(cue int, content []text.Span) []text.Span {
	sent := v.doc.Sentences[v.sent[cue]]
	at := v.doc.Tokens[cue].Start
	quoted := func(s text.Span) bool {
		first, _ := v.doc.TokensIn(s)
		return v.state[first] == opening
	}
	if !slices.ContainsFunc(content, func(s text.Span) bool {
		return s.End <= at && sent.Overlaps(s) && quoted(s)
	}) {
		return content
	}
	return slices.DeleteFunc(content, func(s text.Span) bool {
		first, _ := v.doc.TokensIn(s)
		return s.Start > at && sent.Overlaps(s) && !quoted(s) && v.adds(first)
	})
}

func (v *view) hasQuote(s text.Span) bool {
	from, to := v.quotesIn(s)
	return from < to
}

// goOn gives quotation q, which no cue claims, to the last attribution before it in its paragraph
// that has a quotation too.
func (v *view) goOn(all []Attribution, q text.Span) {
	first, _ := v.doc.TokensIn(q)
	for i := len(all) - 1; i >= 0; i-- {
		cue, _ := v.doc.TokensIn(all[i].Cue[0])
		if cue > first {
			continue
		}
		if v.para[cue] != v.para[first] {
			return
		}
		if slices.ContainsFunc(all[i].Content, v.hasQuote) {
			all[i].Content = append(all[i].Content, q)
			return
		}
	}
}

// wideThreshold is the least probability of a cue that Attributions believes.
const wideThreshold = 0.36

// A found is a cue with the spans that the model gives it.
type found struct {
	cue             int
	p               float32
	source, content []text.Span
	tokens          []int     // of the content
	reporter        text.Span // source of another cue that reports this one
}

// find returns the cues that are likelier than threshold once their spans are known, in order of
// the text. Several may claim the same content; see settle.
func (m *models) find(v *view, threshold float32) []found {
	all := m.scan(v, scanThreshold)
	var kept []found
	var fs []uint32
	for k := range all {
		fs = v.rankFeatures(fs[:0], k, all)
		f := all[k]
		if f.p = sigmoid(m.rank.score(fs)); f.p >= threshold {
			f.source = v.betterSource(&f)
			v.untangle(&f)
			v.reachInfinitive(&f)
			v.rejoin(&f)
			v.turn(&f)
			kept = append(kept, f)
		}
	}
	return kept
}

// scanThreshold is the least probability at first sight of a cue that is looked at closely.
const scanThreshold = 0.08

// scan returns the words likelier than threshold to be cues, with their spans.
func (m *models) scan(v *view, threshold float32) []found {
	var (
		all  []found
		fs   []uint32
		w    window
		emit [][labels]float32
		path []uint8
		back [][labels]uint8
	)
	for i := range v.doc.Tokens {
		if !v.maybeCue(i) {
			continue
		}
		fs = v.cueFeatures(fs[:0], i)
		p := sigmoid(m.cue.score(fs))
		if p < threshold {
			continue
		}
		v.window(i, &w)
		emit = m.span.emit(&w, emit)
		path, back = decode(emit, &w, m.join, path, back)
		f := found{cue: i, p: p}
		f.take(v, &w, path)
		if len(f.content) > 0 {
			all = append(all, f)
		}
	}
	return all
}

// take reads the spans off a labelled window.
func (f *found) take(v *view, w *window, path []uint8) {
	for k := 0; k < len(path); {
		l := path[k]
		if l != beginContent && l != beginSource {
			k++
			continue
		}
		start := k
		for k++; k < len(path) && path[k] == l+1; k++ {
		}
		f.add(v, l, w.first+start, w.first+k)
	}
}

// add takes the tokens [first, last) as content or source, parted at the ends of paragraphs.
func (f *found) add(v *view, label uint8, first, last int) {
	for i := first; i < last; {
		j := i + 1
		for j < last && v.para[j] == v.para[i] {
			j++
		}
		s := text.Span{Start: v.doc.Tokens[i].Start, End: v.doc.Tokens[j-1].End}
		if label == beginContent {
			f.content = append(f.content, s)
			for t := i; t < j; t++ {
				f.tokens = append(f.tokens, t)
			}
		} else if len(f.source) == 0 {
			f.source = append(f.source, s)
		}
		i = j
	}
}

// settle drops what shares more than half of its content with a likelier one.
func settle(v *view, all []found) []found {
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(b.p, a.p) })
	size := make([]int, len(all))
	owner := make([]int32, len(v.doc.Tokens))
	var kept []found
	for n, f := range all {
		size[n] = len(f.tokens)
		shared := map[int32]int{}
		for _, t := range f.tokens {
			if o := owner[t]; o > 0 {
				shared[o-1]++
			}
		}
		if contested(shared, size, len(f.tokens)) {
			continue
		}
		for _, t := range f.tokens {
			if owner[t] == 0 {
				owner[t] = int32(n) + 1
			}
		}
		f.content = slices.DeleteFunc(slices.Clone(f.content), func(s text.Span) bool {
			first, last := v.doc.TokensIn(s)
			for t := first; t < last; t++ {
				if owner[t] == int32(n)+1 {
					return false
				}
			}
			return true
		})
		kept = append(kept, f)
	}
	slices.SortFunc(kept, func(a, b found) int { return cmp.Compare(a.cue, b.cue) })
	return kept
}

func contested(shared map[int32]int, size []int, n int) bool {
	for o, k := range shared {
		if 2*k > min(n, size[o]) {
			return true
		}
	}
	return false
}

// cueSpan is the words of a cue: its head with the particle or preposition it needs.
func (v *view) cueSpan(i int) text.Span {
	s := v.doc.Tokens[i].Span
	if w := v.lower(i); w == "according" && v.lower(i+1) == "to" {
		s.End = v.doc.Tokens[i+1].End
	}
	for _, c := range v.kids[i] {
		if int(c) == i+1 && v.doc.Tokens[c].Rel == "compound" {
			s.End = v.doc.Tokens[c].End
		}
	}
	return s
}
