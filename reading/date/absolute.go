package date

// calendar reads a day, month, year or other stretch of the calendar: "Tuesday, June 13, 2023",
// "13 June", "June 2023", "2023", "the 1990s", "the third quarter of 2019".
func (p *parser) calendar(i int) (expr, int) {
	return p.once(&p.read, i, (*parser).readCalendar)
}

// A memo is what a rule read at a lexeme; several others ask for it one after the other.
type memo struct {
	e                     expr
	end, at, deep, second int
	ok                    bool
}

// memos are kept by the low bits of the lexeme's index.
type memos [8]memo

// once is what rule r reads at lexeme i, remembered in all.
func (p *parser) once(all *memos, i int, r rule) (expr, int) {
	m := &all[i&(len(all)-1)]
	if m.ok && m.at == i && m.deep == p.deep && m.second == p.second {
		return m.e, m.end
	}
	e, end := r(p, i)
	*m = memo{e: e, end: end, at: i, deep: p.deep, second: p.second, ok: true}
	return e, end
}

func (p *parser) readCalendar(i int) (expr, int) {
	if !p.starts(i) {
		return expr{}, 0
	}
	var best expr
	end := 0
	for _, r := range [...]rule{
		(*parser).numeric, (*parser).named, (*parser).monthYear, (*parser).decade, (*parser).century,
		(*parser).quarter, (*parser).fiscal, (*parser).season, (*parser).weekOf, (*parser).nthWeek,
		(*parser).holiday, (*parser).holidayWeekend, (*parser).weekdayName, (*parser).theDay,
		(*parser).yearMonth, (*parser).bareYear,
	} {
		if e, j := r(p, i); j > end {
			best, end = e, j
		}
	}
	return best, end
}

// month reads the name of a month, with the full stop of a short form.
func (p *parser) month(i int) (int, int) {
	l := p.at(i)
	if l.class != month || !l.upper && (l.mark == "abbr" || l.mark == "short") && !p.dayBeside(i) &&
		!(p.word(i-1, "in", "since", "until") && p.closes(i+1)) {
		return 0, 0
	}
	j := i + 1
	if l.mark == "abbr" && p.glued(j) && p.at(j).low == "." && (p.at(j+1).num >= 0 ||
		!p.at(j+1).upper) {
		j++
	}
	return l.val, j
}

// dayBeside reports whether a day's number stands beside a month in lower case: "may 5".
func (p *parser) dayBeside(i int) bool {
	n, _ := p.dayNumber(i + 1)
	if n == 0 {
		n, _ = p.dayNumber(i - 1)
	}
	if n == 0 && p.word(i-1, "th", "nd", "st", "rd", "of") {
		n = 1
	}
	return n > 0
}

// dayNumber reads 5, 5th, fifth, twenty-first.
func (p *parser) dayNumber(i int) (int, int) {
	l := p.at(i)
	if l.num >= 1 && l.num <= 31 && l.digits <= 2 && !p.word(i-1, "$", "£", "€", "#") &&
		!(p.glued(i) && p.word(i-1, ":", ".", ",") && p.at(i-2).num >= 0) {
		j := i + 1
		if p.glued(j) && p.word(j, "st", "nd", "rd", "th") {
			j++
		} else if p.glued(j) && (p.at(j).low == "." && p.glued(j+1) && p.at(j+1).num >= 0 ||
			p.at(j).class != none || p.word(j, "%", "am", "pm", "a", "p") ||
			p.at(j).low == ":" && p.glued(j+1) && p.at(j+1).num >= 0) {
			return 0, 0
		}
		return l.num, j
	}
	if l.class == ordinal {
		return l.val, i + 1
	}
	if l.mark == "tens" && l.val <= 30 {
		j := p.skip(i+1, "-")
		if o := p.at(j); (o.class == ordinal || o.class == count && (p.at(i-1).class == month ||
			p.at(j+1).class == month)) &&
			o.val < 10 && l.val+o.val <= 31 {
			return l.val + o.val, j + 1
		}
	}
	return 0, 0
}

