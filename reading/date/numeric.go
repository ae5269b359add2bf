package date

// numeric reads 2023-06-13, 2023/6/13, 13.06.2023, 6/13/2023, 13/6/2023, 6/13.
func (p *parser) numeric(i int) (expr, int) {
	a := p.at(i)
	sep := p.at(i + 1).low
	if a.digits == 8 {
		return p.eight(i)
	}
	if a.num < 0 || p.glued(i) && p.word(i-1, "-", "/", ".") && p.at(i-2).num >= 0 && i != p.second ||
		!p.glued(i+1) || sep != "-" && sep != "/" && sep != "." {
		return expr{}, 0
	}
	b := p.at(i + 2)
	if !p.glued(i+2) || b.num < 0 && b.class != month {
		return expr{}, 0
	}
	if p.at(i+3).low == sep && p.glued(i+3) && p.glued(i+4) && p.at(i+4).num >= 0 {
		return p.numericDay(a, b, p.at(i+4), sep, i+5)
	}
	if sep == "/" && a.num <= 12 && b.num <= 31 && a.num > 0 && b.num > 0 && a.digits < 3 &&
		b.digits == 2 && !(p.glued(i) && p.at(i-1).low != "(") && p.at(i+3).low != "/" {
		return expr{op: opDay, y: famous[pad(a.num, 2)+"-"+pad(b.num, 2)+" /"], m: a.num, d: b.num}, i + 3
	}
	if (sep == "-" || sep == "/") && b.digits == 2 && yearLike(a) && b.num == (a.num+1)%100 &&
		!(p.glued(i) && p.at(i-1).low != "(") && p.at(i+3).low != sep {
		e := expr{of: &expr{op: opYear, y: a.num}, end: &expr{op: opYear, y: a.num + 1}}
		e.op = opInterval
		return e, i + 3 // the 2008-09 season
	}
	if sep == "-" && a.digits == 4 && b.digits == 2 && b.num >= 1 && b.num <= 12 && yearLike(a) &&
		!(p.glued(i) && p.at(i-1).low != "(") && p.at(i+3).low != "-" {
		return expr{op: opMonth, y: a.num, m: b.num}, i + 3
	}
	return expr{}, 0
}

// eight reads 20230613, the day in the name of a file or a table.
func (p *parser) eight(i int) (expr, int) {
	n := p.at(i).num
	e := expr{op: opDay, y: n / 10000, m: n / 100 % 100, d: n % 100}
	if e.y < 1900 || e.y > 2099 || e.m < 1 || e.m > 12 || e.d < 1 || e.d > 31 ||
		p.glued(i) && !p.word(i-1, "-", "_", "(", "/") || p.glued(i+1) && isLetter(p.at(i+1).low) {
		return expr{}, 0
	}
	return e, i + 1
}

// slashed reads 10/1 and 29/3 where the words around it say that it is a day.
func (p *parser) slashed(i int) (expr, int) {
	a, b := p.at(i), p.at(i+2)
	if a.num < 1 || a.digits > 2 || b.num < 1 || b.digits > 2 || !p.word(i+1, "/") ||
		!p.glued(i+1) || !p.glued(i+2) || p.fraction(i+3) || p.glued(i+3) && isLetter(p.at(i+3).low) {
		return expr{}, 0
	}
	switch {
	case a.num <= 12 && b.num <= 31:
		return expr{op: opDay, m: a.num, d: b.num}, i + 3
	case a.num <= 31 && b.num <= 12:
		return expr{op: opDay, m: b.num, d: a.num}, i + 3
	}
	return expr{}, 0
}

// fraction reports whether a number goes on at i: the /6 of 7/6, the .5 of 7.5.
func (p *parser) fraction(i int) bool {
	return p.glued(i) && p.word(i, "/", ".") && p.glued(i+1) && p.at(i+1).num >= 0
}

// dayFirst reports whether figures for day and month that could be either stand day first: as
// others of the text do, or as 05-08-2021 is written; 5/8/2021 is of May.
func (p *parser) dayFirst(a, b *lexeme, sep string) bool {
	if p.order == nil {
		p.order = p.orders()
	}
	if first, told := p.order[sep]; told {
		return first
	}
	return sep == "-" && (a.low[0] == '0' || b.low[0] == '0')
}

// orders tells by the mark between the figures whether the days of the text that can be read in one
// way only stand day first.
func (p *parser) orders() map[string]bool {
	out := map[string]bool{}
	for i := 0; i+4 < len(p.lx); i++ {
		l, m, sep := &p.lx[i], &p.lx[i+2], p.lx[i+1].low
		if l.num < 1 || l.digits > 2 || m.num < 1 || m.digits > 2 || p.lx[i+3].low != sep ||
			p.lx[i+4].digits != 4 {
			continue
		}
		if l.num > 12 || m.num > 12 {
			out[sep] = l.num > 12
		}
	}
	return out
}

func (p *parser) numericDay(a, b, c *lexeme, sep string, end int) (expr, int) {
	y, m, d := a.num, b.num, c.num
	if b.class == month {
		m = b.val
	}
	switch {
	case a.digits == 4:
	case c.digits == 4 && (sep == "." || a.num > 12 || b.class == month):
		y, d = c.num, a.num
	case c.digits == 4:
		y, m, d = c.num, a.num, b.num
		if b.num <= 12 && p.dayFirst(a, b, sep) {
			m, d = b.num, a.num
		}
	case c.digits == 2 && a.digits <= 2 && sep != ".":
		y, m, d = c.num+2000, a.num, b.num
		if a.num > 12 {
			m, d = b.num, a.num
		}
	default:
		return expr{}, 0
	}
	if m < 1 || m > 12 || d < 1 || d > 31 || y < 1000 || y > 2200 {
		return expr{}, 0
	}
	return expr{op: opDay, y: y, m: m, d: d}, end
}
