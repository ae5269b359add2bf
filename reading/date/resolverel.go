package date

import (
	"strconv"
	"strings"
	"time"

	"readout/news"
)

// weekdayValue is the day of a weekday. Without last or next the tense decides; the day of
// publication itself counts, as papers name the weekday of the day on which they appear.
func (c *clockwork) weekdayValue(e *expr) string {
	if !c.known {
		return "XXXX-WXX-" + strconv.Itoa(e.wd)
	}
	back := (isoDay(c.day) - e.wd + 7) % 7
	ahead := (e.wd - isoDay(c.day) + 7) % 7
	inWeek := e.wd - isoDay(c.day)
	switch e.dir {
	case -1, 0, 1:
		return iso(c.day.AddDate(0, 0, inWeek+7*e.dir))
	case -3:
		return iso(c.day.AddDate(0, 0, -((back+6)%7 + 1)))
	case 3:
		return iso(c.day.AddDate(0, 0, (ahead+6)%7+1))
	}
	if e.tense == future {
		return iso(c.day.AddDate(0, 0, ahead))
	}
	return iso(c.day.AddDate(0, 0, -back))
}

func (c *clockwork) relativeValue(e *expr) string {
	switch e.op {
	case opRelative:
		if !c.known {
			return unknownUnit(e.unit)
		}
		if e.dir == -9 {
			return c.theWeekend(e)
		}
		return c.shift(c.day, e.dir, e.unit, false)
	case opMonthDir:
		return c.monthDirValue(e)
	case opPartDir:
		return c.seasonDirValue(e)
	case opShift:
		return c.shiftValue(e)
	}
	return ""
}

// theWeekend is the last one as a Monday's paper sees it, the coming one where the tense says so or
// a Friday's paper tells nothing that is past.
func (c *clockwork) theWeekend(e *expr) string {
	if e.tense == future || isoDay(c.day) >= 6 || isoDay(c.day) == 5 && e.tense == unknown {
		return c.shift(c.day, 0, weekend, false)
	}
	return c.shift(c.day, -1, weekend, false)
}

// unknownUnit is a day, week, month or year of which nothing is known.
func unknownUnit(u int) string {
	switch u {
	case weekly:
		return "XXXX-WXX"
	case weekend:
		return "XXXX-WXX-WE"
	case monthly:
		return "XXXX-XX"
	case yearly, decades, centuries:
		return "XXXX"
	case quarter:
		return "XXXX-QX"
	}
	return "XXXX-XX-XX"
}

// shift moves t by n units and gives the unit that it lands in; exact keeps the day.
func (c *clockwork) shift(t time.Time, n, u int, exact bool) string {
	switch u {
	case daily:
		return iso(t.AddDate(0, 0, n))
	case weekly, fortnight:
		if u == fortnight {
			n *= 2
		}
		t = t.AddDate(0, 0, 7*n)
		if exact {
			return iso(t)
		}
		return isoWeek(t)
	case weekend:
		return isoWeek(t.AddDate(0, 0, 7*n)) + "-WE"
	case monthly:
		if exact {
			return iso(addMonths(t, n))
		}
		return date(t.Year(), int(t.Month())+n, 1).Format("2006-01")
	case yearly:
		if exact {
			return iso(addMonths(t, 12*n))
		}
		return pad(t.Year()+n, 4)
	case decades:
		return pad(t.Year()/10+n, 3)
	case centuries:
		return pad(t.Year()/100+n, 2)
	case quarter:
		q := t.Year()*4 + (int(t.Month())-1)/3 + n
		return pad(q/4, 4) + "-Q" + strconv.Itoa(q%4+1)
	}
	return ""
}

// addMonths keeps the last day of a month from running into the next.
func addMonths(t time.Time, n int) time.Time {
	first := date(t.Year(), int(t.Month())+n, 1)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}

