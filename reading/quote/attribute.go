package quote

import (
	"cmp"
	"slices"
	"strings"

	"readout/text"
)

// Attributions finds every attribution of the document in PolNeAR's wide sense: what is said
// and also what is thought, planned or felt. Content keeps its "that" and quotation marks.
func Attributions(doc *text.Document) []Attribution {
	v := newView(doc)
	var out []Attribution
	for _, f := range settle(v, embedded().find(v, wideThreshold)) {
		out = append(out, Attribution{f.source, []text.Span{v.cueSpan(f.cue)}, f.content})
	}
	return out
}

// wideThreshold is the least probability of a cue that Attributions believes.
const wideThreshold = .36

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

// betterSource is the source that the model marked, unless it marked none or passed over the
// subject beside the verb: then that, or the subject of the clause that the cue goes on with.
func (v *view) betterSource(f *found) []text.Span {
	own := v.child(f.cue, "nsubj")
	if b := f.cue - 1; b >= 0 && v.head(b) == f.cue && v.doc.Tokens[b].Rel == "nsubj" && v.doc.Tokens[b].Tag == "PRON" {
		own = b
	}
	if s := v.shared(f.cue); own < 0 && s >= 0 && len(f.source) > 0 && f.source[0].End <= v.doc.Tokens[s].Start {
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
	return []text.Span{v.phrase(h)}
}

// dated reports whether s is no more than a date.
func (v *view) dated(s text.Span) bool {
	first, last := v.doc.TokensIn(s)
	for i := first; i < last; i++ {
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

// rejoin gives a source that is cut at a comma its first part back, which passed for content:
// the embassy in Washington, DC said …
func (v *view) rejoin(f *found) {
	if len(f.source) == 0 || len(f.content) < 2 {
		return
	}
	first, _ := v.doc.TokensIn(f.source[0])
	before := f.content[0]
	for _, s := range f.content {
		if s.End <= f.source[0].Start {
			before = s
		}
	}
	a, b := v.doc.TokensIn(before)
	if b+1 != first || v.lower(b) != "," || !v.location(first) || !v.location(b-1) {
		return
	}
	for i := a; i < b; i++ {
		if t := v.doc.Tokens[i].Tag; t == "VERB" || t == "AUX" {
			return
		}
	}
	f.source[0].Start = before.Start
	f.content = slices.DeleteFunc(f.content, func(s text.Span) bool { return s == before })
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
