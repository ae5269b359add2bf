package date

import (
	"regexp"
	"slices"
	"time"

	"readout/knowledge"
	"readout/news"
	"readout/text"
)

// Infer dates a page that bears no day, from what it says. The dateline may give it ("CAIRO - 24
// July 2022:"; the basis is text). Else the people it gives an office held it on that day; the
// weekdays of which it reports are just past; a day of the month that is still to come, or just
// was, lies near. Where several days remain it says the month or year that holds them, or first
// and last as a/b; where the text gives no office that is known with its years, or the years left
// are too many, a day with its weekday may tell the year (the basis is text), or it returns nil.
func Infer(doc *text.Document, entities []news.Entity, kb *knowledge.Base) *news.When {
	stamp := dateline(doc.Body)
	if stamp != nil && stamp.y > 0 {
		if t := date(stamp.y, stamp.m, stamp.d); t.Day() == stamp.d {
			return &news.When{Day: iso(t), Precision: "day", Basis: "text"}
		}
	}
	p := parser{body: doc.Body, lx: lex(doc.Body)}
	exprs := p.parse()
	setTenses(doc, exprs)
	if w := byTenure(exprs, stamp, tenures(entities, kb)); w != nil {
		return w
	}
	return byWeekday(exprs)
}

// byTenure are the days of the terms that agree with what the text says of days: with all of it,
// else loosely, else with the days alone that it gives a weekday. A few days that agree loosely
// are the edge of a term.
func byTenure(exprs []expr, stamp *expr, terms []stay) *news.When {
	if len(terms) == 0 || len(terms) > maxTerms {
		return nil
	}
	h := hintsOf(exprs)
	h.stamp = stamp
	var length time.Duration
	for i := range terms {
		if terms[i].from.Before(h.since) {
			terms[i].from = h.since
		}
		length += max(0, terms[i].to.Sub(terms[i].from))
	}
	if length > maxYears*366*24*time.Hour {
		return nil
	}
	for n, try := range []hints{h, h.reaching(nearby), h.reaching(halfYear), h.weekdaysOnly()} {
		if days := try.days(terms); len(days) > 0 && (n == 0 || len(days) > 14) {
			return remaining(days)
		}
	}
	return nil
}

// days are those of the terms that agree with the hints.
func (h *hints) days(terms []stay) []time.Time {
	var days []time.Time
	for _, s := range terms {
		for t := s.from; !t.After(s.to); t = t.AddDate(0, 0, 1) {
			if h.allow(t) {
				days = append(days, t)
			}
		}
	}
	return days
}

// maxTerms and maxYears bound the days that are tried.
const (
	maxTerms = 4
	maxYears = 8
	halfYear = 190
)

// byWeekday dates a text by a day that it tells with its weekday but no year ("on Monday, July
// 25"), where that was its weekday in the latest year that the text names as begun: of that day
// or one of the weeks after it, in which papers name a day so.
func byWeekday(exprs []expr) *news.When {
	year := 0
	for i := range exprs {
		if e := &exprs[i]; e.y > year && e.tense != future && e.y <= lastYear &&
			(e.op == opDay || e.op == opMonth || e.op == opYear) {
			year = e.y
		}
	}
	var last time.Time
	for i := range exprs {
		e := &exprs[i]
		if e.op != opDay || e.wd == 0 || e.m == 0 || e.y != 0 || year == 0 {
			continue
		}
		t := date(year, e.m, e.d)
		if isoDay(t) != e.wd || t.Day() != e.d {
			return nil
		}
		if e.tense != future && t.After(last) {
			last = t
		}
	}
	if last.IsZero() {
		return nil
	}
	return &news.When{Day: iso(last) + "/" + iso(last.AddDate(0, 0, nearWeekday)), Precision: "month",
		Basis: "text"}
}

const lastYear = 2099

// dateline is the day before the first sentence, or nil: after nothing but a place, an agency or
// the like, and before a colon, a dash or the end of the line. Its year may be missing.
func dateline(body string) *expr {
	p := parser{body: body, lx: lex(body[:min(len(body), 2*maxDateline)])}
	exprs := p.parse()
	for i := range exprs {
		e := &exprs[i]
		if e.Start > maxDateline {
			break
		}
		if e.op != opDay || e.m == 0 || !leadIn.MatchString(body[:e.Start]) ||
			!leadOut.MatchString(body[e.End:]) {
			continue
		}
		return e
	}
	return nil
}

// maxDateline is where in the text a dateline's day begins at the latest, in bytes.
const maxDateline = 80

var (
	leadIn = regexp.MustCompile(`^\PL*(\p{Lu}[\pL.'’]*[\s,/()–—:|-]*|` +
		`(of|and|de|del|al|el|on|the|updated|published)[\s-]+)*$`)
	leadOut = regexp.MustCompile(`^,?\s*(\n|:|[-–—]{1,2}\s|[)/|]|` +
		`\(\p{Lu}[^)\n]{1,40}\)|\.\s?(/|[-–—]))`)
)

// maxSpread is how many days may lie between the first and the last that a text can be of: within
// three years somebody's office is still told from another's.
const maxSpread = 1096

// remaining writes the days that are left, as finely as they allow.
func remaining(days []time.Time) *news.When {
	if len(days) == 0 || days[len(days)-1].Sub(days[0]) > maxSpread*24*time.Hour {
		return nil
	}
	w := news.When{Basis: "people"}
	first, last := days[0], days[len(days)-1]
	switch {
	case len(days) == 1:
		w.Day, w.Precision = iso(first), "day"
	case first.Year() == last.Year() && first.Month() == last.Month():
		w.Day, w.Precision = first.Format("2006-01"), "month"
	case first.Year() == last.Year():
		w.Day, w.Precision = iso(first)+"/"+iso(last), "month"
		if last.Sub(first) > 92*24*time.Hour {
			w.Precision = "year"
		}
	default:
		w.Day, w.Precision = iso(first)+"/"+iso(last), "year"
	}
	return &w
}

