package date

// clock reads a time of day: 5 p.m., 10:30, 17:30, noon, half past seven, in the morning.
func (p *parser) clock(i int) (expr, int) {
	i0 := i
	if p.word(i, "at", "in", "around", "about", "on") {
		i++
	}
	if c, j := p.hourMinute(i); c != "" && i == i0 {
		return expr{op: opClock, code: c}, j
	}
	l := p.at(i)
	if l.class == part && len(l.code) > 2 && l.mark == "" && i == i0 && (!l.upper ||
		p.word(i-1, "at", "around", "by")) {
		return expr{op: opClock, code: l.code}, i + 1
	}
	return p.dayPart(i0)
}

// dayPart reads "in the morning", "at night", "early in the evening".
func (p *parser) dayPart(i int) (expr, int) {
	if p.word(i, "the") && p.word(i-1, "in", "during", "throughout") || p.word(i, "at") &&
		p.word(i+1, "night") {
		if l := p.at(i + 1); l.class == part && len(l.code) == 2 {
			if p.word(i, "at") {
				return expr{}, 0
			}
			if h, k := p.smallHour(i + 3); p.word(i+2, "at") && h > 0 && p.closes(k) {
				if l.code != "MO" && h < 12 {
					h += 12
				}
				return expr{op: opClock, code: clockCode(h, 0, 0)}, k
			}
			return expr{op: opClock, code: "T" + l.code}, i + 2
		}
	}
	if l := p.at(i); p.word(i-1, "at") && l.low == "night" {
		return expr{op: opClock, code: "TNI"}, i + 1
	}
	return expr{}, 0
}

// hourMinute reads the figures of a clock and makes them T17:00.
func (p *parser) hourMinute(i int) (string, int) {
	l := p.at(i)
	if p.word(i, "half") && p.word(i+1, "past") {
		if h, j := p.smallHour(i + 2); h > 0 {
			return p.meridian(h, 30, 0, j)
		}
	}
	if c, j := p.minutesPast(i); c != "" {
		return c, j
	}
	if p.glued(i) && p.word(i-1, ".", ",", "-") && p.at(i-2).num >= 0 {
		return "", 0
	}
	if l.digits == 4 && l.num/100 < 24 && l.num%100 < 60 &&
		p.word(i+1, "gmt", "utc", "hours", "hrs") && (!p.glued(i) || p.at(i-1).low == "(") {
		return clockCode(l.num/100, l.num%100, 0), p.skip(i+1, "hours", "hrs")
	}
	h, m, s, j := l.num, 0, 0, i+1
	switch {
	case l.class == count && l.val <= 12:
		h = l.val
	case h < 0 || h > 24 || l.digits > 2:
		return "", 0
	}
	if h == 12 && p.word(j, "noon", "midnight") {
		return p.at(j).code, j + 1
	}
	sure := false
	if l.num >= 0 && p.glued(j) && p.word(j, ":", ".") && p.glued(j+1) && p.at(j+1).digits == 2 &&
		p.at(j+1).num < 60 {
		sure = p.word(j, ":") && (!p.glued(i) || p.at(i-1).low == "(")
		m, j = p.at(j+1).num, j+2
		if p.word(j, ":") && p.at(j+1).digits == 2 && p.at(j+1).num < 60 {
			s, j = p.at(j+1).num, j+2
		}
	}
	if code, k := p.meridian(h, m, s, j); k > j {
		return code, k
	}
	if sure && (p.closes(j) || p.at(j).class == month || p.at(j).class == point ||
		p.at(j).class == weekday) &&
		!p.word(j, ":", "/", "%") || p.word(j, "GMT", "gmt", "utc") {
		return clockCode(h, m, s), j
	}
	return "", 0
}

// minutesPast reads ten past 9, 20 past eight in the evening.
func (p *parser) minutesPast(i int) (string, int) {
	l := p.at(i)
	m, j := l.num, i+1
	if l.class == count {
		m, j = p.spelled(i)
	}
	if m <= 0 || m > 59 || !p.word(j, "past") {
		return "", 0
	}
	h, k := p.smallHour(j + 1)
	if h == 0 {
		return "", 0
	}
	if c, end := p.meridian(h, m, 0, k); c != "" {
		return c, end
	}
	return clockCode(h, m, 0), k
}

