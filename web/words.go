package web

import (
	"fmt"
	"html/template"
	"net/url"
	"strings"
	"time"

	"readout/news"
)

// dayWords writes a day as a reader says it: "14 June 2023", "16–21 June 2023", "June 2023".
func dayWords(v any) string {
	day := fmt.Sprint(v)
	a, b, ok := strings.Cut(day, "/")
	if !ok || a == b {
		return oneDay(a)
	}
	x, err1 := time.Parse(time.DateOnly, a)
	y, err2 := time.Parse(time.DateOnly, b)
	switch {
	case err1 != nil || err2 != nil:
		return oneDay(a) + " – " + oneDay(b)
	case x.Year() == y.Year() && x.Month() == y.Month():
		return fmt.Sprintf("%d–%s", x.Day(), y.Format("2 January 2006"))
	case x.Year() == y.Year():
		return x.Format("2 January") + " – " + y.Format("2 January 2006")
	}
	return x.Format("2 January 2006") + " – " + y.Format("2 January 2006")
}

func oneDay(day string) string {
	for in, out := range map[string]string{"2006-01-02": "2 January 2006", "2006-01": "January 2006"} {
		if t, err := time.Parse(in, day); err == nil {
			return t.Format(out)
		}
	}
	return day
}

// spanWords is the days from one to another: "19–29 July 2022".
func spanWords(first, last string) string { return dayWords(first + "/" + last) }

// dateWords is the days that an expression of time means, "" where it means no certain ones.
func dateWords(d news.Date) string {
	from, to, ok := d.Days()
	switch {
	case !ok:
		return ""
	case strings.HasSuffix(from, "-01-01") && strings.HasSuffix(to, "-12-31"):
		if from[:4] == to[:4] {
			return from[:4]
		}
		return from[:4] + "–" + to[:4]
	}
	if first, last := news.Interval(from[:7]); first == from && last == to {
		return dayWords(from[:7])
	}
	return spanWords(from, to)
}

// datedWords is a day in words, or that there is none.
func datedWords(v any) string {
	if s := dayWords(v); s != "" {
		return s
	}
	return "undated"
}

// entityPath is where the page of an entity is; a group without a name of its own has none.
func entityPath(kind, id, country string) string {
	if kind == news.Group {
		return ""
	}
	if kind == news.Country && country != "" {
		return "/country/" + url.PathEscape(country)
	}
	if kind == "" {
		kind = news.Person
	}
	return "/" + url.PathEscape(kind) + "/" + url.PathEscape(id)
}

// plural writes a number and its noun: "1 source", "3 sources".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// mark writes s with the byte ranges marked.
func mark(s string, marks [][2]int) template.HTML {
	var b strings.Builder
	at := 0
	for _, m := range marks {
		if m[0] < at || m[1] > len(s) || m[1] < m[0] {
			continue
		}
		b.WriteString(template.HTMLEscapeString(s[at:m[0]]) + "<mark>" +
			template.HTMLEscapeString(s[m[0]:m[1]]) + "</mark>")
		at = m[1]
	}
	b.WriteString(template.HTMLEscapeString(s[at:]))
	return template.HTML(b.String()) //nolint:gosec // every part was escaped above
}
