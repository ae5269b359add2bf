package date

// listed adds the further days of a list to out, whose last expression ends before i: the 19 of
// "June 18 and 19". A year at the end is the year of all of them.
func (p *parser) listed(out []expr, i int) ([]expr, int) {
	first := len(out) - 1
	e := out[first]
	if e.op != opDay || e.m == 0 || e.clock != "" || e.y > 0 || e.rel != unsaid ||
		p.at(i-1).class == month {
		return out, i
	}
	for last := e.d; ; {
		d, j := p.nextDay(i, last)
		if j == 0 {
			return out, i
		}
		f := expr{op: opDay, m: e.m, d: d}
		k := p.skip(i, ",")
		k = p.skip(k, "and", "or", "&")
		f, j = p.withYear(f, j)
		f.Start, f.End = p.lx[k].Start, p.lx[j-1].End
		out, i, last = append(out, f), j, d
		for n := first; f.y > 0 && n < len(out); n++ {
			out[n].y = f.y
		}
		if f.y > 0 || f.rel != unsaid {
			return out, i
		}
	}
}

// nextDay reads "and 19", ", 19 and 20": a further day of a list, after day last.
func (p *parser) nextDay(i, last int) (int, int) {
	k := p.skip(i, ",")
	k = p.skip(k, "and", "or", "&")
	d, j := p.dayNumber(k)
	if k == i || d <= last || p.at(k).num < 0 || p.fraction(j) {
		return 0, 0
	}
	if p.word(k-1, ",") {
		if _, more := p.nextDay(j, d); more == 0 {
			return 0, 0 // a number behind a comma alone counts something else
		}
		return d, j
	}
	if !p.closes(j) || p.at(j).class == unit {
		return 0, 0
	}
	return d, j
}

// dayOfList reads a day whose month stands with the last of its list: the 18 of "18 and 19 June".
func (p *parser) dayOfList(i int) (expr, int) {
	d, j := p.dayNumber(i)
	if d == 0 || p.at(i).num < 0 || p.deep >= maxDeep || !p.word(j, ",", "and", "or", "&") ||
		p.glued(i) && p.at(i-1).low != "(" {
		return expr{}, 0
	}
	k := j + 1
	if e, end := p.named(k); end > 0 && e.op == opDay && e.m > 0 && e.wd == 0 && e.d > d &&
		p.at(k).num >= 0 && !p.word(j, ",") {
		return expr{op: opDay, m: e.m, d: d, y: e.y, dir: e.dir, rel: e.rel}, j
	}
	p.deep++
	defer func() { p.deep-- }()
	if e, end := p.dayOfList(k); end > 0 && e.d > d && p.word(j, ",") {
		e.d = d
		return e, j
	}
	return expr{}, 0
}
