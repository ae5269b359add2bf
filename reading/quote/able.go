package quote

import (
	"strings"

	"readout/news"
)

// human reports whether he or she may mean the voice v: somebody with a name, or a speaker whom the
// text describes by what one person does.
func (r *reader) human(v voice) bool {
	switch r.kind(v) {
	case news.Person:
		return true
	case "", news.Group:
		h := -1
		if !v.span.Empty() {
			h = r.v.doc.HeadOf(v.span)
		}
		return h >= 0 && !r.plural(h) && r.role(h)
	}
	return false
}

// speaks reports whether the noun at token i may speak at all: a role, a body, a paper, people, or
// what has a name. “In addition” and “the front line” do not.
func (r *reader) speaks(i int) bool {
	t := r.v.doc.Tokens[i]
	if w := r.v.doc.Word(i); len(w) > 1 && w == strings.ToUpper(w) {
		return true // the UNO
	}
	lemma := strings.ToLower(t.Lemma)
	if t.Tag != "NOUN" || r.mention[i] >= 0 || r.role(i) || r.plural(i) && !abstract(lemma) {
		return true
	}
	return r.lex.nominals[lemma] != "" || r.lex.cues[lemma+"."] != "" || strings.Contains(lemma, "-")
}

// abstract reports whether a noun is by its end that for something which nobody is: restriction,
// demographics, awareness.
func abstract(lemma string) bool {
	for _, end := range [...]string{"tion", "sion", "ment", "ness", "ism", "ship", "ance", "ence", "ics",
		"istic"} {
		if strings.HasSuffix(lemma, end) {
			return true
		}
	}
	return false
}

// lendOn gives a verb joined to one of what was said, whose subject cannot speak (“she said the roads
// were dry but warned of ice”), the speaker of the utterance before it in the sentence.
func (r *reader) lendOn(k int, all []found) {
	f := &all[k]
	if r.v.doc.Tokens[f.cue].Rel != "conj" || len(f.source) == 0 || r.v.child(f.cue, "nsubj") >= 0 {
		return
	}
	h := r.v.doc.HeadOf(f.source[0])
	if h < 0 || r.v.doc.Tokens[h].Tag != "NOUN" || r.mention[h] >= 0 || r.role(h) ||
		r.lex.nominals[strings.ToLower(r.v.doc.Tokens[h].Lemma)] != "" {
		return
	}
	lo, hi := r.v.near(k, all)
	for i := hi - 1; i >= lo; i-- {
		o := &all[i]
		if o.cue < f.cue && r.v.sent[o.cue] == r.v.sent[f.cue] && r.v.class[o.cue] == "say" &&
			len(o.source) > 0 && o.source[0].End < f.source[0].Start {
			f.source = o.source
			return
		}
	}
}

// voiced reports whether v is somebody or something that may speak.
func (r *reader) voiced(v voice) bool {
	if k := r.kind(v); k != "" && k != news.Group || v.span.Empty() {
		return true
	}
	h := r.v.doc.HeadOf(v.span)
	return h < 0 || r.speaks(h)
}

// governor is the subject of the clause that a participle belongs to (“she stood in the front line,
// calling for rain”), where the noun that the tree hangs it on cannot speak; -1 where there is none.
func (r *reader) governor(cue, h int) int {
	if h < 0 || r.speaks(h) || !strings.HasSuffix(r.v.lower(cue), "ing") ||
		r.v.child(cue, "nsubj") >= 0 {
		return -1
	}
	for i, n := h, 0; i >= 0 && n < maxDepth; n++ {
		if s := r.v.child(i, "nsubj"); s >= 0 && s != h && !r.v.relative(s) {
			return s
		}
		i = r.v.head(i)
	}
	return -1
}

// phrasal is the class of a verb that means saying only together with other words, or "": went on to
// say, made it clear that, held that, referred to the “old” dam, and “It will hold, she continued.”
func (r *reader) phrasal(i int) string {
	switch t := r.v.doc.Tokens[i]; t.Lemma {
	case "go":
		x := r.v.child(i, "xcomp", "advcl")
		if x > i && r.v.lower(i+1) == "on" && r.v.class[x] == "say" && (r.v.child(x, "ccomp") > x ||
			r.v.lower(x+1) == ":" || r.v.lower(x+1) == "," || x+1 < len(r.v.word) && r.v.inQuote[x+1] >= 0) {
			return "say"
		}
	case "make":
		for k := i + 1; k < min(i+3, len(r.v.word)); k++ {
			if r.v.lower(k) == "clear" && max(r.v.child(i, "ccomp"), r.v.child(k, "ccomp", "advcl")) > i {
				return "say"
			}
		}
	case "hold":
		if c := r.v.child(i, "ccomp"); c > i && r.v.child(c, "mark") >= 0 {
			return "say"
		}
	case "refer":
		return "voice"
	case "continue", "conclude", "respond":
		if t.Tag == "VERB" && r.trailingCue(i) {
			return "say"
		}
	}
	return ""
}
