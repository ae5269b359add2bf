package news

import (
	"strings"
	"time"
)

// An Incident is one happening on the record: the events that report it, merged.
type Incident struct {
	ID         string   `json:"id"`
	Type       string   `json:"type"`
	Mode       string   `json:"mode"`
	CAMEO      string   `json:"cameo"`
	Goldstein  float64  `json:"goldstein"`
	Actors     []string `json:"actors"`     // entity ids
	Recipients []string `json:"recipients"` // entity ids
	Place      Maybe    `json:"place"`
	Day        Maybe    `json:"day"`
	Precision  string   `json:"precision"`
	Basis      string   `json:"basis,omitempty"` // of the day, as in Event
	Status     string   `json:"status"`          // as the latest report has it
	Reports    []Report `json:"reports"`
	Sources    int      `json:"sources"` // independent origins among the reports
	Changes    []Change `json:"changes"` // of status, oldest first
}

// A Report is the sentence of an article that tells of an incident.
type Report struct {
	Article   string `json:"article"`
	Outlet    string `json:"outlet"`
	Published string `json:"published"`
	Event     int    `json:"event"` // index in the reading's events
	Sentence  string `json:"sentence"`
	Anchor    [2]int `json:"anchor"` // of the word that names the act, in Sentence
	Status    string `json:"status"`
	Copy      bool   `json:"copy"` // the article is a copy of another
}

// A Change is a status that an incident came to have, and when it was reported.
type Change struct {
	Status  string `json:"status"`
	Day     string `json:"day"`
	Article string `json:"article"`
}

// Days returns the first and last day on which inc may have happened, both "" where no day is
// known. A month or a year stands for all its days.
func (inc *Incident) Days() (first, last string) { return Interval(string(inc.Day)) }

// Interval returns the first and last day of a day, an interval a/b, a month or a year, and ""
// twice for what is none of these.
func Interval(day string) (first, last string) {
	a, b, ok := strings.Cut(day, "/")
	if !ok {
		b = a
	}
	return edge(a, "-01-01"), edge(b, "-12-31")
}

// edge completes a year or a month to a day by the end of year given.
func edge(day, end string) string {
	switch len(day) {
	case 4:
		return day + end
	case 7:
		if end == "-01-01" {
			return day + "-01"
		}
		t, err := time.Parse("2006-01", day)
		if err != nil {
			return ""
		}
		return t.AddDate(0, 1, -1).Format(time.DateOnly)
	case 10:
		return day
	}
	return ""
}
