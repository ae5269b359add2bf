package event

import (
	"slices"
	"strings"

	"readout/news"
)

// isKind reports whether noun i is of a kind of participant: @actor anybody who acts in public
// affairs, @person, @named a person by name, @official, @body, @crowd, @state, @place, @plural more
// than one, @clause what somebody does.
func (v *view) isKind(i int, kind string) bool {
	switch kind {
	case "place":
		return v.where[i] >= 0 || v.entityKind(i) == news.Country || v.entityKind(i) == news.PlaceEntity
	case "plural":
		return v.plural(i)
	case "named":
		return v.entityKind(i) == news.Person || v.named(i) >= 0 &&
			v.entityKind(v.named(i)) == news.Person
	case "clause":
		return v.verbal(i)
	case "body":
		return v.entityKind(i) == news.Organization || v.role(i) == "body"
	case "crowd":
		return v.role(i) == "crowd" || v.role(i) == "people" && v.plural(i) || v.counts(i)
	case "state":
		k := v.entityKind(i)
		return k == news.Country || k == news.Organization || v.role(i) == "body" ||
			v.role(i) == "official" || k == news.Person
	case "official":
		k := v.entityKind(i)
		return k == news.Person || k == news.Country || k == news.Organization ||
			v.role(i) == "official" || v.role(i) == "body"
	case "person":
		r := v.role(i)
		return v.entityKind(i) == news.Person || v.nameKind(i) == news.Person ||
			r != "" && r != "body"
	}
	return v.acts(i)
}

// acts reports whether noun i is somebody who can act: an entity or a noun for people.
func (v *view) acts(i int) bool {
	switch v.entityKind(i) {
	case "", news.Work, news.PlaceEntity:
		return v.role(i) != "" || v.named(i) >= 0 || v.words.classes["somebody"][v.lower(i)] ||
			v.nameKind(i) != ""
	}
	return true
}

// counts reports whether a mere number stands for so many people, as the object of a verb of harm:
// "killed five".
func (v *view) counts(i int) bool {
	t := &v.Tokens[i]
	if t.Tag != "NUM" && !v.words.classes["measure"][v.lemma(i)] ||
		t.Rel != "obj" && t.Rel != "nsubj" {
		return false
	}
	h := v.head(i)
	return h >= 0 && v.words.classes["harming"][v.lemma(h)] && v.ofWhat(i) < 0
}

// role says what a noun for people is: armed, crowd, official, body, people, or "".
func (v *view) role(i int) string {
	if v.counts(i) {
		return "people"
	}
	if r := v.words.people[v.lemma(i)]; r != "" {
		return r
	}
	w := v.lower(i)
	if r := v.words.people[w]; r != "" {
		return r
	}
	if stem, ok := strings.CutSuffix(w, "men"); ok && v.words.people[stem+"man"] != "" {
		return v.words.people[stem+"man"]
	}
	if v.words.classes["measure"][v.lemma(i)] || v.Tokens[i].Tag == "NUM" {
		for k := range v.kids(i) {
			if k > i && v.Tokens[k].Rel == "nmod" && v.caseOf(k) == "of" {
				return v.role(k)
			}
		}
	}
	return ""
}

func (v *view) entityKind(i int) string {
	if e := v.who[i]; e >= 0 {
		return v.ents[e].Kind
	}
	return ""
}

// nameKind is the kind of a name that was not resolved to an entity, or "".
func (v *view) nameKind(i int) string {
	switch name := v.Tokens[i].Name; {
	case strings.HasSuffix(name, "-Person"), strings.HasSuffix(name, "-PERSON"):
		return news.Person
	case strings.HasSuffix(name, "-Organization"), strings.HasSuffix(name, "-ORG"):
		return news.Organization
	case strings.HasSuffix(name, "-NORP"):
		return news.Group
	}
	return ""
}

// named finds the person or body that a noun for people bears the name of: of "Foreign Minister
// Qin Gang", whose head may be "Minister".
func (v *view) named(i int) int {
	for k := range v.kids(i) {
		switch v.Tokens[k].Rel {
		case "flat", "appos", "compound":
			if kind := v.entityKind(k); kind == news.Person || kind == news.Organization {
				return k
			}
		}
	}
	return -1
}

func (v *view) plural(i int) bool {
	if k := v.kid(i, "conj"); k > i && v.acts(k) {
		return true
	}
	if v.Tokens[i].Tag == "NOUN" {
		return v.lower(i) != v.lemma(i) || v.role(i) == "body" || strings.HasSuffix(v.lower(i), "s")
	}
	switch v.lower(i) {
	case "they", "both":
		return true
	}
	return false
}

