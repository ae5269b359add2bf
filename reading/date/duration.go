package date

import "strconv"

// Numbers that are not known exactly, out of the range of real ones.
const (
	vagueMany = 1 << 28
	halfOf    = 1<<28 + 1
)

// quantity reads how many: 3, three, a, twenty-one, a few, two hundred, half a.
func (p *parser) quantity(i int) (int, int) {
	l := p.at(i)
	switch {
	case p.word(i, "a", "an") && p.at(i+1).class == vague:
		j := p.skip(i+2, "of")
		if p.word(i+1, "couple") {
			return 2, j
		}
		return vagueMany, j
	case p.word(i, "a", "an") && p.at(i+1).class == scale:
		return p.at(i + 1).val, i + 2
	case p.word(i, "a", "an") && p.word(i+1, "half") && p.at(i+2).class != unit:
		return 0, 0
	case p.word(i, "a", "an", "another"):
		return 1, i + 1
	case p.word(i, "couple"):
		return 2, p.skip(i+1, "of")
	case l.class == vague:
		return vagueMany, p.skip(i+1, "of")
	case p.word(i, "half") && p.word(i+1, "a", "an"):
		return halfOf, i + 2
	case l.num >= 0 && l.num < 1000000:
		return p.digits(i)
	case l.class == count:
		return p.spelled(i)
	}
	return 0, 0
}

func (p *parser) digits(i int) (int, int) {
	n, j := p.at(i).num, i+1
	for p.glued(j) && p.word(j, ",") && p.glued(j+1) && p.at(j+1).digits == 3 && n < 100000 {
		n, j = n*1000+p.at(j+1).num, j+2
	}
	if p.glued(j) && p.word(j, ".", ":", "/") && p.glued(j+1) && p.at(j+1).num >= 0 {
		return 0, 0
	}
	return n, j
}

func (p *parser) spelled(i int) (int, int) {
	n, j := p.at(i).val, i+1
	if p.at(i).mark == "tens" {
		k := p.skip(j, "-")
		if l := p.at(k); l.class == count && l.val < 10 {
			n, j = n+l.val, k+1
		}
	}
	if l := p.at(j); l.class == scale {
		n, j = n*l.val, j+1
	}
	return n, j
}

// lasting reads a duration: three years, a year and a half, the last two weeks, a six-month, for
// decades, 53-year-old.
func (p *parser) lasting(i int) (expr, int) {
	j := i
	if p.word(j, "the", "a", "an", "these", "those") && !p.isUnit(j+1) {
		if n, k := p.quantity(i); k > 0 && n != 0 && p.at(i).low != "the" {
			return p.units(i, n, k)
		}
		j++
		if t := p.at(j); t.class != toward && !p.word(j, "recent") {
			return expr{}, 0
		}
	}
	if t := p.at(j); t.class == toward && !p.word(j, "this", "current") && !p.lasts(j) ||
		p.word(j, "recent") {
		j++
		if n, k := p.quantity(j); k > 0 {
			return p.units(i, n, k)
		}
		if u := p.at(j); u.class == unit && u.mark == "plural" {
			return expr{op: opLength, code: length("X", u.val)}, j + 1
		}
		return expr{}, 0
	}
	if n, k := p.quantity(j); k > 0 {
		if t := p.at(k); t.class == toward && p.isUnit(k+1) && p.at(k+1).mark == "plural" {
			k++
		}
		return p.units(i, n, k)
	}
	return p.bareUnits(i)
}

func (p *parser) isUnit(i int) bool { return p.at(i).class == unit && !p.word(i, "second") }

// bareUnits reads "for years", "decades": plurals without a number; "all week".
func (p *parser) bareUnits(i int) (expr, int) {
	u := p.at(i)
	if u.class == unit && u.mark == "plural" && p.word(i+1, "-") && p.word(i+2, "long", "old") {
		return expr{op: opLength, code: length("X", u.val)}, i + 3
	}
	if u.class == unit && u.mark == "plural" && u.val != second && u.val != minute &&
		u.val != half && u.val != quarter &&
		p.word(i-1, "for", "in", "within", "over", "after", "of", "took", "take", "lasted", "spent",
			"about", "decades") {
		return expr{op: opLength, code: length("X", u.val)}, i + 1
	}
	if k := p.skip(i+1, "-"); p.word(i, "full", "whole") || p.word(i, "all", "half") && k > i+1 ||
		p.word(i, "half") && p.word(k, "hour", "year", "century", "decade") {
		if u := p.at(k); u.class == unit && u.mark == "" && u.val <= centuries && u.val != second &&
			(u.val >= daily || p.word(i, "half")) {
			if p.word(i, "half") {
				return expr{op: opLength, code: halfLength(u.val)}, k + 1
			}
			return expr{op: opLength, code: length("1", u.val)}, k + 1
		}
	}
	if p.word(i, "all") && p.word(i+1, "day", "week", "month", "year", "night") && p.closes(i+2) {
		if p.word(i+1, "night") {
			return expr{}, 0
		}
		return expr{op: opLength, code: length("1", p.at(i+1).val)}, i + 2
	}
	return expr{}, 0
}