// named reads a day with the name of its month, either way round.
func (p *parser) named(i int) (expr, int) {
	e := expr{op: opDay}
	i, e.wd = p.weekdayBefore(i)
	if f, j := p.figures(i, e.wd); j > 0 {
		return f, j
	}
	if p.word(i-1, "(") && e.wd > 0 && p.at(i).class != weekday {
		f, j := p.named(i)
		if j > 0 {
			f.wd, j = e.wd, p.skip(j, ")")
		}
		return f, j
	}
	if m, j := p.month(i); m > 0 {
		e.m = m
		k := p.skip(j, "the")
		if p.glued(j) && p.glued(j+1) {
			k = p.skip(k, "-") // Sep-23-2020
		}
		if p.word(k, ",") && p.suffixed(k+3) && p.glued(k+2) {
			k++ // October, 1st
		}
		if !p.at(i).upper && p.at(i).mark == "short" && p.at(k).num < 0 &&
			!p.word(i-1, "on", "by", "until", "of", "before", "from", "since") {
			return expr{}, 0 // he may second it
		}
		d, k := p.dayNumber(k)
		if d == 0 || p.at(k).class == unit && p.at(k).low != "day" || p.at(k-1).class == ordinal &&
			p.at(k).low == "quarter" {
			return expr{}, 0
		}
		e.d = d
		e.y = p.famousYear(m, d, k)
		return p.withYear(e, k)
	}
	j := p.skip(i, "the")
	d, j := p.dayNumber(j)
	if d == 0 {
		return expr{}, 0
	}
	j = p.skip(j, "day")
	j = p.skip(j, "of")
	if p.at(j).low == "-" && p.glued(j) && p.glued(j+1) {
		j++
	}
	m, k := p.month(j)
	if m == 0 {
		return expr{}, 0
	}
	e.d, e.m, e.y = d, m, p.famousYear(m, d, k)
	return p.withYear(e, k)
}

// figures reads a day in figures alone where a weekday or "on" says that it is one.
func (p *parser) figures(i, wd int) (expr, int) {
	if wd == 0 && !(p.word(i-1, "on", "by", "until", "before", "since") && p.at(i).num > 12 &&
		p.at(i+2).digits == 2) {
		return expr{}, 0
	}
	f, j := p.numeric(i)
	if j == 0 {
		f, j = p.slashed(i)
	}
	if f.op != opDay {
		return expr{}, 0
	}
	f.wd = wd
	return f, j
}

// suffixed reports whether the number that ends before i has a th or the like.
func (p *parser) suffixed(i int) bool { return p.word(i-1, "st", "nd", "rd", "th") }

// weekdayBefore reads the weekday of "Tuesday, June 13" and gives where the day begins.
func (p *parser) weekdayBefore(i int) (int, int) {
	l := p.at(i)
	if l.class != weekday || l.mark == "plural" {
		return i, 0
	}
	j := i + 1
	if l.mark == "short" {
		j = p.skip(j, ".")
	}
	j = p.skip(j, ",")
	j = p.skip(j, "the", "(")
	return j, l.val
}

// withYear adds ", 2023", "of 2023", "in 2023", "this year", "last year" to a day or month.
func (p *parser) withYear(e expr, j int) (expr, int) {
	k := p.skip(j, ",", "of", "in", "-", "/")
	k = p.skip(k, "of")
	if y, end := p.year(k); y > 0 {
		if e.wd > 0 && p.at(end).low == ")" && p.openBefore(end) {
			end++
		}
		e.y = y
		return e, end
	}
	if l := p.at(j + 1); p.word(j, "of") && l.digits == 2 && l.num > 31 && p.closes(j+2) {
		e.y = 1900 + l.num
		return e, j + 2
	}
	k = p.skip(j, "of", "in", ",")
	if t := p.at(k); t.class == toward && p.word(k+1, "year") && t.val >= -1 {
		e.dir, e.rel = t.val, ofYear
		return e, k + 2
	}
	return e, j
}

func (p *parser) openBefore(end int) bool {
	for i := end - 1; i > end-8; i-- {
		if p.at(i).low == "(" {
			return true
		}
	}
	return false
}

// monthYear reads June 2023, June of last year, or June alone.
func (p *parser) monthYear(i int) (expr, int) {
	m, j := p.month(i)
	if m == 0 {
		return expr{}, 0
	}
	e, end := p.withYear(expr{op: opMonth, m: m}, j)
	if end == j && p.at(i).mark == "short" && !p.monthBefore(i) {
		return expr{}, 0
	}
	if end == j && p.at(i).mark == "abbr" && j == i+1 && !p.monthBefore(i) {
		return expr{}, 0
	}
	return e, end
}

// monthBefore reports whether the words before a bare May, March or Dec make it a month.
func (p *parser) monthBefore(i int) bool {
	return p.word(i-1, "in", "since", "until", "till", "by", "of", "last", "next", "this", "early",
		"late", "mid", "from", "between", "through", "during", "before", "after", "and", "to", "-",
		"for") &&
		!(p.word(i-1, "and", "to", "-", "for") && p.at(i-2).class != month)
}

