package quote

import (
	"slices"
	"strings"

	"readout/news"
	"readout/text"
)

// record makes the entries, resolving each speaker with the help of those before.
func (r *reader) record() []news.Quote {
	var out []news.Quote
	var earlier []voice
	spoke := make([][]voice, len(r.sayings))
	base := make([]news.Quote, len(r.sayings))
	last := -1
	for _, n := range r.ownFirst() {
		s := &r.sayings[n]
		if s.follows >= 0 {
			spoke[n], base[n] = spoke[s.follows], base[s.follows]
			continue
		}
		s.source = r.ownSource(s)
		r.trimCited(s)
		r.bar(s)
		spoke[n] = r.voices(s.source, s.cue, earlier)
		base[n] = r.circumstances(s, earlier)
		if last >= 0 && r.goesOnSpeaking(last, n, spoke) {
			inherit(&base[n], &base[last])
		}
		last = n
		for _, v := range spoke[n] {
			if v.known() {
				earlier = append(earlier, v)
			}
		}
	}
	for n := range r.sayings {
		out = append(out, r.entries(&r.sayings[n], spoke[n], base[n])...)
	}
	return out
}

// bar notes whom an indirect saying names: in “he said Lind will come” he is not Lind.
func (r *reader) bar(s *saying) {
	clear(r.barred)
	for _, p := range s.pieces {
		if p.kind == news.Direct {
			continue
		}
		for _, c := range p.spans {
			first, last := r.v.doc.TokensIn(c)
			for i := first; i < last; i++ {
				if m := r.mention[i]; m >= 0 && r.mentions[m].Form == news.Name && r.v.inQuote[i] < 0 {
					r.barred[r.mentions[m].entity] = true
				}
			}
		}
	}
}

// goesOnSpeaking reports whether the speaker of saying n is the one of saying last, who spoke just
// before, so that it was on the same occasion.
func (r *reader) goesOnSpeaking(last, n int, spoke [][]voice) bool {
	if len(spoke[last]) != 1 || len(spoke[n]) != 1 || r.ref(spoke[last][0]) != r.ref(spoke[n][0]) {
		return false
	}
	gap := r.v.para[r.sayings[n].cue] - r.v.para[r.sayings[last].cue]
	return gap >= 0 && gap <= samePlace && !strings.HasSuffix(r.v.lower(r.sayings[n].cue), "ys")
}

// samePlace is how many paragraphs on a speaker is taken to speak on the same occasion.
const samePlace = 1

func inherit(q, from *news.Quote) {
	if q.Day == "" && q.Occasion == "" {
		q.Day, q.Occasion = from.Day, from.Occasion
	}
}

// ownFirst orders the sayings by their cues, those that borrow one after those that have one.
func (r *reader) ownFirst() []int {
	var own, follow []int
	for n := range r.sayings {
		if r.sayings[n].follows >= 0 {
			follow = append(follow, n)
		} else {
			own = append(own, n)
		}
	}
	return append(own, follow...)
}

// entries are the statements of one saying: one for each piece of content and each speaker.
func (r *reader) entries(s *saying, spoke []voice, base news.Quote) []news.Quote {
	var out []news.Quote
	for _, p := range s.pieces {
		if p.spans[0].Empty() {
			continue // marks with nothing between
		}
		q := base
		q.Kind = p.kind
		q.Cue = text.Cite{Span: r.v.cueSpan(s.cue)}
		for _, c := range p.spans {
			q.Content = append(q.Content, text.Cite{Span: c})
		}
		if len(spoke) == 0 {
			if p.kind == news.Direct && r.v.doc.Tokens[s.cue].Tag != "PUNCT" {
				out = append(out, q)
			}
			continue
		}
		for _, v := range spoke {
			if p.kind == news.Indirect && (!r.voiced(v) || s.source.Contains(p.spans[0])) ||
				!v.known() && p.kind != news.Direct {
				continue // “its findings that …” with nobody that its could mean
			}
			q.Speaker, q.Source = r.ref(v), text.Cite{Span: v.span}
			if q.Addressee = base.Addressee; q.Addressee == q.Speaker {
				q.Addressee = "" // nobody tells himself: one of the two is wrong
			}
			if !s.source.Empty() {
				q.Source.Span = s.source
			}
			out = append(out, q)
		}
	}
	return out
}

// circumstances are the occasion, day, addressee and reporter of a saying.
func (r *reader) circumstances(s *saying, earlier []voice) news.Quote {
	var q news.Quote
	q.Occasion = news.Maybe(r.occasion(s))
	q.Day = r.day(s)
	q.Addressee = r.addressee(s, earlier)
	if !s.reporter.Empty() {
		if h := r.v.doc.HeadOf(s.reporter); h >= 0 {
			q.ReportedBy = r.ref(r.voice(h, s.reporter, earlier))
		}
	}
	return q
}

// around yields the tokens of the cue's clause that are neither content nor source.
func (r *reader) around(s *saying, yield func(i int)) {
	sent := r.v.doc.Sentences[r.v.sent[s.cue]]
	for i := sent.First; i < sent.Last; i++ {
		t := r.v.doc.Tokens[i].Span
		if r.v.inQuote[i] >= 0 || inPieces(s.pieces, t) ||
			slices.ContainsFunc(s.content, func(c text.Span) bool { return c.Overlaps(t) }) {
			continue
		}
		if i == s.cue || r.v.doc.Under(i, s.cue) || s.source.Contains(t) {
			yield(i)
		}
	}
}

