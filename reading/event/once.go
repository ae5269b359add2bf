package event

import (
	"slices"
	"strings"

	"readout/news"
)

// distinct drops, within a sentence, what only repeats another act of it: in "launched an attack
// that killed five", the killing is the attack.
func (v *view) distinct(acts []act) []act { return v.unite(acts, v.repeats) }

// once keeps of the acts that an article tells again and again one telling: the first, or a later
// one that says more.
func (v *view) once(acts []act) []act { return v.unite(acts, v.again) }

func (v *view) unite(acts []act, same func(a, b *act) bool) []act {
	var out []act
	for i := range acts {
		a := &acts[i]
		b := 0
		for b < len(out) && !same(a, &out[b]) {
			b++
		}
		switch {
		case b == len(out):
			out = append(out, *a)
		case a.when != "" && out[b].when == "" && (!a.noun || out[b].noun):
			a.fill(&out[b])
			out[b] = *a
		default:
			out[b].fill(a)
		}
	}
	return out
}

// fill takes from another telling of the same act the parties that this one does not name.
func (a *act) fill(b *act) {
	if len(a.event.Actors) == 0 {
		a.event.Actors = b.event.Actors
	}
	if len(a.event.Recipients) == 0 || a.guess && !b.guess && len(b.event.Recipients) > 0 {
		a.event.Recipients = b.event.Recipients
	}
}

// repeats reports whether a tells the same as b, in one sentence.
func (v *view) repeats(a, b *act) bool {
	if a.event.Type != b.event.Type || a.event.Status != b.event.Status ||
		apart(a.site, b.site) {
		return false
	}
	if differ(a.event.Mode, b.event.Mode) && a.verb == a.at && b.verb == b.at {
		return false
	}
	if verbal[a.event.Type] && a.noun && a.verb >= 0 && a.verb != b.at {
		return false // "asked them to come and made an appeal to the public"
	}
	if r := v.Tokens[a.at].Rel; (r == "acl" || r == "advcl" && v.form(a.at) == ing) &&
		v.Under(a.at, b.at) {
		return true // "keeps the tariffs imposed by", "shelled the city, killing three"
	}
	return alike(a.event.Actors, b.event.Actors) &&
		(a.guess || b.guess || alike(a.event.Recipients, b.event.Recipients)) &&
		compatible(a.event.Day, b.event.Day)
}

// again reports whether a tells the act b of an earlier sentence once more.
func (v *view) again(a, b *act) bool {
	x, y := &a.event, &b.event
	if v.onVisit(a, b) {
		return true
	}
	if (a.told || b.told) && x.Type == y.Type && len(x.Actors)*len(y.Actors) > 0 &&
		alike(x.Actors, y.Actors) && v.SentenceOf(a.at) == v.SentenceOf(b.at) {
		return true // one sentence says it in many ways
	}
	if a.heir && !a.noun && v.lemma(a.at) != v.lemma(b.at) {
		return false
	}
	if x.Type != y.Type || !compatible(x.Day, y.Day) || differ(a.when, b.when) ||
		x.Status != y.Status && !a.noun {
		return false
	}
	if x.Mode != y.Mode && !v.victims(x.Recipients, y.Recipients) || apart(a.site, b.site) {
		return false
	}
	if a.noun && a.verb < 0 {
		return within(x.Actors, y.Actors) || within(x.Actors, y.Recipients)
	}
	if !alike(x.Actors, y.Actors) || !alike(x.Recipients, y.Recipients) {
		return false
	}
	if scenic[x.Type] && (len(x.Recipients) == 0) != (len(y.Recipients) == 0) {
		return false // "sentenced the writer" may be said of another man
	}
	if x.Type == "SANCTION" && v.measure(a) != v.measure(b) {
		return false // tariffs and export controls are two
	}
	if verbal[x.Type] && !a.noun && x.Mode != "appoint" && x.Mode != "election" {
		return v.lemma(a.at) == v.lemma(b.at) && a.about == b.about
	}
	return v.lemma(a.at) == v.lemma(b.at) || x.Type == "CONSULT" && len(x.Recipients) > 0 ||
		v.victims(x.Recipients, y.Recipients)
}

// measure is the lemma of what is imposed: the object, the noun that the clause hangs on, or else the
// word that names the act.
func (v *view) measure(a *act) string {
	if o := v.kid(a.at, "obj", "nsubj:pass"); o >= 0 {
		return v.lemma(o)
	}
	if h := v.head(a.at); h >= 0 && v.Tokens[a.at].Rel == "acl" {
		return v.lemma(h)
	}
	return v.lemma(a.at)
}

// onVisit reports whether a is a meeting with nobody by name on the visit b: "there he will meet
// officials".
func (v *view) onVisit(a, b *act) bool {
	if b.event.Mode != "visit" || a.event.Mode != "meeting" ||
		!compatible(a.event.Day, b.event.Day) ||
		(a.event.Status == news.Held) != (b.event.Status == news.Held) ||
		!within(b.event.Recipients, a.event.Recipients) || !alike(a.event.Actors, b.event.Actors) {
		return false
	}
	return !slices.ContainsFunc(a.event.Recipients, v.isPerson)
}

// victims reports whether both acts are done to the same person.
func (v *view) victims(a, b []string) bool {
	return slices.ContainsFunc(a, func(id string) bool {
		return v.isPerson(id) && slices.Contains(b, id)
	})
}

func (v *view) isPerson(id string) bool {
	e := v.entity(id)
	return e != nil && e.Kind == news.Person
}

// alike reports whether one of the lists holds the other.
func alike(a, b []string) bool { return within(a, b) || within(b, a) }

// apart reports whether two known places are not one in the other.
func apart(a, b *news.Place) bool {
	if a == nil || b == nil || a.Name == b.Name {
		return false
	}
	return a.Country != b.Country || fine[a.Precision] == fine[b.Precision]
}

// differ reports whether both texts are known and not the same.
func differ[T ~string](a, b T) bool { return a != "" && b != "" && a != b }

func within(a, b []string) bool {
	for _, id := range a {
		if !slices.Contains(b, id) {
			return false
		}
	}
	return true
}

// bounds are the first and last day of an event's day, as texts that compare by time.
func bounds(day string) (from, to string) {
	from, to, two := strings.Cut(day, "/")
	if !two {
		to = from
	}
	if len(to) < len("2006-01-02") {
		to += "~" // after every day of that month or year
	}
	return from, to
}
