package date

// late are the parts of a day whose hours are after noon.
var late = map[string]bool{"AF": true, "EV": true, "NI": true}

// clock reads a time of day: 5 p.m., 10:30, 17:30, noon, half past seven, in the morning.
func (p *parser) clock(i int) (expr, int) {
	i0 := i
	if p.word(i, "at", "in", "around", "about", "on") {
		i++
	}
	if c, j := p.hourMinute(i); c != "" && i == i0 {
		return expr{op: opClock, code: c}, j
	}
	l := p.at(i)
	if l.class == part && len(l.code) > 2 && l.mark == "" && i == i0 && (!l.upper ||
		p.word(i-1, "at", "around", "by")) {
		return expr{op: opClock, code: l.code}, i + 1
	}
	return p.dayPart(i0)
}

// sessions are what takes place in a part of the day: afternoon trading.
var sessions = readList("session")

// dayPart reads "in the morning", "at night", "early in the evening".
func (p *parser) dayPart(i int) (expr, int) {
	if p.word(i, "the") && p.word(i-1, "in", "during", "throughout", "through", "into", "for") ||
		p.word(i, "at") &&
			p.word(i+1, "night") {
		if l := p.at(i + 1); l.class == part && len(l.code) == 2 {
			if p.word(i, "at") {
				return expr{}, 0
			}
			if h, k := p.smallHour(i + 3); p.word(i+2, "at") && h > 0 && p.closes(k) {
				if l.code != "MO" && h < 12 {
					h += 12
				}
				return expr{op: opClock, code: clockCode(h, 0, 0)}, k
			}
			return expr{op: opClock, code: "T" + l.code}, i + 2
		}
	}
	if l := p.at(i); l.class == part && len(l.code) == 2 && l.mark == "" && !l.upper &&
		sessions[p.at(i+1).low] && !p.word(i-1, "this", "last", "next") {
		return expr{op: opClock, code: "T" + l.code}, i + 1
	}
	if l := p.at(i); l.class == part && len(l.code) == 2 && l.mark == "" && !l.upper &&
		p.closes(i+1) && p.word(i-1, "before", "after", "until", "till", "by", "towards", "toward") {
		return expr{op: opClock, code: "T" + l.code}, i + 1 // before dawn
	}
	if p.word(i-1, "at") && p.word(i, "night", "dawn", "dusk", "sunrise", "sunset", "nightfall") {
		return expr{op: opClock, code: "T" + p.at(i).code}, i + 1
	}
	return expr{}, 0
}

// hourMinute reads the figures of a clock and makes them T17:00.
func (p *parser) hourMinute(i int) (string, int) {
	l := p.at(i)
	if p.word(i, "half") && p.word(i+1, "past") {
		if h, j := p.smallHour(i + 2); h > 0 {
			return p.meridian(h, 30, 0, j)
		}
	}
	if c, j := p.minutesPast(i); c != "" {
		return c, j
	}
	if p.glued(i) && p.word(i-1, ".", ",", "-") && p.at(i-2).num >= 0 && i != p.second {
		return "", 0
	}
	if l.digits == 4 && l.num/100 < 24 && l.num%100 < 60 &&
		p.word(i+1, "gmt", "utc", "hours", "hrs") && (!p.glued(i) || p.at(i-1).low == "(") {
		return clockCode(l.num/100, l.num%100, 0), p.skip(i+1, "hours", "hrs")
	}
	if pm, k := p.half(i + 1); k > 0 && l.digits >= 3 && l.digits <= 4 && l.num%100 < 60 &&
		l.num/100 >= 1 && l.num/100 <= 12 && !p.glued(i) {
		return clockOf(l.num/100, l.num%100, 0, pm), k // 1140 a.m.
	}
	h, m, s, j := l.num, 0, 0, i+1
	switch {
	case l.class == count && l.val <= 12:
		if c, k := p.spokenClock(i); c != "" {
			return c, k
		}
		h = l.val
	case h < 0 || h > 24 || l.digits > 2:
		return "", 0
	}
	if h == 12 && p.word(j, "noon", "midnight") {
		return p.at(j).code, j + 1
	}
	sure := false
	if l.num >= 0 && p.glued(j) && p.word(j, ":", ".") && p.glued(j+1) && p.at(j+1).digits == 2 &&
		p.at(j+1).num < 60 {
		sure = p.word(j, ":") && (!p.glued(i) || p.at(i-1).low == "(")
		m, j = p.at(j+1).num, j+2
		if p.word(j, ":") && p.at(j+1).digits == 2 && p.at(j+1).num < 60 {
			s, j = p.at(j+1).num, j+2
		}
	}
	if code, k := p.meridian(h, m, s, j); k > j {
		return code, k
	}
	if sure && p.word(j, "hrs", "hours", "h") && p.closes(j+1) {
		return clockCode(h, m, s), j + 1 // 20:00hrs
	}
	if sure && p.afterClock(i, j) || p.word(j, "gmt", "utc") && p.at(j-1).digits == 2 {
		return clockCode(h, m, s), j
	}
	return "", 0
}

