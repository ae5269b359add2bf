package quote

import (
	"cmp"
	"slices"
	"strings"

	"readout/news"
	"readout/text"
)

// Find returns the statements of the document in order of the text: what is reported as said,
// written or announced, one entry a clause. Beliefs, plans and attitudes that nobody utters are
// no statements, nor is what is only denied to have been said, nor speech inside a quotation.
//
// The entities lend their ids to speakers; dates say when. A speaker without an entity is given
// in the plain words of the text.
func Find(doc *text.Document, entities []news.Entity, dates []news.Date) []news.Quote {
	r := newReader(newView(doc), entities, dates)
	r.hearTranscript()
	r.hear(embedded().find(r.v, speechThreshold))
	r.unmarked()
	r.followOn()
	return r.record()
}

// speechThreshold is the least probability that Find believes of a plain verb of saying, or of
// one that does something with quoted words; otherThreshold is that of another cue.
const (
	speechThreshold = 0.12
	otherThreshold  = 0.3
)

// A reader turns what the models find in one document into statements.
type reader struct {
	v        *view
	lex      *lexicon
	entities []news.Entity
	dayAt    []news.Maybe // of each token: the day that a date around it names
	mention  []int32      // of each token: index in mentions of the longest one around it, or -1
	mentions []mention
	sayings  []saying
	barred   map[int]bool // entities that the saying at hand names and so are not its he or she
	gender   []byte       // of each entity: m, f or 0, once asked for
	said     []bool       // tokens in the pieces of sayings, once asked for
	covered  []bool       // quotations that a saying holds
	labelled []bool       // quotations that name their speaker themselves
}

// A mention is one of an entity's, with the entity's index.
type mention struct {
	news.Mention
	entity int
	head   int
}

// A saying is a statement in the making.
type saying struct {
	cue      int // token
	class    string
	source   text.Span
	content  []text.Span // as the models mark it; pieces are made of it
	pieces   []piece
	follows  int       // index of the saying whose cue this one borrows, or -1
	reporter text.Span // who reports that it was said, where that is somebody else
}

// A piece is one stretch of content that becomes one entry.
type piece struct {
	spans []text.Span
	kind  string
}

func newReader(v *view, entities []news.Entity, dates []news.Date) *reader {
	r := &reader{v: v, lex: words(), entities: entities, barred: map[int]bool{}}
	r.dayAt = make([]news.Maybe, len(v.doc.Tokens))
	for _, d := range dates {
		if d.Kind != "date" && d.Kind != "time" {
			continue
		}
		first, last := v.doc.TokensIn(d.Span)
		for i := first; i < last; i++ {
			r.dayAt[i] = dayOf(d.Value)
		}
	}
	r.mention = make([]int32, len(v.doc.Tokens))
	for i := range r.mention {
		r.mention[i] = -1
	}
	for e := range entities {
		for _, m := range entities[e].Mentions {
			if m.Start < 0 || m.End > len(v.doc.Body) || m.Empty() {
				continue
			}
			r.mentions = append(r.mentions, mention{m, e, v.doc.HeadOf(m.Span)})
		}
	}
	slices.SortStableFunc(r.mentions, func(a, b mention) int { return cmp.Compare(a.Start, b.Start) })
	for k, m := range r.mentions {
		first, last := v.doc.TokensIn(m.Span)
		for i := first; i < last; i++ {
			if o := r.mention[i]; o < 0 || r.mentions[o].Len() < m.Len() {
				r.mention[i] = int32(k)
			}
		}
	}
	r.covered = make([]bool, len(v.quotes))
	r.labelled = make([]bool, len(v.quotes))
	return r
}

