package date

// decade reads the 1990s, the '90s, the nineties.
func (p *parser) decade(i int) (expr, int) {
	j := p.skip(i, "the")
	y := -1
	k := p.skip(j, "'")
	l := p.at(k)
	switch {
	case l.digits == 4 && l.num%10 == 0 && yearLike(l), l.digits == 2 && l.num%10 == 0 && (k > j ||
		j > i):
		y = l.num
		k++
		k = p.skip(k, "'")
		torn := l.digits == 4 && (j > i || p.word(i-1, "early", "late", "mid", "-")) // the 1990 s
		if !p.word(k, "s") || !p.glued(k) && !torn {
			return expr{}, 0
		}
	case l.class == count && l.val >= 18 && l.val <= 20 && p.at(k+1).class == decade:
		y = l.val*100 + p.at(k+1).val
		k++
	case l.class == decade && (j > i || p.partOfThe(i) ||
		p.word(i-1, "in") && p.ends(i+1)):
		y = l.val
	default:
		return expr{}, 0
	}
	if p.at(j-1).low != "the" && l.digits == 2 && k == j {
		return expr{}, 0
	}
	return expr{op: opDecade, y: y}, k + 1
}

// century reads the 19th century, the twenty-first century, this century.
func (p *parser) century(i int) (expr, int) {
	j := p.skip(i, "the")
	n, j := p.dayNumber(j)
	if n == 0 {
		return expr{}, 0
	}
	j = p.skip(j, "-")
	if !p.word(j, "century") {
		return expr{}, 0
	}
	return expr{op: opCentury, y: n - 1}, j + 1
}

// quarter reads the third quarter of 2019, third-quarter, Q3 2019, the first half of the year.
func (p *parser) quarter(i int) (expr, int) {
	if t := p.at(i); t.class == toward && p.word(i+1, "year") && p.words(i+2, "'", "s") > 0 {
		if p.deep >= maxDeep {
			return expr{}, 0
		}
		p.deep++
		e, j := p.quarter(i + 4)
		p.deep--
		if j > 0 && e.y == 0 {
			e.dir, e.rel = t.val, ofYear
			return e, j
		}
	}
	e := expr{op: opPart}
	if y, j := p.year(i); y > 0 {
		if k := p.words(j, "'", "s"); k > 0 && p.deep < maxDeep {
			p.deep++
			f, end := p.quarter(k)
			p.deep--
			f.y = y
			return f, end // 1988's third quarter
		}
		if c, k := p.quarterCode(p.skip(j, "-")); c != "" {
			return expr{op: opPart, y: y, code: c}, k
		}
	}
	if c, j := p.quarterCode(i); c != "" {
		e.code = c
		return p.withYear(e, j)
	}
	j := p.skip(i, "the")
	l := p.at(j)
	n := l.val
	if l.class != ordinal {
		if l.num < 1 || !p.word(j+1, "st", "nd", "rd", "th") {
			return expr{}, 0
		}
		n, j = l.num, j+1
	}
	k := p.skip(j+1, "-")
	switch {
	case p.word(k, "quarter") && n <= 4:
		e.code = "Q" + string(rune('0'+n))
	case p.word(k, "half") && n <= 2:
		e.code = "H" + string(rune('0'+n))
	default:
		return expr{}, 0
	}
	if p.word(k, "half") {
		return p.halfOf(e, k+1)
	}
	return p.ofYear(e, k+1)
}

func (p *parser) quarterCode(i int) (string, int) {
	if (p.word(i, "q") && p.glued(i+1) && p.at(i+1).num >= 1 && p.at(i+1).num <= 4 ||
		p.word(i, "h") && p.glued(i+1) && p.at(i+1).num >= 1 && p.at(i+1).num <= 2) && p.at(i).upper {
		return map[bool]string{true: "Q", false: "H"}[p.word(i, "q")] + p.at(i+1).low, i + 2
	}
	if p.word(i, "q", "h") && p.glued(i+1) && p.at(i+1).digits == 1 && p.word(i, "q") {
		return "Q" + p.at(i+1).low, i + 2
	}
	return "", 0
}

// halfOf needs a year: a first half may be one of a match.
func (p *parser) halfOf(e expr, j int) (expr, int) {
	if f, k := p.ofYear(e, j); k > j {
		return f, k
	}
	return expr{}, 0
}

