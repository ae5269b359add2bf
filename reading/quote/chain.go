package quote

import (
	"slices"
	"strings"

	"readout/text"
)

// chains looks for a cue whose content is no more than the clause of another cue: “…, Qin said,
// according to the ministry”. The outer one then only reports the inner. Where the inner has no
// speaker of its own (“she said she had warned …”) or is a paper's finding, the outer stays.
func (r *reader) chains(all []found) []found {
	drop := make([]bool, len(all))
	for i := range all {
		lo, hi := r.v.near(i, all)
		for k := lo; k < hi; k++ {
			if i == k || drop[i] || drop[k] {
				continue
			}
			if r.tellsOf(&all[i], &all[k]) {
				drop[k] = true
				continue
			}
			if r.relays(&all[i], &all[k]) {
				all[k].reporter = all[i].source[0]
				drop[i] = true
				continue
			}
			if !r.wraps(&all[i], &all[k]) {
				continue
			}
			if r.reports(&all[k]) || r.passedOn(&all[i], &all[k]) {
				all[k].reporter = all[i].source[0]
				r.v.untie(&all[k], all[i].cue)
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

// tellsOf reports whether inner is a gerund in what outer, the verb of the sentence, tells and they
// share the quotation: “Lind called, stressing “…”, the ministry said”.
func (r *reader) tellsOf(outer, inner *found) bool {
	return strings.HasSuffix(r.v.lower(inner.cue), "ing") && inner.cue < outer.cue &&
		r.v.sent[inner.cue] == r.v.sent[outer.cue] && r.v.class[outer.cue] == "say" &&
		r.v.child(inner.cue, "nsubj") < 0 && r.v.child(outer.cue, "nsubj") >= 0 &&
		2*common(outer.tokens, inner.tokens) > min(len(outer.tokens), len(inner.tokens))
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
		relayed := r.v.class[c] == "act" && r.v.lower(f.cue) == "according"
		if known[c] || r.v.class[c] != "say" && !relayed || r.v.class[f.cue] != "say" ||
			r.v.inQuote[c] >= 0 || r.unsaid(c) || subject < 0 || r.v.doc.Tokens[subject].Tag == "PRON" ||
			clause < c && !relayed && r.v.lower(start) != "that" {
			continue
		}
		n := found{cue: c, p: f.p, source: []text.Span{r.v.phrase(subject)}}
		n.add(r.v, beginContent, start, f.tokens[len(f.tokens)-1]+1)
		all = append(all, n)
	}
	return all
}

// plainly adds the utterances by a plain verb of saying that the models overlook and whose clause the
// tree shows.
func (r *reader) plainly(all []found) []found {
	known := map[int]bool{}
	for _, f := range all {
		known[f.cue] = true
	}
	for i, t := range r.v.doc.Tokens {
		if r.v.class[i] != "say" || t.Tag != "VERB" || known[i] || r.v.inQuote[i] >= 0 {
			continue
		}
		clause := r.v.child(i, "ccomp")
		if clause < 0 && r.trailingCue(i) {
			clause = i
		}
		if clause < 0 || t.Lemma != "say" && (clause > i || t.Rel != "root") {
			continue
		}
		if f, ok := r.tree(i, clause); ok && !slices.Contains(f.tokens, i) && r.speech(&f) {
			all = append(all, f)
		}
	}
	return all
}

// tree is the utterance of the verb at token i as the tree has it, with what is said at clause.
func (r *reader) tree(i, clause int) (found, bool) {
	subject := r.v.child(i, "nsubj")
	if subject < 0 && clause > i {
		subject = r.v.shared(i)
	}
	if subject >= 0 && r.v.relative(subject) {
		return found{}, false
	}
	f := found{cue: i, p: speechThreshold}
	first, last := int(r.v.first[clause]), int(r.v.last[clause])+1
	switch {
	case clause == i || clause < i && (subject < 0 || r.v.doc.Under(subject, clause)):
		from := r.trailingName(i)
		if from < 0 {
			return found{}, false
		}
		f.p = otherThreshold
		f.source = []text.Span{{Start: r.v.doc.Tokens[from].Start, End: r.v.doc.Tokens[i-1].End}}
		if clause == i {
			first, last = r.v.doc.Sentences[r.v.sent[i]].First, from-1
		}
		last = min(last, from-1)
	case subject < 0:
		return found{}, false
	case clause < i && subject < clause:
		if subject = i + 1; subject >= len(r.v.sent) || r.v.sent[subject] != r.v.sent[i] {
			return found{}, false
		}
		f.source = []text.Span{r.v.phrase(r.v.branchTo(subject, i))}
		last = min(last, i)
	case clause < i:
		f.source = []text.Span{r.v.phrase(subject)}
		last = min(last, i, int(r.v.first[subject]))
	default:
		f.source = []text.Span{r.v.phrase(subject)}
	}
	f.add(r.v, beginContent, first, last)
	return f, len(f.content) > 0
}

// trailingCue reports whether the verb at token i ends a sentence that it is the root of, behind the name
// that a comma parts from what was said, whatever the tree makes of that.
func (r *reader) trailingCue(i int) bool {
	s := r.v.doc.Sentences[r.v.sent[i]]
	from := r.trailingName(i)
	if r.v.doc.Tokens[i].Rel != "root" || i+2 < s.Last || from < s.First+trailingLeast {
		return false
	}
	for k := s.First; k < from; k++ {
		if t := r.v.doc.Tokens[k].Tag; t == "VERB" || t == "AUX" {
			return true
		}
	}
	return false
}

// trailingLeast is how many tokens stand before the comma of a trailing name at least.
const trailingLeast = 6

// trailingName is the token at which the name between a comma and the verb at token i begins, where
// nothing but a name stands there: “…, the Dam Authority (DA) reported”; -1 elsewhere.
func (r *reader) trailingName(i int) int {
	open := 0
	for k := i - 1; k > 0 && k > i-trailingWords && r.v.sent[k] == r.v.sent[i]; k-- {
		switch r.v.lower(k) {
		case ")":
			open++
		case "(":
			open--
		case ",":
			if open == 0 && k+1 < i {
				return k + 1
			}
		}
		if t := r.v.doc.Tokens[k].Tag; t == "VERB" || t == "AUX" || t == "SCONJ" || r.v.inQuote[k] >= 0 {
			return -1
		}
	}
	return -1
}

// trailingWords is how many tokens a name before its verb at the end of a sentence has at most.
const trailingWords = 22

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

// lend gives a gerund (“…, warning that …”), or a verb joined by and, the speaker of the utterance that
// it goes on with, where its own seems to be somebody inside what that one says, or nobody.
func (r *reader) lend(k int, all []found) {
	f := &all[k]
	gerund := strings.HasSuffix(r.v.lower(f.cue), "ing")
	joined := r.v.doc.Tokens[f.cue].Rel == "conj" && len(f.source) > 0
	if !gerund && !joined || r.v.child(f.cue, "nsubj") >= 0 {
		return
	}
	adding := r.v.lower(f.cue) == "adding"
	lo, hi := r.v.near(k, all)
	for i := lo; i < hi; i++ {
		o := &all[i]
		if o.cue >= f.cue || r.v.sent[o.cue] != r.v.sent[f.cue] || len(o.source) == 0 ||
			r.v.class[o.cue] != "say" && r.v.class[o.cue] != "show" && !adding {
			continue
		}
		switch {
		case joined: // said that the dam is full, and praised the crew
			if o.contains(f.source[0]) && !slices.Contains(o.tokens, f.cue) {
				f.source = o.source
			}
		case len(f.source) == 0, o.contains(f.source[0]),
			adding && r.v.doc.Tokens[o.cue].Start < f.source[0].Start:
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
	if r.v.lower(outer.cue) != "according" || len(inner.source) == 0 ||
		r.v.sent[outer.cue] != r.v.sent[inner.cue] {
		return false
	}
	if outer.cue < inner.cue {
		return (c == "say" || c == "act") && r.medium(outer.source[0]) && !r.medium(inner.source[0]) &&
			slices.Contains(outer.tokens, inner.cue) && r.v.topOf(outer.tokens) == inner.cue
	}
	return c == "say" && 2*common(outer.tokens, inner.tokens) > len(outer.tokens)
}

// untie takes the words of an “according to” behind what was said off its end.
func (v *view) untie(f *found, cue int) {
	if cue > f.cue && cue > f.tokens[len(f.tokens)/2] && slices.Contains(f.tokens, cue) {
		f.cut(v, v.doc.Tokens[cue].Start)
	}
}

// relays reports whether outer is a news agency's or a paper's report, at the end of the sentence,
// of what inner says: “Lind said that the dam was full, the state agency reported”.
func (r *reader) relays(outer, inner *found) bool {
	if len(outer.source) == 0 || inner.cue >= outer.cue || len(inner.source) == 0 ||
		r.v.sent[inner.cue] != r.v.sent[outer.cue] || !slices.Contains(outer.tokens, inner.cue) ||
		r.v.inQuote[inner.cue] >= 0 {
		return false
	}
	switch strings.ToLower(r.v.doc.Tokens[outer.cue].Lemma) {
	case "report", "add", "say", "quote", "write", "according":
	default:
		return false
	}
	return r.medium(outer.source[0]) && !r.medium(inner.source[0]) &&
		r.v.class[inner.cue] != "" && inner.p >= speechThreshold
}

// medium reports whether a source is what reports news: an agency, a paper, a channel.
func (r *reader) medium(s text.Span) bool {
	first, last := r.v.doc.TokensIn(s)
	for i := first; i < last; i++ {
		if r.lex.media[r.v.lower(i)] {
			return true
		}
	}
	return false
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
	h := max(0, r.v.doc.HeadOf(f.source[0]))
	return r.v.doc.Tokens[h].Tag != "PRON" && r.speaks(h)
}