func inPieces(ps []piece, t text.Span) bool {
	for _, p := range ps {
		for _, c := range p.spans {
			if c.Overlaps(t) {
				return true
			}
		}
	}
	return false
}

// occasion is that of the word nearest to the cue that tells one: in a statement, told a
// briefing, wrote on X.
func (r *reader) occasion(s *saying) string {
	best, near := "", 1<<30
	r.around(s, func(i int) {
		w := strings.ToLower(r.v.doc.Tokens[i].Lemma)
		o := r.lex.occasions[w]
		named := i != s.cue && s.source.Contains(r.v.doc.Tokens[i].Span)
		if i == s.cue && o != "post" && o != "hearing" || named && i != r.v.doc.HeadOf(s.source) {
			return
		}
		if w == "conference" {
			if p := r.v.lower(i - 1); p == "press" || p == "news" {
				o = "press conference"
			}
		}
		if d := max(i-s.cue, s.cue-i); o != "" && d < near && r.sets(i, s) {
			best, near = o, d
		}
	})
	if h := r.v.head(s.cue); best == "" && h >= 0 && r.v.doc.Tokens[s.cue].Rel == "acl" {
		best = r.lex.occasions[strings.ToLower(r.v.doc.Tokens[h].Lemma)] // a statement saying that
	}
	return best
}

// sets reports whether the word of an occasion at token i tells when the cue was: said in a
// call, told a briefing, the report said; but not: said amid calls for an election.
func (r *reader) sets(i int, s *saying) bool {
	t := r.v.doc.Tokens[i]
	if i != s.cue && t.Tag != "NOUN" && t.Tag != "PROPN" {
		return false
	}
	if i == s.cue || s.source.Contains(t.Span) || t.Rel == "obj" || t.Rel == "iobj" {
		return true
	}
	p := r.v.child(i, "case")
	if p < 0 {
		return t.Rel == "compound" || t.Rel == "conj"
	}
	switch r.v.lower(p) {
	case "in", "on", "at", "during", "by", "via", "through", "to", "for", "from":
		return true
	}
	return false
}

// day is the value of the date that stands in the cue's clause, outside the content.
func (r *reader) day(s *saying) news.Maybe {
	best, near := news.Maybe(""), 1<<30
	start := s.pieces[0].spans[0].Start
	r.around(s, func(i int) {
		if at := r.v.doc.Tokens[i].Start; at < start && start < r.v.doc.Tokens[s.cue].Start {
			return // On Friday they meet, he said
		}
		v := r.dayAt[i]
		if n := max(i-s.cue, s.cue-i); v != "" && n < near && r.datesCue(i, s.cue) {
			best, near = v, n
		}
	})
	return best
}

// datesCue reports whether the words of a date at token i hang on the cue itself, not on another
// clause: said on Monday, but not: acknowledged what was built in 2019.
func (r *reader) datesCue(i, cue int) bool {
	for n := 0; i >= 0 && n < 6; n++ {
		if i == cue {
			return true
		}
		switch r.v.doc.Tokens[i].Rel {
		case "obl", "nmod", "nummod", "compound", "flat", "advmod", "appos", "amod", "case", "dep":
		default:
			return false
		}
		i = r.v.head(i)
	}
	return false
}

// dayOf is a TIMEX3 value as a day, month, year or interval, without its time; "" where it is
// none of these.
func dayOf(v string) news.Maybe {
	v, _, _ = strings.Cut(v, "T")
	for _, part := range strings.Split(v, "/") {
		if n := len(part); n != 4 && n != 7 && n != 10 || strings.Trim(part, "0123456789-") != "" {
			return ""
		}
	}
	return news.Maybe(v)
}

// addressee is to whom it was said: told reporters, said to the council, urged the government.
func (r *reader) addressee(s *saying, earlier []voice) news.Maybe {
	for _, c := range r.v.kids[s.cue] {
		t := r.v.doc.Tokens[c]
		if inPieces(s.pieces, t.Span) || s.source.Contains(t.Span) || int(c) < s.cue && t.Rel != "obl" {
			continue
		}
		to := t.Rel == "iobj" || t.Rel == "obj" && r.addresses(s.cue)
		if p := r.v.child(int(c), "case"); t.Rel == "obl" && p >= 0 && r.v.lower(p) == "to" {
			to = true
		}
		if to && t.Tag != "VERB" && r.v.inQuote[c] < 0 && !r.v.event(int(c)) {
			return r.hearer(int(c), earlier)
		}
	}
	return ""
}

// hearer names who is spoken to by the noun or pronoun at token i.
func (r *reader) hearer(i int, earlier []voice) news.Maybe {
	phrase := r.v.phrase(i)
	if r.v.doc.Tokens[i].Tag == "PRON" {
		return r.ref(r.voice(i, phrase, earlier))
	}
	if e := r.named(i, phrase); e >= 0 {
		return r.ref(voice{entity: e})
	}
	return news.Maybe(r.plainWords(phrase))
}

// event reports whether the noun at token i is an occasion and not somebody: told a briefing.
func (v *view) event(i int) bool {
	w := strings.ToLower(v.doc.Tokens[i].Lemma)
	return w == "conference" || words().occasions[w] != ""
}

// addresses reports whether the object of the cue is who is spoken to.
func (r *reader) addresses(cue int) bool {
	switch strings.ToLower(r.v.doc.Tokens[cue].Lemma) {
	case "tell", "inform", "assure", "urge", "warn", "ask", "remind", "advise", "notify",
		"brief", "reassure", "implore", "exhort", "order", "instruct", "caution":
		return true
	}
	return false
}
