package event

import (
	"slices"
	"strconv"
	"strings"

	"readout/news"
	"readout/reading/event/net"
)

// A candidate is an entity that may be a party of an act, and the token by which the act's
// sentence names it; -1, and why it comes into question, where it does not.
type candidate struct {
	ent, tok int
	why      string
}

// Bounds of the search for candidates: how many, how many steps through the tree, how many that
// were named just before, and how many of those that the article names most.
const (
	maxCandidates = 24
	maxPath       = 7
	maxBefore     = 8
	maxChief      = 3
)

// candidates lists who may be a party of act a: whom its sentence names, then whom the text around
// it suggests.
func (v *view) candidates(a *act) []candidate {
	var out []candidate
	add := func(e, tok int, why string) {
		if e < 0 || len(out) >= maxCandidates || !party(&v.ents[e]) {
			return
		}
		same := slices.IndexFunc(out, func(c candidate) bool { return c.ent == e })
		if same < 0 {
			out = append(out, candidate{e, tok, why})
		} else if c := &out[same]; tok >= 0 && c.tok >= 0 && v.closer(a.at, tok, c.tok) {
			c.tok = tok
		}
	}
	s := &v.Sentences[v.SentenceOf(a.at)]
	for t := s.First; t < s.Last; t++ {
		add(v.partyAt(t), t, "")
	}
	if q := v.said[a.at]; q >= 0 {
		add(v.indexOf(string(v.quotes[q].Speaker)), -1, "speaker")
	}
	for t, n := s.First-1, 0; t >= max(0, s.First-recent) && n < maxBefore; t-- {
		if v.who[t] >= 0 {
			add(int(v.who[t]), -1, "before "+bucket(n))
			n++
		}
	}
	for _, id := range slices.Concat(a.event.Actors, a.event.Recipients) {
		add(v.indexOf(id), -1, "rule")
	}
	for n, e := range v.chief {
		add(e, -1, "chief "+strconv.Itoa(n))
	}
	add(v.indexOf(v.country[v.main]), -1, "home")
	return out
}

// party reports whether an entity is of a kind that acts.
func party(e *news.Entity) bool { return e.Kind != news.Work && e.Kind != news.PlaceEntity }

// partyAt is the entity that token t names as a party, or -1: a place stands for its country.
func (v *view) partyAt(t int) int {
	if e := v.who[t]; e >= 0 && party(&v.ents[e]) {
		return int(e)
	}
	if p := v.where[t]; p >= 0 {
		return v.indexOf(v.country[v.places[p].Country])
	}
	return -1
}

// chiefs are the few parties that the article names most.
func (v *view) chiefs() []int {
	var all []int
	for e := range v.ents {
		if party(&v.ents[e]) {
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b int) int {
		return len(v.ents[b].Mentions) - len(v.ents[a].Mentions)
	})
	return all[:min(maxChief, len(all))]
}

// indexOf is the index of the entity with that id, or -1.
func (v *view) indexOf(id string) int {
	return slices.IndexFunc(v.ents, func(e news.Entity) bool { return id != "" && e.ID == id })
}

// closer reports whether token x is closer to token t than token y, in the tree or else in the text.
func (v *view) closer(t, x, y int) bool {
	a, b := steps(v.path(t, x)), steps(v.path(t, y))
	return a < b || a == b && distance(x, t) < distance(y, t)
}

func distance(a, b int) int { return max(a-b, b-a) }

// steps counts the steps of a path.
func steps(path string) int { return strings.Count(path, " ") }

// beyond is the path to what is too far.
const beyond = " far far far far far far far far"

// path is the way through the tree from token t to token m: the relations of those it climbs,
// each behind "<", and of those it then descends to, behind ">".
func (v *view) path(t, m int) string {
	var ups [maxPath]int
	n := 0
	for i := t; i >= 0 && n < maxPath; i = v.head(i) {
		ups[n] = i
		n++
	}
	down := ""
	for i, k := m, 0; i >= 0 && k < maxPath; i, k = v.head(i), k+1 {
		if at := slices.Index(ups[:n], i); at >= 0 {
			up := ""
			for _, u := range ups[:at] {
				up += " <" + v.Tokens[u].Rel
			}
			return up + down
		}
		down = " >" + v.Tokens[i].Rel + down
	}
	return beyond
}