// hear keeps of the cues found those of speech and makes their sayings.
func (r *reader) hear(all []found) {
	var speech []found
	for _, f := range all {
		if c := r.phrasal(f.cue); c != "" {
			r.v.class[f.cue] = c
		}
		if r.speech(&f) {
			speech = append(speech, f)
		}
	}
	speech = r.chains(inOrder(r.nested(r.plainly(speech))))
	for k := range speech {
		r.v.apart(&speech[k])
		r.lend(k, speech)
		r.lendOn(k, speech)
		r.part(k, speech)
		r.v.goAlong(k, speech)
		r.v.goPast(k, speech)
		r.v.complete(k, speech)
		r.v.feeling(&speech[k])
	}
	kept := settle(r.v, speech)
	for k, f := range kept {
		s := saying{cue: f.cue, class: r.v.class[f.cue], content: f.content, follows: -1,
			reporter: f.reporter}
		if len(f.source) > 0 {
			s.source = f.source[0]
		}
		s.pieces = r.pieces(r.v.atSentences(r.whole(f, r.without(k, kept))), s.class, f.cue)
		r.weave(&s)
		s.pieces = slices.DeleteFunc(s.pieces, func(p piece) bool {
			return p.kind != news.Direct && (s.class == "voice" || r.aside(&s, p)) ||
				p.kind == news.Indirect && len(p.spans) == 1 && r.scrap(p.spans[0], s.class, s.cue)
		})
		if len(s.pieces) > 0 {
			r.sayings = append(r.sayings, s)
		}
	}
}

func inOrder(all []found) []found {
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(a.cue, b.cue) })
	return all
}

// speech reports whether f is an utterance that was made: of the right kind of word, outside
// quotation marks, neither negated nor merely possible.
func (r *reader) speech(f *found) bool {
	if r.v.inQuote[f.cue] >= 0 || r.unsaid(f.cue) || r.undergone(f) || r.mute(f) {
		return false
	}
	c := r.v.class[f.cue]
	plain := c == "say" || c == "act" && r.v.quoting(f)
	if f.p < otherThreshold && (!plain || r.v.child(f.cue, "nsubj") < 0) {
		return false
	}
	switch c {
	case "":
		return false
	case "noun":
		return f.p >= nounThreshold && len(f.tokens) >= nounLength
	case "voice", "name":
		return r.v.quoting(f)
	case "describe":
		return r.v.quoting(f) || len(f.tokens) >= describeLength && r.likens(f)
	case "say":
		return r.says(f)
	case "show":
		return r.clause(f)
	case "ask":
		return r.v.child(f.cue, "nsubj") >= 0 && r.v.doc.Tokens[f.cue].Rel != "advcl" &&
			(r.v.quoting(f) || r.asks(f))
	}
	return true
}

// says reports whether a plain verb of saying has something said: a quotation, or for verbs that
// mean other things with a noun alone (claimed the prize, maintained the tariffs) a verb.
func (r *reader) says(f *found) bool {
	t := r.v.doc.Tokens[f.cue]
	if r.v.quoting(f) {
		return t.Tag != "PUNCT" || r.v.lower(f.cue) == ":"
	}
	held := t.Lemma == "maintain" || t.Lemma == "claim" // maintained tariffs imposed by others
	switch t.Lemma {
	case "say", "tell", "claim", "argue", "insist", "contend", "maintain", "post", "tweet", "write":
		return slices.ContainsFunc(f.tokens, func(i int) bool {
			w := r.v.doc.Tokens[i].Tag
			return w == "AUX" || w == "VERB" && (!held || r.v.child(i, "nsubj") >= 0)
		})
	}
	return t.Tag != "PUNCT"
}

// describeLength is how many words a description without quotation marks must have to be a
// statement: called it a step towards peace, but not: called the Nansha Islands.
const describeLength = 6

// undergone reports whether f's verb is a passive or a participle whose source does not speak but
// is spoken of or to: “the islands called …”, “Voss was told that …”.
func (r *reader) undergone(f *found) bool {
	t := r.v.doc.Tokens[f.cue]
	if t.Tag != "VERB" || strings.HasSuffix(r.v.lower(f.cue), "ing") {
		return false
	}
	if len(f.source) > 0 {
		first, _ := r.v.doc.TokensIn(f.source[0])
		if r.v.lower(first) == "by" || r.v.lower(first-1) == "by" {
			return false
		}
	}
	if t.Rel == "acl" && r.v.child(f.cue, "nsubj") < 0 {
		return true
	}
	be := false
	for _, c := range r.v.kids[f.cue] {
		be = be || r.v.doc.Tokens[c].Rel == "aux" && r.v.doc.Tokens[c].Lemma == "be"
	}
	return be
}

