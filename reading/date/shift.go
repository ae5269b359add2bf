package date

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// shifted reads three days ago, two weeks earlier, in five years, a day after the vote on May 3,
// two days before Christmas, five years from now, two weeks and two days ago, Monday two weeks
// from now.
func (p *parser) shifted(i int) (expr, int) {
	if e, j := p.weekdayAway(i); j > 0 {
		return e, j
	}
	if u := p.at(i); u.class == unit && u.mark == "plural" && u.val >= daily && p.word(i+1, "ago") {
		return expr{op: opConst, code: "PAST_REF"}, i + 2
	}
	if j := p.words(i, "year", "-"); j > 0 && p.word(j, "earlier", "ago") && p.glued(j) {
		if p.word(j+1, "quarter") {
			return expr{op: opShift, n: -5, unit: quarter}, j + 2 // that before the last one's
		}
		return expr{op: opShift, n: -1, unit: yearly}, j + 1 // the year-earlier period
	}
	in := p.word(i, "in")
	e, j := p.distance(p.skip(i, "in", "just", "some", "about", "nearly", "almost", "exactly",
		"around", "over"))
	if j == 0 {
		return expr{}, 0
	}
	e.onward = p.word(j, "from")
	switch {
	case p.word(j, "ago"), p.words(j, "before", "now") > 0:
		if e.n == vagueMany {
			return expr{op: opConst, code: "PAST_REF"}, j + 1
		}
		return e.back(), p.skip(j+1, "now")
	case p.words(j, "from", "now") > 0, p.words(j, "from", "today") > 0 && e.unit >= daily:
		return p.known(e, j+2)
	case p.word(j, "hence"):
		return p.known(e, j+1)
	case p.word(j, "earlier", "before", "previously", "prior", "later", "after", "afterward",
		"afterwards", "from", "to", "since", "following"):
		return p.anchored(e, j)
	}
	if k := p.words(p.skip(p.skip(j, "'"), "s"), "time"); in && k > j+1 {
		return p.known(e, k) // in two weeks' time
	}
	if in && p.closes(j) && !p.word(j, "of", "-") {
		e.base, e.within = fromToday, p.at(i+1).Start
		return p.known(e, j)
	}
	return expr{}, 0
}

// distance reads how far: three days, half an hour, a quarter of a century, two weeks and two
// days. Of several units the smallest is the expression's own, of what the larger ones come to.
func (p *parser) distance(i int) (expr, int) {
	n, u, j := p.portion(i)
	if j == 0 {
		n, j = p.quantity(i)
		l := p.at(j)
		if j == 0 || l.class != unit || l.val == half || p.word(j, "second") || n == halfOf {
			return expr{}, 0
		}
		u, j = l.val, j+1
	}
	e := expr{op: opShift, unit: u, n: n}
	for big := u; n < vagueMany; {
		m, k := p.quantity(p.skip(p.skip(j, ","), "and"))
		l := p.at(k)
		if k == 0 || m >= vagueMany || l.class != unit || !finer(big, l.val) || l.val < daily ||
			p.word(k-1, "a", "an") {
			break
		}
		of := e
		of.exact = of.base != fromExpr // of a middle one a false keeps the day
		e, j, big = expr{op: opShift, unit: l.val, n: m, exact: true, base: fromExpr, of: &of}, k+1, l.val
	}
	return e, j
}

// portion reads a half or a quarter of a unit as so many of a smaller one: half a century.
func (p *parser) portion(i int) (n, u, j int) {
	by := 2
	switch {
	case p.word(i, "half") && p.word(i+1, "a", "an"):
		j = i + 2
	case p.word(i, "a") && p.word(i+1, "quarter", "half"):
		by, j = map[string]int{"quarter": 4, "half": 2}[p.at(i+1).low], i+2
		if p.word(j, "of") {
			j = p.skip(j+1, "a", "an")
		}
		j = p.skip(j, "-")
	default:
		return p.halves(i)
	}
	l := p.at(j)
	if l.class != unit || l.mark == "plural" {
		return 0, 0, 0
	}
	if many := parts[l.val]; many.n > 0 && !(l.val == decades && by > 2) {
		return many.n / by, many.unit, j + 1
	}
	return 0, 0, 0
}

