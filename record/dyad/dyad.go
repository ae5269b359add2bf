// Package dyad tells how two actors stand: their contacts in time and, month by month, how much
// they did with and against each other.
package dyad

import (
	"math"
	"slices"
	"time"

	"readout/news"
)

// A Month is what happened between two actors in one month, each incident weighed by the
// Goldstein value of its type. An incident counts once, however many articles report it.
type Month struct {
	Month       string  // 2026-01
	Cooperation float64 // sum of the positive weights
	Conflict    float64 // sum of the negative weights, as a positive number
	N           int     // incidents counted
	// Spread is one standard error of Cooperation and of Conflict, taking incidents for a
	// compound Poisson process: the root of the sum of squared weights.
	Spread [2]float64
}

// counted statuses are of what was or is; the rest is not done and so not counted.
func counted(status string) bool { return status == news.Held || status == news.Ongoing }

// Months sums incidents with a known month, oldest month first, without gaps.
func Months(incs []*news.Incident) []Month {
	by := map[string]*Month{}
	first, last := "9999-99", ""
	for _, inc := range incs {
		day, _ := inc.Days()
		if len(day) < 7 || len(inc.Day) < 7 || !counted(inc.Status) {
			continue
		}
		key := day[:7]
		m := by[key]
		if m == nil {
			m = &Month{Month: key}
			by[key] = m
		}
		m.add(inc.Goldstein)
		first, last = min(first, key), max(last, key)
	}
	return fill(by, first, last)
}

func (m *Month) add(w float64) {
	m.N++
	if w >= 0 {
		m.Cooperation += w
		m.Spread[0] = math.Hypot(m.Spread[0], w)
	} else {
		m.Conflict -= w
		m.Spread[1] = math.Hypot(m.Spread[1], w)
	}
}

// longest is how many months are shown at most, the latest.
const longest = 36

func fill(by map[string]*Month, first, last string) []Month {
	var out []Month
	for t, err := time.Parse("2006-01", last); err == nil && len(out) < longest; t = t.AddDate(0, -1, 0) {
		key := t.Format("2006-01")
		if key < first {
			break
		}
		if m := by[key]; m != nil {
			out = append(out, *m)
		} else {
			out = append(out, Month{Month: key})
		}
	}
	slices.Reverse(out)
	return out
}

// Contacts returns the incidents in which the two met or spoke, or mean to, by day.
func Contacts(incs []*news.Incident) []*news.Incident {
	var out []*news.Incident
	for _, inc := range incs {
		if inc.Type == "CONSULT" {
			out = append(out, inc)
		}
	}
	slices.SortStableFunc(out, func(a, b *news.Incident) int {
		x, _ := a.Days()
		y, _ := b.Days()
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	return out
}

// Since returns how many days before today the last contact was that took place; ok is false
// where none with a known day did.
func Since(contacts []*news.Incident, today string) (days int, ok bool) {
	now, err := time.Parse(time.DateOnly, today)
	if err != nil {
		return 0, false
	}
	for _, inc := range slices.Backward(contacts) {
		_, last := inc.Days()
		t, err := time.Parse(time.DateOnly, last)
		if err != nil || len(inc.Day) < 10 || !counted(inc.Status) || t.After(now) {
			continue
		}
		return int(now.Sub(t).Hours() / 24), true
	}
	return 0, false
}
