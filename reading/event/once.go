package event

import (
	"slices"
	"strings"
)

// apart drops, within a sentence, what only repeats another act of it: in "launched an attack that
// killed five", the killing is the attack.
func apart(v *view, acts []act) []act {
	var out []act
	for i := range acts {
		if !slices.ContainsFunc(out, func(b act) bool { return repeats(&acts[i], &b) }) {
			out = append(out, acts[i])
		}
	}
	return out
}

// repeats reports whether a says no more than b, in the same sentence.
func repeats(a, b *act) bool {
	return a.event.Type == b.event.Type && a.event.Status == b.event.Status &&
		within(a.event.Actors, b.event.Actors) && within(a.event.Recipients, b.event.Recipients) &&
		compatible(a.event.Day, b.event.Day)
}

// once keeps of the acts that an article tells again and again one telling: the first, or the
// first that says the day.
func once(v *view, acts []act) []act {
	var out []act
	for i := range acts {
		a := &acts[i]
		b := slices.IndexFunc(out, func(b act) bool { return v.again(a, &b) })
		switch {
		case b < 0:
			out = append(out, *a)
		case !a.noun && out[b].event.Day == "" && a.event.Day != "":
			out[b] = *a
		}
	}
	return out
}

// again reports whether a tells the act b once more.
func (v *view) again(a, b *act) bool {
	x, y := &a.event, &b.event
	if x.Type != y.Type || x.Mode != y.Mode || !compatible(x.Day, y.Day) {
		return false
	}
	if x.Status != y.Status && !a.noun {
		return false
	}
	if a.noun && a.verb < 0 {
		return within(x.Actors, y.Actors) || within(x.Actors, y.Recipients)
	}
	if !within(x.Actors, y.Actors) || !within(x.Recipients, y.Recipients) {
		return false
	}
	return v.lemma(a.at) == v.lemma(b.at) || x.Type == "CONSULT" && len(x.Recipients) > 0
}

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
