package date

import (
	"slices"
	"strings"
	"time"

	"readout/knowledge"
	"readout/news"
)

// A stay is a stretch of days.
type stay struct{ from, to time.Time }

// tenures are the stretches of days in which the most people held the offices that the text gives
// them; none where these are no more than half of them, or all only speak for somebody or sit in a
// parliament, as texts name many so who hold another such office or did once.
func tenures(entities []news.Entity, kb *knowledge.Base) []stay {
	var all [][]stay
	sure := false
	for _, e := range entities {
		if e.Kind != news.Person || e.Office == "" {
			continue
		}
		if k := kb.ByID(e.ID); k != nil {
			if kind, s := stays(k, e.Office); len(s) > 0 {
				all = append(all, s)
				sure = sure || kind != "spokesperson" && kind != "legislator"
			}
		}
	}
	best := 0
	var out []stay
	for _, person := range all {
		for _, s := range person {
			n, from, to := holding(all, s.from)
			if to.Sub(from) < 15*24*time.Hour {
				continue // a government that goes and one that comes
			}
			if n > best {
				best, out = n, nil
			}
			if t := (stay{from, to}); n == best && !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
	}
	if !sure || len(all) > 1 && 2*best <= len(all) {
		return nil
	}
	slices.SortFunc(out, func(a, b stay) int { return a.from.Compare(b.from) })
	return out
}

// stays are the terms of the kind of office that e held under that name, and the kind. A minister
// may be of any ministry.
func stays(e *knowledge.Entity, office string) (kind string, out []stay) {
	for _, t := range e.Terms {
		if t.Office == office {
			kind = t.Kind
			break
		}
	}
	if kind == "" || kind == "ambassador" || kind == "commander" {
		return kind, nil // titles that their bearers keep
	}
	for _, t := range e.Terms {
		other := kind != "minister" || !strings.HasSuffix(t.Kind, "_minister")
		if t.Kind != kind && other || t.From == "" {
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
	return kind, out
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
			if day.Before(s.from) || !day.Before(s.to) { // its last day is the next one's
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