// parties adds to ids everybody whom noun i and what is coordinated with it stand for; officials
// and bodies bring the country that they act for.
func (v *view) parties(ids []string, i, depth int) []string {
	if i < 0 || depth > deepest {
		return ids
	}
	if v.who[i] < 0 || v.ents[v.who[i]].Kind == news.Group {
		if two := v.pair(i); two != nil {
			return append(ids, two...)
		}
	}
	person := v.role(i) != "" || v.who[i] >= 0
	ids = v.admit(ids, v.who[i])
	for k := range v.kids(i) {
		t, kind := &v.Tokens[k], v.entityKind(k)
		if k < i && v.parted(k, i) {
			continue // a subject taken for a part of the object
		}
		switch {
		case t.Rel == "conj" && k > i:
			ids = v.parties(ids, k, depth+1)
		case (t.Rel == "flat" || t.Rel == "appos") && v.Tokens[max(k-1, 0)].Tag == "VERB":
			// the object, taken for an apposition of the subject
		case t.Rel == "flat" || t.Rel == "appos":
			ids = v.parties(ids, k, depth+1)
		case !person || kind == "":
		case t.Rel == "compound" && kind == news.Person,
			t.Rel == "compound" && v.who[i] < 0, t.Rel == "amod":
			ids = v.parties(ids, k, depth+1)
		case t.Rel == "nmod" && (v.who[i] < 0 || v.several(i)) && v.belongs(k):
			ids = v.parties(ids, k, depth+1)
		}
	}
	if depth == 0 && len(ids) == 0 && v.words.classes["measure"][v.lemma(i)] {
		if k := v.ofWhat(i); k >= 0 {
			return v.parties(ids, k, depth+1)
		}
	}
	return ids
}

// parted reports whether a verb stands between tokens a and b.
func (v *view) parted(a, b int) bool {
	for t := a + 1; t < b; t++ {
		if v.Tokens[t].Tag == "VERB" && v.Tokens[t].Rel != "amod" {
			return true
		}
	}
	return false
}

// pair resolves "both countries", "the two leaders": the last two countries named before, or nil.
func (v *view) pair(i int) []string {
	if !v.words.classes["sided"][v.lemma(i)] {
		return nil
	}
	two := false
	for k := range v.kids(i) {
		two = two || v.lower(k) == "both" || v.lower(k) == "two"
	}
	if !two {
		return nil
	}
	var out []string
	for t := i - 1; t >= max(0, i-recent) && len(out) < 2; t-- {
		if e := v.who[t]; e >= 0 {
			id := v.country[v.ents[e].Country]
			if id != "" && !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	if len(out) < 2 {
		return nil
	}
	slices.Reverse(out)
	return out
}

// recent bounds how many tokens back a pair may have been named.
const recent = 120

// belongs reports whether noun k says whose the people or the body before or after it are:
// "Iran's", "of Iran", "from Iran".
func (v *view) belongs(k int) bool {
	if v.owned(k) {
		return true
	}
	c := v.caseOf(k)
	return c == "of" || c == "from" || c == "including"
}

// several reports whether noun i is a plural of common nouns: "the ministers of", though one of
// them may be known.
func (v *view) several(i int) bool {
	return v.Tokens[i].Tag == "NOUN" && v.lower(i) != v.lemma(i)
}

// ofWhat returns the noun after "of" that hangs on noun i, or -1.
func (v *view) ofWhat(i int) int {
	for k := range v.kids(i) {
		if v.Tokens[k].Rel == "nmod" && v.caseOf(k) == "of" {
			return k
		}
	}
	return -1
}

// admit adds entity e and the country that it acts for.
func (v *view) admit(ids []string, e int32) []string {
	if e < 0 {
		return ids
	}
	ent := &v.ents[e]
	switch ent.Kind {
	case news.Work, news.PlaceEntity:
		return ids
	}
	if c := v.country[ent.Country]; ent.Country != "" && c != "" && !slices.Contains(ids, c) {
		ids = append(ids, c)
	}
	if !slices.Contains(ids, ent.ID) {
		ids = append(ids, ent.ID)
	}
	return ids
}

// owners are the parties that own noun i, did it, or that it is of: of "Russia's decision" and
// "the decision by Russia", Russia.
func (v *view) owners(i int) []string {
	var ids []string
	for k := range v.kids(i) {
		t := &v.Tokens[k]
		switch {
		case t.Rel == "nmod" && v.owned(k), t.Rel == "nmod" && v.caseOf(k) == "by",
			t.Rel == "nmod" && v.caseOf(k) == "of" && v.acts(k):
			ids = v.parties(ids, k, 0)
		case (t.Rel == "amod" || t.Rel == "compound") && v.who[k] >= 0:
			ids = v.admit(ids, v.who[k])
		case t.Rel == "nmod" && v.caseOf(k) == "of":
			ids = append(ids, v.owners(k)...)
		case t.Rel == "acl":
			for _, a := range v.agents(k) {
				ids = v.parties(ids, a.tok, 0)
			}
		}
	}
	return ids
}

// landOf returns the country of the place that noun i names, as an entity's id, or "".
func (v *view) landOf(i int) string {
	if p := v.where[i]; p >= 0 {
		if id := v.country[v.places[p].Country]; id != "" {
			return id
		}
	}
	if e := v.who[i]; e >= 0 {
		return v.country[v.ents[e].Country]
	}
	return ""
}
