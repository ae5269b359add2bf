package extract

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

//go:embed data/months.txt
var monthsText string

// months are the names of months, lower case, in many languages.
var months = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for line := range strings.Lines(monthsText) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) < 2 || line[0] == '#' {
			continue
		}
		if n, err := strconv.Atoi(f[1]); err == nil {
			m[f[0]] = n
		}
	}
	return m
})

// The years that a news page can bear.
const (
	firstYear = 1992
	lastYear  = 2060
	buddhist  = 543 // how far the Thai calendar is ahead

	persian     = 621  // how far the Iranian one is behind
	lastPersian = 1409 // later years of four digits are those of the moon
)

// A piece is a number or a word of a text in which a day is looked for.
type piece struct {
	word  string
	num   int // -1 for a word
	size  int // digits of the number
	sep   string
	start int
	end   int
}

// maxPieces bounds how much of a text is looked at.
const maxPieces = 400

// pieces cuts a text into numbers and words. Digits of any script count.
func pieces(s string) []piece {
	out := make([]piece, 0, min(len(s)/8+2, maxPieces))
	last := 0
	for i := 0; i < len(s) && len(out) < maxPieces; {
		r, n := rune(s[i]), 1
		if r >= 0x80 {
			r, n = decodeRune(s[i:])
		}
		p := piece{start: i, sep: s[last:i]}
		switch {
		case digit(r) >= 0:
			p.readNumber(s)
		case unicode.IsLetter(r) || unicode.IsMark(r):
			p.readWord(s)
			if k := len(out) - 1; k >= 0 && months()[p.joined(out[k])] > 0 {
				p = piece{p.joined(out[k]), -1, 0, out[k].sep, out[k].start, p.end}
				out = out[:k]
			}
		default:
			i += n
			continue
		}
		i, last = p.end, p.end
		out = append(out, p)
	}
	return out
}

// readNumber reads the digits of s at the start of p.
func (p *piece) readNumber(s string) {
	i := p.start
	for i < len(s) {
		r, n := decodeRune(s[i:])
		d := digit(r)
		if d < 0 || p.size > 8 {
			break
		}
		p.num = p.num*10 + d
		p.size++
		i += n
		if p.size == 4 && p.num > 1990 && p.num < 2100 && clockAt(s[i:]) {
			break // "Nov 20 20194:29 PM": a year and a time run together
		}
	}
	p.end = i
}

// readWord reads the letters of s at the start of p.
func (p *piece) readWord(s string) {
	i := p.start
	for i < len(s) {
		r, n := decodeRune(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != 0x200c {
			break
		}
		i += n
		if r == '年' || r == '月' || r == '日' || r == '년' || r == '월' || r == '일' {
			break
		}
	}
	p.num, p.end = -1, i
	p.word = strings.ReplaceAll(strings.ToLower(s[p.start:i]), "\u200c", "")
}

// joined is the word of two pieces, where it can be a month's: "تشرين الثاني", "พ.ย".
func (p *piece) joined(before piece) string {
	if before.num >= 0 || p.sep != " " && p.sep != "." || before.word == "" ||
		before.word[0] < 0x80 {
		return ""
	}
	return before.word + p.sep + p.word
}

// clockAt reports whether s begins with a time of day: 4:29, 16:05.
func clockAt(s string) bool {
	k := strings.IndexByte(s[:min(len(s), 3)], ':')
	return k > 0 && digit(rune(s[0])) >= 0 && digit(rune(s[k-1])) >= 0
}

func decodeRune(s string) (rune, int) {
	r, n := utf8.DecodeRuneInString(s)
	return r, max(n, 1)
}

// digit returns the value of a decimal digit of any script, or -1.
func digit(r rune) int {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0')
	case r < 0x660:
		return -1
	}
	for _, zero := range [...]rune{0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66,
		0xce6, 0xd66, 0xe50, 0xed0, 0x1040, 0x17e0, 0xff10} {
		if zero <= r && r <= zero+9 {
			return int(r - zero)
		}
	}
	return -1
}

// A found day and where in the text it stands.
type foundDay struct {
	day        string
	start, end int
}