// hints is what the time expressions of a text tell about its day.
type hints struct {
	weekday int    // of publication, or 0
	coming  []expr // days without a year that lie ahead
	gone    []expr // and that are past
	week    int    // the coming days are of this week 1 or the next 2, where the text says so
	since   time.Time
	stamp   *expr   // day and month of the dateline, or nil
	lenient bool    // one in four of the days may be off
	reach   float64 // days that a day without a year lies away at most
}

// reaching are the hints where days without a year may lie further away, or tenses mislead, so
// that its weekdays and weeks do not tell the text's own.
func (h *hints) reaching(days float64) hints {
	far := *h
	far.reach, far.week, far.lenient = days, 0, true
	if far.stamp == nil {
		far.weekday = 0
	}
	return far
}

// weekdaysOnly are the hints without the days that have no weekday, whose tense may mislead.
func (h *hints) weekdaysOnly() hints {
	sure := *h
	bare := func(e expr) bool { return e.wd == 0 }
	sure.coming = slices.DeleteFunc(slices.Clone(h.coming), bare)
	sure.gone = slices.DeleteFunc(slices.Clone(h.gone), bare)
	sure.week = 0
	return sure
}

func hintsOf(exprs []expr) hints {
	h := hints{reach: nearby}
	var past7 []int
	for i := range exprs {
		e := &exprs[i]
		h.note(e)
		if e.op == opWeekday && e.dir == -2 && e.tense == past {
			past7 = append(past7, e.wd)
		}
	}
	h.weekday = latest(past7)
	return h
}

// Days: nearby is how far off papers mostly name a day without its year, nearWeekday with its
// weekday; slack how far on the other side, where the tense misled.
const (
	nearby      = 60
	nearWeekday = 35
	slack       = 14
)

// note takes what one expression tells.
func (h *hints) note(e *expr) {
	first := e
	if e.op == opInterval {
		first = e.of
	}
	switch {
	case first.op == opDay && first.y == 0 && first.m > 0 && first.rel == unsaid && e.tense == future:
		h.coming = append(h.coming, *first)
	case first.op == opDay && first.y == 0 && first.m > 0 && first.rel == unsaid && e.tense == past:
		h.gone = append(h.gone, *first)
	case first.op == opDay && first.y > 0 && e.tense == past:
		if t := date(first.y, first.m, first.d); t.After(h.since) {
			h.since = t
		}
	case first.op == opMonth && first.y > 0 && e.tense == past:
		if t := date(first.y, first.m, 1); t.After(h.since) {
			h.since = t
		}
	case e.op == opRelative && e.unit == weekly && e.tense == future && (e.dir == 0 || e.dir == 1):
		h.week = e.dir + 1
	}
}

// latest is the weekday from which the others are fewest days back, as papers name the weekdays
// of the week behind them and, last, the day itself.
func latest(wds []int) int {
	best, lag := 0, 1<<30
	for _, w := range wds {
		sum := 0
		for _, o := range wds {
			sum += (w - o + 7) % 7
		}
		if sum < lag {
			best, lag = w, sum
		}
	}
	return best
}

// allow reports whether the text can be of day t.
func (h *hints) allow(t time.Time) bool {
	if h.stamp != nil {
		return h.stamped(t)
	}
	if h.weekday > 0 && isoDay(t) != h.weekday || t.Before(h.since) {
		return false
	}
	c := clockwork{day: t, known: true}
	misled := 0
	if h.lenient {
		misled = (len(h.coming) + len(h.gone)) / 4 // by their tenses
	}
	for i := range h.coming {
		if !h.near(&c, h.coming[i], future, h.reach) {
			misled--
		}
	}
	for i := range h.gone {
		if !h.near(&c, h.gone[i], past, h.reach) {
			misled--
		}
	}
	return misled >= 0 && h.inWeek(&c)
}

// stamped reports whether day t is the dateline's. The weekday that the text names last is that
// day or the one before it.
func (h *hints) stamped(t time.Time) bool {
	if int(t.Month()) != h.stamp.m || t.Day() != h.stamp.d || t.Before(h.since) {
		return false
	}
	if h.stamp.wd > 0 {
		return isoDay(t) == h.stamp.wd
	}
	return h.weekday == 0 || (isoDay(t)-h.weekday+7)%7 <= 1
}

// near reports whether a day without a year falls on its weekday and within reach of the day.
func (h *hints) near(c *clockwork, e expr, when tense, reach float64) bool {
	e.tense = unknown // of the nearest year
	t, err := time.Parse(time.DateOnly, c.dayValue(&e))
	if err != nil || e.wd > 0 && isoDay(t) != e.wd {
		return false
	}
	gap := t.Sub(c.day).Hours() / 24
	if when == past {
		gap = -gap
	}
	if e.wd > 0 {
		return gap >= -1 && gap <= nearWeekday
	}
	return gap >= -slack && gap <= reach
}

// inWeek holds the first of the coming days to the week that the text says.
func (h *hints) inWeek(c *clockwork) bool {
	if h.week == 0 || len(h.coming) == 0 {
		return true
	}
	want := isoWeek(c.day.AddDate(0, 0, 7*(h.week-1)))
	for _, e := range h.coming {
		e.tense = future
		if t, err := time.Parse(time.DateOnly, c.dayValue(&e)); err == nil && isoWeek(t) == want {
			return true
		}
	}
	return false
}
