package quote

import (
	"strings"

	"readout/text"
)

// goPast widens a content that the models end before brackets to the rest of its clause behind them:
// all of “it costs 150 francs ($160) a day”.
func (v *view) goPast(k int, all []found) {
	f := &all[k]
	end := f.tokens[len(f.tokens)-1] + 1
	if end >= len(v.word) || v.lower(end) != "(" || v.sent[end] != v.sent[f.cue] || end <= f.cue {
		return
	}
	last := end
	for last < len(v.word)-1 && last < end+bracketWords && v.lower(last) != ")" {
		last++
	}
	head := v.topOf(f.tokens)
	if v.lower(last) != ")" || v.doc.Tokens[last+1].Tag == "PUNCT" || !v.doc.Under(last+1, head) {
		return
	}
	for last+1 < len(v.word) && v.sent[last+1] == v.sent[end] && v.doc.Under(last+1, head) &&
		!v.cueIn(last+1, last+1, k, all) {
		last++
	}
	for v.doc.Tokens[last].Tag == "PUNCT" && v.lower(last) != ")" {
		last--
	}
	f.widen(v, end, last)
}

// complete gives a content that is cut at a comma its other half: the verb of its subject (“alleged that
// Lind, the mayor, owns it”) or the subject of its verb (“said Lind, 47, who fell, is well”).
func (v *view) complete(k int, all []found) {
	f := &all[k]
	first, last := f.tokens[0], f.tokens[len(f.tokens)-1]
	if first < f.cue || len(f.content) != 1 || v.sent[first] != v.sent[f.cue] || v.quoting(f) {
		return
	}
	top := v.topOf(f.tokens)
	verb := v.head(top)
	switch s := v.child(top, "nsubj"); {
	case v.doc.Tokens[top].Rel == "nsubj" && verb > last && v.doc.Tokens[verb].Rel == "ccomp" &&
		v.head(verb) == f.cue && !v.cueIn(last+1, int(v.last[verb]), k, all):
		end := int(v.last[verb])
		for end > verb && v.doc.Tokens[end].Tag == "PUNCT" {
			end--
		}
		f.widen(v, last+1, end)
	case s > f.cue && s < first && v.head(top) == f.cue && v.lower(first-1) == "," &&
		!v.cueIn(int(v.first[s]), first-1, k, all):
		var before []int
		for t := int(v.first[s]); t < first; t++ {
			before = append(before, t)
		}
		f.tokens = append(before, f.tokens...)
		f.content[0].Start = v.doc.Tokens[f.tokens[0]].Start
	}
}

// bracketWords is how many tokens brackets in a content have at most.
const bracketWords = 10

// widen adds the tokens [first, last], right behind f's content.
func (f *found) widen(v *view, first, last int) {
	f.content[len(f.content)-1].End = v.doc.Tokens[last].End
	for t := first; t <= last; t++ {
		f.tokens = append(f.tokens, t)
	}
}

// feeling begins a content with what the cue expresses, of which the models may leave the noun to the
// cue: all of “his surprise that it rained”, “gratitude to the crew”.
func (v *view) feeling(f *found) {
	switch strings.ToLower(v.doc.Tokens[f.cue].Lemma) {
	case "express", "voice", "convey":
	default:
		return
	}
	o := v.child(f.cue, "obj")
	if o < f.cue || f.tokens[0] <= o || f.tokens[0] > o+feelingReach || !v.doc.Under(f.tokens[0], o) &&
		!v.doc.Under(f.tokens[0], f.cue) {
		return
	}
	first := max(int(v.first[o]), f.cue+1)
	f.content[0] = text.Span{Start: v.doc.Tokens[first].Start, End: f.content[0].End}
	var before []int
	for t := first; t < f.tokens[0]; t++ {
		before = append(before, t)
	}
	f.tokens = append(before, f.tokens...)
}

// feelingReach is how many tokens behind the noun of a feeling the models may begin what it is about.
const feelingReach = 6

// apart cuts off f's content the sentences before that of its cue which hold a quotation and its own
// verb of saying: “It will,” she says. Working there, according to Lind, is hard.
func (v *view) apart(f *found) {
	from := -1
	quoted := false
	for n, t := range f.tokens {
		if v.sent[t] >= v.sent[f.cue] {
			break
		}
		if n > 0 && v.sent[t] != v.sent[f.tokens[n-1]] {
			quoted = false
		}
		quoted = quoted || v.inQuote[t] >= 0
		if quoted && v.inQuote[t] < 0 && v.class[t] == "say" && v.doc.Tokens[t].Tag == "VERB" {
			from = int(v.sent[t])
		}
	}
	if from < 0 {
		return
	}
	end := v.doc.Sentences[from].End
	var spans []text.Span
	for _, s := range f.content {
		if s.Start = max(s.Start, end); s.Start < s.End {
			spans = append(spans, s)
		}
	}
	var tokens []int
	for _, t := range f.tokens {
		if v.doc.Tokens[t].Start >= end {
			tokens = append(tokens, t)
		}
	}
	if len(tokens) > 0 && len(spans) > 0 {
		f.content, f.tokens = spans, tokens
	}
}