// weekdayName reads Tuesday alone; short forms need a full stop or a capital and a clock.
func (p *parser) weekdayName(i int) (expr, int) {
	l := p.at(i)
	if l.class != weekday || l.mark == "plural" || !l.upper && l.mark == "short" ||
		p.at(i+1).upper && namesakes[p.at(i+1).low] || p.at(i-1).upper && p.word(i-1, "bloody") {
		return expr{}, 0
	}
	j := i + 1
	if l.mark == "short" {
		if d, k := p.dayNumber(p.skip(j, "the")); d > 0 && p.suffixed(k) &&
			(p.closes(k) || p.at(k).num > 0) {
			return expr{op: opDay, d: d, wd: l.val}, k // Sat 14th
		}
		if p.at(j).low != "." || !p.glued(j) || p.at(j+1).upper && !p.word(i-1, "on", ",", "(") {
			return expr{}, 0 // colluded with Sun. Both
		}
		j++
	}
	e := expr{op: opWeekday, wd: l.val, dir: -2}
	k := p.skip(p.skip(p.skip(j, ","), "of"), "the")
	if t := p.at(k); t.class == toward && p.word(k+1, "week") {
		e.dir = t.val
		return e, k + 2
	}
	if p.word(j, "last") && p.closes(j+1) {
		e.dir = -3
		return e, j + 1 // on Thursday last
	}
	if d, k := p.dayNumber(j); d > 0 && p.at(j).num > 0 && l.mark != "short" && p.closes(k) &&
		!p.fraction(k) &&
		!p.at(j).upper &&
		!p.word(k, "to", "of", "-") {
		return expr{op: opDay, d: d, wd: l.val}, k
	}
	if p.word(j, "the") {
		if d, k := p.dayNumber(j + 1); d > 0 && p.at(k).class != unit {
			return expr{op: opDay, d: d, wd: l.val}, k
		}
	}
	return e, j
}

// theDay reads "on the 18th", "by the 18th": a day of a month that goes without saying; and the
// 20th of next month.
func (p *parser) theDay(i int) (expr, int) {
	if d, j := p.dayNumber(p.skip(i, "the")); d > 0 && p.suffixed(j) {
		if t := p.at(j + 1); p.word(j, "of") && t.class == toward && p.word(j+2, "month") {
			return expr{op: opDay, d: d, dir: t.val, rel: ofMonth}, j + 3
		}
		if t := p.at(j); t.class == toward && p.word(j+1, "month") {
			return expr{op: opDay, d: d, dir: t.val, rel: ofMonth}, j + 2
		}
		if p.word(j, "of") && p.word(j+1, "every", "each") && p.word(j+2, "month") {
			return expr{op: opSet, code: "XXXX-XX-" + pad(d, 2)}, j + 3
		}
	}
	if !p.word(i, "the") || !p.word(i-1, "on", "by", "until", "till", "since", "from", "before",
		"after") && !(p.word(i-1, "of") && p.word(i-2, "week", "weekend")) {
		if d, j := p.dayNumber(i); p.word(i-1, "on") && d > 0 && p.suffixed(j) && p.closes(j) {
			return expr{op: opDay, d: d}, j // on 29th
		}
		return expr{}, 0
	}
	d, j := p.dayNumber(i + 1)
	if d == 0 || p.at(i+1).class == ordinal && p.at(i+1).val < 11 && j == i+2 || j == i+2 &&
		p.at(i+1).num >= 0 {
		return expr{}, 0
	}
	if p.word(j, "day") {
		j++
	}
	if p.word(j, "of") {
		if t := p.at(j + 1); t.class == toward && p.word(j+2, "month") {
			return expr{op: opDay, d: d, dir: t.val, rel: ofMonth}, j + 3
		}
		if k := p.words(j+1, "the", "month"); k > 0 {
			return expr{op: opDay, d: d, rel: ofMonth}, k
		}
		return expr{}, 0
	}
	if _, k := p.dayNumber(p.skip(j+1, "the")); k > 0 && p.word(j, "to", "and", "or") && !p.closes(k) {
		return expr{}, 0 // the 16th and 18th floors
	}
	if !p.closes(j) {
		return expr{}, 0
	}
	return expr{op: opDay, d: d}, j
}

// closes reports whether nothing that a number could count follows.
func (p *parser) closes(i int) bool {
	l := p.at(i)
	if l.low == "" || l.low[0] < 'a' || l.low[0] > 'z' {
		return l.num < 0 && l.low != "%" && (l.low != "-" || l.gap)
	}
	return closes[l.low]
}
