package date

import (
	"slices"
	"time"

	"readout/news"
	"readout/text"
)

// Find returns the time expressions of doc in order, none overlapping, with their values as of
// ref, the ISO day of publication or its minute (2006-01-02T15:04). With an empty ref what depends
// on it keeps an X: a Tuesday is XXXX-WXX-2. With a month, a year or an interval a/b, one day of
// which it is, so does what is not the same as of its first and its last.
func Find(doc *text.Document, ref string) []news.Date {
	dates, _ := Check(doc, ref)
	return dates
}

// Check is Find, and says which days the text gives with a weekday on which they do not fall, as of
// ref: "Monday, June 13, 2023" was a Tuesday.
func Check(doc *text.Document, ref string) ([]news.Date, []news.Suspicion) {
	p := parser{body: doc.Body, lx: lex(doc.Body)}
	exprs := p.parse()
	setTenses(doc, exprs)
	wrong := doubts(doc, exprs, newClockwork(ref))
	first, last, ok := news.Date{Value: ref, Kind: "date"}.Days()
	if !ok || first == last {
		return given(values(exprs, newClockwork(ref))), wrong
	}
	return given(common(values(exprs, newClockwork(first)), values(exprs, newClockwork(last)),
		values(exprs, newClockwork("")))), wrong
}

// common keeps of the values as of the first and the last day that a text can be of those in which
// both agree, else what can be said without a day.
func common(first, last, without []news.Date) []news.Date {
	for i := range first {
		if first[i] != last[i] {
			first[i] = without[i]
		}
	}
	return first
}

// given leaves out expressions without a value.
func given(dates []news.Date) []news.Date {
	return slices.DeleteFunc(dates, func(d news.Date) bool { return d.Value == "" })
}

func doubts(doc *text.Document, exprs []expr, c clockwork) []news.Suspicion {
	var out []news.Suspicion
	for i := range exprs {
		e := &exprs[i]
		if e.op != opDay || e.wd == 0 || e.y == 0 {
			continue
		}
		t, err := time.Parse(time.DateOnly, c.when(e))
		if err != nil || isoDay(t) == e.wd {
			continue
		}
		out = append(out, news.Suspicion{Kind: "contradiction", Span: e.Span,
			Note: doc.At(e.Span) + " was a " + t.Weekday().String()})
	}
	return out
}

// values resolves the expressions in the order of the text, so that "the next day" can count
// from the day before it. One that means nothing has no value.
func values(exprs []expr, c clockwork) []news.Date {
	var out []news.Date
	for i := range exprs {
		e := &exprs[i]
		if e.op == opShift && e.within > 0 && e.tense != future {
			e.Start, e.op, e.code = e.within, opLength, length(amount(e.n), e.unit)
		}
		if e.op == opShift && e.base == fromAnchor && e.unit <= second && e.of == nil && !c.timed {
			e.op, e.code = opLength, length(amount(max(e.n, -e.n)), e.unit) // two hours later
		}
		v, kind := c.value(e)
		d := news.Date{Span: e.Span, Value: v, Kind: kind}
		c.remember(d)
		out = append(out, d)
	}
	return out
}

// remember keeps the day and the period that later expressions may count from.
func (c *clockwork) remember(d news.Date) {
	from, to, ok := d.Days()
	if !ok {
		return
	}
	t, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return
	}
	c.period = t
	if from == to || len(d.Value) > 20 && d.Value[10] == '/' {
		c.anchor = t
	}
}
