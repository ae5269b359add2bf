package date

// relative reads what counts from the day of publication: last year, this week, next Tuesday,
// last May, this summer, yesterday, the day before yesterday.
func (p *parser) relative(i int) (expr, int) {
	return p.once(&p.told, i, (*parser).readRelative)
}

func (p *parser) readRelative(i int) (expr, int) {
	l := p.at(i)
	switch l.class {
	case point:
		e := expr{op: opShift, n: l.val, unit: daily}
		if l.mark != "" {
			e.clock = "T" + l.mark // tonight
		}
		return e, i + 1
	case toward:
		if p.lasts(i) {
			return expr{}, 0
		}
		return p.towards(i, i+1, l.val)
	}
	k := p.skip(i, "the")
	if j := max(p.words(k, "year", "to", "date"), p.words(k, "year", "-", "to", "-", "date")); j > 0 {
		return expr{op: opRelative, unit: yearly}, j
	}
	if j := p.words(k, "day", "before", "yesterday"); j > 0 {
		return expr{op: opShift, n: -2, unit: daily}, j
	}
	if j := p.words(k, "day", "after", "tomorrow"); j > 0 {
		return expr{op: opShift, n: 2, unit: daily}, j
	}
	if u := p.at(i + 1); p.word(i, "the") && u.class == unit && u.mark == "" && u.val >= daily &&
		u.val <= yearly && p.word(i+2, "before", "after") && p.ends(i+3) {
		n := map[string]int{"before": -1, "after": 1}[p.at(i+2).low]
		return expr{op: opShift, base: fromAnchor, n: n, unit: u.val}, i + 3
	}
	if u := p.at(i + 1); p.word(i, "the") && u.class == unit && u.mark == "" && u.val >= weekly &&
		p.word(i+2, "after") {
		if k := p.skip(i+3, "the"); p.word(k, "next") && p.closes(k+1) {
			return expr{op: opRelative, dir: 2, unit: u.val}, k + 1
		}
	}
	if p.word(i, "the") && p.at(i+1).class == toward && p.at(i+1).low != "this" {
		return p.theNext(i)
	}
	if u := p.at(i + 1); p.word(i, "the") && u.class == unit && u.mark == "" && !u.upper &&
		p.closes(i+2) &&
		(u.val == yearly || u.val == quarter || u.val == monthly) &&
		p.word(i-1, "in", "for", "during", "of", "through") &&
		!p.word(i+2, "of", "when", "after", "before", "that") {
		return expr{op: opRelative, unit: u.val}, i + 2
	}
	if e, j := p.wholeSeason(i); j > 0 {
		return e, j
	}
	if p.word(i, "the") && p.word(i+1, "weekend") && p.closes(i+2) {
		return expr{op: opRelative, unit: weekend, dir: -9}, i + 2
	}
	if p.word(i, "that", "the", "same") {
		return p.sameDay(i)
	}
	return expr{}, 0
}

// lasts reports whether "last" is a verb: "it should last two hours".
func (p *parser) lasts(i int) bool {
	if l := p.at(i + 1); p.word(i-1, "and", "only") && l.mark != "plural" &&
		(l.class == unit || l.class == weekday || l.class == month || l.class == season) {
		return false
	}
	return p.word(i, "last") && p.word(i-1, "to", "will", "would", "could", "can", "should", "might",
		"may", "must", "not", "t", "can", "did", "do", "does", "and", "only")
}

// towards reads what follows last, this or next.
func (p *parser) towards(i, j, dir int) (expr, int) {
	if p.word(i, "this") && p.at(j).class == toward && p.at(j).low != "this" {
		dir, j = p.at(j).val, j+1
		if p.at(j).class == weekday {
			return expr{op: opWeekday, wd: p.at(j).val, dir: dir * 3}, j + 1
		}
	}
	if p.word(j, "calendar") && p.word(j+1, "year") {
		j++
	}
	l := p.at(j)
	if p.word(i, "latest", "prior") && l.class != unit {
		return expr{}, 0
	}
	switch l.class {
	case unit:
		return p.towardUnit(i, j, dir)
	case weekday:
		if l.mark == "plural" {
			return expr{}, 0
		}
		if e, k := p.named(j); k > j+1 && p.word(j+1, "(", ",") && e.m > 0 {
			return e, k // this Friday (June 15)
		}
		if p.word(i, "past", "coming", "upcoming") {
			dir *= 3
		}
		return expr{op: opWeekday, wd: l.val, dir: dir}, j + 1
	case month:
		if !l.upper && l.mark == "short" {
			return expr{}, 0
		}
		m, k := p.month(j)
		if m == 0 {
			m, k = l.val, j+1
		}
		if d, end := p.dayNumber(k); d > 0 && p.at(end).class != unit {
			return p.withYear(expr{op: opDay, m: m, d: d}, end)
		}
		if y, end := p.year(p.skip(k, ",")); y > 0 {
			return expr{op: opMonth, m: m, y: y}, end
		}
		return expr{op: opMonthDir, dir: dir, m: m}, k
	case season:
		return expr{op: opPartDir, dir: dir, code: l.code}, j + 1
	case part:
		if p.word(i, "this", "last", "next") && len(l.code) == 2 && l.mark != "plural" {
			return expr{op: opShift, n: map[string]int{"last": -1, "next": 1}[p.at(i).low], unit: daily,
				clock: "T" + l.code}, j + 1
		}
	}
	if e, k := p.holiday(j); k > 0 && e.y == 0 {
		e.dir, e.rel = dir, itself
		return e, k
	}
	return expr{}, 0
}