// ofYear adds "of 2019", "of the year", "of last year", "of fiscal 2019" to a part of a year.
func (p *parser) ofYear(e expr, j int) (expr, int) {
	k := p.skip(j, "of", "in", ",")
	k = p.skip(p.skip(k, "the"), "fiscal")
	if p.at(k-1).low == "fiscal" {
		k = p.skip(k, "year")
	}
	if y, end := p.year(k); y > 0 {
		e.y = y
		return e, end
	}
	if k > j+1 && p.word(k, "year") && p.word(k-1, "the") {
		e.dir, e.rel = 0, ofYear
		return e, k + 1
	}
	if t := p.at(k); t.class == toward && p.word(k+1, "year") {
		e.dir, e.rel = t.val, ofYear
		return e, k + 2
	}
	if k := p.skip(j, "'"); k > j && p.word(k, "s") {
		return e, j
	}
	return e, j
}

// partOfThe reports whether "the early", "and late", "the mid-" stands before i: "his mid-twenties"
// is no decade.
func (p *parser) partOfThe(i int) bool {
	if p.word(i-1, "-") {
		i--
	}
	return p.word(i-1, "early", "late", "mid") && p.word(i-2, "the", "and", "to", "or", "-")
}

// fiscal reads fiscal 2019, fiscal year 2019, FY2019, the fiscal year.
func (p *parser) fiscal(i int) (expr, int) {
	dir := 0
	j := p.skip(i, "the")
	if t := p.at(j); t.class == toward {
		dir, j = t.val, j+1
	}
	k := j
	switch {
	case p.word(j, "fiscal", "financial"):
		k = p.skip(j+1, "year")
	case p.word(j, "fy"):
		k = j + 1
	default:
		return expr{}, 0
	}
	if y, end := p.year(k); y > 0 {
		if last := p.nextYear(y, end); last > end {
			return expr{op: opInterval, of: &expr{op: opYear, y: y}, end: &expr{op: opYear, y: y + 1}}, last
		}
		return expr{op: opFiscal, y: y}, end
	}
	if l := p.at(k); p.word(j, "fy") && p.glued(k) && l.digits == 2 {
		return expr{op: opFiscal, y: 2000 + l.num}, k + 1
	}
	if p.word(k-1, "year") && k > j+1 {
		if j == i && p.word(i-1, "a", "any", "by", "each", "every", "in", "per") {
			return expr{op: opFiscal}, k // some fiscal year
		}
		return expr{op: opFiscal, dir: dir, rel: ofYear}, k
	}
	return expr{}, 0
}

// nextYear reads the year after y behind a dash or a stroke, 2022-23, 2022/2023, from i on.
func (p *parser) nextYear(y, i int) int {
	if l := p.at(i + 1); p.word(i, "-", "/") && p.glued(i) && p.glued(i+1) &&
		(l.digits == 4 && l.num == y+1 || l.digits == 2 && l.num == (y+1)%100) {
		return i + 2
	}
	return i
}

// season reads the summer of 2019, summer 2019, in the spring; relative reads "last winter".
func (p *parser) season(i int) (expr, int) {
	j := p.skip(i, "the")
	l := p.at(j)
	if l.class != season {
		return expr{}, 0
	}
	e := expr{op: opPart, code: l.code}
	f, k := p.withYear(e, j+1)
	switch {
	case k > j+1 && p.word(j+1, ",") && l.mark == "short":
		return expr{}, 0
	case k > j+1:
		return f, p.nextYear(f.y, k) // the winter of 1998-99
	case j > i && p.word(i-1, "in", "by", "until", "since", "during", "over", "before", "after") &&
		p.closes(j+1) && !p.word(j+1, "of"):
		return e, j + 1
	case j == i && p.word(i-1, "mid", "-", "early", "late", "in", "since") && p.closes(j+1) &&
		l.mark != "short":
		return e, j + 1
	}
	return expr{}, 0
}

// wholeSeason reads a season of no year: all summer, the winter months.
func (p *parser) wholeSeason(i int) (expr, int) {
	j := p.skip(p.skip(i, "all"), "the")
	whole := p.word(j, "whole", "entire", "all") || p.word(i, "all")
	j = p.skip(j, "whole", "entire", "all")
	l := p.at(j)
	if l.class != season || l.upper && j > i || !whole && !(seasonal[p.at(j+1).low] && l.mark == "") ||
		whole && !p.closes(j+1) {
		return expr{}, 0
	}
	return expr{op: opConst, code: "XXXX-" + l.code}, j + 1
}

// seasonal are the nouns of which a season tells no year: the summer months.
var seasonal = readList("seasonal")

