// Package event finds what one article says was done, to whom, when and where: acts of public
// affairs in PLOVER's types. An act is a verb or a noun with its frame (data/verbs.txt,
// data/nouns.txt) in the dependency tree; its parties, day and place stand in the same clause; its
// status follows from tense, modality, negation and the verbs above it. Wishes, conditions,
// denials of fact and general truths make no event.
package event

import (
	"slices"

	"readout/news"
	"readout/text"
)

// Find returns the events of doc in the order of the text. The slices say whom, where, when and
// what was said, as the stages before found them; published is the article's day in ISO form, or
// empty. The document must be parsed; without heads of tokens there are no events.
func Find(doc *text.Document, entities []news.Entity, places []news.Place, dates []news.Date,
	quotes []news.Quote, published string) []news.Event {
	v := overlay(doc, entities, places, dates, quotes, published)
	return embedded().find(v)
}

// find returns the events of a document.
func (m *Model) find(v *view) []news.Event {
	var found, own []act
	props := v.propose()
	guesses := m.guess(v, props)
	for k := range props {
		p := &props[k]
		if len(own) > 0 && v.SentenceOf(own[0].at) != v.SentenceOf(p.at) {
			found, own = append(found, v.sentence(own)...), nil
		}
		if g := guesses[k]; g.kind != "" {
			a := v.settle(p, g.kind, g.status)
			a.added = !p.kept
			if m.assign(v, &a); !a.added || len(a.event.Actors)+len(a.event.Recipients) > 0 {
				own = append(own, a)
			}
		}
	}
	found = append(found, v.sentence(own)...)
	out := []news.Event{}
	for _, a := range v.once(found) {
		a.event.Actors = append([]string{}, unique(a.event.Actors)...) // never null
		a.event.Recipients = append([]string{}, unique(a.event.Recipients)...)
		out = append(out, a.event)
	}
	return out
}

