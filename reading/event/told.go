package event

import (
	"strings"
	"time"

	"readout/news"
)

// toldOn is the day of what an article reports as news without a known day, by saying or in its
// first sentences: in the simple past, on the day of publication or the day before; in the perfect,
// in that month. What an undated article tells, of which the first and the last day are known on
// which it can have come out, lies between these.
func (v *view) toldOn(a *act, c *clause) (news.Maybe, string) {
	if q := a.event.Statement; q != nil && v.quotes[*q].Day != "" && verbal[a.event.Type] {
		return v.quotes[*q].Day, precision(string(v.quotes[*q].Day))
	}
	first, last, ok := v.out()
	switch {
	case !ok:
		return "", ""
	case strings.HasPrefix(a.when, "XXXX") && first != last:
		return someDay(a, first, last)
	case a.event.Status != news.Held || a.when != "" && a.when != "PRESENT_REF":
		return "", ""
	case v.fresh(a):
		return stretch(first.AddDate(0, 0, -1), last)
	case v.newsPeg(a):
		return stretch(first.AddDate(0, 0, -7), last)
	}
	s, verb, from := v.SentenceOf(c.at), v.teller(c), v.newsDay(first.AddDate(0, 0, -1))
	if !verbal[a.event.Type] && s > 1 || !v.tells(verb) || s > 0 && v.lately(s, from) {
		return "", ""
	}
	switch v.report(verb, verbal[a.event.Type]) {
	case "past":
		return stretch(from, last)
	case "perfect":
		if first == last {
			return news.Maybe(v.published[:len("2006-01")]), "month"
		}
		return stretch(first.AddDate(0, 0, -28), last)
	}
	return "", ""
}

// out are the first and the last day on which the article can have come out.
func (v *view) out() (first, last time.Time, ok bool) {
	from, to, ok := news.Date{Value: v.published, Kind: "date"}.Days()
	if !ok {
		return first, last, false
	}
	first, err := time.Parse(time.DateOnly, from)
	last, bad := time.Parse(time.DateOnly, to)
	return first, last, err == nil && bad == nil
}

// someDay is the day of an act of an undated article that tells it without a year: on a weekday,
// last month, on July 8.
func someDay(a *act, first, last time.Time) (news.Maybe, string) {
	back := map[string]int{"XXXX-WXX": 14, "XXXX-XX": 62}[a.when]
	if len(a.when) == len("XXXX-WXX-1") && (a.when[5] == 'W' || a.when[5] == 'X') {
		back = 6
	}
	at, err := time.Parse("2006-01-02", "2000"+strings.TrimPrefix(a.when, "XXXX"))
	month, bad := time.Parse("2006-01", "2000"+strings.TrimPrefix(a.when, "XXXX"))
	past := a.event.Status == news.Held || a.event.Status == news.Alleged ||
		a.event.Status == news.Denied || a.event.Status == news.Ongoing
	switch {
	case err == nil && past:
		return ofYears(at, at, first.AddDate(-1, 0, 0), last)
	case err == nil:
		return ofYears(at, at, first, last.AddDate(1, 0, 0))
	case bad == nil && past:
		return ofYears(month, month.AddDate(0, 1, -1), first.AddDate(-1, 0, 0), last)
	case back > 0 && past:
		return stretch(first.AddDate(0, 0, -back), last)
	case back == 6:
		return stretch(first, last.AddDate(0, 0, back))
	}
	return "", ""
}

// ofYears is a stretch of days from a to b of whatever year, where it lies between first and last.
func ofYears(a, b, first, last time.Time) (news.Maybe, string) {
	var from, to time.Time
	for y := first.Year() - 1; y <= last.Year(); y++ {
		x, z := a.AddDate(y-a.Year(), 0, 0), b.AddDate(y-b.Year(), 0, 0)
		if z.Before(first) || x.After(last) {
			continue
		}
		if from.IsZero() {
			from = x
		}
		to = z
	}
	if from.IsZero() {
		return "", ""
	}
	return stretch(from, to)
}

// stretch writes the days from first to last, with what their number says of the precision.
func stretch(first, last time.Time) (news.Maybe, string) {
	precision := "day"
	if first.Equal(last) {
		return news.Maybe(first.Format(time.DateOnly)), precision
	}
	switch days := last.Sub(first).Hours() / 24; {
	case days > 92:
		precision = "year"
	case days > 14:
		precision = "month"
	}
	return news.Maybe(first.Format(time.DateOnly) + "/" + last.Format(time.DateOnly)), precision
}

