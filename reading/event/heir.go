package event

import "slices"

// inherit gives an act between two sides that names neither ("an agreement was reached", "the
// officials negotiated") the parties of the last such act, where it was told not long before.
func (v *view) inherit(a *act, before []act) bool {
	if !a.frame.recip || v.sided(a.event.Actors) || v.sided(a.event.Recipients) {
		return false
	}
	for i := len(before) - 1; i >= 0; i-- {
		b := &before[i]
		if v.SentenceOf(a.at)-v.SentenceOf(b.at) > lately {
			return false
		}
		both := append(slices.Clone(b.event.Actors), b.event.Recipients...)
		if !b.frame.recip || len(unique(both)) < 2 {
			continue
		}
		a.event.Actors = slices.Clone(b.event.Actors)
		a.event.Recipients = slices.Clone(b.event.Recipients)
		a.heir = true
		a.doubts = slices.DeleteFunc(a.doubts, func(d string) bool {
			return d == "nobody" || d == "unspoken" || d == "private" || d == "anybody"
		})
		return true
	}
	return false
}

// lately is how many sentences back the parties of a meeting may have been named.
const lately = 4

// sided reports whether some of ids is of a known country, so that it stands for a side.
func (v *view) sided(ids []string) bool {
	return slices.ContainsFunc(ids, func(id string) bool {
		e := v.entity(id)
		return e != nil && e.Country != ""
	})
}
