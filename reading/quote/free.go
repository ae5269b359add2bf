package quote

import (
	"slices"
	"strings"

	"readout/news"
	"readout/text"
)

// unmarked makes speech without quotation marks whole: where a paragraph ends with “…, she said.”
// and says I or we outside of marks, all of it is what she said. A text whose writer says I anywhere
// else is left alone.
func (r *reader) unmarked() {
	whole := map[int]bool{}
	for n := range r.sayings {
		whole[r.closes(&r.sayings[n])] = true
	}
	spoken := make([]bool, len(r.v.paras))
	for i := range r.v.doc.Tokens {
		if r.v.inQuote[i] >= 0 || !r.v.firstPerson(i) {
			continue
		}
		p := int(r.v.para[i])
		if !whole[p] {
			return
		}
		spoken[p] = true
	}
	for p, yes := range spoken {
		if yes {
			r.makeWhole(p)
		}
	}
}

// closes is the paragraph whose last sentence s ends, with its content before its cue and no mark of
// quotation anywhere in it; -1 where there is none.
func (r *reader) closes(s *saying) int {
	if s.class != "say" || s.follows >= 0 || len(s.pieces) == 0 || s.pieces[0].kind != news.Indirect {
		return -1
	}
	p := r.v.para[s.cue]
	sent, para := r.v.doc.Sentences[r.v.sent[s.cue]], r.v.paras[p]
	if para.End-sent.End > 1 || s.pieces[0].spans[0].Start > sent.Start+1 || sent.Start == para.Start {
		return -1
	}
	from, to := r.v.quotesIn(para)
	if from < to || s.pieces[0].spans[0].End > r.v.doc.Tokens[s.cue].Start {
		return -1
	}
	return int(p)
}

// makeWhole gives the saying that closes paragraph p all before its own words, and drops what the
// models took for speech within that.
func (r *reader) makeWhole(p int) {
	n := slices.IndexFunc(r.sayings, func(s saying) bool { return r.closes(&s) == p })
	if n < 0 {
		return
	}
	s := &r.sayings[n]
	all := text.Span{Start: r.v.paras[p].Start, End: s.pieces[0].spans[0].End}
	s.pieces[0] = piece{[]text.Span{trim(r.v.doc.Body, all)}, news.Direct}
	inner := func(o saying) bool { return all.Contains(r.v.doc.Tokens[o.cue].Span) }
	r.sayings = slices.DeleteFunc(r.sayings, inner)
}

// firstPerson reports whether token i is the first person: I, we, my, us.
func (v *view) firstPerson(i int) bool {
	if v.doc.Tokens[i].Tag != "PRON" {
		return false
	}
	switch w := v.doc.Word(i); strings.ToLower(w) {
	case "i":
		return w == "I"
	case "we", "my", "me", "our", "myself", "ourselves":
		return true
	case "us":
		return w == "us"
	}
	return false
}
