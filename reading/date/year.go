package date

// yearMonth reads 2017 April, 2017 April 5.
func (p *parser) yearMonth(i int) (expr, int) {
	l := p.at(i)
	if !yearLike(l) || p.glued(i+1) || p.glued(i) {
		return expr{}, 0
	}
	m, j := p.month(i + 1)
	if m == 0 || p.at(i+1).mark == "short" && !p.ends(j) {
		return expr{}, 0
	}
	if d, k := p.dayNumber(j); d > 0 && p.at(k).class != unit {
		return expr{op: opDay, y: l.num, m: m, d: d}, k
	}
	return expr{op: opMonth, y: l.num, m: m}, j
}

// bareYear reads a year alone. Between 1900 and 2100 most do; other numbers need "in", "since".
func (p *parser) bareYear(i int) (expr, int) {
	if p.word(i, "the", "year") || p.at(i).low == "year" {
		k := p.skip(i, "the")
		if !p.word(k, "year") {
			return expr{}, 0
		}
		k = p.skip(k+1, "of")
		if y, end := p.year(k); y > 0 {
			return expr{op: opYear, y: y}, end
		}
		return expr{}, 0
	}
	y, j := p.year(i)
	if y == 0 || p.at(i).low == "'" || p.at(i).class == count && !p.word(i-1, "in", "since", "by") {
		return expr{}, 0
	}
	led := p.word(i-1, "in", "since", "by", "before", "after", "from", "until", "till", "of",
		"during",
		"early", "late", "mid", "through", "between", "and", "to", "and", "year", "around", "circa",
		"-", "(", "c")
	if l := p.at(i - 1); p.glued(i) && !led || l.low == "$" || l.low == "#" || l.low == "." &&
		p.glued(i) ||
		p.at(j).class == unit || counted[p.at(j).low] {
		return expr{}, 0
	}
	if p.glued(j) && p.at(j).low == "-" && p.at(j+1).num >= 0 || p.glued(i) &&
		p.at(i-1).low == "-" && p.at(i-2).num >= 0 {
		return expr{}, 0
	}
	if (y < 1900 || y >= 2100) && (!led || p.word(i-1, "of", "to", "and", "-", "from", "between",
		"after") && !(p.word(i-1, "to") && p.word(i-2, "back")) || !p.closes(j)) {
		return expr{}, 0
	}
	return expr{op: opYear, y: y}, j
}

// counted are nouns and units that a number of four digits counts rather than dates: 2000 people.
var counted = readList("counted")

// year reads a year of four digits, or '87.
func (p *parser) year(i int) (int, int) {
	l := p.at(i)
	if yearLike(l) && !p.trailed(i+1) {
		return l.num, i + 1
	}
	if y, j := p.spelledYear(i); y > 0 {
		return y, j
	}
	if l.low == "'" && p.glued(i+1) && p.at(i+1).digits == 2 && !(p.glued(i+2) && p.word(i+2, "s")) {
		n := p.at(i + 1).num
		if n < 50 {
			return n + 2000, i + 2
		}
		return n + 1900, i + 2
	}
	return 0, 0
}

// spelledYear reads nineteen ninety-six, two thousand and fifteen.
func (p *parser) spelledYear(i int) (int, int) {
	l := p.at(i)
	if l.class != count || l.val > 20 || l.val != 2 && l.val < 10 {
		return 0, 0
	}
	if p.word(i+1, "hundred") && l.val >= 15 && l.val < 20 {
		k := p.skip(i+2, "and")
		if p.at(k).class == count {
			n, j := p.spelled(k)
			return l.val*100 + n, j // seventeen hundred thirty-three
		}
		return 0, 0
	}
	if l.val == 2 {
		if !p.word(i+1, "thousand") {
			return 0, 0
		}
		if p.at(i-1).class == month && p.at(p.skip(i+2, "and")).class != count {
			return 2000, i + 2
		}
		k := p.skip(i+2, "and")
		if p.at(k).class == count && (k > i+2 || p.at(k).val > 9) {
			n, j := p.spelled(k)
			return 2000 + n, j
		}
		return 0, 0
	}
	if m := p.at(i + 1); m.class == count && m.val >= 10 {
		n, j := p.spelled(i + 1)
		return l.val*100 + n, j
	}
	return 0, 0
}

func yearLike(l *lexeme) bool { return l.digits == 4 && l.num >= 1000 && l.num <= 2199 }

// trailed reports whether something hangs on the number before i: 2000kg, 2,000 (not 2000-2005).
func (p *parser) trailed(i int) bool {
	if !p.glued(i) {
		return false
	}
	l := p.at(i)
	return l.class != none || l.low == "%" ||
		(l.low == "." || l.low == "," || l.low == ":") && p.glued(i+1) && p.at(i+1).num >= 0 ||
		len(l.low) > 0 && l.low[0] >= 'a' && l.low[0] <= 'z'
}
