package event

import (
	"slices"

	"readout/news"
)

// infer fills in what a clause leaves unsaid because the text around it makes it plain: who said
// it, whose organs act, whom an act between two countries is aimed at, and when.
func (v *view) infer(a *act, c *clause, explicit bool) {
	e := &a.event
	v.inferActors(a, c)
	if s, ok := c.find("subj"); ok && s.tok >= 0 && e.Type == "ASSAULT" && !explicit &&
		len(e.Actors)+len(e.Recipients) == 0 && v.is(s.tok, "$attack") {
		e.Recipients = v.natives(nil, nil, c) // "a bomb went off in"
	}
	switch {
	case e.Mode == "resignation":
		e.Recipients = v.ownLand(e.Actors, e.Recipients)
	case needy[e.Type]:
		v.inferTarget(a, c, explicit)
	}
	if land := v.scene(c); len(e.Recipients) == 0 && land != "" && scenic[e.Type] {
		e.Recipients, a.guess = []string{land}, true
	}
	if len(e.Recipients) == 0 && (e.Mode == "session" || e.Mode == "speech") &&
		!abroad(e.Actors, v) {
		e.Recipients = v.addMain(e.Recipients)
	}
	if w, ok := c.find("with"); ok && e.Type == "CONSULT" && len(e.Recipients) == 0 && w.tok >= 0 {
		if v.acts(w.tok) && e.Place != "" { // "met their counterparts in Oman"
			e.Recipients = v.others(v.natives(e.Recipients, nil, c), e.Actors)
		}
	}
	if e.Day == "" {
		if e.Day, e.Precision = v.toldOn(a, c); e.Day != "" {
			e.Basis = "published"
		}
	}
}

// inferActors finds who acts where the clause names nobody known.
func (v *view) inferActors(a *act, c *clause) {
	e := &a.event
	s, ok := c.find("subj")
	if len(e.Actors) == 0 && (!ok || v.words.classes["somebody"][v.lower(s.tok)]) {
		e.Actors = append(e.Actors, v.cuedBy(c)...)
	}
	if o, ok := c.find("obj"); ok && len(e.Actors) == 0 && o.tok >= 0 && v.tool(a.frame, o.tok) {
		e.Actors = append(v.owners(o.tok), e.Actors...) // "Turkish troops were deployed"
	}
	if len(e.Actors) == 0 && v.organs(a, c) {
		e.Actors = v.ruler(e.Actors, c, e.Recipients)
	}
	if ok && len(e.Actors) == 0 && s.tok >= 0 {
		switch v.role(s.tok) {
		case "crowd", "people", "armed": // officials may be guests
			e.Actors = v.natives(e.Actors, nil, c)
		}
	}
	if v.stateless(e.Actors) {
		e.Actors = v.natives(e.Actors, nil, c)
	}
}

// inferTarget finds whom an act is aimed at that must be aimed at somebody.
func (v *view) inferTarget(a *act, c *clause, explicit bool) {
	e := &a.event
	none := len(e.Recipients) == 0
	switch {
	case none && (e.Mode == "deny" || explicit):
		e.Recipients, a.guess = v.natives(nil, e.Actors, c), true
	case none && len(e.Actors) > 0:
		e.Recipients, a.guess = append(e.Recipients, v.counterpart(a, c)...), true
	case v.stateless(e.Recipients):
		e.Recipients = v.natives(e.Recipients, e.Actors, c)
	}
}

// scenic are the types that are done to the country where they are done.
var scenic = map[string]bool{"ASSAULT": true, "COERCE": true}

// needy are the types that are aimed at somebody.
var needy = map[string]bool{"ACCUSE": true, "AID": true, "ASSAULT": true, "COERCE": true,
	"CONCEDE": true, "MOBILIZE": true, "REJECT": true, "REQUEST": true, "SANCTION": true,
	"SUPPORT": true, "THREATEN": true, "PROTEST": true, "AGREE": true}

// ownLand is the country of the first of ids that has one, else what is there already.
func (v *view) ownLand(ids, there []string) []string {
	for _, id := range ids {
		if e := v.entity(id); e != nil && v.country[e.Country] != "" {
			return []string{v.country[e.Country]}
		}
	}
	return there
}

// natives adds the country of people of no known one: that of the act's place, else the article's
// where no other country acts.
func (v *view) natives(ids, actors []string, c *clause) []string {
	if land := v.scene(c); land != "" {
		return append(ids, land)
	}
	if abroad(actors, v) {
		return ids
	}
	return v.addMain(ids)
}

// scene is the country of the place that the clause says it is in: "in parts of Lima"; or "".
func (v *view) scene(c *clause) string {
	for _, a := range c.args {
		if a.tok < 0 || !slices.Contains(sites, a.slot) {
			continue
		}
		for n, t := 0, a.tok; n < deepest && t >= 0; n, t = n+1, v.ofWhat(t) {
			if land := v.landOf(t); v.where[t] >= 0 && land != "" {
				return land
			}
		}
	}
	return ""
}

