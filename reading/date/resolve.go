package date

import (
	"strconv"
	"strings"
	"time"
)

// A clockwork turns expressions into values. day is the publication day; where it is not known
// the values keep an X for what cannot be said.
type clockwork struct {
	day    time.Time
	known  bool
	now    time.Time // hour and minute of publication, where timed
	timed  bool
	anchor time.Time // last day that the text named
	period time.Time // start of the last month, year or day that it named
}

func newClockwork(ref string) clockwork {
	if len(ref) < len(time.DateOnly) || strings.Contains(ref, "/") {
		return clockwork{}
	}
	t, err := time.Parse(time.DateOnly, ref[:len(time.DateOnly)])
	c := clockwork{day: t, known: err == nil}
	if len(ref) >= len(minuteForm) {
		if now, err := time.Parse(minuteForm, ref[:len(minuteForm)]); err == nil {
			c.now, c.timed = now, true
		}
	}
	return c
}

const minuteForm = "2006-01-02T15:04"

func date(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

// isoDay is 1 for Monday to 7 for Sunday.
func isoDay(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

func pad(n, width int) string {
	s := strconv.Itoa(n)
	for len(s) < width {
		s = "0" + s
	}
	return s
}

func iso(t time.Time) string { return t.Format("2006-01-02") }

func isoWeek(t time.Time) string {
	y, w := t.ISOWeek()
	return pad(y, 4) + "-W" + pad(w, 2)
}

// value gives the TIMEX3 value and kind of an expression, "" where it means nothing.
func (c *clockwork) value(e *expr) (string, string) {
	switch e.op {
	case opLength:
		return e.code, "duration"
	case opSet:
		return e.code, "set"
	case opConst:
		return e.code, "date"
	case opClock:
		return e.code, "time"
	case opInterval:
		return c.between(e)
	}
	v := c.when(e)
	if v == "" {
		return "", ""
	}
	if e.clock != "" && (len(v) == 10 || len(v) == 8) {
		return v + e.clock, "time"
	}
	if len(v) == len(minuteForm) && v[10] == 'T' {
		return v, "time"
	}
	return v, "date"
}

// between resolves the two ends; the second is not before the first.
func (c *clockwork) between(e *expr) (string, string) {
	e.of.tense, e.end.tense = e.tense, e.tense
	a, kind := c.value(e.of)
	if v := c.running(e); v != "" {
		return v, kind
	}
	if e.sameDay {
		b, _ := c.value(e.end)
		if a == "" || b == "" {
			return "", ""
		}
		return a + "/" + b, "time"
	}
	later := *c
	if t, err := time.Parse("2006-01-02", a); err == nil && (e.end.op == opWeekday ||
		e.end.op == opDay && e.end.rel != ofMonth) {
		later.day, later.known, later.anchor = t, true, t
		e.end.tense = future
		if e.end.dir == 0 && e.end.op == opWeekday {
			e.end.dir = -2
		}
	} else if t, err := time.Parse("2006-01", a); err == nil && e.end.op == opMonth {
		later.day, later.known = t, true
		e.end.tense = future
	}
	b, _ := later.value(e.end)
	if e.of.op == opWeekday && e.of.dir == -2 && e.tense != future && c.known && b > iso(c.day) {
		a, b = weekBefore(a), weekBefore(b)
	}
	if a == "" || b == "" || a >= b && a[0] != 'X' && a[0] != 'T' {
		return "", ""
	}
	return a + "/" + b, kind
}

// running is a stretch of months or days without a year that lies ahead by its end: "from August
// to October", said in September, began last month.
func (c *clockwork) running(e *expr) string {
	a, b := *e.of, *e.end
	open := func(x expr) bool {
		return x.y == 0 && x.m > 0 && x.rel == unsaid && (x.op == opDay ||
			x.op == opMonth)
	}
	if e.tense != future || !c.known || !open(a) || !open(b) {
		return ""
	}
	end := c.when(&b)
	y, err := strconv.Atoi(end[:4])
	if err != nil {
		return ""
	}
	if a.m > b.m || a.m == b.m && a.d > b.d {
		y--
	}
	a.y = y
	if start := c.when(&a); start != "" && start < end {
		return start + "/" + end
	}
	return ""
}

// weekBefore moves a day back a week: days of a stay that is over do not lie ahead.
func weekBefore(day string) string {
	t, err := time.Parse("2006-01-02", day)
	if err != nil {
		return day
	}
	return iso(t.AddDate(0, 0, -7))
}

func (c *clockwork) when(e *expr) string {
	switch e.op {
	case opDay:
		return c.dayValue(e)
	case opMonth:
		return c.monthValue(e)
	case opYear:
		return pad(e.y, 4)
	case opDecade:
		return c.decadeValue(e.y)
	case opCentury:
		return pad(e.y, 2)
	case opPart:
		return c.partValue(e)
	case opFiscal:
		return "FY" + c.yearOf(e)
	case opWeek:
		return c.yearOf(e) + "-W" + pad(e.wd, 2)
	case opWeekOf:
		return c.weekOfValue(e)
	case opNthWeek:
		return c.nthValue(e)
	case opEdge:
		return c.edgeValue(e)
	case opHoliday:
		return c.holidayValue(e)
	case opWeekday:
		return c.weekdayValue(e)
	}
	return c.relativeValue(e)
}

// yearOf is the year of an expression, named or relative, or XXXX.
func (c *clockwork) yearOf(e *expr) string {
	if e.y > 0 {
		return pad(e.y, 4)
	}
	if e.rel == ofYear && c.known {
		return pad(c.day.Year()+e.dir, 4)
	}
	return "XXXX"
}

func (c *clockwork) dayValue(e *expr) string {
	y := e.y
	switch {
	case e.m == 0:
		return c.dayAlone(e)
	case y == 0 && e.rel == ofYear && c.known:
		y = c.day.Year() + e.dir
	case y == 0 && !c.known:
		return "XXXX-" + pad(e.m, 2) + "-" + pad(e.d, 2)
	case y == 0:
		y = c.nearYear(e)
	}
	t := date(y, e.m, e.d)
	if t.Day() != e.d {
		return ""
	}
	return iso(t)
}

// nearYear is the year that makes a day without one fit the tense, and its weekday if it has one.
func (c *clockwork) nearYear(e *expr) int {
	best, dist, reach := c.day.Year(), 1<<30, 1
	if e.m == 2 && e.d == 29 {
		reach = 7 // the longest way to a leap year, over 1900 or 2100
	}
	for y := c.day.Year() - reach; y <= c.day.Year()+reach; y++ {
		t := date(y, e.m, e.d)
		if t.Day() != e.d {
			continue
		}
		days := int(t.Sub(c.day).Hours() / 24)
		cost := days
		if days < 0 {
			cost = -days
		}
		if e.tense == past && days > 2 || e.tense == future && days < 0 {
			cost += 400 * reach
		}
		if e.wd > 0 && isoDay(t) != e.wd {
			cost += 1000
		}
		if cost < dist {
			best, dist = y, cost
		}
	}
	return best
}

// dayAlone is "the 18th", "Tuesday the 18th", "the 15th day of next month".
func (c *clockwork) dayAlone(e *expr) string {
	if !c.known {
		return "XXXX-XX-" + pad(e.d, 2)
	}
	if e.rel == ofMonth {
		t := date(c.day.Year(), int(c.day.Month())+e.dir, e.d)
		if t.Day() != e.d {
			return ""
		}
		return iso(t)
	}
	best, dist := time.Time{}, 1<<30
	for m := -6; m <= 6; m++ {
		t := date(c.day.Year(), int(c.day.Month())+m, e.d)
		days := int(t.Sub(c.day).Hours() / 24)
		cost := max(days, -days)
		if e.tense == past && days > 0 || e.tense == future && days < 0 {
			cost += 60
		}
		if e.wd > 0 && isoDay(t) != e.wd {
			cost += 400
		}
		if t.Day() == e.d && cost < dist {
			best, dist = t, cost
		}
	}
	return iso(best)
}

func (c *clockwork) monthValue(e *expr) string {
	switch {
	case e.y > 0:
		return pad(e.y, 4) + "-" + pad(e.m, 2)
	case !c.known:
		return "XXXX-" + pad(e.m, 2)
	case e.rel == ofYear:
		return pad(c.day.Year()+e.dir, 4) + "-" + pad(e.m, 2)
	}
	d := e.m - int(c.day.Month())
	y := c.day.Year()
	switch {
	case e.tense == past && d > 0:
		y--
	case e.tense == future && d < 0:
		y++
	case e.tense == unknown && d > 6:
		y--
	case e.tense == unknown && d < -6:
		y++
	}
	return pad(y, 4) + "-" + pad(e.m, 2)
}

func (c *clockwork) decadeValue(y int) string {
	if y >= 100 {
		return pad(y/10, 3)
	}
	if c.known && 2000+y <= c.day.Year() && y < 30 {
		return "2" + pad(y/10, 2)
	}
	return "19" + strconv.Itoa(y/10)
}

// partValue is a quarter, half or season of a year.
func (c *clockwork) partValue(e *expr) string {
	y := c.yearOf(e)
	if y == "XXXX" && c.known {
		year := c.day.Year()
		start := date(year, partStart(e.code), 1)
		days := int(start.Sub(c.day).Hours() / 24)
		switch {
		case e.tense == past && days > 0, e.tense == unknown && days > 60:
			year--
		case e.tense == future && days < -90, e.tense == unknown && days < -270:
			year++
		}
		y = pad(year, 4)
	}
	return y + "-" + e.code
}

// partStart is the first month of a part of the year.
func partStart(code string) int {
	switch code {
	case "SP":
		return 3
	case "SU":
		return 6
	case "FA":
		return 9
	case "WI":
		return 12
	}
	n := int(code[1] - '0')
	if code[0] == 'H' {
		return n*6 - 5
	}
	return n*3 - 2
}

func (c *clockwork) weekOfValue(e *expr) string {
	e.of.tense = e.tense
	t, err := time.Parse("2006-01-02", c.when(e.of))
	switch {
	case err != nil:
		return ""
	case e.wd > 0:
		return iso(t.AddDate(0, 0, e.wd-isoDay(t)))
	case e.code == "WE" && isoDay(t) < 4:
		return isoWeek(t.AddDate(0, 0, -7)) + "-WE" // Labor Day weekend is before the Monday
	case e.code == "WE":
		return isoWeek(t) + "-WE"
	}
	return isoWeek(t)
}

// nthValue is the nth week, weekend or weekday of a month or year. The first week of a month is
// the one with its fourth day, as ISO 8601 counts the weeks of a year.
func (c *clockwork) nthValue(e *expr) string {
	e.of.tense = e.tense
	v := c.when(e.of)
	t, err := time.Parse("2006-01", v)
	if err != nil {
		return c.nthOfYear(e, v)
	}
	y, m := t.Year(), int(t.Month())
	if e.wd > 0 {
		return iso(nthWeekday(y, m, e.n, e.wd))
	}
	w := date(y, m, 4).AddDate(0, 0, 7*(e.n-1))
	if e.n < 0 {
		w = nthWeekday(y, m, -1, 4)
	}
	if e.code == "WE" {
		w = nthWeekday(y, m, e.n, 6)
		return isoWeek(w) + "-WE"
	}
	return isoWeek(w)
}

func (c *clockwork) nthOfYear(e *expr, v string) string {
	y, err := strconv.Atoi(v)
	if err != nil || len(v) != 4 || e.code != "W" || e.wd > 0 {
		return ""
	}
	if e.n < 0 {
		return isoWeek(date(y, 12, 28))
	}
	return pad(y, 4) + "-W" + pad(e.n, 2)
}
