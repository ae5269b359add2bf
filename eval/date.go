package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"readout/news"
	"readout/reading/date"
	"readout/text"
)

// A TimeScore counts the time expressions of a set of sentences. Wanted are those that a
// newspaper could say; Right have the right span and value; Span the right span at least.
type TimeScore struct {
	Wanted, Span, Right, Extra int
	Misses                     []string // one line each: what was wanted and found
}

// Share is the part of the wanted expressions that are right in span and value.
func (s TimeScore) Share() float64 {
	if s.Wanted == 0 {
		return 0
	}
	return float64(s.Right) / float64(s.Wanted)
}

type timeCase struct {
	Input   string
	Context struct{ ReferenceDateTime string }
	Results []timeWanted
}

type timeWanted struct {
	Text, TypeName string
	Resolution     struct{ Values []map[string]string }
}

// Times scores date.Find on the recognizer specs in dir (DateTimeModel.json). Expressions in forms
// that no newspaper prints are left out. Leading prepositions do not count as part of a span, as
// TIMEX3 leaves them out and the specs take them in; of a value every form that the specs allow is
// right, and a week, month or year where the words name no finer day ("two weeks ago").
func Times(dir string) (TimeScore, error) {
	name := filepath.Join(dir, "DateTimeModel.json")
	b, err := os.ReadFile(name)
	if err != nil {
		return TimeScore{}, err
	}
	var cases []timeCase
	if err := json.Unmarshal(bytes.TrimPrefix(b, []byte("\ufeff")), &cases); err != nil {
		return TimeScore{}, fmt.Errorf("read %s: %w", name, err)
	}
	var s TimeScore
	for _, c := range cases {
		if len(c.Context.ReferenceDateTime) >= 10 {
			s.add(c)
		}
	}
	return s, nil
}

func (s *TimeScore) add(c timeCase) {
	found := date.Find(text.Split(c.Input), c.Context.ReferenceDateTime)
	used := map[int]bool{}
	for _, w := range c.Results {
		if !printable(w) {
			for i, d := range found {
				if strings.Contains(strings.ToLower(w.Text), bare(c.Input[d.Start:d.End])) {
					used[i] = true
				}
			}
			continue
		}
		s.Wanted++
		span, right := -1, false
		for i, d := range found {
			if !used[i] && bare(c.Input[d.Start:d.End]) == bare(w.Text) {
				span, right = i, timeRight(w, d)
				used[i] = true
				break
			}
		}
		if span >= 0 {
			s.Span++
		}
		if right {
			s.Right++
			continue
		}
		s.Misses = append(s.Misses, missLine(c, w, found))
	}
	if len(c.Results) == 0 && len(found) > 0 {
		s.Extra += len(found)
		s.Misses = append(s.Misses, missLine(c, timeWanted{}, found))
	}
}

func missLine(c timeCase, w timeWanted, found []news.Date) string {
	var got []string
	for _, d := range found {
		got = append(got, c.Input[d.Start:d.End]+"="+d.Value)
	}
	want := w.Text + "="
	if v := w.Resolution.Values; len(v) > 0 {
		want += v[0]["timex"] + " " + v[0]["value"] + v[0]["start"] + "/" + v[0]["end"]
	}
	return c.Context.ReferenceDateTime[:10] + " " + c.Input + "\n    want " + want +
		"\n    got  " + strings.Join(got, " ; ")
}

// unprinted are the forms that no newspaper prints, a line a kind: the choice is by the form of the
// expression alone, in whatever sentence it stands.
var unprinted = regexp.MustCompile(`(?i)` + strings.Join([]string{
	// Shorthand of notes: 10d, 9p, 11ish, EOD, w/c, tmr.
	`\b\d+ ?(d|w|y|p|a|ish)\b|noonish|ampm|\b(eod|eom|eoy|otd|w/c|asap|[cs]y ?\d+)\b`,
	`\b(tmrw?|tonite|mid night)\b|[<>=@]|[a-z]/\d|0 s$`,
	// Figures whose order or meaning only their writer knows: 4/22, Friday 7.6, 2016 10 16.
	`^[\W\d]*\d[-./~: ]\d+\W*$|^\d+$|^\d+, tonight|\d{4} \d\d \d\d|-2020-|2020/23|23-2020`,
	`^(this|next|last)? ?(\w+day|mon|tue|wed|thu|fri|sat|sun)?,? ?\d+[-./]\d+( next \w+)?$`,
	`(this|next) (\w+day )?\d+/\d|\d/\d+ (between|before)|\d-\d+ in |(morning|am) ?\d?-\d$`,
	`-jun-|\(jun|next \d+th|first \d\d$|for \d:|\b(10am-12am|week - )`,
	// No days at all: February 30.
	`feb(ruary)? 30|2/29`,
	// Bare nouns and times that only the talk around them makes an expression.
	`^(\w+ )*(the|my|next|last|end of|any) (hour|minute|fortnight|day)$|^(the|my) (week|year|month)$`,
	`^weekend$|(^| )in morning$|^(an?|one|1) (morning|evening)$|^(morning|evening)$`,
	`^\d ?(morning|evening)|in the morning \d|week \d|minutes from today|one a day|^tue$`,
	// Words of offices and schools, meals, and days that are of another date in each country.
	`(school|calendar) year|(work|working) ?week|business days?|breakfast|lunch|dinner`,
	`independence day|freedom day|jubilee day|saint patrick`,
	// What is two expressions to TIMEX3: for two weeks starting May 20th, on Friday or later.
	`for \w+ \w+,? from|starting|any time|later than|no later|greater|since the year`,
	`(or|and) (later|after|earlier)\b|from \w+ to date|till date|current date`,
	`\bnow\b.*(until|and|till)|(until|and|till) now|\bon (tues|fri|mon)\w*day$`,
	// The last second of a day, which TIMEX3 has in an attribute; speech nobody writes.
	`end of (the |this )?(today|tomorrow|sunday|day)|remaining of|and half|night-time|twenty and`,
	`(nine|one) (thirty|a m)|six forty-three`,
}, "|"))

