package event

import (
	"slices"
	"time"

	"readout/news"
)

// infer fills in what a clause leaves unsaid because the text around it makes it plain: who said
// it, whose organs act, whom an act between two countries is aimed at, and when.
func (v *view) infer(a *act, c *clause, explicit bool) {
	e := &a.event
	if len(e.Actors) == 0 {
		e.Actors = append(e.Actors, v.cuedBy(c)...)
	}
	if len(e.Actors) == 0 && v.organs(a, c) {
		e.Actors = v.ruler(e.Actors, c, e.Recipients)
	}
	if needy[e.Type] {
		switch {
		case len(e.Recipients) == 0 && !explicit:
			e.Recipients = append(e.Recipients, v.counterpart(c, e.Actors)...)
		case v.stateless(e.Recipients) && !abroad(e.Actors, v):
			e.Recipients = v.addMain(e.Recipients)
		}
	}
	if e.Day == "" {
		e.Day, e.Precision = v.toldOn(a, c)
	}
}

// needy are the types that are aimed at somebody.
var needy = map[string]bool{"ACCUSE": true, "AID": true, "ASSAULT": true, "COERCE": true,
	"CONCEDE": true, "MOBILIZE": true, "REJECT": true, "REQUEST": true, "SANCTION": true,
	"SUPPORT": true, "THREATEN": true, "PROTEST": true}

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
	if _, said := c.find("subj"); said || a.noun && a.verb < 0 {
		return false
	}
	switch a.event.Type {
	case "COERCE", "CONCEDE":
		return true
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
	for e := range v.ents {
		if v.ents[e].ID == id {
			return &v.ents[e]
		}
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
// sentence, or of the one before it; of an act within the article's country, that country.
func (v *view) counterpart(c *clause, actors []string) []string {
	own := map[string]bool{}
	for _, id := range actors {
		if e := v.entity(id); e != nil && e.Country != "" {
			own[e.Country] = true
		}
	}
	if len(own) != 1 {
		return nil
	}
	s := v.SentenceOf(c.at)
	for n := s; n >= max(0, s-1); n-- {
		others := v.countries(n, own)
		if len(others) == 1 {
			return others
		}
		if len(others) > 1 {
			return nil
		}
	}
	if own[v.main] {
		return v.addMain(nil)
	}
	return nil
}

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

// toldOn is the day of what an article reports as news without a day: said in the simple past by
// the main clause, on the day of publication or the day before.
func (v *view) toldOn(a *act, c *clause) (news.Maybe, string) {
	if q := a.event.Statement; q != nil && v.quotes[*q].Day != "" && verbal[a.event.Type] {
		return v.quotes[*q].Day, precision(string(v.quotes[*q].Day))
	}
	pub, err := time.Parse(time.DateOnly, v.published)
	if err != nil || !verbal[a.event.Type] || a.event.Status != news.Held || c.verb < 0 {
		return "", ""
	}
	i := c.verb
	if v.form(i) != past || v.kid(i, "aux") >= 0 || !v.mainClause(i) {
		return "", ""
	}
	return news.Maybe(pub.AddDate(0, 0, -1).Format(time.DateOnly) + "/" + v.published), "day"
}

// verbal are the types of acts done by saying so.
var verbal = map[string]bool{"ACCUSE": true, "REJECT": true, "REQUEST": true, "SUPPORT": true,
	"THREATEN": true, "AGREE": true, "CONCEDE": true}

// mainClause reports whether verb i is its sentence's, or coordinated with it.
func (v *view) mainClause(i int) bool {
	for n := 0; n < deepest && i >= 0; n++ {
		switch v.Tokens[i].Rel {
		case "root":
			return true
		case "conj", "parataxis":
			i = v.head(i)
		default:
			return false
		}
	}
	return false
}
