package event

import (
	"slices"

	"readout/news"
)

// public reports whether an act is one of public affairs: somebody in it is a state, a body, an
// official, an armed group or a crowd, and not only police, private people and a victim.
func (v *view) public(a *act, c *clause) bool {
	if statecraft[a.event.Type] || warlike[a.event.Mode] || a.event.Mode == "election" ||
		a.event.Type == "COERCE" && v.rich ||
		v.civic && forceful[a.event.Type] {
		return true
	}
	for _, g := range c.args {
		if g.tok < 0 || !slices.Contains(stands, g.slot) ||
			g.slot == "in" && v.entityKind(g.tok) != news.Country ||
			personal[a.event.Type] && v.where[g.tok] >= 0 && slices.Contains(sites, g.slot) {
			continue
		}
		if v.prominent(g.tok, 0) {
			return true
		}
	}
	for _, id := range append(slices.Clone(a.event.Actors), a.event.Recipients...) {
		if e := v.entity(id); e != nil && e.Kind != news.Country && v.holds(e) {
			return true
		}
	}
	return false
}

// statecraft are the types that private people have no part in.
var statecraft = map[string]bool{"AGREE": true, "CONCEDE": true, "MOBILIZE": true, "PROTEST": true,
	"SANCTION": true}

// warlike are the modes of attack that no private quarrel uses.
var warlike = map[string]bool{"aerial": true, "drone": true, "explosives": true,
	"heavy-weapons": true, "suicide-attack": true}

// forceful are the types that are of public concern wherever the article is, whoever does them.
var forceful = map[string]bool{"ACCUSE": true, "ASSAULT": true, "COERCE": true}

// personal are the types that private people do as well as states; where they do it says nothing.
var personal = map[string]bool{"AID": true, "CONSULT": true, "REQUEST": true, "SUPPORT": true}

// stands are the slots that parties stand in.
var stands = []string{"subj", "obj", "iobj", "by", "poss", "of", "between", "with", "against", "to",
	"on", "for", "from", "at", "adj", "guest", "in", "into"}

// prominent reports whether noun i or what stands in its phrase is a public party.
func (v *view) prominent(i, depth int) bool {
	if e := v.who[i]; e >= 0 && (v.holds(&v.ents[e]) || v.titled(e)) {
		return true
	}
	if k := v.nameKind(i); v.where[i] >= 0 || k != "" && k != news.Person {
		return true
	}
	switch v.role(i) {
	case "official", "body", "crowd":
		return true
	case "armed":
		if !v.words.classes["cops"][v.lemma(i)] {
			return true
		}
	}
	if depth > 2 {
		return false
	}
	for k := range v.kids(i) {
		switch v.Tokens[k].Rel {
		case "nmod": // "police in Boston" are not Boston's government
			if v.where[k] >= 0 && v.entityKind(k) != news.Country {
				continue
			}
		case "amod", "compound", "flat", "appos", "conj":
		default:
			continue
		}
		if v.prominent(k, depth+1) {
			return true
		}
	}
	return false
}

// titled reports whether some mention of entity e bears an official's title: "party leader Novak".
func (v *view) titled(e int32) bool {
	if v.ents[e].Kind != news.Person {
		return false
	}
	for _, m := range v.ents[e].Mentions {
		first, last := v.TokensIn(m.Span)
		for t := first; t < last; t++ {
			if h := v.head(t); h >= 0 && beside[v.Tokens[t].Rel] && v.role(h) == "official" {
				return true
			}
			for k := range v.kids(t) {
				if beside[v.Tokens[k].Rel] && v.role(k) == "official" {
					return true
				}
			}
		}
	}
	return false
}

// beside are the relations between a name and a title.
var beside = map[string]bool{"appos": true, "flat": true, "compound": true, "nmod": true}

// holds reports whether an entity is a country, a body, or a person with an office or known by
// more than this article.
func (v *view) holds(e *news.Entity) bool {
	switch e.Kind {
	case news.Country, news.Organization:
		return true
	}
	return e.Kind == news.Person && (e.Office != "" || e.Wikidata != "")
}
