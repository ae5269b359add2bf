package api

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"readout/news"
	"readout/ontology"
	"readout/store"
)

// Ahead is the statuses of what is to come.
var Ahead = []string{news.Planned, news.Announced, news.Confirmed, news.Postponed, news.Cancelled}

// Engagements is the types of act that a calendar holds.
var Engagements = []string{"CONSULT", "AGREE", "COOPERATE", "PROTEST"}

// writeCalendar writes what is planned as iCalendar (RFC 5545), a whole-day entry each; what has
// no day but a year would fill it.
func writeCalendar(ctx context.Context, db *store.DB, x Export, w io.Writer) error {
	incs, err := db.Incidents(ctx, store.IncidentFilter{Statuses: Ahead, Types: Engagements,
		From: x.From, To: x.To, Limit: most})
	if err != nil {
		return err
	}
	names, err := named(ctx, db, incs)
	if err != nil {
		return err
	}
	at, err := addresses(ctx, db, incs)
	if err != nil {
		return err
	}
	cal := ics.NewCalendarFor("Readout")
	cal.SetMethod(ics.MethodPublish)
	cal.SetName("Planned engagements")
	for _, inc := range incs {
		addEntry(cal, inc, names, at)
	}
	return cal.SerializeTo(w)
}

func addEntry(cal *ics.Calendar, inc *news.Incident, names roll, at map[string]string) {
	first, last := inc.Days()
	from, err1 := time.Parse(time.DateOnly, first)
	to, err2 := time.Parse(time.DateOnly, last)
	if err1 != nil || err2 != nil || len(inc.Reports) == 0 || len(inc.Day) == len("2026") {
		return // without a day it stands in no calendar
	}
	r := inc.Reports[len(inc.Reports)-1]
	e := cal.AddEvent(inc.ID + "@readout")
	if t, err := time.Parse(time.DateOnly, r.Published); err == nil {
		e.SetDtStampTime(t)
	} else {
		e.SetDtStampTime(from)
	}
	e.SetAllDayStartAt(from)
	e.SetAllDayEndAt(to.AddDate(0, 0, 1))
	e.SetSummary(summary(inc, names))
	e.SetDescription(fmt.Sprintf("%s (%s, %s)", r.Sentence, r.Outlet, r.Published))
	if u := at[r.Article]; strings.HasPrefix(u, "http") {
		e.SetURL(u)
	}
	if inc.Place != "" {
		e.SetLocation(string(inc.Place))
	}
	e.SetStatus(map[string]ics.ObjectStatus{news.Postponed: ics.ObjectStatusCancelled,
		news.Cancelled: ics.ObjectStatusCancelled, news.Confirmed: ics.ObjectStatusConfirmed}[inc.Status])
	if e.GetProperty(ics.ComponentPropertyStatus).Value == "" {
		e.SetStatus(ics.ObjectStatusTentative)
	}
}

// summary is one line on inc: "Visit: Antony Blinken – China (confirmed)".
func summary(inc *news.Incident, names roll) string {
	what := ontology.Words(inc.Type, inc.Mode)
	who := names.list(names.officials(inc.Actors))
	if len(inc.Recipients) > 0 {
		who += " – " + names.list(names.officials(inc.Recipients))
	}
	return fmt.Sprintf("%s: %s (%s)", strings.ToUpper(what[:1])+what[1:], who, inc.Status)
}
