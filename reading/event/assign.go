package event

import (
	"math"
	"slices"

	"readout/news"
	"readout/reading/event/net"
	"readout/text"
)

// The least chance of a party, and of the likeliest one where none has that.
const (
	leastParty = 0.45
	leastOnly  = 0.12
)

// assign gives act a the parties that the network is sure of. Where it is sure of nobody, those stay
// that the rules infer, or else the likeliest does; without a model all do, and where the rules see
// several sides of one mutual act.
func (m *Model) assign(v *view, a *act) {
	if m == nil || a.frame.recip && v.sides(a.event.Actors) > 1 {
		return
	}
	cands := v.candidates(a)
	if len(cands) == 0 {
		return
	}
	scores := m.sides.Score(v.ofSides(a, cands))
	for s, side := range []*[]string{&a.event.Actors, &a.event.Recipients} {
		var ids []string
		best, most := 0, float32(0)
		for k, c := range cands {
			if s == 1 && v.spared(a, &v.ents[c.ent]) {
				continue
			}
			chance := logistic(scores[k*partyShape.Scores+s])
			if chance > most {
				best, most = k, chance
			}
			if chance >= leastParty {
				ids = v.admit(ids, int32(c.ent))
			}
		}
		if len(ids) == 0 && len(*side) == 0 && most >= leastOnly {
			ids = v.admit(nil, int32(cands[best].ent))
		}
		if len(ids) > 0 {
			*side = v.withLand(ids, *side, a)
		}
	}
	if len(a.event.Recipients) == 0 && len(a.event.Actors) > 0 && v.trade(a) {
		a.event.Recipients = v.partner(a)
	}
	for k, c := range cands {
		v.oneSide(a, &v.ents[c.ent], scores[k*partyShape.Scores:])
	}
}

// spared reports whether act a cannot fall on an entity: a tariff falls on no one of the country that
// lays it.
func (v *view) spared(a *act, e *news.Entity) bool {
	return e.Country != "" && v.trade(a) && slices.ContainsFunc(a.event.Actors, func(id string) bool {
		actor := v.entity(id)
		return actor != nil && actor.Country == e.Country
	})
}

// trade reports whether act a is a measure against the trade with other countries.
func (v *view) trade(a *act) bool {
	words := v.words.classes["trade"]
	return a.event.Type == "SANCTION" && (words[v.lemma(a.at)] ||
		slices.ContainsFunc(a.clause.args, func(g arg) bool { return g.tok >= 0 && words[v.lemma(g.tok)] }))
}

// partner is the country other than the actors' that an article names most, if it names one alone of
// those.
func (v *view) partner(a *act) []string {
	var out []string
	for _, e := range v.chief {
		if v.ents[e].Kind == news.Country && !v.spared(a, &v.ents[e]) {
			out = append(out, v.ents[e].ID)
		}
	}
	if len(out) != 1 {
		return nil
	}
	return out
}

// oneSide leaves an entity the likelier of two sides that it is on, unless the act is mutual or it
// is a country, which may act on its people: nobody accuses or arrests himself.
func (v *view) oneSide(a *act, e *news.Entity, scores []float32) {
	if a.frame.recip || e.Kind == news.Country || !slices.Contains(a.event.Actors, e.ID) ||
		!slices.Contains(a.event.Recipients, e.ID) {
		return
	}
	side := &a.event.Recipients
	if scores[0] < scores[1] {
		side = &a.event.Actors
	}
	*side = slices.DeleteFunc(slices.Clone(*side), func(id string) bool { return id == e.ID })
}

// withLand adds to parties of no country, such as protesters, the countries that the rules infer, or
// else that of the place or of the article.
func (v *view) withLand(ids, inferred []string, a *act) []string {
	for _, id := range ids {
		if v.entity(id).Country != "" {
			return ids
		}
	}
	n := len(ids)
	for _, id := range inferred {
		if e := v.entity(id); e != nil && e.Kind == news.Country {
			ids = append(ids, id)
		}
	}
	if len(ids) == n && v.stateless(ids) {
		return v.natives(ids, a.event.Actors, a.clause)
	}
	return ids
}

func logistic(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }

// sided is a candidate with what it is: whether it acts and whether it is acted upon, each 1, 0, or
// −1 where the label does not tell.
type sided struct {
	net.Word
	is [2]int8
}

// aspirants are the candidates for the parties of what proposal p names by label l.
func (v *view) aspirants(p *proposal, l *Label) []sided {
	a := v.settle(p, l.Type, l.Status)
	cands := v.candidates(&a)
	out := make([]sided, len(cands))
	for k, w := range v.ofSides(&a, cands) {
		out[k].Word = w
	}
	for s, spans := range [][]text.Span{l.Actors, l.Recipients} {
		named, all := v.partiesAt(spans)
		for k, c := range cands {
			e := &v.ents[c.ent]
			switch {
			case slices.Contains(named, c.ent):
				out[k].is[s] = 1
			case e.Kind != news.Country:
			case slices.ContainsFunc(named, func(n int) bool { return v.ents[n].Country == e.Country }),
				!all && (c.tok >= 0 || e.Country == v.main):
				out[k].is[s] = -1 // the land of a party, known or not
			}
		}
	}
	return out
}

// partiesAt are the entities that spans name, and whether each of them names one.
func (v *view) partiesAt(spans []text.Span) (ents []int, all bool) {
	for _, s := range spans {
		if e := v.entityIn(s); e >= 0 {
			ents = append(ents, e)
		}
	}
	return ents, len(ents) == len(spans)
}

// entityIn is the entity that span s stands for: that of its head, or the first in it; -1 where it is
// none.
func (v *view) entityIn(s text.Span) int {
	first := -1
	for t := v.TokenAt(s.Start); t >= 0 && t < len(v.Tokens) && v.Tokens[t].Start < s.End; t++ {
		e := v.partyAt(t)
		if h := v.head(t); e >= 0 && (h < 0 || !s.Overlaps(v.Tokens[h].Span)) {
			return e
		}
		if first < 0 {
			first = e
		}
	}
	return first
}

// slope sets d to the gradient of a candidate's loss, given its row of scores.
func (c *sided) slope(d, row []float32) {
	for s, is := range c.is {
		if is >= 0 {
			d[s] = logistic(row[s]) - float32(is)
		}
	}
}
