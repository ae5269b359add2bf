package date

import (
	_ "embed"
	"regexp"
	"strconv"
	"strings"
	"time"
)

//go:embed data/holidays.txt
var holidayFile string

// holidays holds the rule of each holiday by its name.
var holidays = readHolidays(holidayFile)

type calendarOf struct {
	rules  map[string]string // by name, lexemes parted by blanks
	starts map[string]bool   // first words of the names
	words  int               // lexemes of the longest name
}

func readHolidays(file string) calendarOf {
	c := calendarOf{rules: map[string]string{}, starts: map[string]bool{}}
	for line := range strings.Lines(file) {
		name, rule, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(name, "#") {
			continue
		}
		lx := lex(name)
		c.rules[join(lx)] = rule
		c.starts[lx[0].low] = true
		c.words = max(c.words, len(lx))
	}
	return c
}

//go:embed data/days.txt
var dayFile string

// famous holds the years of days that are known by month and day: "09-11 attacks" → 2001.
var famous = readFamous(dayFile)

func readFamous(file string) map[string]int {
	out := map[string]int{}
	for line := range strings.Lines(file) {
		f := strings.Fields(line)
		if len(f) < 3 || f[0] == "#" {
			continue
		}
		year, _ := strconv.Atoi(f[1])
		for _, noun := range f[2:] {
			out[f[0]+" "+noun] = year
		}
	}
	return out
}

// famousYear gives the year of a day that the noun behind it makes known, or 0.
func (p *parser) famousYear(m, d, j int) int {
	for k := j; k < j+3; k++ {
		if y := famous[pad(m, 2)+"-"+pad(d, 2)+" "+p.at(k).low]; y > 0 {
			return y
		}
	}
	return 0
}

func join(lx []lexeme) string {
	s := make([]string, len(lx))
	for i, l := range lx {
		s[i] = l.low
	}
	return strings.Join(s, " ")
}

// holiday reads Thanksgiving, Christmas 2022, last Easter.
func (p *parser) holiday(i int) (expr, int) {
	if !holidays.starts[p.at(i).low] {
		return expr{}, 0
	}
	loose := !p.at(i).upper && p.word(i, "may", "victory", "memorial", "presidents", "earth",
		"election", "tax", "holi", "tet")
	var buf [64]byte
	for n := min(holidays.words, len(p.lx)-i); n > 0; n-- {
		j := i + n
		name := p.holidayName(buf[:0], i, j)
		if _, ok := holidays.rules[string(name)]; !ok || p.foreignYear(i) || p.word(j-1, "-") {
			continue
		}
		if p.at(j).upper && namesakes[p.at(j).low] || p.word(j, "war") {
			return expr{}, 0 // the Good Friday Agreement
		}
		e, end := p.withYear(expr{op: opHoliday, code: string(name)}, j)
		if loose && end == j {
			return expr{}, 0
		}
		return e, end
	}
	return expr{}, 0
}

// namesakes are what bears the name of a holiday on which it began: the Tet Offensive.
var namesakes = readList("namesake")

// foreignYear reports whether a New Year is one of a people whose day we do not know: the Tamil
// New Year.
func (p *parser) foreignYear(i int) bool {
	l := p.at(i - 1)
	return p.words(i, "new", "year") > 0 && l.upper && p.at(i-2).low != "." &&
		peoples.MatchString(l.low)
}

var peoples = regexp.MustCompile(`(ese|an|ish|ic|il|i)$`)

// holidayName appends to b the words from i to j, parted by blanks; hyphens in "Eid al-Fitr" count
// as such.
func (p *parser) holidayName(b []byte, i, j int) []byte {
	for ; i < j; i++ {
		if l := p.at(i); l.low != "-" {
			if len(b) > 0 {
				b = append(b, ' ')
			}
			b = append(b, l.low...)
		}
	}
	return b
}

// holidayIn gives the day of a holiday in year y.
func holidayIn(rule string, y int) (time.Time, bool) {
	if strings.HasPrefix(rule, "easter") {
		n, err := strconv.Atoi(rule[len("easter"):])
		return easter(y).AddDate(0, 0, n), err == nil
	}
	if len(rule) == 5 {
		t, err := time.Parse("2006-01-02", pad(y, 4)+"-"+rule)
		return t, err == nil
	}
	if len(rule) >= 10 && rule[4] == '-' && rule[0] == '2' {
		for f := range strings.FieldsSeq(rule) {
			if strings.HasPrefix(f, pad(y, 4)) {
				t, err := time.Parse("2006-01-02", f)
				return t, err == nil
			}
		}
		return time.Time{}, false
	}
	return floating(rule, y)
}

// floating reads MM-N-weekday with an optional +days: the Nth such weekday of the month.
func floating(rule string, y int) (time.Time, bool) {
	rule, plus, _ := strings.Cut(rule, "+")
	more, _ := strconv.Atoi(plus)
	m, _ := strconv.Atoi(rule[:2])
	nth, wd := rule[3:len(rule)-2], rule[len(rule)-1:]
	n, err := strconv.Atoi(nth)
	w, err2 := strconv.Atoi(wd)
	if err != nil || err2 != nil {
		return time.Time{}, false
	}
	return nthWeekday(y, m, n, w).AddDate(0, 0, more), true
}

// nthWeekday gives the nth weekday (Monday 1) of a month; n −1 is the last.
func nthWeekday(y, m, n, wd int) time.Time {
	if n > 0 {
		t := date(y, m, 1)
		return t.AddDate(0, 0, (wd-isoDay(t)+7)%7+7*(n-1))
	}
	t := date(y, m+1, 0)
	return t.AddDate(0, 0, -((isoDay(t) - wd + 7) % 7))
}

// easter is Western Easter Sunday (the anonymous Gregorian computus, Meeus 1991).
func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return date(y, n/31, n%31+1)
}

func (c *clockwork) holidayValue(e *expr) string {
	rule := holidays.rules[e.code]
	if e.y > 0 {
		t, ok := holidayIn(rule, e.y)
		if !ok {
			return ""
		}
		return iso(t)
	}
	if !c.known {
		if len(rule) == 5 {
			return "XXXX-" + rule
		}
		return ""
	}
	if e.rel == ofYear {
		t, ok := holidayIn(rule, c.day.Year()+e.dir)
		if !ok {
			return ""
		}
		return iso(t)
	}
	when := e.tense
	if e.rel == itself {
		when = [3]tense{past, unknown, future}[e.dir+1]
	}
	return c.nearHoliday(rule, when)
}

func (c *clockwork) nearHoliday(rule string, when tense) string {
	best, dist := "", 1<<30
	for y := c.day.Year() - 1; y <= c.day.Year()+1; y++ {
		t, ok := holidayIn(rule, y)
		if !ok {
			continue
		}
		days := int(t.Sub(c.day).Hours() / 24)
		cost := max(days, -days)
		if when == past && days > 0 || when == future && days < 0 {
			cost += 400
		}
		if cost < dist {
			best, dist = iso(t), cost
		}
	}
	return best
}
