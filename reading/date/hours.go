package date

// bareHours reads hours that the part of a day behind them tells: "between 7 and 9:30 last
// night", "from 10 to 11:30 this morning".
func (p *parser) bareHours(i int) (expr, int) {
	if !p.word(i-1, "between", "from") {
		return expr{}, 0
	}
	e, end := p.twoHours(i)
	d, last := p.relative(end)
	if end == 0 || last == 0 || d.op != opShift || len(d.clock) != 3 {
		return expr{}, 0
	}
	return hoursOf(laterHours(e, d.clock), d), last
}

// twoHours reads 7 to 9:30, 10-4, without a.m. or p.m.; the later is after the earlier.
func (p *parser) twoHours(i int) (expr, int) {
	a, j := p.bareHour(i)
	k := p.joint(i, j)
	if a == "" || k == 0 {
		return expr{}, 0
	}
	b, end := p.bareHour(k)
	if b == "" || a == b {
		return expr{}, 0
	}
	if a > b {
		b = afternoon(b)
	}
	return expr{of: &expr{op: opClock, code: a}, end: &expr{op: opClock, code: b}}, end
}

// laterHours moves hours to the part of the day that they are said to be of.
func laterHours(e expr, part string) expr {
	if len(part) == 3 && late[part[1:]] {
		e.of.code, e.end.code = afternoon(e.of.code), afternoon(e.end.code)
	}
	return e
}

// clockAndLength reads from 10 a.m. for two hours: a is the clock, up to j.
func (p *parser) clockAndLength(a expr, j int) (expr, int) {
	minutes, k := p.minutes(j + 1)
	if !p.word(j, "for") || k == 0 {
		return expr{}, 0
	}
	e, ok := lasts(a, minutes)
	if !ok {
		return expr{}, 0
	}
	return p.onDay(e, k)
}

// lengthAndClock reads for three hours from 10 a.m.
func (p *parser) lengthAndClock(i int) (expr, int) {
	if !p.word(i-1, "for") {
		return expr{}, 0
	}
	minutes, j := p.minutes(i)
	if j == 0 || !p.word(j, "from") {
		return expr{}, 0
	}
	c, k := p.hourMinute(j + 1)
	if c == "" {
		return expr{}, 0
	}
	e, ok := lasts(expr{op: opClock, code: c}, minutes)
	if !ok {
		return expr{}, 0
	}
	return p.onDay(e, k)
}

// minutes reads how many minutes a few hours are: 2 hours, 3 hours 30 minutes.
func (p *parser) minutes(i int) (int, int) {
	n, j := p.quantity(i)
	u := p.at(j)
	if j == 0 || n <= 0 || n > 60 || u.class != unit || u.val != hour && u.val != minute {
		return 0, 0
	}
	if u.val == minute {
		return n, j + 1
	}
	if m, end := p.quantity(p.skip(j+1, "and")); end > 0 && m < 60 && p.isUnit(end) &&
		p.at(end).val == minute {
		return 60*n + m, end + 1
	}
	return 60 * n, j + 1
}

// lasts is the interval from a clock so many minutes on, within its day.
func lasts(a expr, minutes int) (expr, bool) {
	at := number(a.code[1:3])*60 + number(a.code[4:6]) + minutes
	b := expr{op: opClock, code: clockCode(at/60, at%60, 0)}
	return expr{op: opInterval, of: &a, end: &b}, at < 24*60
}

// bareHour reads 7 or 9:30, without a.m. or p.m.
func (p *parser) bareHour(i int) (string, int) {
	h, j := p.smallHour(i)
	if h == 0 {
		return "", 0
	}
	if l := p.at(j + 1); p.word(j, ":") && p.glued(j) && l.digits == 2 && l.num < 60 {
		return clockCode(h, l.num, 0), j + 2
	}
	return clockCode(h, 0, 0), j
}

func afternoon(code string) string {
	if h := number(code[1:3]); h < 12 {
		return clockCode(h+12, number(code[4:6]), 0)
	}
	return code
}

// onDay adds the day of an interval of hours: 5 to 6 p.m. on Tuesday, 10-12 next Monday.
func (p *parser) onDay(e expr, end int) (expr, int) {
	k := p.skip(p.skip(end, ","), "on", "of")
	d, j := p.day(k)
	if f, last := p.relative(k); last > j && f.op == opShift && len(f.clock) == 3 {
		d, j = f, last
	}
	if j == 0 {
		return e, end
	}
	if p.at(j).class == part && p.at(j).mark == "" && p.closes(j+1) {
		j++ // from 3 to 8 p.m. yesterday afternoon
	}
	return hoursOf(e, d), j
}

// hoursOf sets both ends of an interval of hours to one day.
func hoursOf(e, d expr) expr {
	a, b := d, d
	a.clock, b.clock = e.of.code, e.end.code
	return expr{op: opInterval, of: &a, end: &b, sameDay: true}
}

// hoursAround reads hours with their day behind the first: between 2 p.m. Tuesday and 4 p.m.
func (p *parser) hoursAround(i int) (expr, int) {
	if c, j := p.hourMinute(i); c == "" || p.closes(j) {
		return expr{}, 0
	}
	d, j := p.clockWithDay(i)
	k := p.joint(i, j)
	if j == 0 || k == 0 || len(d.clock) < 3 || d.clock[1] > '9' {
		return expr{}, 0
	}
	b, end := p.hourMinute(k)
	if b == "" {
		if b, end = p.bareHour(k); b != "" && b <= d.clock {
			b = afternoon(b)
		}
	}
	if _, other := p.clockWithDay(k); b <= d.clock || other > 0 || !p.closes(end) {
		return expr{}, 0
	}
	a := d.clock
	return hoursOf(expr{of: &expr{op: opClock, code: a}, end: &expr{op: opClock, code: b}}, d), end
}

// dayHours reads a day with hours behind it: Tuesday from 2 to 2:30 p.m.
func (p *parser) dayHours(i int) (expr, int) {
	d, j := p.day(i)
	if e, k := p.relative(i); k > j && e.op == opShift && len(e.clock) == 3 {
		d, j = e, k // tonight from 7 to 9
	}
	if n, k := p.dayNumber(i + 1); j == 0 && p.word(i, "the") && n > 0 && p.word(i-1, "on") &&
		p.word(k, "from", "between") {
		d, j = expr{op: opDay, d: n}, k // on the 17th from 2 to 4 p.m.
	}
	if j == 0 {
		return expr{}, 0
	}
	half := d.clock
	if l := p.at(j); l.class == part && len(l.code) == 2 {
		half, j = "T"+l.code, j+1
	}
	k := p.skip(p.skip(j, ","), "from", "between", "at")
	if p.deep >= maxDeep {
		return expr{}, 0
	}
	p.deep++
	e, end := p.interval(k)
	p.deep--
	if p.word(k-1, "from", "between") && (end == 0 || e.of.op == opClock) {
		if bare, last := p.twoHours(k); last >= end && last > 0 && p.closes(last) {
			return hoursOf(laterHours(bare, half), d), last
		}
	}
	if end == 0 || e.of.op != opClock {
		return expr{}, 0
	}
	return hoursOf(e, d), end
}
