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
	case l.class == vague && !p.word(i-1, "as", "so", "too"):
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
	if p.glued(i) && p.word(i-1, ".", ",", "/", ":") && p.at(i-2).num >= 0 {
		return 0, 0
	}
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
	if e, j := p.decimals(i); j > 0 {
		return e, j
	}
	if k := p.skip(i+1, "-"); p.word(i, "one", "1") && p.word(k, "second") && !p.word(k+1, "-") {
		return expr{op: opLength, code: length("1", second)}, k + 1
	}
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
	if u := p.at(i + 1); p.word(i, "the") && p.word(i+2, "ended", "ending") && u.class == unit &&
		u.mark == "" && u.val >= weekly {
		return expr{op: opLength, code: length("1", u.val)}, i + 2 // the year ended Dec. 31
	}
	if u := p.at(i + 1); p.word(i, "the") && p.word(i-1, "over", "through", "throughout", "down") &&
		u.class == unit && u.mark == "plural" && u.val >= daily &&
		!p.word(i+2, "of", "that", "when", "to", "since", "before", "after", "leading", "ahead") {
		return expr{op: opLength, code: length("X", u.val)}, i + 2 // over the years
	}
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
	if p.word(i, "all") && p.word(i+1, "day", "week", "month", "year", "night") &&
		(p.closes(i+2) || p.at(i+2).class == weekday) {
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
		"long", "whole", "additional", "solid", "single", "entire") {
		k++
	}
	if part, end := p.andPart(k); part != "" && n < vagueMany {
		if end = p.skip(end, "-"); p.isUnit(end) {
			return expr{op: opLength, code: length(strconv.Itoa(n)+part, p.at(end).val)}, end + 1
		}
	}
	if p.glued(j) && p.word(j, "h") && n < vagueMany && n > 0 && p.closes(j+1) &&
		p.at(j-1).num > 0 {
		return expr{op: opLength, code: length(amount(n), hour)}, j + 1 // 48h
	}
	u := p.at(k)
	if p.word(k, "night", "nights") && p.closes(k+1) && n < vagueMany && (n > 1 ||
		p.word(i-1, "for")) {
		return expr{op: opLength, code: length(amount(n), daily)}, k + 1
	}
	if p.glued(k+1) && p.word(k+1, "-") && p.word(k+2, "on", "over") {
		return expr{}, 0 // year-on-year
	}
	if !p.isUnit(k) || u.val == half || u.val == quarter && (n == 1 || k > j || p.word(k+1, "of")) {
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
	if part, end := p.andPart(k); part != "" && n < vagueMany {
		return expr{op: opLength, code: length(strconv.Itoa(n)+part, u.val)}, end
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
	case monthly:
		return b == weekly || b == daily
	case weekly:
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

// decimals reads 3.5 years, 2.5-hour.
func (p *parser) decimals(i int) (expr, int) {
	n, j := p.decimal(i)
	if n == "" {
		return expr{}, 0
	}
	j = p.skip(j, "-")
	u := p.at(j)
	if !p.isUnit(j) || u.val == half || u.val == quarter || u.val == weekend {
		return expr{}, 0
	}
	return expr{op: opLength, code: length(n, u.val)}, j + 1
}

// decimal reads 3.5.
func (p *parser) decimal(i int) (string, int) {
	a, b := p.at(i), p.at(i+2)
	if part := fractions[p.at(i+1).low]; part != "" && a.num >= 0 && p.glued(i+1) {
		return strconv.Itoa(a.num) + part, i + 2
	}
	if part := fractions[a.low]; part != "" && !(p.glued(i) && p.at(i-1).num >= 0) {
		return "0" + part, i + 1
	}
	if a.num < 0 || a.digits > 3 || !p.glued(i+1) || !p.word(i+1, ".") || !p.glued(i+2) ||
		b.num < 0 || b.digits > 2 || p.glued(i+3) && p.word(i+3, ".") && p.at(i+4).num >= 0 ||
		p.glued(i) && p.at(i-1).low != "(" && p.at(i-1).low != "-" {
		return "", 0
	}
	return strconv.Itoa(a.num) + "." + b.low, i + 3
}

var fractions = map[string]string{"½": ".5", "¼": ".25", "¾": ".75"}

// andPart reads "and a half", "and a quarter" as the decimals of a number.
func (p *parser) andPart(i int) (string, int) {
	if !p.word(i, "and") {
		return "", 0
	}
	j := p.skip(i+1, "a", "one")
	switch {
	case p.word(j, "half"):
		return ".5", j + 1
	case p.word(j, "quarter") && j > i+1:
		return ".25", j + 1
	}
	return "", 0
}