func (p *parser) towardUnit(i, j, dir int) (expr, int) {
	l := p.at(j)
	if l.mark == "plural" || l.val == hour || l.val == minute || l.val == second || l.val == half {
		return expr{}, 0
	}
	if l.val == daily && !p.word(i, "this") {
		if p.word(i, "next", "following", "previous", "prior") {
			return expr{op: opShift, base: fromAnchor, n: dir, unit: daily}, j + 1
		}
		return expr{}, 0
	}
	if l.val == daily {
		return expr{}, 0
	}
	if p.word(i, "past", "preceding") && !p.word(j, "week", "weekend") {
		return expr{op: opLength, code: length("1", l.val)}, j + 1
	}
	if p.word(i, "following", "preceding", "previous", "prior") && p.word(j, "week", "month", "year") {
		return expr{op: opShift, base: fromAnchor, n: dir, unit: l.val}, j + 1
	}
	e := expr{op: opRelative, dir: dir, unit: l.val}
	k := p.skip(j+1, "on", ",")
	if w := p.at(k); l.val == weekly && w.class == weekday && w.mark != "plural" && w.upper {
		return expr{op: opWeekday, wd: w.val, dir: dir}, k + 1
	}
	return e, j + 1
}

// theNext reads the next day, the following year, the past decade, the last three months.
func (p *parser) theNext(i int) (expr, int) {
	t, l := p.at(i+1), p.at(i+2)
	if l.class == unit && l.mark != "plural" && l.val != half && l.val != second && l.val != minute {
		switch {
		case p.word(i+1, "past", "preceding"), p.word(i+1, "last") && l.val != weekend:
			return expr{op: opLength, code: length("1", l.val)}, i + 3
		case p.word(i+1, "next", "following", "previous", "prior") && l.val != hour:
			if l.val == daily || p.word(i+1, "following", "previous", "prior") {
				return expr{op: opShift, base: fromAnchor, n: t.val, unit: l.val}, i + 3
			}
			return expr{op: opRelative, dir: 1, unit: l.val}, i + 3
		case p.word(i+1, "coming", "upcoming", "current", "latest") && l.val != hour && l.val != daily:
			return expr{op: opRelative, dir: t.val, unit: l.val}, i + 3
		}
	}
	if (l.class == weekday || l.class == season) && l.mark != "plural" &&
		!p.word(i+1, "latest", "prior") {
		if l.class == season {
			return expr{op: opPartDir, dir: t.val, code: l.code}, i + 3
		}
		return expr{op: opWeekday, wd: l.val, dir: t.val}, i + 3
	}
	return expr{}, 0
}

// sameDay reads the same day, that day, that week, that year, a day named before.
func (p *parser) sameDay(i int) (expr, int) {
	j := p.skip(i, "the")
	if !p.word(j, "same", "that") || p.word(j, "that") && j > i {
		return expr{}, 0
	}
	l := p.at(j + 1)
	if l.class == part && p.word(j, "that", "same") && (l.code == "NI" || l.code == "EV" ||
		l.code == "MO" || l.code == "AF") {
		return expr{op: opShift, base: fromAnchor, unit: daily, clock: "T" + l.code}, j + 2
	}
	if l.class != unit || l.mark == "plural" || (l.val < daily || l.val > yearly) &&
		l.val != weekend || !p.closes(j+2) {
		return expr{}, 0
	}
	return expr{op: opShift, base: fromAnchor, unit: l.val}, j + 2
}

// fuzzy reads early, mid, late, the end of, earlier this month, later in the year: the value is
// that of the whole, as TIMEX3 keeps the part in an attribute of its own.
func (p *parser) fuzzy(i int) (expr, int) {
	j := i
	if k := p.skip(i, "the"); k > i && p.word(k, "early", "late", "mid") {
		if e, end := p.decade(p.skip(k+1, "-")); end > 0 {
			return e, end
		}
	}
	switch {
	case p.word(i, "early", "late", "mid", "middle"):
		j = p.skip(i+1, "-")
		if l := p.at(j); l.class == part && len(l.code) == 2 && l.mark == "" && p.closes(j+1) &&
			p.word(i-1, "in", "the", "by", "until") {
			return expr{op: opClock, code: "T" + l.code}, j + 1
		}
		j = p.skip(j, "in", "on")
		if l := p.at(j + 1); p.word(j-1, "in") && p.word(j, "the") && l.class == part &&
			len(l.code) == 2 {
			return expr{op: opClock, code: "T" + l.code}, j + 2
		}
	case p.word(i, "earlier", "later"):
		j = p.skip(i+1, "in", "on")
		if k := p.words(j, "the", "day"); k > 0 && p.closes(k) {
			return expr{op: opShift, base: fromNear, unit: daily}, k
		}
	case p.word(p.skip(i, "the"), "end", "beginning", "start", "middle", "close", "rest",
		"remainder"):
		j = p.skip(i, "the") + 1
		if !p.word(j, "of") {
			return expr{}, 0
		}
		j++
		if p.word(j, "year", "month", "week") && p.closes(j+1) {
			return expr{op: opRelative, unit: p.at(j).val}, j + 1
		}
	default:
		return expr{}, 0
	}
	if e, k := p.period(j); k > 0 {
		return e, k
	}
	for _, r := range [...]rule{(*parser).dayWithClock, (*parser).relative, (*parser).calendar} {
		if e, k := r(p, j); k > 0 && !(e.op == opWeekday && p.word(i, "earlier", "later")) {
			return e, k
		}
	}
	return expr{}, 0
}