// afterClock reports whether what stands around the figures from i to j, 8:30, lets them be a time
// of day and no result or ratio.
func (p *parser) afterClock(i, j int) bool {
	l := p.at(j)
	if p.word(j, ":", "/", "%") || p.word(i-1, "in", "of") && p.word(j-2, ":") && p.word(j-4, ":") {
		return false // he ran it in 2:05:33
	}
	return p.closes(j) || l.class == month || l.class == point || l.class == weekday ||
		l.class == toward || yearLike(l) || l.class == part || !p.glued(j) &&
		p.word(i-1, "at", "by", "until", "till", "from", "to", "around", "before", "after")
}

// spokenClock reads five-thirty, nine forty-five, where "at" or the like leads it or a day follows.
func (p *parser) spokenClock(i int) (string, int) {
	l := p.at(p.skip(i+1, "-"))
	if l.class != count || l.mark != "tens" && l.val < 10 || l.val > 59 {
		return "", 0
	}
	m, j := p.spelled(p.skip(i+1, "-"))
	if c, k := p.meridian(p.at(i).val, m, 0, j); k > j {
		return c, k
	}
	day := p.at(j).class == point || p.at(j).class == toward || p.at(j).class == weekday
	led := p.word(i-1, "at", "around", "by", "until", "from", "to") && p.closes(j)
	if m > 59 || !day && !led {
		return "", 0
	}
	code := clockCode(p.at(i).val, m, 0)
	if c := p.at(j + 1); day && c.class == part && late[c.code] {
		code = afternoon(code)
	}
	return code, j
}

// minutesPast reads ten past 9, 20 past eight in the evening.
func (p *parser) minutesPast(i int) (string, int) {
	l := p.at(i)
	m, j := l.num, i+1
	if l.class == count {
		m, j = p.spelled(i)
	}
	if p.word(i, "a") && p.word(j, "quarter") || p.word(i, "quarter") {
		m, j = 15, p.skip(i, "a")+1
	}
	named := m == 15 && p.word(j-1, "quarter")
	if k := p.skip(j, "minutes", "minute", "mins", "min"); k > j {
		j, named = k, true
	}
	if m <= 0 || m > 59 || !p.word(j, "past") && !(named && p.word(j, "to")) {
		return "", 0
	}
	h, k := p.smallHour(j + 1)
	if h == 0 || !p.word(j, "past") && !p.closes(k) {
		return "", 0
	}
	if p.word(j, "to") {
		h, m = (h+10)%12+1, 60-m
	}
	if c, end := p.meridian(h, m, 0, k); c != "" {
		return c, end
	}
	return clockCode(h, m, 0), k
}

func (p *parser) smallHour(i int) (int, int) {
	if l := p.at(i); l.class == count && l.val <= 12 || l.num >= 1 && l.num <= 12 {
		return max(l.val, l.num), i + 1
	}
	return 0, 0
}

// meridian reads a.m., p.m., o'clock, "in the evening" behind an hour.
func (p *parser) meridian(h, m, s, j int) (string, int) {
	if k := p.oclock(j); k > 0 {
		j = k
	}
	pm, end := p.half(j)
	if end == 0 {
		if k := p.words(j, "in", "the"); k > 0 && p.at(k).class == part && len(p.at(k).code) == 2 {
			c := p.at(k).code
			pm, end = c == "AF" || c == "EV", k+1
		} else if p.words(j, "at", "night") > 0 {
			pm, end = h > 5, j+2
		} else if p.word(j-1, "clock", "oclock") {
			return clockCode(h, m, s), j
		} else {
			return "", 0
		}
	}
	return clockOf(h, m, s, pm), end
}

func clockOf(h, m, s int, pm bool) string {
	if h <= 12 {
		h %= 12
		if pm {
			h += 12
		}
	}
	return clockCode(h, m, s)
}

// oclock reads o'clock, oclock.
func (p *parser) oclock(i int) int {
	if p.word(i, "oclock") {
		return i + 1
	}
	return p.words(i, "o", "'", "clock")
}

// half reads am, a.m., pm, p.m.; true for the afternoon.
func (p *parser) half(j int) (bool, int) {
	if p.glued(j) && p.word(j, ".") && p.glued(j+1) && p.word(j+1, "am", "pm") {
		j++
	}
	switch {
	case p.word(j, "am", "pm") && !(p.glued(j+1) && (p.at(j+1).num >= 0 ||
		p.at(j + 1).low[0] >= 'a')):
		return p.word(j, "pm"), j + 1
	case p.word(j, "a", "p") && p.word(j+1, ".") && p.word(j+2, "m") &&
		(p.glued(j+1) && p.glued(j+2) || p.word(j+3, ".") && !p.glued(j+1) && !p.glued(j+3)):
		if !p.glued(j + 1) {
			return p.word(j, "p"), j + 4 // 3 p . m .
		}
		end := j + 3
		if p.word(end, ".") && p.glued(end) {
			end++
		}
		return p.word(j, "p"), end
	}
	return false, 0
}

func clockCode(h, m, s int) string {
	if s > 0 {
		return "T" + pad(h, 2) + ":" + pad(m, 2) + ":" + pad(s, 2)
	}
	return "T" + pad(h, 2) + ":" + pad(m, 2)
}