// findDays finds the days that a text names with their year, in any of many languages. american
// says that of 3/4/2021 the first number is the month.
func findDays(s string, american bool) []foundDay {
	var out []foundDay
	if strings.IndexFunc(s, func(r rune) bool { return digit(r) >= 0 }) < 0 {
		return out
	}
	ps := pieces(s)
	for i := 0; i < len(ps); i++ {
		if day, n := dayAt(ps[i:], american); day != "" {
			out = append(out, foundDay{day, ps[i].start, ps[i+n-1].end})
			i += n - 1
		}
	}
	return out
}

// dayAt reads a day at the start of ps and says how many pieces it takes.
func dayAt(ps []piece, american bool) (day string, n int) {
	if len(ps) < 3 {
		return "", 0
	}
	a, b, c := ps[0], ps[1], ps[2]
	if a.num >= 0 && b.num >= 0 && c.num >= 0 {
		return numeric(a, b, c, american), 3
	}
	month := func(p piece) int { return months()[p.word] }
	switch {
	case a.num >= 0 && a.size == 4 && b.word == "年", a.size == 4 && b.word == "년":
		// 2021年3月4日
		if len(ps) >= 5 && ps[2].num >= 0 && ps[4].num >= 0 {
			return dayOf(a.num, ps[2].num, ps[4].num), 5
		}
	case a.num < 0 && month(a) > 0 && b.num >= 0 && b.size <= 2:
		// March 4, 2021; March 4th 2021
		if k := skipWord(ps, 2); k < len(ps) && ps[k].size == 4 {
			return dayOf(ps[k].num, month(a), b.num), k + 1
		}
	case len(ps) >= 5 && monthless(b.word) && ps[2].num >= 0 && ps[4].num >= 0:
		// 4 tháng 3 năm 2021, 2021 оны 3 сарын 4
		if a.size == 4 {
			return dayOf(a.num, c.num, ps[4].num), 5
		}
		return dayOf(ps[4].num, c.num, a.num), 5
	case a.num >= 0 && a.size <= 2:
		// 4 March 2021; 4. März 2021; 4th of March, 2021; 4 de marzo de 2021
		k := skipWord(ps, 1)
		if k < len(ps) && month(ps[k]) > 0 {
			m := month(ps[k])
			if k+1 < len(ps) && month(ps[k+1]) == m { // in two of the names that Arabic has
				k++
			}
			if k = skipWord(ps, skipWord(ps, k+1)); k < len(ps) && ps[k].size == 4 {
				return dayOf(ps[k].num, m, a.num), k + 1
			}
		}
	case a.num >= 0 && a.size == 4:
		// 2021. március 4.; 2021 m. kovo 4 d.
		k := skipWord(ps, 1)
		if k+1 < len(ps) && month(ps[k]) > 0 && ps[k+1].num >= 0 && ps[k+1].size <= 2 {
			return dayOf(a.num, month(ps[k]), ps[k+1].num), k + 2
		}
		// 2021. gada 4. marts
		if k+1 < len(ps) && ps[k].num >= 0 && ps[k].size <= 2 && month(ps[k+1]) > 0 {
			return dayOf(a.num, month(ps[k+1]), ps[k].num), k + 2
		}
	}
	return "", 0
}

// monthless reports whether a word stands between day and month where months have no names.
func monthless(word string) bool { return word == "tháng" || word == "оны" }

// skipWord passes over one short word that is no month: th, de, of, del.
func skipWord(ps []piece, k int) int {
	if k < len(ps) && ps[k].num < 0 && months()[ps[k].word] == 0 && len(ps[k].word) <= 6 {
		return k + 1
	}
	return k
}

// numeric reads 2021-03-04, 4.3.2021, 3/4/2021, 04.03.21.
func numeric(a, b, c piece, american bool) string {
	sep := strings.TrimSpace(b.sep)
	if sep != strings.TrimSpace(c.sep) || len(b.sep) > 2 || len(sep) != 1 ||
		!strings.Contains("-./", sep) {
		return ""
	}
	switch {
	case a.size == 4 && b.size <= 2 && c.size <= 2:
		return dayOf(a.num, b.num, c.num)
	case c.size == 4 && a.size <= 2 && b.size <= 2:
		if b.num > 12 || american && sep == "/" && a.num <= 12 {
			return dayOf(c.num, a.num, b.num)
		}
		return dayOf(c.num, b.num, a.num)
	case c.size == 2 && a.size <= 2 && b.size <= 2 && sep == "." && c.num < 40:
		return dayOf(2000+c.num, b.num, a.num)
	}
	return ""
}

