package knowledge

import (
	"strings"
	"time"
)

// isDay reports whether s is a day, a month or a year of ISO 8601.
func isDay(s string) bool {
	_, err := time.Parse("2006-01-02"[:min(len(s), 10)], s)
	return err == nil && (len(s) == 4 || len(s) == 7 || len(s) == 10)
}

// firstDay and lastDay turn a day, month or year into texts that compare as days do. The last
// day need not exist: only the order counts.
func firstDay(s string) string {
	return s + "-00-00"[min(max(len(s)-4, 0), 6):]
}

func lastDay(s string) string {
	if s == "" {
		return "9999"
	}
	return s + "-99-99"[min(max(len(s)-4, 0), 6):]
}

// On reports whether t may have been held on the day: a day, a month, a year, an interval
// a/b, or empty for any. A term known by the year counts on every day of that year.
func (t Term) On(day string) bool {
	if day == "" {
		return true
	}
	first, last, ok := strings.Cut(day, "/")
	if !ok {
		last = first
	}
	return firstDay(t.From) <= lastDay(last) && firstDay(first) <= lastDay(t.To)
}