// units reads the unit after a number, with "and a half" and further units: 2 years 3 months.
func (p *parser) units(i, n, j int) (expr, int) {
	k := p.skip(j, "-")
	if p.word(k, "business", "working", "calendar", "straight", "consecutive", "full", "more",
		"long", "whole", "additional", "solid") {
		k++
	}
	if p.word(k, "and") && p.words(k+1, "a", "half") > 0 && p.isUnit(k+3) && n < vagueMany {
		return expr{op: opLength, code: length(strconv.Itoa(n)+".5", p.at(k+3).val)}, k + 4
	}
	u := p.at(k)
	if p.word(k, "night", "nights") && p.closes(k+1) && n < vagueMany && (n > 1 ||
		p.word(i-1, "for")) {
		return expr{op: opLength, code: length(amount(n), daily)}, k + 1
	}
	if p.glued(k+1) && p.word(k+1, "-") && p.word(k+2, "on", "over") {
		return expr{}, 0 // year-on-year
	}
	if !p.isUnit(k) || u.val == half || u.val == quarter && n == 1 {
		return expr{}, 0
	}
	if u.val == minute && u.low == "min" && n == vagueMany || p.bareNumberYear(i, n, k) {
		return expr{}, 0
	}
	e := expr{op: opLength, code: length(amount(n), u.val)}
	if n == halfOf {
		e.code = halfLength(u.val)
	}
	k++
	if code, end := p.smaller(e.code, u.val, k); end > 0 && n < vagueMany {
		if more, last := p.smaller(code, p.at(end-1).val, end); last > 0 {
			code, end = more, last
		}
		return expr{op: opLength, code: code}, end
	}
	if p.words(k, "and", "a", "half") > 0 && n < vagueMany {
		return expr{op: opLength, code: length(strconv.Itoa(n)+".5", u.val)}, k + 3
	}
	if p.word(k, "-") && p.word(k+1, "old", "long", "olds") && p.glued(k) {
		return e, k + 2
	}
	if p.word(k, "old", "long") && n != 1 {
		return e, k + 1
	}
	return e, k
}

// bareNumberYear keeps "a second", "one day" (= some day) and "a day" as a rate out.
func (p *parser) bareNumberYear(i, n, k int) bool {
	if n != 1 {
		return false
	}
	if p.word(i, "one") && p.word(k, "day", "night") {
		return true
	}
	return p.word(i, "a", "an") && (p.word(k, "day", "minute", "second", "night") ||
		p.at(k).mark == "plural") && k == i+1 &&
		!p.word(i-1, "for", "than", "about", "within", "under", "over")
}

// smaller adds a second, smaller unit to a duration: two years and three months, 3 hours 30
// minutes.
func (p *parser) smaller(code string, big, k int) (string, int) {
	j := p.skip(p.skip(k, ","), "and")
	n, j := p.quantity(j)
	u := p.at(j)
	if j == 0 || n >= vagueMany || p.at(j-1).low == "a" || !p.isUnit(j) || !finer(big, u.val) ||
		p.word(j+1, "ago", "later", "earlier", "before", "after") {
		return "", 0
	}
	add := length(strconv.Itoa(n), u.val)
	if big <= second {
		return code + add[2:], j + 1
	}
	return code + add[1:], j + 1
}

// finer reports whether unit b is a part of unit a that is told beside it.
func finer(a, b int) bool {
	switch a {
	case hour:
		return b == minute || b == second
	case minute:
		return b == second
	case yearly:
		return b == monthly || b == daily || b == weekly
	case monthly, weekly:
		return b == daily
	case daily:
		return b == hour
	}
	return false
}

func amount(n int) string {
	if n >= vagueMany {
		return "X"
	}
	return strconv.Itoa(n)
}

// halfLength is half a unit in whole smaller ones where there are.
func halfLength(u int) string {
	switch u {
	case hour:
		return "PT30M"
	case yearly:
		return "P6M"
	case decades:
		return "P5Y"
	case centuries:
		return "P50Y"
	case daily:
		return "PT12H"
	}
	return length("0.5", u)
}

