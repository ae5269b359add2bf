// Package incident merges the events of many articles into the happenings that they report.
package incident

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/zeebo/xxh3"

	"readout/news"
)

// Apart is how many days may lie between the days of two reports of one happening: papers give
// the day by their own clock.
const Apart = 1

// Pending is how many days a planned engagement may move and still be the same one.
const Pending = 60

// Merge finds the incident among candidates that ev reports and returns a copy of it with the
// report added, or a new incident where there is none.
func Merge(candidates []*news.Incident, ev *news.Event, r news.Report) *news.Incident {
	for _, c := range candidates {
		if Same(c, ev, r.Published) {
			return add(c, ev, r)
		}
	}
	inc := &news.Incident{ID: fmt.Sprintf("i%016x", xxh3.HashString(fmt.Sprint(r.Article, "#", r.Event))),
		Type: ev.Type, Mode: ev.Mode, CAMEO: ev.CAMEO, Goldstein: ev.Goldstein, Place: ev.Place, Day: ev.Day,
		Precision: ev.Precision, Basis: ev.Basis}
	return add(inc, ev, r)
}

// Same reports whether ev, in an article published on a day, tells of inc: the same kind of act
// between the same parties, on days and at a place that do not contradict each other.
func Same(inc *news.Incident, ev *news.Event, published string) bool {
	if inc.Type != ev.Type || inc.Mode != "" && ev.Mode != "" && inc.Mode != ev.Mode {
		return false
	}
	if inc.Place != "" && ev.Place != "" && inc.Place != ev.Place && inc.Mode != "visit" {
		return false
	}
	return parties(inc, ev) && days(inc, ev, published)
}

// reciprocal types have no direction: who met whom is the same as whom met who.
func reciprocal(typ string) bool {
	return typ == "CONSULT" || typ == "AGREE" || typ == "COOPERATE"
}

func parties(inc *news.Incident, ev *news.Event) bool {
	if reciprocal(inc.Type) && len(inc.Recipients) > 0 && len(ev.Recipients) > 0 {
		if meet(inc.Actors, ev.Actors) && meet(inc.Recipients, ev.Recipients) {
			return true
		}
		return inc.Mode != "visit" && meet(inc.Actors, ev.Recipients) && meet(inc.Recipients, ev.Actors)
	}
	return meet(inc.Actors, ev.Actors) && (meet(inc.Recipients, ev.Recipients) ||
		len(inc.Recipients)+len(ev.Recipients) == 0)
}

func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(id string) bool { return slices.Contains(b, id) })
}

// days reports whether inc and ev may have been on the same day. Where one of them gives none,
// the articles must be of the same days; what is pending may move.
func days(inc *news.Incident, ev *news.Event, published string) bool {
	if pending(inc.Status) || pending(ev.Status) {
		if inc.Mode == ev.Mode && apart(latest(inc), published) <= Pending {
			return true
		}
	}
	a1, a2 := inc.Days()
	b1, b2 := news.Interval(string(ev.Day))
	wide := inc.Basis != "" && gap(a1, a2) > month || ev.Basis != "" && gap(b1, b2) > month
	if a1 == "" || b1 == "" || wide { // an undated article's months are no day to know it by
		return apart(latest(inc), published) <= 3
	}
	return gap(a2, b1) <= Apart && gap(b2, a1) <= Apart
}

// month is how many days the inferred day of an incident may span to know it by.
const month = 31

func pending(status string) bool {
	switch status {
	case news.Planned, news.Announced, news.Confirmed, news.Postponed, news.Cancelled:
		return true
	}
	return false
}

func latest(inc *news.Incident) (day string) {
	for _, r := range inc.Reports {
		day = max(day, r.Published)
	}
	return day
}

// gap is how many days b lies after a; a large number where one is unknown.
func gap(a, b string) int {
	x, err1 := time.Parse(time.DateOnly, a)
	y, err2 := time.Parse(time.DateOnly, b)
	if err1 != nil || err2 != nil {
		return 1 << 20
	}
	return int(y.Sub(x).Hours() / 24)
}

func apart(a, b string) int {
	a, _ = news.Interval(a)
	b, _ = news.Interval(b)
	return max(gap(a, b), gap(b, a))
}

// add returns inc with one more report; inc itself stays as it was.
func add(inc *news.Incident, ev *news.Event, r news.Report) *news.Incident {
	c := *inc
	c.Reports = append(slices.Clone(inc.Reports), r)
	slices.SortStableFunc(c.Reports, func(a, b news.Report) int {
		if a.Published != b.Published {
			if a.Published < b.Published {
				return -1
			}
			return 1
		}
		return 0
	})
	c.Actors = union(inc.Actors, ev.Actors)
	c.Recipients = union(inc.Recipients, ev.Recipients)
	if c.Mode == "" {
		c.Mode = ev.Mode
	}
	if c.Place == "" {
		c.Place = ev.Place
	}
	if better(ev, inc) || pending(c.Status) && ev.Day != "" && r.Published >= latest(inc) {
		c.Day, c.Precision, c.Basis = ev.Day, ev.Precision, ev.Basis
	}
	settle(&c)
	return &c
}

// Without returns inc without the reports of an article.
func Without(inc *news.Incident, article string) *news.Incident {
	c := *inc
	c.Reports = slices.DeleteFunc(slices.Clone(inc.Reports), func(r news.Report) bool {
		return r.Article == article
	})
	settle(&c)
	return &c
}

// settle derives from the reports the status, its changes and the number of sources.
func settle(inc *news.Incident) {
	inc.Status, inc.Changes, inc.Sources = "", nil, 0
	seen := map[string]bool{}
	for _, r := range inc.Reports {
		if r.Copy {
			continue
		}
		// What one outlet tells twice has one origin.
		if origin := cmp.Or(r.Outlet, r.Article); !seen[origin] {
			seen[origin] = true
			inc.Sources++
		}
		if r.Status != inc.Status && !(inc.Status == news.Held && pending(r.Status)) {
			inc.Status = r.Status
			inc.Changes = append(inc.Changes,
				news.Change{Status: r.Status, Day: r.Published, Article: r.Article})
		}
	}
	if inc.Status == "" && len(inc.Reports) > 0 { // only copies report it
		inc.Status, inc.Sources = inc.Reports[0].Status, 1
	}
	// What lies after every report of it has not taken place yet, whatever the tense of its verb.
	if first, _ := inc.Days(); inc.Status == news.Held && first > latest(inc) && latest(inc) != "" {
		inc.Status = news.Planned
	}
}

func union(a, b []string) []string {
	out := slices.Clone(a)
	for _, id := range b {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// better reports whether ev tells the day of inc better than inc does: in the text's own words rather
// than inferred, and more finely.
func better(ev *news.Event, inc *news.Incident) bool {
	if ev.Day != "" && inc.Day != "" && (ev.Basis == "") != (inc.Basis == "") {
		return ev.Basis == ""
	}
	return finer(string(ev.Day), string(inc.Day))
}

// finer reports whether day a is known more precisely than b.
func finer(a, b string) bool {
	if a == "" || b == "" {
		return a != "" && b == ""
	}
	a1, a2 := news.Interval(a)
	b1, b2 := news.Interval(b)
	return gap(a1, a2) < gap(b1, b2)
}