// parts says of how many smaller ones a unit consists, where a half of it is counted in those.
var parts = map[int]struct{ n, unit int }{
	hour: {60, minute}, yearly: {12, monthly}, decades: {10, yearly}, centuries: {100, yearly},
}

// halves reads two and a half years, a year and a half, 1.5 years as so many of a smaller unit.
func (p *parser) halves(i int) (n, u, j int) {
	whole, j := p.quantity(i)
	if s, k := p.decimal(i); k > 0 && strings.HasSuffix(s, ".5") {
		whole, j = p.at(i).num, k
	} else if part, k := p.andPart(j); j > 0 && part == ".5" {
		j = k
	} else if part, k := p.andPart(j + 1); j > 0 && part == ".5" && p.isUnit(j) {
		many := parts[p.at(j).val]
		return whole*many.n + many.n/2, many.unit, k
	} else {
		return 0, 0, 0
	}
	many := parts[p.at(j).val]
	if !p.isUnit(j) || many.n == 0 || whole >= vagueMany {
		return 0, 0, 0
	}
	return whole*many.n + many.n/2, many.unit, j + 1
}

// back turns a distance round, with the larger units that it holds.
func (e expr) back() expr {
	e.n = -e.n
	if e.of != nil {
		of := e.of.back()
		e.of = &of
	}
	return e
}

// weekdayAway reads a weekday with a distance that says which: "Monday two weeks from now".
func (p *parser) weekdayAway(i int) (expr, int) {
	l := p.at(i)
	if n, j := p.quantity(i); j > 0 && n < 10 && p.at(j).mark == "plural" &&
		p.at(j).class == weekday && p.word(j+1, "ago") {
		last := expr{op: opWeekday, wd: p.at(j).val, dir: -2, tense: past}
		return expr{op: opShift, n: 1 - n, unit: weekly, exact: true, base: fromExpr, of: &last}, j + 2
	}
	if l.class != weekday || l.mark == "plural" || p.deep >= maxDeep {
		return expr{}, 0
	}
	p.deep++
	e, j := p.shifted(p.skip(i+1, ","))
	p.deep--
	if j == 0 || e.op != opShift || e.base == fromAnchor || !p.word(j-1, "now", "today", "ago") ||
		e.unit < daily || p.word(i+1, ",") && !e.onward {
		return expr{}, 0
	}
	e.exact = true
	return expr{op: opWeekOf, wd: l.val, of: &e}, j
}

// known drops an expression whose number is not known: "in a few years".
func (p *parser) known(e expr, j int) (expr, int) {
	if e.n == vagueMany {
		return expr{op: opConst, code: "FUTURE_REF"}, j
	}
	return e, j
}

// anchored reads the day from which "two days after" counts; without one it counts from the day
// that the text named last ("two days later").
func (p *parser) anchored(e expr, j int) (expr, int) {
	if e.n == vagueMany || p.word(j, "earlier", "later") && p.at(j+1).class == toward {
		return expr{}, 0
	}
	if p.word(j, "earlier", "before", "previously", "prior", "to") {
		e = e.back()
	}
	of, end := p.inner(j + 1)
	if end == 0 {
		of, end = p.inner(p.skip(p.skip(j+1, "to", "than"), "the"))
	}
	if end > 0 {
		e.root().base, e.root().of = fromExpr, &of
		return e, end
	}
	if p.word(j, "earlier", "later", "afterward", "afterwards", "previously") {
		e.root().base = fromAnchor
		return e, j + 1
	}
	return expr{}, 0
}

// root is the innermost of the distances that count from one another.
func (e *expr) root() *expr {
	for e.of != nil {
		e = e.of
	}
	return e
}

// inner reads an expression of a day that another one counts from.
func (p *parser) inner(i int) (expr, int) {
	if e, j := p.relative(i); j > 0 && (e.op == opShift && e.base == fromToday || e.op == opWeekday) {
		return e, j
	}
	e, j := p.calendar(i)
	if j > 0 && (e.op == opDay || e.op == opHoliday || e.op == opWeekday || e.op == opYear ||
		e.op == opMonth) {
		return e, j
	}
	return expr{}, 0
}

// ends reports whether a sentence or a part of it ends before lexeme i.
func (p *parser) ends(i int) bool {
	l := p.at(i)
	return l.num < 0 && (l.low == "" || !isLetter(l.low)) && l.low != "%" && (l.low != "-" || l.gap)
}

func isLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}
