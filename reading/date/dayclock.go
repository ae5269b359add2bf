package date

// dayWithClock reads Tuesday morning, Tuesday at 5 p.m., June 13 at noon, yesterday evening.
func (p *parser) dayWithClock(i int) (expr, int) {
	e, j := p.day(i)
	if j == 0 {
		return p.nightHour(i)
	}
	if e.op == opHoliday {
		return e, j
	}
	if p.glued(j) && p.word(j, "t") && e.op == opDay && p.glued(j+1) {
		if c, k := p.isoClock(j + 1); c != "" {
			e.clock = c
			return e, k
		}
	}
	k := p.skip(j, ",")
	if p.word(k, "-") && p.at(k).gap && p.at(k+2).low == ":" {
		k++ // 6 Jan. 2017 - 6:37 a.m.
	}
	k = p.skip(k, "at", "around", "about", "shortly", "just", "late", "early", "in", "before",
		"after", "by")
	k = p.skip(k, "around", "about", "before", "after", "the")
	c, end := p.hourMinute(k)
	if l := p.at(k); c == "" && l.class == part && l.mark == "" && (k == j || len(l.code) > 2 ||
		!p.word(j, ",")) &&
		!(l.low == "lunchtime") {
		c, end = l.code, k+1
		if len(c) == 2 {
			c, end = p.partHour("T"+c, end)
		}
	}
	if c == "" {
		c, end = p.hourOfDay(e, j)
	}
	if c == "" {
		return e, j
	}
	e.clock = c
	if t := p.at(end); e.op == opWeekday && e.dir == -2 && t.class == toward && p.word(end+1, "week") {
		e.dir, end = t.val, end+2 // Wednesday evening next week
	}
	if y, k := p.year(p.skip(end, "gmt", "utc")); y > 0 && e.op == opDay && e.y == 0 && k == end+1 {
		e.y, end = y, k // Wed Oct 26 15:50:06 2016
	}
	return e, end
}

// partHour reads the hour behind the part of a day: "Monday morning at 10:30".
func (p *parser) partHour(part string, i int) (string, int) {
	if !p.word(i, "at", "around", "about") {
		return part, i
	}
	c, end := p.hourMinute(i + 1)
	if c == "" {
		if c, end = p.bareHour(i + 1); c == "" || !p.closes(end) {
			return part, i
		}
	}
	if part != "TMO" && part != "TDT" {
		c = afternoon(c)
	}
	return c, end
}

// isoClock reads 12:23:59Z behind the T of ISO 8601.
func (p *parser) isoClock(i int) (string, int) {
	h, m := p.at(i), p.at(i+2)
	if h.digits != 2 || h.num > 24 || !p.word(i+1, ":") || m.digits != 2 || m.num > 59 {
		return "", 0
	}
	j := i + 3
	if s := p.at(j + 1); p.word(j, ":") && s.digits == 2 && s.num < 60 {
		return clockCode(h.num, m.num, s.num), p.skip(j+2, "z")
	}
	return clockCode(h.num, m.num, 0), p.skip(j, "z")
}

// hourOfDay reads the bare hour behind a day: Monday at 2.30, Friday the 26th around 4.
func (p *parser) hourOfDay(e expr, j int) (string, int) {
	if !p.word(j, "at", "around") || e.op == opShift && e.n == 0 {
		return "", 0
	}
	l := p.at(j + 1)
	if m := p.at(j + 3); l.num >= 0 && l.num < 24 && p.word(j+2, ".") && p.glued(j+2) &&
		p.glued(j+3) && m.digits == 2 && m.num < 60 &&
		(p.closes(j+4) || p.at(j+4).upper && e.code != "") {
		return clockCode(l.num, m.num, 0), j + 4
	}
	c, end := p.bareHour(j + 1)
	if c == "" || !p.closes(end) || p.word(end, "of", "and", "to", "than") || l.class == count {
		return "", 0
	}
	return c, end
}

// nightHour reads "tonight at 8", "last night at 9:30", "this morning around 7".
func (p *parser) nightHour(i int) (expr, int) {
	e, j := p.relative(i)
	if j == 0 || e.op != opShift || len(e.clock) != 3 || !p.word(j, "at", "around", "about") {
		return expr{}, 0
	}
	if c, k := p.hourMinute(j + 1); c != "" {
		e.clock = c
		return e, k
	}
	h, k := p.smallHour(j + 1)
	m := 0
	if h > 0 && p.word(k, ":") && p.glued(k) && p.at(k+1).digits == 2 {
		m, k = min(p.at(k+1).num, 59), k+2
	}
	if h == 0 || p.at(k).class != none || !p.closes(k) {
		return expr{}, 0
	}
	if e.clock != "TMO" && h < 12 && h > 3 {
		h += 12
	}
	e.clock = clockCode(h, m, 0)
	return e, k
}

// clockWithDay reads 5 p.m. on Tuesday, noon Friday, the morning of June 13, early Tuesday.
func (p *parser) clockWithDay(i int) (expr, int) {
	c, j := p.hourMinute(i)
	if c == "" {
		j = p.skip(i, "the")
		j = p.skip(j, "early", "late", "wee", "small")
		if k := p.words(p.skip(j, "morning"), "hours", "of"); k > j+2 ||
			k > 0 && p.word(j-1, "early", "wee", "small") {
			if e, end := p.day(k); end > 0 {
				e.clock = "TMO" // the early hours of Sunday
				return e, end
			}
		}
		l := p.at(j)
		if l.class != part || l.mark != "" || !p.word(j+1, "of", "on") && p.at(j+1).class != weekday &&
			p.at(j+1).class != point {
			return expr{}, 0
		}
		c, j = "T"+l.code, j+1
		if len(l.code) > 2 {
			c = l.code
		}
	}
	k := p.skip(j, ",")
	if m := p.skip(k, "local", "gmt", "et", "est", "utc", "eastern"); m > k {
		k = p.skip(m, "time")
	}
	k = p.skip(k, "on", "of")
	e, end := p.day(k)
	if end == 0 {
		e, end = p.relative(k)
		if end == 0 || e.op != opShift || len(e.clock) != 3 || c[1] > '9' {
			return expr{}, 0
		}
	}
	e.clock = c
	if l := p.at(end); c[1] <= '9' && l.class == part && len(l.code) == 2 && l.mark == "" &&
		p.closes(end+1) {
		if end++; c < "T12" && (l.code == "EV" || l.code == "AF" || l.code == "NI" && c > "T05") {
			e.clock = afternoon(c) // 5:30 tomorrow evening
		}
	}
	return e, end
}

// day reads an expression of one day.
func (p *parser) day(i int) (expr, int) {
	var best expr
	end := 0
	for _, r := range [...]rule{(*parser).calendar, (*parser).relative} {
		if e, j := r(p, i); j > end && (e.op == opDay || e.op == opWeekday || e.op == opHoliday ||
			e.op == opShift && e.unit == daily && e.clock == "") {
			best, end = e, j
		}
	}
	return best, end
}
