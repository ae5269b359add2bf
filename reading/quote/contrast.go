package quote

import "readout/text"

// contrasted parts s where “but” joins two clauses with quoted words of their own: two things were
// said in “it was a “high hurdle”, but the outcome was a “long embrace””.
func (v *view) contrasted(s text.Span) []text.Span {
	from, to := v.quotesIn(s)
	if to-from < 2 {
		return []text.Span{s}
	}
	first, last := v.doc.TokensIn(s)
	for i := first + 1; i+1 < last; i++ {
		if v.lower(i) != "but" || v.doc.Tokens[i].Tag != "CCONJ" || v.inQuote[i] >= 0 ||
			!v.told(first, i) || !v.told(i+1, last) {
			continue
		}
		end := i
		if v.lower(i-1) == "," {
			end--
		}
		return []text.Span{{Start: s.Start, End: v.doc.Tokens[end-1].End},
			{Start: v.doc.Tokens[i+1].Start, End: s.End}}
	}
	return []text.Span{s}
}

// told reports whether a verb stands outside of marks, and quoted words,
// in the tokens [i, end).
func (v *view) told(i, end int) bool {
	verb, quoted := false, false
	for ; i < end; i++ {
		t := v.doc.Tokens[i].Tag
		verb = verb || v.inQuote[i] < 0 && (t == "VERB" || t == "AUX")
		quoted = quoted || v.inQuote[i] >= 0
	}
	return verb && quoted
}