// dayOf returns an ISO day, or "" where there is no such day or no such page. A year may be
// counted as in Thailand or Iran; those of the moon and of Nepal are refused.
func dayOf(y, m, d int) string {
	if y >= firstYear+buddhist && y < lastYear+buddhist {
		y -= buddhist
	}
	if firstYear-persian <= y && y <= lastPersian {
		return persianDay(y, m%20, d)
	}
	if y < firstYear || y > lastYear || m < 1 || m > 12 || d < 1 || d > 31 {
		return ""
	}
	if t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC); t.Day() != d {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}

// persianDay returns the day of a Persian solar date. Its year begins on the 20th or 21st of
// March: the remainders by 33 of its leap years hold until 1500.
func persianDay(y, m, d int) string {
	if m < 1 || m > 12 || d < 1 || d > 31 || m > 6 && d > 30 {
		return ""
	}
	days := 365*(y-1371) + d - 1 + 31*min(m-1, 6) + 30*max(m-7, 0)
	for k := 1371; k < y; k++ {
		switch k % 33 {
		case 1, 5, 9, 13, 17, 22, 26, 30:
			days++
		}
	}
	return time.Date(1992, 3, 21+days, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// A moment is a day and, where known, the time of day with its zone.
type moment struct{ day, clock string }

// layouts are the forms of time that metadata use beside ISO 8601.
var layouts = []string{time.RFC1123Z, time.RFC1123, time.RFC850, time.ANSIC, time.UnixDate,
	"Mon Jan 2 15:04:05 MST 2006", "Mon, 2 Jan 2006 15:04:05 -0700", "Jan 2, 2006 3:04:05 PM"}

// readMoment reads a time of metadata.
func readMoment(s string, american bool) moment {
	s = strings.TrimSpace(s)
	if len(s) > 80 || len(s) < 6 {
		return moment{}
	}
	if m, ok := isoMoment(s); ok {
		return m
	}
	for _, l := range layouts {
		if t, err := time.Parse(l, s); err == nil {
			return moment{dayOf(t.Year(), int(t.Month()), t.Day()), clock(t)}
		}
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return stamp(s, n)
	}
	if days := findDays(s, american); len(days) > 0 {
		return moment{day: days[0].day}
	}
	return moment{}
}

// stamp reads 20210304, 20210304121500 and seconds or milliseconds since 1970.
func stamp(s string, n int64) moment {
	switch {
	case len(s) == 8 || len(s) == 12 || len(s) == 14:
		y, _ := strconv.Atoi(s[:4])
		m, _ := strconv.Atoi(s[4:6])
		d, _ := strconv.Atoi(s[6:8])
		if day := dayOf(y, m, d); day != "" {
			return moment{day: day}
		}
	case len(s) == 13:
		n /= 1000
	case len(s) != 10:
		return moment{}
	}
	t := time.Unix(n, 0).UTC()
	return moment{dayOf(t.Year(), int(t.Month()), t.Day()), clock(t)}
}

// isoMoment reads 2021-03-04, 2021-03-04T12:15:00+01:00 and the forms that pages make of it.
func isoMoment(s string) (moment, bool) {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return moment{}, false
	}
	y, err1 := strconv.Atoi(s[:4])
	m, err2 := strconv.Atoi(s[5:7])
	d, err3 := strconv.Atoi(s[8:10])
	if err1 != nil || err2 != nil || err3 != nil {
		return moment{}, false
	}
	out := moment{day: dayOf(y, m, d)}
	rest := strings.Replace(s[10:], " ", "T", 1)
	for _, l := range []string{"T15:04:05Z07:00", "T15:04:05-0700", "T15:04Z07:00", "T15:04-0700",
		"T15:04:05.999999999Z07:00", "T15:04:05.999-0700"} {
		if t, err := time.Parse(l, rest); err == nil {
			out.clock = clock(t)
		}
	}
	return out, out.day != ""
}

// clock writes the time of day with its zone, or "" at midnight, which stands for no time.
func clock(t time.Time) string {
	if t.Hour() == 0 && t.Minute() == 0 {
		return ""
	}
	return t.Format("15:04Z07:00")
}
