package event

import (
	"slices"
	"strings"

	"readout/news"
	"readout/text"
)

// doers are the slots of those who act, in order: a verb's subject, a noun's owner or agent.
var doers = []string{"subj", "poss", "by", "between", "adj", "of", "from", "guest"}

// targets are the slots of those acted upon, in order.
var targets = []string{"obj", "iobj", "with", "against", "to", "on", "upon", "at", "from",
	"between", "over", "into", "for", "of", "in", "toward", "towards"}

// censures are the types whose recipients are not in what is censured, but own it.
var censures = map[string]bool{"ACCUSE": true, "SUPPORT": true, "REJECT": true}

// things are the slots of what is acted upon, whose owners are the recipients.
var things = []string{"obj", "of", "to", "on", "against", "for", "over", "at"}

// actors are the parties that do what the clause says; somebody is true where the text names a
// doer, though not one that is known.
func (v *view) actors(c *clause, f *frame) (ids []string, somebody bool) {
	verb := c.verb == c.at
	for _, d := range doers {
		for _, a := range c.args {
			if a.slot != d || a.tok < 0 || verb && d != "subj" && (d != "between" || !f.recip) {
				continue
			}
			if d == "of" && (len(ids) > 0 || f.undergone()) || v.sufferer(a, f) ||
				d == "adj" && v.who[a.tok] < 0 ||
				d == "guest" && (f.kind != "CONSULT" || f.mode == "briefing") {
				continue
			}
			if d == "from" && (!voiced[f.kind] && f.kind != "ACCUSE" && f.kind != "SUPPORT" || verb) {
				continue // "a threat from", not "withdrawal from"
			}
			somebody = somebody || v.acts(a.tok) || d == "subj" && v.where[a.tok] >= 0
			ids = v.doer(ids, a)
		}
		if len(ids) > 0 && d != "poss" {
			break
		}
	}
	return unique(ids), somebody || len(ids) > 0
}

// undergone reports whether the frame's noun is of its object: "the arrest of".
func (f *frame) undergone() bool {
	for _, s := range f.slots {
		if s.name == "of" {
			return true
		}
	}
	return false
}

// suffered reports whether the frame's noun belongs to its object: "his arrest".
func (f *frame) suffered() bool {
	return slices.ContainsFunc(f.slots, func(s slot) bool {
		return s.name == "poss" && len(s.want) > 0 && (f.kind == "COERCE" || f.kind == "CONCEDE" ||
			f.mode == "extradition" || f.mode == "targeted")
	})
}

// sufferer reports whether argument a owns the frame's noun as the one that it is done to.
func (v *view) sufferer(a arg, f *frame) bool {
	return f.suffered() && (a.slot == "poss" || v.Tokens[a.tok].Tag == "PRON")
}

// tool reports whether noun i, the frame's object, is what the act is done with, not to whom:
// troops, envoys, arms.
func (v *view) tool(f *frame, i int) bool {
	for _, s := range f.slots {
		if s.name != "obj" || s.absent || len(s.want) == 0 {
			continue
		}
		people := slices.ContainsFunc(s.want, func(w string) bool { return w[0] == '@' })
		return !people && slices.ContainsFunc(s.want, func(w string) bool { return v.is(i, w) })
	}
	return false
}

// doer adds whom argument a stands for as one who acts.
func (v *view) doer(ids []string, a arg) []string {
	ids = v.speaker(ids, a.tok)
	if !v.acts(a.tok) {
		if land := v.landOf(a.tok); a.slot == "subj" && land != "" {
			return append(ids, land) // a capital for its government
		} else if a.slot == "subj" && v.speaksFor(a.tok) {
			ids = append(ids, v.owners(a.tok)...)
		}
		return ids
	}
	if ids = v.parties(ids, a.tok, 0); len(ids) > 0 || v.words.classes["somebody"][v.lower(a.tok)] {
		return ids
	}
	return v.home(ids, a.tok)
}

// speaksFor reports whether what noun i names does as its owner does: Russia's missiles, Iran's
// statement, but not Iran's economy.
func (v *view) speaksFor(i int) bool {
	for _, class := range []string{"attack", "arms", "ship", "aircraft", "voice"} {
		if v.isOneOf(i, v.words.classes[class]) {
			return true
		}
	}
	return false
}