func (c *clockwork) shiftValue(e *expr) string {
	if e.n >= vagueMany || e.n <= -vagueMany || e.n > 100000 || e.n < -100000 {
		return ""
	}
	switch e.base {
	case fromExpr:
		return c.shiftFrom(e)
	case fromNear:
		if from := c.anchor; !from.IsZero() {
			return c.shift(from, e.n, e.unit, e.exact)
		}
	case fromAnchor:
		if e.unit <= second && c.timed && c.anchor.IsZero() {
			return c.hoursAway(e)
		}
		from := c.period
		if e.unit <= weekly && e.unit >= daily {
			from = c.anchor
		}
		ahead := e.tense == future || e.tense == unknown && e.unit > daily
		if from.IsZero() && c.period.IsZero() && c.known && (e.n < 0 || e.n > 0 && ahead) {
			from = c.day // nothing told before: "the previous day" is the one before publication
		}
		if from.IsZero() {
			return unknownUnit(e.unit)
		}
		return c.shift(from, e.n, e.unit, e.exact)
	}
	if !c.known {
		return unknownUnit(e.unit)
	}
	if e.unit <= second {
		return c.hoursAway(e)
	}
	n, u := e.n, e.unit
	if u == decades {
		n, u = 10*n, yearly
	} else if u == centuries {
		n, u = 100*n, yearly
	}
	if c.day.Year()+n < 1 && u == yearly {
		return ""
	}
	return c.shift(c.day, n, u, e.exact)
}

// hoursAway names the day where hours make whole days; a nearer moment is not knowable.
func (c *clockwork) hoursAway(e *expr) string {
	if c.timed {
		by := map[int]time.Duration{hour: time.Hour, minute: time.Minute, second: time.Second}[e.unit]
		return c.now.Add(time.Duration(e.n) * by).Format(minuteForm)
	}
	switch {
	case e.unit == hour && e.n%24 == 0 && e.n != 0 && e.n > -2400 && e.n < 2400:
		return iso(c.day.AddDate(0, 0, e.n/24))
	case e.n < 0:
		return "PAST_REF"
	}
	return "FUTURE_REF"
}

// shiftFrom counts from another expression: "two days before Christmas", "a year after 2019".
func (c *clockwork) shiftFrom(e *expr) string {
	e.of.tense = e.tense
	if e.onward {
		e.of.tense = future
	}
	v := c.when(e.of)
	if strings.HasPrefix(v, "X") {
		return unknownUnit(e.unit)
	}
	if t, err := time.Parse("2006-01-02", v); err == nil {
		return c.shift(t, e.n, e.unit, !e.exact || e.unit < monthly)
	}
	if t, err := time.Parse("2006-01", v); err == nil && e.unit >= monthly {
		return c.shift(t, e.n, e.unit, false)
	}
	if t, err := time.Parse("2006", v); err == nil && e.unit >= yearly {
		return c.shift(t, e.n, e.unit, false)
	}
	return ""
}

func (c *clockwork) monthDirValue(e *expr) string {
	if !c.known {
		return "XXXX-" + pad(e.m, 2)
	}
	y, now := c.day.Year(), int(c.day.Month())
	switch {
	case e.dir < 0 && e.m >= now:
		y--
	case e.dir > 0 && e.m <= now:
		y++
	}
	return pad(y, 4) + "-" + pad(e.m, 2)
}

// seasonDirValue is the last season that is over, or the next that has not begun.
func (c *clockwork) seasonDirValue(e *expr) string {
	if !c.known {
		return "XXXX-" + e.code
	}
	y := c.day.Year()
	start := date(y, partStart(e.code), 1)
	end := start.AddDate(0, 3, 0)
	switch {
	case e.dir == 0 && e.code == "WI" && c.day.Month() <= 3:
		y--
	case e.dir < 0 && c.day.Before(end):
		y--
		if e.code == "WI" && c.day.Before(end.AddDate(-1, 0, 0)) {
			y--
		}
	case e.dir > 0 && !c.day.Before(start):
		y++
	}
	return pad(y, 4) + "-" + e.code
}

// edgeValue is the interval of the first or last units of a month or year.
func (c *clockwork) edgeValue(e *expr) string {
	e.of.tense = e.tense
	d := news.Date{Value: c.when(e.of), Kind: "date"}
	from, to, ok := d.Days()
	if !ok {
		return ""
	}
	first, _ := time.Parse(time.DateOnly, from)
	last, _ := time.Parse(time.DateOnly, to)
	move := func(t time.Time, n int) time.Time {
		switch e.unit {
		case weekly:
			return t.AddDate(0, 0, 7*n)
		case monthly:
			return t.AddDate(0, n, 0)
		}
		return t.AddDate(0, 0, n)
	}
	if e.dir > 0 {
		last = move(first, e.n).AddDate(0, 0, -1)
	} else {
		first = move(last.AddDate(0, 0, 1), -e.n)
	}
	if e.n > 400 {
		return ""
	}
	return iso(first) + "/" + iso(last)
}