// weekOf reads the week of April 10, the week starting (on) February 4.
func (p *parser) weekOf(i int) (expr, int) {
	j := p.skip(i, "the")
	if !p.word(j, "week") {
		return expr{}, 0
	}
	j++
	if p.word(j, "of", "starting", "beginning", "ending", "commencing") {
		k := p.skip(j+1, "on")
		if p.deep >= maxDeep {
			return expr{}, 0
		}
		p.deep++
		e, end := p.calendar(k)
		p.deep--
		if end > 0 && (e.op == opDay || e.op == opHoliday) {
			return expr{op: opWeekOf, of: &e}, end
		}
		return expr{}, 0
	}
	if n := p.at(j).num; n >= 1 && n <= 53 && j == i+1 {
		e, end := p.ofYear(expr{op: opWeek, wd: n, dir: 0, rel: ofYear}, j+1)
		if end > j+1 {
			return e, end
		}
	}
	return expr{}, 0
}

// holidayWeekend reads Labor Day weekend, the weekend of Thanksgiving 2023.
func (p *parser) holidayWeekend(i int) (expr, int) {
	of, j := p.holiday(i)
	if j > 0 && p.word(j, "weekend") {
		of, j = p.withYear(of, j+1)
		return weekendOf(of), j
	}
	k := p.skip(i, "the")
	if !p.word(k, "weekend") || !p.word(k+1, "of") {
		return expr{}, 0
	}
	if of, j = p.holiday(p.skip(k+2, "the")); j > 0 {
		return weekendOf(of), j
	}
	if of, j = p.named(k + 2); j > 0 {
		return weekendOf(of), j
	}
	return expr{}, 0
}

func weekendOf(day expr) expr { return expr{op: opWeekOf, code: "WE", of: &day} }

// nthWeek reads the first week of January, the last week of the year, the final days of May.
func (p *parser) nthWeek(i int) (expr, int) {
	j := p.skip(i, "the")
	l := p.at(j)
	n := 0
	switch {
	case l.class == ordinal && l.val <= 12:
		n = l.val
	case l.num >= 1 && l.num <= 12 && p.word(j+1, "st", "nd", "rd", "th"):
		n, j = l.num, j+1
	case p.word(j, "last", "final"):
		n = -1
	default:
		return expr{}, 0
	}
	if e, end := p.edge(j, n); end > 0 {
		return e, end
	}
	if n > 0 && p.word(j+1, "month") && p.word(j+2, "of", "in") {
		if e, end := p.ofYear(expr{op: opMonth, m: n}, j+2); end > j+2 {
			return e, end
		}
	}
	clock, k := "", j+2
	if l := p.at(k); p.at(j+1).class == weekday && l.class == part && len(l.code) == 2 {
		clock, k = "T"+l.code, k+1 // the first Monday evening of May
	}
	near := p.at(k).class == toward && p.word(k+1, "month", "year") // the third week next year
	if n > 5 || !p.word(j+1, "week") && p.at(j+1).class != weekday && !p.word(j+1, "weekend") ||
		!near && !p.word(k, "of", "in") {
		return expr{}, 0
	}
	of, end := p.period(p.skip(k, "of", "in"))
	if end == 0 {
		return expr{}, 0
	}
	e := expr{op: opNthWeek, n: n, of: &of, code: "W"}
	if p.at(j+1).class == weekday {
		e.wd, e.clock = p.at(j+1).val, clock
	}
	if p.word(j+1, "weekend") {
		e.code = "WE"
	}
	return e, end
}

// edge reads the first two weeks of 2021, the last ten days of May, the final months of 2019.
func (p *parser) edge(j, n int) (expr, int) {
	if n != 1 && n != -1 {
		return expr{}, 0
	}
	many, k := p.quantity(j + 1)
	u := p.at(k)
	if k == 0 || many >= vagueMany || u.class != unit || u.val < daily || u.val > monthly ||
		!p.word(k+1, "of", "in") {
		return expr{}, 0
	}
	of, end := p.period(k + 2)
	if end == 0 {
		return expr{}, 0
	}
	return expr{op: opEdge, n: many, dir: n, unit: u.val, of: &of}, end
}

// period reads a month or a year, named or relative.
func (p *parser) period(i int) (expr, int) {
	if e, j := p.monthYear(i); j > 0 {
		return e, j
	}
	if y, j := p.year(i); y > 0 {
		return expr{op: opYear, y: y}, j
	}
	if l := p.at(i); l.class == toward && (p.word(i+1, "month", "year", "week", "century",
		"decade", "quarter")) {
		return expr{op: opRelative, dir: l.val, unit: p.at(i + 1).val}, i + 2
	}
	if l := p.at(i); l.class == toward && p.at(i+1).class == month {
		return expr{op: opMonthDir, dir: l.val, m: p.at(i + 1).val}, i + 2
	}
	if p.word(i, "the") && p.word(i+1, "month", "year", "week", "decade", "century", "quarter") &&
		!p.word(i+2, "-") {
		return expr{op: opRelative, dir: 0, unit: p.at(i + 1).val}, i + 2
	}
	return expr{}, 0
}