// ofSides is what the network sees of the candidates for the parties of act a.
func (v *view) ofSides(a *act, cands []candidate) []net.Word {
	slots := map[int]string{}
	for _, g := range a.clause.args {
		if g.tok >= 0 && len(slots) < maxCandidates {
			slots[g.tok] = g.slot
		}
	}
	before, named := 0, 0
	for _, c := range cands {
		before += b2i(c.tok >= 0 && c.tok < a.at)
		named += b2i(c.tok >= 0)
	}
	out := make([]net.Word, len(cands))
	for k, c := range cands {
		b := make(bag, 0, 64)
		rule := v.ofRule(&b, a, &v.ents[c.ent])
		b.add("candidates", bucket(before), bucket(named-before))
		switch {
		case c.tok < 0:
			b.add("out", c.why)
			b.add("out", c.why, a.event.Type)
			b.add("out", c.why, rule)
			b.add("out", c.why, v.ents[c.ent].Kind)
		case k < before:
			b.add("rank", "before", bucket(before-k))
		default:
			b.add("rank", "after", bucket(k-before))
		}
		if c.tok >= 0 {
			v.ofStanding(&b, a, c, slots[c.tok], rule)
		}
		out[k] = net.Word{Feats: b}
	}
	return out
}

// ofRule adds what the rules make of an entity as a party of act a, which it returns, and what it
// is by itself.
func (v *view) ofRule(b *bag, a *act, e *news.Entity) string {
	rule, kind, land := "none", a.event.Type, v.country[e.Country]
	acts, bears := slices.Contains(a.event.Actors, e.ID), slices.Contains(a.event.Recipients, e.ID)
	switch {
	case acts && bears:
		rule = "both"
	case acts:
		rule = "actor"
	case bears:
		rule = "recipient"
	case land != "" && slices.Contains(a.event.Actors, land):
		rule = "land of actor"
	case land != "" && slices.Contains(a.event.Recipients, land):
		rule = "land of recipient"
	}
	b.add("rule", rule)
	b.add("rule", rule, kind)
	b.add("rules", rule, bucket(len(a.event.Actors)), bucket(len(a.event.Recipients)))
	b.add("status", a.event.Status, rule)
	sort := v.sortOf(e.ID)
	b.add("sort", sort, kind)
	b.add("sort", sort, rule)
	b.add("mentions", bucket(len(e.Mentions)))
	b.flag("home", e.Country != "" && e.Country == v.main)
	if q := v.said[a.at]; q >= 0 {
		b.add("said", strconv.FormatBool(string(v.quotes[q].Speaker) == e.ID), kind)
	}
	for q := range v.quotes {
		if c := v.quotes[q].Cue; !c.Empty() && c.Overlaps(v.Tokens[a.at].Span) {
			b.add("cue", strconv.FormatBool(string(v.quotes[q].Speaker) == e.ID), kind)
		}
	}
	return rule
}

// ofStanding adds how a candidate stands to the word that names act a, in the text and in the tree.
func (v *view) ofStanding(b *bag, a *act, c candidate, slot, rule string) {
	kind, lemma, tag := a.event.Type, v.lemma(a.at), v.Tokens[a.at].Tag
	path, prep, own := v.path(a.at, c.tok), v.caseOf(c.tok), &v.Tokens[c.tok]
	passive := strconv.FormatBool(a.verb >= 0 && v.passive(a.verb))
	side := "before"
	if c.tok > a.at {
		side = "after"
	}
	for _, f := range []string{kind, lemma, rule, passive} {
		b.add("path", path, f)
		b.add("slot", slot, f)
		b.add("side", side, tag, f)
	}
	b.add("path", path, prep, tag)
	b.add("path", path, v.lemma(max(a.verb, 0)), "light")
	b.add("prep", prep, kind)
	b.add("prep", prep, lemma)
	b.add("far", side, bucket(distance(c.tok, a.at)))
	b.add("steps", bucket(steps(path)))
	b.add("tag", own.Tag, own.Rel)
	b.add("tag", own.Tag, side)
	if h := v.head(c.tok); h >= 0 {
		b.add("head", own.Rel, v.lemma(h))
		b.add("head", own.Rel, v.lemma(h), kind)
		b.flag("inside", v.who[h] >= 0)
	}
}