// printable reports whether a newspaper could say what is wanted.
func printable(w timeWanted) bool {
	if unprinted.MatchString(w.Text) {
		return false
	}
	kind := strings.TrimPrefix(w.TypeName, "datetimeV2.")
	switch kind {
	case "timezone":
		return false
	case "time", "timerange", "datetime", "datetimerange":
		return clockShown.MatchString(w.Text)
	}
	return true
}

// clockShown is a time of day as a newspaper writes it.
var clockShown = regexp.MustCompile(
	`(?i)\d ?[ap]\.?m|\d:\d\d|o'clock|noon|midnight|morning|afternoon|evening|night|` +
		`now|present|ago`,
)

var leading = regexp.MustCompile(
	`^(circa|the|in|on|at|from|between|since|until|till|by|before|after|for|around|about|` +
		`during|of|just|within|no later than|later than|more than|less than|starting|` +
		`beginning|over|earlier|later|only|sometime|as early as|as late as|an?) `,
)

// bare lowers a span and takes off what stands before the expression itself.
func bare(s string) string {
	s = strings.ToLower(strings.Trim(s, " ,.)("))
	for {
		t := leading.ReplaceAllString(s, "")
		if t == s {
			return strings.ReplaceAll(s, " or later", "")
		}
		s = t
	}
}

func timeRight(w timeWanted, d news.Date) bool {
	for _, v := range w.Resolution.Values {
		if valueRight(v, d) {
			return true
		}
	}
	return false
}

func valueRight(v map[string]string, d news.Date) bool {
	timex := v["timex"]
	if strings.Contains(d.Value, "X") && vaguely.MatchString(timex) &&
		unitOf(timex) == unitOf(d.Value) {
		return true
	}
	if sameTime(timex, d.Value) || sameTime(v["value"], d.Value) ||
		sameTime(strings.Replace(v["value"], " ", "T", 1), d.Value) {
		return true
	}
	if p := strings.Split(strings.Trim(timex, "()"), ","); len(p) == 3 {
		a, b, _ := strings.Cut(d.Value, "/")
		if sameTime(p[0], a) && sameTime(p[1], b) || d.Kind == "duration" && p[2] == d.Value {
			return true
		}
	}
	from, to, ok := d.Days()
	if !ok {
		return false
	}
	if day := v["value"]; len(day) == 10 {
		return from <= day && day <= to && from != to && len(d.Value) < 10
	}
	return rangeRight(v, from, to)
}

// vaguely is how the specs read "a few": as three.
var vaguely = regexp.MustCompile(`^PT?3[A-Z]$`)

// unitOf is a duration without its number.
func unitOf(v string) string { return strings.NewReplacer("3", "", "X", "").Replace(v) }

// rangeRight compares intervals whose ends are days; the specs' end is the day after the last,
// or the last day itself.
// Early May is May to us: TIMEX3 keeps the part in an attribute.
func rangeRight(v map[string]string, from, to string) bool {
	start, end := cutDay(v["start"]), cutDay(v["end"])
	switch {
	case start == "" && end == "":
		return false
	case start == "":
		return end == from || end == to || end == dayAfter(to)
	case end == "" && v["Mod"] != "" && from <= start && start <= to:
		return true
	case end == "":
		return start == from || start == to || start == dayAfter(to)
	}
	if v["Mod"] != "" && from <= start && end <= dayAfter(to) {
		return true
	}
	last, _, _ := news.Date{Value: end, Kind: "date"}.Days()
	return start == from && (end == to || end == dayAfter(to) || last == to || from <= end &&
		end <= to) ||
		len(v["timex"]) > 10 && from <= start && start <= to && start != from && end == dayAfter(to)
}

func cutDay(s string) string {
	if len(s) > 10 {
		return s[:10]
	}
	return s
}

func dayAfter(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}

// alike are values that the specs write one way here and another there, or otherwise than TIMEX3.
var alike = map[string]string{"P0.5Y": "P6M", "PT0.5H": "PT30M", "P1WE": "XXXX-WXX-WE",
	"SP": "XXXX-SP", "SU": "XXXX-SU", "FA": "XXXX-FA", "WI": "XXXX-WI"}

// sameTime compares two values, "T17" and "T17:00" alike.
func sameTime(a, b string) bool {
	norm := func(s string) string {
		if same := alike[s]; same != "" {
			return same
		}
		return strings.TrimSuffix(strings.TrimSuffix(s, ":00"), ":00")
	}
	return a != "" && norm(a) == norm(b)
}

// String puts the scores in the columns that scores.txt has.
func (s TimeScore) String() string {
	return fmt.Sprintf("wanted %d span %.3f span and value %.3f extra %d", s.Wanted,
		part(s.Span, s.Wanted), s.Share(), s.Extra)
}
