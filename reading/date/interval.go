package date

// interval reads two ends: June 16 to 21, 16-21 June 2023, from Monday to Thursday, between 2014
// and 2018, March-May 2019, 5 to 6 p.m.
func (p *parser) interval(i int) (expr, int) {
	if e, j := p.bareHours(i); j > 0 {
		return e, j
	}
	if e, j := p.dayHours(i); j > 0 {
		return e, j
	}
	if e, j := p.lengthAndClock(i); j > 0 {
		return e, j
	}
	if e, j := p.hoursAround(i); j > 0 {
		return e, j
	}
	a, j := p.side(i)
	if j == 0 {
		return expr{}, 0
	}
	if a.op == opClock {
		if e, k := p.clockAndLength(a, j); k > 0 && p.word(i-1, "from", "at", "starting") {
			return e, k
		}
	}
	k := p.joint(i, j)
	if k == 0 {
		return expr{}, 0
	}
	return p.between(a, j, k)
}

// between reads the end of an interval from k on, whose start is a, up to j.
func (p *parser) between(a expr, j, k int) (expr, int) {
	b, end := p.otherSide(a, k)
	if t := p.at(p.skip(end, "of")); end > 0 && bareDay(a) && bareDay(b) && t.class == toward &&
		a.d < b.d && p.word(p.skip(end, "of")+1, "month") {
		a.dir, a.rel, b.dir, b.rel = t.val, ofMonth, t.val, ofMonth // 4 to 22 this month
		return expr{op: opInterval, of: &a, end: &b}, p.skip(end, "of") + 2
	}
	if end > 0 && bareDay(a) && bareDay(b) && p.closes(end) && p.suffixed(j) && p.suffixed(end) {
		return expr{op: opInterval, of: &a, end: &b}, end // from the 16th to the 21st
	}
	if end == 0 || !p.match(&a, &b) {
		return expr{}, 0
	}
	e := expr{op: opInterval, of: &a, end: &b}
	if a.op == opClock {
		if h := a.code[1:3]; !p.meridianAt(j) && b.code >= "T12" && h < "12" {
			if later := clockCode(number(h)+12, number(a.code[4:6]), 0); later < b.code {
				a.code = later // 2:20 to 3 p.m.
			}
		}
		return p.onDay(e, end)
	}
	return e, end
}

func bareDay(e expr) bool { return e.op == opDay && e.m == 0 && e.wd == 0 && e.rel == unsaid }

// meridianAt reports whether the words before i end with a.m. or p.m.
func (p *parser) meridianAt(i int) bool {
	return p.word(i-1, "am", "pm", "m", "noon") || p.at(i-1).class == part || p.word(i-2, "m") &&
		p.word(i-1, ".")
}

// side reads the first end: a day, month, year, clock, or the bare number of a day or hour.
func (p *parser) side(i int) (expr, int) {
	if e, j := p.clockOrDay(i); j > 0 {
		return e, j
	}
	if p.word(i, "now") {
		return expr{op: opShift, unit: daily}, i + 1
	}
	if e, j := p.slashed(i); j > 0 {
		if _, k := p.slashed(j + 1); p.word(i-1, "from", "between", "(") || k == 0 && p.glued(j) &&
			p.word(j, "-") && p.word(j+2, "/") {
			return e, j
		}
	}
	if d, j := p.dayNumber(p.skip(i, "the")); d > 0 && !p.fraction(j) &&
		!(p.glued(i) && p.word(i-1, "/")) {
		return expr{op: opDay, d: d}, j
	}
	if l := p.at(i); l.digits == 4 && yearLike(l) && !(p.glued(i) && p.at(i-1).low == "-") {
		return expr{op: opYear, y: l.num}, i + 1
	}
	return expr{}, 0
}

func (p *parser) clockOrDay(i int) (expr, int) {
	if c, j := p.hourMinute(i); c != "" {
		return expr{op: opClock, code: c}, j
	}
	var best expr
	end := 0
	for _, r := range [...]rule{(*parser).calendar, (*parser).relative, (*parser).fuzzy} {
		if e, j := r(p, i); j > end && e.op != opShift || j > end && e.unit == daily && e.clock == "" {
			best, end = e, j
		}
	}
	if l := p.at(i); end == 0 && l.class == month && (l.upper || p.word(i+1, "-")) {
		return expr{op: opMonth, m: l.val}, i + 1
	}
	return best, end
}