// sentence drops of a sentence's acts what only repeats another, those first that rules keep.
func (v *view) sentence(acts []act) []act {
	slices.SortStableFunc(acts, func(a, b act) int { return b2i(a.added) - b2i(b.added) })
	out := v.distinct(acts)
	slices.SortStableFunc(out, func(a, b act) int { return a.at - b.at })
	return out
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// overlay lays what the stages before have found over the tokens of doc.
func overlay(doc *text.Document, entities []news.Entity, places []news.Place, dates []news.Date,
	quotes []news.Quote, published string) *view {
	v := newView(doc, entities, places)
	v.dates, v.quotes, v.published = dates, quotes, published
	v.hear()
	v.chief = v.chiefs()
	for i := range dates {
		lay(doc, v.when, dates[i].Span, i, nil)
	}
	v.weigh()
	return v
}

// An act is an event with what only this package needs of it.
type act struct {
	event news.Event
	frame *frame
	at    int // the token that names it
	verb  int // the verb that carries it, or -1
	noun  bool
	sure  bool   // it has both its parties
	when  string // the date of its clause, though its day may be unknown
	about string // the word for what is asked, said or done
	guess bool   // its recipients are inferred
	told  bool   // done by what is said, not by the verb of saying
	heir  bool   // its parties are those of an act told before
	added bool   // the rules do not keep it
	site  *news.Place

	clause *clause
	doubts []string // what speaks against it
}

// takeUp gives a the parties of the last act of its kind, and reports whether a then says
// something new of it: another status, another place.
func (a *act) takeUp(before []act) bool {
	for i := len(before) - 1; i >= 0; i-- {
		b := &before[i]
		if a.frame == nil || b.event.Type != a.event.Type || b.event.Mode != a.event.Mode {
			continue
		}
		a.event.Actors = b.event.Actors
		elsewhere := apart(a.site, b.site) || a.site != nil && b.site == nil
		if !elsewhere && len(a.event.Recipients) == 0 {
			a.event.Recipients = b.event.Recipients
		}
		return len(a.event.Actors) > 0 && (elsewhere || a.event.Status != b.event.Status)
	}
	return false
}

// verbAct is the act that verb i may name, with what speaks against it.
func (v *view) verbAct(i int) (act, bool) {
	frames := v.verbFrames(i)
	if frames == nil {
		return act{}, false
	}
	c := v.verbClause(i)
	v.renames(&c)
	f, ok := v.match(frames, &c)
	if !ok || f.kind == "" {
		return act{}, false
	}
	st := v.status(i)
	if st == none && v.refuses(i) {
		if f, st = refusal(f), news.Held; f == nil {
			return act{}, false
		}
	}
	if st == none {
		return act{}, false
	}
	if g := v.menace(f, st, &c); g != f {
		f, st = g, news.Held
	}
	a := v.record(&c, f, st)
	a.doubt("sport", v.plays(&c))
	a.doubt("lasting", lasts[f.kind] && v.lasting(i))
	a.doubt("opinion", v.opinion(i))
	a.doubt("custom", f.kind != "ACCUSE" && v.custom(i))
	a.doubt("forecast", st == news.Planned && v.thing(i))
	s, _ := c.find("subj")
	a.doubt("anybody", st != news.Held && len(a.event.Actors) == 0 && !v.passive(i) &&
		(s.slot == "" || v.role(s.tok) == "")) // what nobody known is going to do
	return a, true
}

// nounAct is the act that noun i may name, with what speaks against it. Without one, its verb is
// the light verb of the noun, or -1.
func (v *view) nounAct(i int) (act, bool) {
	frames := v.nounFrames(i)
	if frames == nil {
		return act{verb: -1}, false
	}
	c, effect := v.nounClause(i)
	if v.spoken(&c) {
		return act{verb: -1}, false
	}
	f, ok := v.match(frames, &c)
	if !ok || f.kind == "" {
		return act{verb: -1}, false
	}
	st := v.nounStatus(&c, effect)
	if st == none {
		return act{verb: -1}, false
	}
	a := v.record(&c, f, st)
	a.doubt("sport", v.plays(&c))
	if c.verb < 0 && v.goesOn(&a) {
		a.event.Status = news.Ongoing
	}
	a.doubt("mention", c.verb < 0 && v.mention(&a) && !v.unrest(&a))
	return a, true
}

// unrest reports whether an act is a protest somewhere, which the head of an article tells of:
// "three have died during protests in Bolivia".
func (v *view) unrest(a *act) bool {
	return a.event.Type == "PROTEST" && a.site != nil && v.SentenceOf(a.at) < 3
}

// mention reports whether a noun without a light verb only mentions an act: it does not say who
// did it to whom, or when, or it is told as a circumstance ("under the treaty between").
func (v *view) mention(a *act) bool {
	if voiced[a.event.Type] && len(a.event.Actors) > 0 && v.kid(a.at, "acl") > a.at {
		return false // "his threat to use force"
	}
	if _, from := a.clause.find("from"); from && a.event.Type == "THREATEN" {
		return len(a.event.Actors) == 0 // "a threat from Iran"
	}
	if !a.sure && (a.event.Day == "" || a.event.Type == "ACCUSE") {
		return true
	}
	return a.event.Type == "AGREE" && v.words.classes["beneath"][v.caseOf(a.at)]
}

// record makes the event of a clause that fits frame f, with what speaks against it.
func (v *view) record(c *clause, f *frame, st string) act {
	actors, somebody := v.actors(c, f)
	recipients, someone := v.recipients(c, f, actors)
	if f.swap {
		actors, recipients = recipients, actors
	}
	if f.recip && v.sides(actors) > 1 && (len(recipients) == 0 || f.kind != "AGREE") {
		recipients = append(slices.Clone(recipients), actors...)
	}
	if f.recip && len(actors) == 0 && v.sides(recipients) > 1 {
		actors = recipients
	}
	code := codeFor(f, st)
	e := news.Event{Type: f.kind, Mode: f.mode, CAMEO: code.Code, Goldstein: code.Goldstein,
		Actors: slices.Clone(actors), Recipients: slices.Clone(recipients),
		Status: st, Statement: v.statement(c)}
	e.Anchor = text.Cite{Span: v.Tokens[c.at].Span}
	site := v.site(c, f)
	if site != nil {
		e.Place = news.Maybe(site.Name)
	}
	day, precision, when := v.day(c)
	if e.Day = news.Maybe(v.tocome(day, st)); e.Day != "" {
		e.Precision = precision
	}
	a := act{event: e, frame: f, clause: c, at: c.at, verb: c.verb, noun: c.verb != c.at,
		when: when, about: v.about(c), site: site}
	a.sure = len(actors) > 0 && len(recipients) > 0
	o, _ := c.find("obj")
	a.doubt("principle", f.kind == "SUPPORT" && f.mode == "" && !someone &&
		len(recipients) == 0 && !v.owning(c) && !(o.slot != "" && v.tool(f, o.tok)))
	// "defended the death penalty"
	v.infer(&a, c, v.explicit(c))
	if v.undergone(c, f) { // "the arrest of": by the state, who else
		a.sure = len(a.event.Actors) > 0 && len(a.event.Recipients) > 0
	}
	a.doubt("private", !v.public(&a, c))
	a.doubt("elsewhere", v.private)
	if v.rages(c, f, &a) {
		return a
	}
	if s, _ := c.find("subj"); len(a.event.Actors)+len(a.event.Recipients) == 0 {
		// "workers went on strike", not "they did"
		a.doubt("nobody", (s.slot == "" || v.role(s.tok) == "" || f.kind != "PROTEST") &&
			(site == nil || f.mode != "explosives"))
		return a
	}
	a.doubt("unspoken", !somebody && !(v.undergoes(c, f) &&
		(someone || v.passive(max(c.verb, c.at)))))
	return a
}

// undergone reports whether the clause's noun is of whom the act is done to: "the arrest of the
// writer", "the writer's arrest"; of "his arrest" the text told before.
func (v *view) undergone(c *clause, f *frame) bool {
	p, ok := c.find("poss")
	return f.undergone() || f.suffered() && ok && v.Tokens[p.tok].Tag != "PRON"
}

// kept reports whether nothing speaks against the act.
func (a *act) kept() bool { return len(a.doubts) == 0 }

// doubt notes the name of what speaks against an act, where it does.
func (a *act) doubt(name string, holds bool) {
	if holds {
		a.doubts = append(a.doubts, name)
	}
}

// plays reports whether the clause is of sport: "met in the final".
func (v *view) plays(c *clause) bool {
	for _, a := range c.args {
		if a.tok >= 0 && v.words.classes["sport"][v.lemma(a.tok)] {
			return true
		}
	}
	return false
}

// rages reports whether an act that the text gives no doer goes on for all that: protests, and
// fighting where it says where. The country's people are taken to be in it.
func (v *view) rages(c *clause, f *frame, a *act) bool {
	if c.verb < 0 && !v.unrest(a) || c.verb == c.at || len(a.event.Actors) > 0 {
		return false
	}
	if f.kind != "PROTEST" && (f.kind != "ASSAULT" || !f.recip || a.event.Place == "") {
		return false
	}
	site := a.event.Place != ""
	a.event.Actors = v.natives(nil, nil, c)
	if len(a.event.Recipients) == 0 {
		a.event.Recipients = append(a.event.Recipients, a.event.Actors...)
	}
	return len(a.event.Actors) > 0 || f.kind == "PROTEST" && site
}

// about is the lemma of what the act is about: of "vowed to kill him", kill.
func (v *view) about(c *clause) string {
	for _, s := range []string{"inf", "aim", "that", "obj", "for"} {
		if a, ok := c.find(s); ok && a.tok >= 0 {
			return v.lemma(a.tok)
		}
	}
	return ""
}

// explicit reports whether the clause names whom the act is done to, known or not; a pronoun
// that nobody resolved does not.
func (v *view) explicit(c *clause) bool {
	o, ok := c.find("obj")
	return ok && o.tok >= 0 && v.acts(o.tok) && !v.ownOf(o.tok) &&
		!v.words.classes["pronoun"][v.lower(o.tok)]
}

// owning reports whether the thing acted upon is somebody's.
func (v *view) owning(c *clause) bool {
	o, ok := c.find("obj")
	return ok && o.tok >= 0 && len(v.owners(o.tok)) > 0
}

// undergoes reports whether an act that nobody known does is still one: people are attacked,
// arrested, freed or appointed, not merely said or asked to be; what does it is an attack, not
// an accident.
func (v *view) undergoes(c *clause, f *frame) bool {
	if c.verb >= 0 && c.verb != c.at && (f.kind == "COERCE" || f.mode == "investigate") {
		return true // "an inquiry was opened", "the state of emergency was extended"
	}
	if s, ok := c.find("subj"); ok && s.tok >= 0 {
		return v.is(s.tok, "$attack") || verbal[f.kind] && v.is(s.tok, "$voice")
	}
	if v.Tokens[c.at].Rel == "acl" && v.kid(c.at, "nsubj") < 0 {
		return false // "people convicted of theft" are no one case
	}
	if o, ok := c.find("obj"); ok && v.tool(f, o.tok) {
		return f.kind != "AGREE" || v.passive(max(c.verb, c.at))
	} else if ok && !v.acts(o.tok) {
		return f.kind == "AGREE" || f.kind == "CONCEDE" || f.kind == "SANCTION"
	}
	switch f.kind {
	case "COERCE":
		return f.mode != "" // not what people are forced to
	case "ACCUSE":
		o, ok := c.find("obj")
		return c.verb == c.at && v.Tokens[c.at].Rel != "acl" && ok &&
			v.entityKind(o.tok) != news.Country && (f.mode == "allege" || v.known(o.tok))
	case "ASSAULT", "RETREAT", "SANCTION", "AGREE", "CONCEDE":
		return true
	}
	return f.kind == "SUPPORT" && f.mode != ""
}

// known reports whether noun i stands for somebody whom the article knows by name.
func (v *view) known(i int) bool {
	return v.entityKind(i) != "" && v.entityKind(i) != news.Group || v.named(i) >= 0
}

// spoken reports whether the light verb of a noun says itself which act it is: "attended the
// inauguration".
func (v *view) spoken(c *clause) bool {
	if c.verb < 0 {
		return false
	}
	vc := v.verbClause(c.verb)
	f, ok := v.match(v.verbFrames(c.verb), &vc)
	return ok && f.kind != ""
}