// set reads what recurs: every week, each Monday, Tuesdays, daily, twice a year, a year (rate).
func (p *parser) set(i int) (expr, int) {
	if c, k := p.hourMinute(i); c != "" {
		k = p.skip(k, "on")
		if e, j := p.recurring(k); j > 0 && (p.at(k).class == often || p.word(k, "every", "each") ||
			p.at(k).class == weekday) {
			if e.code[0] != 'X' {
				e.code = ""
			}
			e.code += c
			return e, j
		}
	}
	e, j := p.recurring(i)
	if j == 0 {
		return e, j
	}
	c, k := p.hourMinute(p.skip(j, "at"))
	if h, end := p.bareHour(j + 1); c == "" && p.at(j-1).class == part && p.word(j, "at") &&
		end > 0 && p.closes(end) {
		c, k = h, end // every night at 9
		if e.code != "TMO" {
			c = afternoon(h)
		}
	}
	if c != "" {
		if e.code[0] == 'X' {
			e.code += c
		} else {
			e.code = c
		}
		return e, k
	}
	return e, j
}

func (p *parser) recurring(i int) (expr, int) {
	l := p.at(i)
	switch {
	case l.class == often:
		return expr{op: opSet, code: l.code}, i + 1
	case p.word(i, "every", "each", "any"):
		return p.every(i)
	case p.word(i, "semi", "bi") && p.at(p.skip(i+1, "-")).class == often:
		j := p.skip(i+1, "-")
		code := map[string]string{"semi": "P6M", "bi": "P2" + p.at(j).code[2:]}[l.low]
		return expr{op: opSet, code: code}, j + 1
	case p.word(i, "once", "twice"):
		if p.word(i+1, "a", "an", "every", "per", "each") && p.isUnit(i+2) &&
			p.at(i+2).mark != "plural" {
			return expr{op: opSet, code: length("1", p.at(i+2).val)}, i + 3
		}
	case p.word(i, "per") && p.isUnit(i+1) && p.at(i+1).val >= daily:
		return expr{op: opSet, code: length("1", p.at(i+1).val)}, i + 2
	case l.class == weekday && l.mark == "plural" && l.upper:
		e := expr{op: opSet, code: "XXXX-WXX-" + strconv.Itoa(l.val)}
		if c := p.at(i + 1); c.class == part && c.mark == "plural" {
			e.code += "T" + c.code
			return e, i + 2
		}
		return e, i + 1
	case l.class == weekday && p.at(i+1).class == part && p.at(i+1).mark == "plural":
		return expr{op: opSet, code: "XXXX-WXX-" + strconv.Itoa(l.val) + "T" + p.at(i+1).code}, i + 2
	case p.word(i, "a") && p.word(i+1, "year", "month", "week", "day") && p.rate(i):
		return expr{op: opSet, code: length("1", p.at(i+1).val)}, i + 2
	}
	return expr{}, 0
}

// rate reports whether "a year" says how often: "$3 billion a year", "four times a week".
func (p *parser) rate(i int) bool {
	l := p.at(i - 1)
	return p.word(i-1, "times", "million", "billion", "percent", "%", "trillion", "tons",
		"tonnes", "barrels",
		"dollars", "euros", "people", "pounds", "hours", "days") || l.num >= 100
}

func (p *parser) every(i int) (expr, int) {
	j := i + 1
	n := 1
	if p.word(j, "other") {
		n, j = 2, j+1
	} else if m, k := p.quantity(j); k > 0 && m < vagueMany && p.isUnit(k) {
		n, j = m, k
	} else if o := p.at(j); o.class == ordinal && p.isUnit(j+1) {
		n, j = o.val, j+1
	}
	u := p.at(j)
	switch u.class {
	case unit:
		if p.word(j, "second") || u.val == half {
			return expr{}, 0
		}
		return expr{op: opSet, code: length(strconv.Itoa(n), u.val)}, j + 1
	case weekday:
		e := expr{op: opSet, code: "XXXX-WXX-" + strconv.Itoa(u.val)}
		if c := p.at(j + 1); c.class == part && len(c.code) == 2 {
			e.code += "T" + c.code
			j++
		}
		return e, j + 1
	case month:
		return expr{op: opSet, code: "XXXX-" + pad(u.val, 2)}, j + 1
	case season:
		return expr{op: opSet, code: "XXXX-" + u.code}, j + 1
	case part:
		return expr{op: opSet, code: "T" + u.code}, j + 1
	}
	return expr{}, 0
}