// echo finds whom the same noun stood for when it came with a name: "an Iranian frigate … the
// frigate".
func (v *view) echo(i int) []string {
	definite := false
	for k := range v.kids(i) {
		definite = definite || v.lower(k) == "the"
	}
	for t := i - 1; definite && t >= max(0, i-3*recent); t-- {
		if v.Tokens[t].Tag == "NOUN" && v.lemma(t) == v.lemma(i) {
			if ids := v.parties(nil, t, 1); len(ids) > 0 {
				return ids
			}
		}
	}
	return nil
}

// home adds the country that the article is about, where a body or official of no other country
// acts: "the army", "parliament".
func (v *view) home(ids []string, i int) []string {
	if said := v.echo(i); len(said) > 0 {
		return append(ids, said...)
	}
	switch v.role(i) {
	case "body", "official", "armed", "crowd":
		if id := v.country[v.main]; id != "" && v.plain {
			return append(ids, id)
		}
	}
	return ids
}

// speaker adds who says "we" and "I" inside a quotation.
func (v *view) speaker(ids []string, i int) []string {
	q := v.said[i]
	if q < 0 || v.who[i] >= 0 {
		return ids
	}
	switch v.lower(i) {
	case "i", "we", "us", "our", "my", "me":
		return v.byID(ids, string(v.quotes[q].Speaker))
	}
	return ids
}

// byID adds the entity with that id.
func (v *view) byID(ids []string, id string) []string {
	return v.admit(ids, int32(v.indexOf(id)))
}

// recipients are the parties acted upon: those in the first slot that holds any, else the owners
// of the thing acted upon ("rejected Russia's claim"); somebody is true where it is people, known
// or not.
func (v *view) recipients(c *clause, f *frame, actors []string) (ids []string, somebody bool) {
	var own []string // a side of its own within the actors' country
	for _, t := range targets {
		var ids []string
		for n, a := range c.args {
			owner := t == "obj" && a.slot == "poss" && f.suffered()
			if a.slot != t && !owner || a.tok < 0 || a.tok == c.at || t == "obj" && v.tool(f, a.tok) {
				continue
			}
			if censures[f.kind] && (c.deep > 0 && n >= c.deep || v.beyondThing(c, f, t)) {
				continue // who condemns an attack on somebody does not condemn him
			}
			somebody = somebody || t == "obj" && v.acts(a.tok) && !v.ownOf(a.tok)
			ids = v.party(ids, a.tok, f)
			if len(ids) == 0 && t == "obj" {
				ids = v.home(ids, a.tok)
			}
		}
		if rest := v.others(unique(ids), actors); len(rest) > 0 {
			return rest, true
		} else if t == "obj" {
			own = unique(ids)
			if o, ok := c.find("obj"); ok && o.tok >= 0 && censures[f.kind] && len(own) == 0 {
				if ids := v.others(v.possessors(o.tok), actors); len(ids) > 0 {
					return ids, true // "rejected May's offer on rights"
				}
			}
		}
	}
	if len(own) > 0 {
		return own, true
	}
	if a, ok := c.find("inf"); ok {
		inner := v.verbClause(a.tok)
		inner.args = slices.DeleteFunc(inner.args, func(a arg) bool { return a.slot == "inf" })
		if ids, known := v.recipients(&inner, f, actors); len(ids) > 0 {
			return ids, known || somebody
		}
	}
	for _, a := range c.args {
		if a.tok >= 0 && slices.Contains(things, a.slot) {
			if ids := v.foreign(v.others(unique(v.owners(a.tok)), actors), actors); len(ids) > 0 {
				return ids, somebody
			}
		}
	}
	return nil, somebody
}

// beyondThing reports whether slot t stands behind a thing that is judged, and says of it whom it
// was on or for: "condemn the attack on journalists", not "voiced support for them".
func (v *view) beyondThing(c *clause, f *frame, t string) bool {
	o, ok := c.find("obj")
	return ok && t != "obj" && t != "iobj" && o.tok >= 0 && !v.acts(o.tok) && !v.tool(f, o.tok) &&
		len(f.slots) == 1
}