// newsDay is the day that the head of the article tells its news of, where it lies a little before
// the given one: what the article goes on to tell is of that day, or later.
func (v *view) newsDay(day time.Time) time.Time {
	for i := range v.dates {
		d := &v.dates[i]
		if t := v.HeadOf(d.Span); t < 0 || v.SentenceOf(t) > 1 {
			break
		}
		from, to, ok := d.Days()
		at, err := time.Parse(time.DateOnly, from)
		if ok && err == nil && from == to && at.Before(day) && day.Sub(at) < 10*24*time.Hour {
			return at
		}
	}
	return day
}

// teller is the verb that tells a clause's act: its own, the one that its participle goes along
// with, or the one whose object is the noun that names it: "voiced his support".
func (v *view) teller(c *clause) int {
	if c.verb >= 0 && v.form(c.verb) == ing {
		if h, ok := v.twin(c.verb); ok {
			return h // said so, urging
		}
	}
	if h := v.head(c.at); c.verb < 0 && v.Tokens[c.at].Rel == "obj" && h >= 0 && v.verbal(h) {
		return h
	}
	return c.verb
}

// tells reports whether verb i is of a main clause, or of one that goes along with it.
func (v *view) tells(i int) bool {
	return i >= 0 && (v.mainClause(i) || v.alongside(i) && v.mainClause(v.head(i)))
}

// report is the tense in which verb i tells news: past, perfect, or empty. Of what is done by words
// the present is the past of headlines.
func (v *view) report(i int, verbal bool) string {
	aux := v.kid(i, "aux")
	switch {
	case (v.form(i) == base || v.form(i) == present) && verbal && aux < 0:
		return "past"
	case v.form(i) != past || v.auxiliaries(i).habit:
		return ""
	case aux < 0:
		return "past"
	case v.lower(aux) == "has" || v.lower(aux) == "have":
		return "perfect"
	}
	return ""
}

// fresh reports whether an act lies in what a quotation says that is told in the simple past: the
// speaker did it with the news.
func (v *view) fresh(a *act) bool {
	q := a.event.Statement
	if !a.told || q == nil {
		return false
	}
	if v.quotes[*q].Cue.Empty() {
		return false
	}
	cue, _ := v.TokensIn(v.quotes[*q].Cue.Span)
	if v.verbal(cue) && v.form(cue) == ing && v.Tokens[cue].Rel == "advcl" && v.head(cue) >= 0 {
		cue = v.head(cue) // issued a statement, saying
	}
	return v.verbal(cue) && v.form(cue) == past && v.kid(cue, "aux") < 0
}

// newsPeg reports whether an act is what the first sentence tells its news by: "after clashes
// erupted", "died during protests". It lies a few days back at most.
func (v *view) newsPeg(a *act) bool {
	if v.SentenceOf(a.at) > 0 || a.when != "" {
		return false
	}
	if a.verb < 0 {
		c := v.caseOf(a.at)
		return a.event.Type == "PROTEST" && (c == "during" || c == "in")
	}
	m := v.kid(a.verb, "mark")
	return v.Tokens[a.verb].Rel == "advcl" && m >= 0 && v.form(a.verb) == past &&
		v.kid(a.verb, "aux") < 0 && (v.lower(m) == "after" || v.lower(m) == "when")
}

// lately reports whether the paragraph of sentence s has already turned to days before that of the
// news.
func (v *view) lately(s int, head time.Time) bool {
	start := v.Sentences[s].Start
	for _, p := range v.Paragraphs {
		if p.Start <= start && start < p.End {
			start = p.Start
		}
	}
	old := head.AddDate(0, 0, -2).Format(time.DateOnly)
	for i := range v.dates {
		d := &v.dates[i]
		if _, to, ok := d.Days(); ok && to < old && d.Start >= start &&
			d.End <= v.Sentences[s].End && v.leads(d) {
			return true
		}
	}
	return false
}

// leads reports whether date d is of what its sentence tells, not of a clause about a noun: "a deal
// that was struck in 2019".
func (v *view) leads(d *news.Date) bool {
	t := v.HeadOf(d.Span)
	for n := 0; n < 2*deepest && t >= 0; n++ {
		if v.Tokens[t].Rel == "acl" {
			return false
		}
		t = v.head(t)
	}
	return true
}

// mainClause reports whether verb i is its sentence's, coordinated with it, or all that it says.
func (v *view) mainClause(i int) bool {
	for n := 0; n < deepest && i >= 0; n++ {
		switch v.Tokens[i].Rel {
		case "root":
			return true
		case "conj", "parataxis":
			i = v.head(i)
		case "ccomp":
			if i = v.head(i); v.words.reports[v.lemma(max(i, 0))] != "said" {
				return false
			}
		default:
			return false
		}
	}
	return false
}
