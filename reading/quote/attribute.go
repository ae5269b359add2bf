package quote

import (
	"cmp"
	"slices"

	"readout/reading/quote/net"
	"readout/text"
)

// Attributions finds every attribution of the document in PolNeAR's wide sense: what is said
// and also what is thought, planned or felt. Content keeps its "that" and quotation marks.
func Attributions(doc *text.Document) []Attribution {
	return attributions(newView(doc), wideThreshold)
}

func attributions(v *view, threshold float32) []Attribution {
	var out []Attribution
	covered := make([]bool, len(v.quotes))
	for _, f := range settle(v, v.outerFirst(embedded().find(v, threshold))) {
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
	agree           uint32    // whether the models agree on the content
	sure            float32   // logarithm of the probability of the spans, given the cue
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
	s, ok := m.memory.Get().(*scanner)
	if !ok {
		s = &scanner{m: m}
	}
	s.v = v
	defer func() { s.v = nil; m.memory.Put(s) }()
	m.net.See(&s.seen, v.tokenFeatures())
	var all []found
	for i, x := range m.net.Cues(&s.seen) {
		if !v.maybeCue(i) {
			continue
		}
		s.fs = v.cueFeatures(s.fs[:0], i)
		if p := sigmoid((m.cue.score(s.fs) + x) / 2); p >= threshold {
			if f := s.spans(i, p); len(f.content) > 0 {
				all = append(all, f)
			}
		}
	}
	return all
}

// A scanner holds the memory of one scan.
type scanner struct {
	m          *models
	v          *view
	seen       net.Scratch
	fs         []uint32
	w          window
	emit, deep [][labels]float32
	join       []float32
	step       *[joins * labels * labels]float64 // potentials of join
	paths      [3][]uint8                        // by the linear model, by the network, by both
	back       [][labels]uint8
}

// spans labels what stands around the cue at token i, by both models together, and notes how sure
// they are and whether they agree.
func (s *scanner) spans(i int, p float32) found {
	m := s.m
	s.v.window(i, &s.w)
	s.emit = m.span.emit(&s.w, s.emit)
	s.deep = append(s.deep[:0], make([][labels]float32, len(s.emit))...)
	m.net.Label(&s.seen, i, s.w.first, s.w.pairs, len(pairTurns), s.deep)
	s.paths[0], s.back = decode(s.emit, &s.w, m.join, s.paths[0], s.back)
	s.paths[1], s.back = decode(s.deep, &s.w, m.turn, s.paths[1], s.back)
	if s.join == nil {
		s.join = make([]float32, len(m.join))
		for k := range s.join {
			s.join[k] = (m.join[k] + m.turn[k]) / 2
		}
		s.step = potentials(s.join)
	}
	for k := range s.emit {
		for l := range labels {
			s.emit[k][l] = (s.emit[k][l] + s.deep[k][l]) / 2
		}
	}
	s.paths[2], s.back = decode(s.emit, &s.w, s.join, s.paths[2], s.back)
	f := found{cue: i, p: p, agree: agreement(s.paths[0], s.paths[1])}
	f.sure = likelihood(s.emit, &s.w, s.join, s.step, s.paths[2])
	f.take(s.v, &s.w, s.paths[2])
	return f
}

// agreement tells how far two labellings have the same content: 3 all of it, 2 most, 1 some.
func agreement(a, b []uint8) uint32 {
	both, either := 0, 0
	for i := range a {
		x, y := a[i] == beginContent || a[i] == inContent, b[i] == beginContent || b[i] == inContent
		both += int(b2u(x && y))
		either += int(b2u(x || y))
	}
	switch {
	case both == either:
		return 3
	case 2*both > either:
		return 2
	case both > 0:
		return 1
	}
	return 0
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
		f.yield(v, owner)
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

// yield drops those of f's several pieces of content that likelier cues own, so that the rest of
// it need not go with them.
func (f *found) yield(v *view, owner []int32) {
	var content []text.Span
	var tokens []int
	for _, s := range f.content {
		first, last := v.doc.TokensIn(s)
		taken := 0
		for t := first; t < last; t++ {
			taken += int(b2u(owner[t] > 0))
		}
		if 2*taken > last-first {
			continue
		}
		content = append(content, s)
		for t := first; t < last; t++ {
			tokens = append(tokens, t)
		}
	}
	if len(content) > 0 && len(content) < len(f.content) {
		f.content, f.tokens = content, tokens
	}
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