// asks reports whether f's content is a question or something to be done: asked whether it is
// safe, asked them to leave; but not: asked the driver.
func (r *reader) asks(f *found) bool {
	switch r.v.lower(f.tokens[0]) {
	case "whether", "if", "why", "how", "what", "who", "when", "where", "which", "that":
		return true
	}
	return slices.ContainsFunc(f.tokens, func(i int) bool {
		return r.v.doc.Tokens[i].Tag == "PART" && r.v.lower(i) == "to"
	})
}

// likens reports whether f says what something is and not only its name: described it as a step,
// called it a step, but not: called a meeting.
func (r *reader) likens(f *found) bool {
	return r.v.child(f.cue, "xcomp") >= 0 || slices.ContainsFunc(f.tokens[1:], func(t int) bool {
		w := r.v.lower(t)
		return w == "as" || w == "a" || w == "an"
	})
}

// quoting reports whether part of f's content is in quotation marks.
func (v *view) quoting(f *found) bool {
	return slices.ContainsFunc(f.tokens, func(t int) bool { return v.inQuote[t] >= 0 })
}

// clause reports whether f's content is a clause and not a thing, with or without one of
// circumstance: "showed it to the press as if it were hers".
func (r *reader) clause(f *found) bool {
	for _, t := range f.tokens {
		if m := r.v.child(t, "mark"); r.v.doc.Tokens[t].Rel == "advcl" && m >= 0 && r.v.lower(m) != "that" {
			continue
		}
		switch r.v.doc.Tokens[t].Rel {
		case "ccomp", "parataxis", "root":
			return true
		}
		if h := r.v.head(t); t != f.cue && (h == f.cue || h < 0) && r.v.child(t, "nsubj") >= 0 {
			return true
		}
	}
	return false
}

// nounThreshold is the least probability of a noun as cue, and nounLength the fewest words that
// it needs: "the warning" is rarely one.
const (
	nounThreshold = 0.6
	nounLength    = 4
)

// unsaid reports whether the utterance at token i did not take place: “did not say”, “will
// announce”, “declined to comment”. “went on to say” and “said it would not” are said.
func (r *reader) unsaid(i int) bool {
	for _, c := range r.v.kids[i] {
		t := r.v.doc.Tokens[c]
		switch w := r.v.lower(int(c)); {
		case t.Rel == "advmod" && (w == "not" || w == "n't" || w == "n’t" || w == "never" ||
			w == "seldom" || w == "rarely"):
			return true
		case t.Rel == "aux" && possible(w):
			return true
		case t.Rel == "mark" && w == "to" && int(c) < i, t.Rel == "aux" && w == "to":
			return !r.goesOn(i)
		case t.Rel == "mark" && (w == "if" || w == "unless"):
			return true
		}
	}
	return false
}

func possible(w string) bool {
	switch w {
	case "will", "would", "may", "might", "could", "should", "must", "can", "shall", "'ll", "’ll":
		return true
	}
	return false
}

// goesOn reports whether the infinitive at token i was carried out.
func (r *reader) goesOn(i int) bool {
	h := r.v.head(i)
	if h < 0 {
		return false
	}
	if r.v.doc.Tokens[h].Tag == "NOUN" && r.v.head(h) >= 0 &&
		r.lex.nominals[strings.ToLower(r.v.doc.Tokens[h].Lemma)] == "paper" {
		return !r.unsaid(r.v.head(h)) // issued a statement to clarify that
	}
	switch strings.ToLower(r.v.doc.Tokens[h].Lemma) {
	case "go", "continue", "proceed", "begin", "write", "take", "hasten", "use", "come", "speak",
		"lead", "prompt", "cause":
		return !r.unsaid(h)
	}
	return false
}
