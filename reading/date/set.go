package date

import "strconv"

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
	if c == "" && e.code[0] == 'X' {
		c, k = p.hourOfDay(e, j) // Thursdays at 17.30
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
	if p.word(i, "all", "most") && (p.word(i+1, "weekends", "weekdays") ||
		p.at(i+1).class == weekday && p.at(i+1).mark == "plural") {
		i++
	}
	l := p.at(i)
	switch {
	case l.class == often:
		return expr{op: opSet, code: l.code}, i + 1
	case p.word(i, "every", "each", "any"):
		return p.every(i)
	case p.word(i, "weekends") && !p.word(i-1, "two", "three", "four", "few"):
		return expr{op: opSet, code: "XXXX-WXX-WE"}, i + 1
	case p.word(i, "weekdays", "weeknights"):
		return expr{op: opSet, code: "P1WD"}, i + 1
	case l.class == part && l.mark == "plural" && !l.upper &&
		(l.code != "NI" || p.word(i-1, "at", "most", "some")):
		return expr{op: opSet, code: "T" + l.code}, i + 1
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
		"dollars", "euros", "people", "pounds", "hours", "days") || l.num >= 100 || l.digits == 3 ||
		l.num >= 0 && p.word(i-2, "$", "£", "€")
}

func (p *parser) every(i int) (expr, int) {
	j := i + 1
	n := 1
	if p.word(j, "weekday", "weeknight") {
		return expr{op: opSet, code: "P1WD"}, j + 1
	}
	if p.word(j, "weekend") {
		return expr{op: opSet, code: "XXXX-WXX-WE"}, j + 1
	}
	if k := p.skip(j+1, "-", "a", "an"); p.word(j, "half") && p.isUnit(k) && p.at(k).val <= yearly {
		return expr{op: opSet, code: halfLength(p.at(k).val)}, k + 1
	}
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
