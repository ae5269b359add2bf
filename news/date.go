package news

import (
	"strconv"
	"strings"
	"time"

	"readout/text"
)

// A Date is a time expression and its TIMEX3 value.
type Date struct {
	text.Span
	Value string `json:"value"` // ISO-TimeML, or a/b for an interval of named days
	Kind  string `json:"kind"`  // date, time, duration, set
}

// Days gives the first and last calendar day that d covers, both ISO. ok is false for durations,
// sets, times without a day, and values that are not wholly known (XXXX-05, PAST_REF).
func (d Date) Days() (from, to string, ok bool) {
	if d.Kind == "duration" || d.Kind == "set" || d.Value == "" {
		return "", "", false
	}
	a, b, two := strings.Cut(d.Value, "/")
	first, last, ok := span(a)
	if two && ok {
		_, last, ok = span(b)
	}
	if !ok || last.Before(first) {
		return "", "", false
	}
	return first.Format(time.DateOnly), last.Format(time.DateOnly), true
}

// span gives the first and last day of one value.
func span(v string) (from, to time.Time, ok bool) {
	if i := strings.IndexByte(v, 'T'); i >= 0 {
		v = v[:i]
	}
	switch {
	case len(v) == 10 && v[5] != 'W':
		t, err := time.Parse(time.DateOnly, v)
		return t, t, err == nil
	case len(v) > 5 && v[5] == 'W':
		return week(v)
	case len(v) == 7 && v[5] >= '0' && v[5] <= '9':
		t, err := time.Parse("2006-01", v)
		return t, t.AddDate(0, 1, -1), err == nil
	case len(v) == 7:
		return part(v)
	}
	n, err := strconv.Atoi(v)
	if err != nil || n <= 0 {
		return from, to, false
	}
	years := map[int]int{4: 1, 3: 10, 2: 100}[len(v)]
	from = time.Date(n*years, 1, 1, 0, 0, 0, 0, time.UTC)
	return from, from.AddDate(years, 0, -1), years > 0
}

// week reads 2023-W24, 2023-W24-WE and 2023-W24-3.
func week(v string) (from, to time.Time, ok bool) {
	y, err := strconv.Atoi(v[:4])
	if err != nil || len(v) < 8 {
		return from, to, false
	}
	n, err := strconv.Atoi(v[6:8])
	if err != nil {
		return from, to, false
	}
	jan4 := time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC)
	monday := jan4.AddDate(0, 0, -(int(jan4.Weekday())+6)%7+7*(n-1))
	if strings.HasSuffix(v, "-WE") {
		return monday.AddDate(0, 0, 5), monday.AddDate(0, 0, 6), true
	}
	return monday, monday.AddDate(0, 0, 6), len(v) == 8
}

// part reads 2023-Q2, 2023-H1 and 2023-SU; winter begins in December of its year.
func part(v string) (from, to time.Time, ok bool) {
	y, err := strconv.Atoi(v[:4])
	if err != nil || v[4] != '-' {
		return from, to, false
	}
	first, months := 0, 3
	switch code := v[5:]; {
	case code[0] == 'Q' && code[1] >= '1' && code[1] <= '4':
		first = int(code[1]-'1')*3 + 1
	case code[0] == 'H' && code[1] >= '1' && code[1] <= '2':
		first, months = int(code[1]-'1')*6+1, 6
	default:
		first = map[string]int{"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
	}
	from = time.Date(y, time.Month(first), 1, 0, 0, 0, 0, time.UTC)
	return from, from.AddDate(0, months, -1), first > 0
}
