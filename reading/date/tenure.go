package date

import (
	"slices"
	"time"

	"readout/knowledge"
	"readout/news"
)

// A stay is a stretch of days.
type stay struct{ from, to time.Time }

// tenures are the stretches of days in which the most people held the offices that the text gives
// them; none where these are no more than half of them.
func tenures(entities []news.Entity, kb *knowledge.Base) []stay {
	var all [][]stay
	for _, e := range entities {
		if e.Kind != news.Person || e.Office == "" {
			continue
		}
		if k := kb.ByID(e.ID); k != nil {
			if s := stays(k, e.Office); len(s) > 0 {
				all = append(all, s)
			}
		}
	}
	best := 0
	var out []stay
	for _, person := range all {
		for _, s := range person {
			n, from, to := holding(all, s.from)
			if n > best {
				best, out = n, nil
			}
			if t := (stay{from, to}); n == best && !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
	}
	if len(all) > 1 && 2*best <= len(all) {
		return nil
	}
	slices.SortFunc(out, func(a, b stay) int { return a.from.Compare(b.from) })
	return out
}

// stays are the terms of the kind of office that e held under that name.
func stays(e *knowledge.Entity, office string) []stay {
	kind := ""
	for _, t := range e.Terms {
		if t.Office == office {
			kind = t.Kind
			break
		}
	}
	if kind == "ambassador" {
		return nil // a title that its bearers keep
	}
	var out []stay
	for _, t := range e.Terms {
		if kind == "" || t.Kind != kind || t.From == "" {
			continue
		}
		from, _, ok := days(t.From)
		_, to, ok2 := days(t.To)
		if t.To == "" {
			to, ok2 = date(2027, 1, 1), true
		}
		if ok && ok2 {
			out = append(out, stay{from, to})
		}
	}
	return out
}

// days gives the first and last day of a day, month or year.
func days(v string) (from, to time.Time, ok bool) {
	a, b, ok := news.Date{Value: v, Kind: "date"}.Days()
	if !ok {
		return from, to, false
	}
	from, _ = time.Parse(time.DateOnly, a)
	to, _ = time.Parse(time.DateOnly, b)
	return from, to, true
}

// holding counts who held office on the day, and gives the stretch in which all of them did.
func holding(all [][]stay, day time.Time) (n int, from, to time.Time) {
	for _, person := range all {
		for _, s := range person {
			if day.Before(s.from) || day.After(s.to) {
				continue
			}
			if n == 0 || s.from.After(from) {
				from = s.from
			}
			if n == 0 || s.to.Before(to) {
				to = s.to
			}
			n++
			break
		}
	}
	return n, from, to
}