// possessors are the parties that noun i belongs to: "May's offer", "their offer".
func (v *view) possessors(i int) []string {
	var ids []string
	for k := range v.kids(i) {
		if v.Tokens[k].Rel == "nmod" && v.owned(k) {
			ids = v.parties(ids, k, 0)
		}
	}
	return unique(ids)
}

// island finds the island state that "the island" stands for: the last one named before, or "".
func (v *view) island(i int) string {
	if v.lemma(i) != "island" || v.who[i] >= 0 || v.where[i] >= 0 {
		return ""
	}
	for t := i - 1; t >= max(0, i-3*recent); t-- {
		if e := v.who[t]; e >= 0 && v.words.classes["isle"][strings.ToLower(v.ents[e].Country)] {
			return v.country[v.ents[e].Country]
		}
	}
	return ""
}

// ownOf reports whether noun i belongs to the doer: "its ambassador".
func (v *view) ownOf(i int) bool {
	k := v.kid(i, "nmod")
	return k >= 0 && v.Tokens[k].Tag == "PRON" && v.owned(k)
}

// party adds whom noun i stands for as a recipient; for a visit, the land of the place.
func (v *view) party(ids []string, i int, f *frame) []string {
	ids = v.speaker(ids, i)
	if id := v.island(i); id != "" {
		return append(ids, id)
	}
	if f.mode == "visit" && v.where[i] >= 0 {
		if land := v.landOf(i); land != "" {
			return append(ids, land)
		}
		if v.who[i] >= 0 {
			return append(ids, v.ents[v.who[i]].ID)
		}
	}
	if v.acts(i) {
		return v.parties(ids, i, 0)
	}
	if land := v.landOf(i); land != "" && v.where[i] >= 0 && landed[f.kind] {
		return append(ids, land) // "cut aid to Kabul"
	}
	return ids
}

// landed are the types that are done to a country by doing them to a place.
var landed = map[string]bool{"AID": true, "ASSAULT": true, "SANCTION": true}

// others drops those of ids that are among the actors.
func (v *view) others(ids, actors []string) []string {
	var out []string
	for _, id := range ids {
		if !slices.Contains(actors, id) {
			out = append(out, id)
		}
	}
	return out
}

// foreign drops those of ids that belong to a country of the actors, where others are left or not:
// the tariffs of a former president are not raised against him.
func (v *view) foreign(ids, actors []string) []string {
	return slices.DeleteFunc(ids, func(id string) bool {
		e := v.entity(id)
		return e != nil && e.Kind == news.Person && slices.ContainsFunc(actors, func(a string) bool {
			o := v.entity(a)
			return o != nil && o.Country == e.Country && e.Country != ""
		})
	})
}

// sides counts the parties that differ by country; who has none is a side of their own.
func (v *view) sides(ids []string) int {
	var seen []string
	for _, id := range ids {
		key := id
		if e := v.entity(id); e != nil && e.Country != "" {
			key = e.Country
		}
		if !slices.Contains(seen, key) {
			seen = append(seen, key)
		}
	}
	return len(seen)
}

func unique(ids []string) []string {
	var out []string
	for _, id := range ids {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// hear lays the contents of quotes over the tokens.
func (v *view) hear() {
	for q := range v.quotes {
		for _, s := range v.quotes[q].Content {
			lay(v.Document, v.said, s.Span, q, nil)
		}
	}
}

// statement is the index of the quote that reports the clause's act or is it, or nil.
func (v *view) statement(c *clause) *int {
	if q := int(v.said[c.at]); q >= 0 {
		return &q
	}
	at := v.Tokens[c.at].Span
	for q := range v.quotes {
		if cue := v.quotes[q].Cue; cue != (text.Cite{}) && cue.Overlaps(at) {
			return &q
		}
	}
	return nil
}

// compatible reports whether two days may be one: equal, one within the other, or unknown.
func compatible(a, b news.Maybe) bool {
	if a == "" || b == "" || a == b {
		return true
	}
	af, at := bounds(string(a))
	bf, bt := bounds(string(b))
	return af <= bt && bf <= at
}
