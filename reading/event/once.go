package event

import (
	"slices"
	"strings"
)

// apart drops, within a sentence, nouns that only repeat the act of a verb: in "launched an
// attack that killed five", the killing is the attack.
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

// once keeps of the acts that an article tells again and again the first telling.
func once(acts []act) []act {
	var out []act
	for i := range acts {
		a := &acts[i]
		b := slices.IndexFunc(out, func(b act) bool { return again(a, &b) })
		switch {
		case b < 0:
			out = append(out, *a)
		case out[b].noun && !a.noun && out[b].event.Day == "" && a.event.Day != "":
			out[b] = *a // the fuller telling
		}
	}
	return out
}

// again reports whether a tells the act b once more.
func again(a, b *act) bool {
	if a.event.Type != b.event.Type || !compatible(a.event.Day, b.event.Day) {
		return false
	}
	if a.event.Status != b.event.Status && !a.noun {
		return false
	}
	if a.noun && a.verb < 0 {
		return within(a.event.Actors, b.event.Actors) || within(a.event.Actors, b.event.Recipients)
	}
	return within(a.event.Actors, b.event.Actors) && within(a.event.Recipients, b.event.Recipients)
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