func (p *parser) smallHour(i int) (int, int) {
	if l := p.at(i); l.class == count && l.val <= 12 || l.num >= 1 && l.num <= 12 {
		return max(l.val, l.num), i + 1
	}
	return 0, 0
}

// meridian reads a.m., p.m., o'clock, "in the evening" behind an hour.
func (p *parser) meridian(h, m, s, j int) (string, int) {
	k := p.skip(j, "o")
	if k > j {
		if k = p.words(k, "'", "clock"); k == 0 {
			return "", 0
		}
		j = k
	}
	pm, end := p.half(j)
	if end == 0 {
		if k := p.words(j, "in", "the"); k > 0 && p.at(k).class == part && len(p.at(k).code) == 2 {
			c := p.at(k).code
			pm, end = c == "AF" || c == "EV", k+1
		} else if p.words(j, "at", "night") > 0 {
			pm, end = h > 5, j+2
		} else if p.word(j-1, "clock") {
			return clockCode(h, m, s), j
		} else {
			return "", 0
		}
	}
	if h > 12 {
		return clockCode(h, m, s), end
	}
	h %= 12
	if pm {
		h += 12
	}
	return clockCode(h, m, s), end
}

// half reads am, a.m., pm, p.m.; true for the afternoon.
func (p *parser) half(j int) (bool, int) {
	switch {
	case p.word(j, "am", "pm") && !(p.glued(j+1) && (p.at(j+1).num >= 0 ||
		p.at(j + 1).low[0] >= 'a')):
		return p.word(j, "pm"), j + 1
	case p.word(j, "a", "p") && p.word(j+1, ".") && p.word(j+2, "m") && p.glued(j+1) && p.glued(j+2):
		end := j + 3
		if p.word(end, ".") && p.glued(end) {
			end++
		}
		return p.word(j, "p"), end
	}
	return false, 0
}

func clockCode(h, m, s int) string {
	if s > 0 {
		return "T" + pad(h, 2) + ":" + pad(m, 2) + ":" + pad(s, 2)
	}
	return "T" + pad(h, 2) + ":" + pad(m, 2)
}

// dayWithClock reads Tuesday morning, Tuesday at 5 p.m., June 13 at noon, yesterday evening.
func (p *parser) dayWithClock(i int) (expr, int) {
	e, j := p.day(i)
	if j == 0 {
		return p.nightHour(i)
	}
	k := p.skip(j, ",")
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
		return e, j
	}
	e.clock = c
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
		j = p.skip(j, "early", "late")
		if k := p.words(p.skip(j, "morning"), "hours", "of"); k > j+2 || k > 0 && p.word(j-1, "early") {
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

// constant reads now, at present, in recent times, the future.
func (p *parser) constant(i int) (expr, int) {
	if l := p.at(i); l.class == ref {
		if p.word(i, "now") && p.word(i+1, "that") {
			return expr{}, 0
		}
		return expr{op: opConst, code: l.code}, i + 1
	}
	if p.words(i, "the", "time") > 0 && p.word(i-1, "at") && (p.at(i+2).low == "." ||
		p.at(i+2).low == ",") {
		return expr{op: opConst, code: "PAST_REF"}, i + 2
	}
	for _, c := range constants {
		if j := p.words(i, c.words...); j > 0 && p.closes(j) {
			return expr{op: opConst, code: c.code}, j
		}
	}
	return expr{}, 0
}

var constants = []struct {
	words []string
	code  string
}{
	{[]string{"these", "days"}, "PRESENT_REF"},
	{[]string{"the", "past"}, "PAST_REF"},
	{[]string{"the", "near", "future"}, "FUTURE_REF"},
	{[]string{"the", "future"}, "FUTURE_REF"},
	{[]string{"the", "foreseeable", "future"}, "FUTURE_REF"},
	{[]string{"the", "moment"}, "PRESENT_REF"},
	{[]string{"the", "present"}, "PRESENT_REF"},
	{[]string{"right", "now"}, "PRESENT_REF"},
	{[]string{"at", "present"}, "PRESENT_REF"},
	{[]string{"to", "date"}, "PRESENT_REF"},
	{[]string{"this", "time"}, "PRESENT_REF"},
	{[]string{"the", "present", "time"}, "PRESENT_REF"},
	{[]string{"that", "time"}, "PAST_REF"},
}