// cuedBy is the speaker of the quote whose cue is the clause's word.
func (v *view) cuedBy(c *clause) []string {
	for q := range v.quotes {
		if v.quotes[q].Cue.Overlaps(v.Tokens[c.at].Span) {
			return v.byID(nil, string(v.quotes[q].Speaker))
		}
	}
	return nil
}

// organs reports whether an act without a doer is one that only a state's organs do.
func (v *view) organs(a *act, c *clause) bool {
	if _, said := c.find("subj"); said ||
		a.noun && a.verb < 0 && (!a.frame.undergone() && !a.frame.suffered() ||
			len(a.event.Recipients) == 0) {
		return false
	}
	switch a.event.Type {
	case "COERCE", "CONCEDE", "ACCUSE":
		return true
	case "SANCTION":
		return a.event.Mode == "expel"
	}
	return a.event.Type == "SUPPORT" && a.event.Mode != ""
}

// ruler adds the country where the act is: of its place, else of what somebody is made ("leader
// of Hamas"), of those it is done to, or the one that the article is about.
func (v *view) ruler(ids []string, c *clause, recipients []string) []string {
	for _, a := range c.args {
		if a.tok >= 0 && v.where[a.tok] >= 0 && slices.Contains(sites, a.slot) {
			if land := v.landOf(a.tok); land != "" {
				return append(ids, land)
			}
		}
		if a.slot == "pred" && a.tok >= 0 {
			if own := v.owners(a.tok); len(own) > 0 {
				return append(ids, own...)
			}
		}
	}
	for _, id := range recipients {
		if e := v.entity(id); e != nil && v.country[e.Country] != "" {
			return append(ids, v.country[e.Country])
		}
	}
	return v.addMain(ids)
}

func (v *view) addMain(ids []string) []string {
	if id := v.country[v.main]; id != "" && !slices.Contains(ids, id) {
		return append(ids, id)
	}
	return ids
}

func (v *view) entity(id string) *news.Entity {
	if e := v.indexOf(id); e >= 0 {
		return &v.ents[e]
	}
	return nil
}

// stateless reports whether none of the parties has a country: "the protesters".
func (v *view) stateless(ids []string) bool {
	for _, id := range ids {
		if e := v.entity(id); e == nil || e.Country != "" || e.Kind != news.Group {
			return false
		}
	}
	return len(ids) > 0
}

// abroad reports whether one of the actors belongs to another country than the article's.
func abroad(ids []string, v *view) bool {
	for _, id := range ids {
		if e := v.entity(id); e != nil && e.Country != "" && e.Country != v.main {
			return true
		}
	}
	return false
}

// counterpart is whom an act is aimed at that names nobody: the one other country of its
// sentence, or, unless it is an act at home, of the one before; else the article's country.
func (v *view) counterpart(a *act, c *clause) []string {
	own := map[string]bool{}
	for _, id := range a.event.Actors {
		if e := v.entity(id); e != nil && e.Country != "" {
			own[e.Country] = true
		}
	}
	if len(own) > 1 {
		return nil
	}
	s, back, home := v.SentenceOf(c.at), 1, v.main
	for code := range own {
		if inward[a.event.Type] && 2*v.tally[code] >= v.tally[v.main] {
			back, home = 0, code
		}
	}
	if a.event.Type == "AGREE" && (!v.plain || !own[v.main] || len(v.countries(s, own)) > 0) {
		return nil // "agreed to": with whom, the text would say
	}
	for n := s; n >= max(0, s-back); n-- {
		others := v.countries(n, own)
		if len(others) == 1 {
			return others
		}
		if len(others) > 1 && n == s {
			return nil
		}
	}
	if !own[home] && !v.plain {
		return nil
	}
	if id := v.country[home]; id != "" && (inward[a.event.Type] || !own[home]) {
		return []string{id}
	}
	return nil
}

// inward are the types that states mostly do at home.
var inward = map[string]bool{"ASSAULT": true, "COERCE": true, "CONCEDE": true, "PROTEST": true,
	"SUPPORT": true, "REQUEST": true, "ACCUSE": true, "REJECT": true, "THREATEN": true,
	"AGREE": true}

// countries are those named in sentence n, and those of the people named in it, without own.
func (v *view) countries(n int, own map[string]bool) []string {
	var out []string
	for t := v.Sentences[n].First; t < v.Sentences[n].Last; t++ {
		if v.who[t] < 0 {
			continue
		}
		code := v.ents[v.who[t]].Country
		if id := v.country[code]; id != "" && !own[code] && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// verbal are the types of acts done by saying so.
var verbal = map[string]bool{"ACCUSE": true, "REJECT": true, "REQUEST": true, "SUPPORT": true,
	"THREATEN": true, "AGREE": true, "CONCEDE": true}