// joint reads the words between the ends; "and" only after "between".
func (p *parser) joint(i, j int) int {
	lead := p.word(i-1, "between") || p.word(i-1, "the") && p.word(i-2, "between")
	switch {
	case p.word(j, "and"):
		if lead {
			return j + 1
		}
		return 0
	case p.word(j, "-") && p.at(j).Len() == len("—") && p.body[p.at(j).Start:p.at(j).End] == "—" &&
		!(p.glued(j) && p.glued(j+1) && p.at(j-1).num >= 0 && p.at(j+1).num >= 0):
		return 0 // a dash of thought: "on June 16 — the same day"
	case p.word(j, "to", "through", "until", "till", "thru", "-", "~"):
		return j + 1
	}
	return 0
}

func (p *parser) otherSide(a expr, k int) (expr, int) {
	p.second = k
	b, end := p.clockOrDay(k)
	if b.op == opShift && b.base == fromAnchor {
		b, end = expr{}, 0
	}
	p.second = 0
	if s, j := p.slashed(k); j > end && p.closes(j) && a.op == opDay && a.m > 0 {
		b, end = p.withYear(s, j)
	}
	if c, j := p.bareHour(k); a.op == opClock && end == 0 && c != "" &&
		(p.closes(j) || p.at(j).class == point) {
		if c <= a.code {
			c = afternoon(c)
		}
		return expr{op: opClock, code: c}, j // from 10:30 to 3
	}
	if p.word(k, "now") {
		return expr{op: opShift, unit: daily}, k + 1
	}
	d, j := p.dayNumber(p.skip(k, "the"))
	if d > 0 && j > end && (a.m > 0 || a.op == opDay) && !p.fraction(j) {
		b, end = expr{op: opDay, d: d}, j
		if a.y == 0 {
			b, end = p.withYear(b, j)
		}
	}
	if l := p.at(k); a.op == opYear && l.digits == 2 && p.glued(k) && l.num == (a.y+1)%100 &&
		end == 0 {
		return expr{op: opYear, y: a.y/100*100 + l.num}, k + 1
	}
	if a.op == opYear && end == 0 && yearLike(p.at(k)) && !p.trailed(k+1) && p.at(k+1).low != "-" {
		return expr{op: opYear, y: p.at(k).num}, k + 1
	}
	return b, end
}

// match makes the ends complete each other and reports whether they are of one kind.
func (p *parser) match(a, b *expr) bool {
	if a.op == opDay && a.m == 0 && b.op == opClock {
		a.op, a.code = opClock, hourBefore(a.d, b.code)
		return a.d <= 12
	}
	if a.op == opClock || b.op == opClock {
		return a.op == b.op
	}
	if a.op == opDay && a.m == 0 && a.wd == 0 {
		if b.op != opDay || b.m == 0 {
			return false
		}
		a.m, a.y, a.dir, a.rel = b.m, b.y, b.dir, b.rel
		if a.d >= b.d && b.m > 1 {
			a.m-- // from the 27th to the 3rd of April
		}
		return a.d < b.d || b.m > 1 && a.d > 20 && b.d < 11
	}
	if b.op == opDay && b.m == 0 && b.wd == 0 {
		if a.op != opDay || a.m == 0 {
			return false
		}
		b.m = a.m
		if b.d <= a.d {
			b.m = a.m%12 + 1
		}
		if a.y > 0 && b.m < a.m {
			b.y = a.y + 1
		} else if b.y == 0 {
			b.y = a.y
		}
	}
	if a.op == opYear && b.op == opYear {
		return a.y < b.y
	}
	if a.y == 0 && b.y > 0 && a.m > 0 {
		a.y = b.y
		if a.m > b.m {
			a.y--
		}
	}
	return comparable(a.op) && comparable(b.op) && (a.op == b.op || a.y > 0 || b.y > 0 ||
		b.op == opShift || a.op == opShift || a.op == opRelative)
}

func comparable(o op) bool {
	switch o {
	case opDay, opMonth, opYear, opWeekday, opPart, opHoliday, opShift, opDecade, opRelative,
		opMonthDir:
		return true
	}
	return false
}

// hourBefore gives the hour h the half of the day that fits before a clock.
func hourBefore(h int, code string) string {
	if code >= "T12" && h < 12 && pad(h+12, 2) <= code[1:3] {
		h += 12
	}
	return clockCode(h, 0, 0)
}
