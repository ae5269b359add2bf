package event

import (
	"slices"
	"strings"
	"time"

	"readout/news"
)

// day finds the day of the clause's act: a date that stands in the clause and in no other verb's.
// The raw value is returned even where it is no known day.
func (v *view) day(c *clause) (day, precision, raw string) {
	for i := range v.dates {
		if d := &v.dates[i]; d.Kind != "date" && !(d.Kind == "time" && ofDay(d)) || !v.dated(c, d) {
			continue
		}
		if raw == "" {
			raw = v.dates[i].Value
		}
		if from, to, ok := v.dates[i].Days(); ok {
			day, precision = dayOf(&v.dates[i], from, to)
			return day, precision, v.dates[i].Value
		}
	}
	if raw == "" && c.verb >= 0 {
		if h, ok := v.twin(c.verb); ok {
			return v.day(&clause{at: h, verb: h})
		}
		if d := v.heading(c.verb); d != nil {
			from, to, _ := d.Days()
			day, precision = dayOf(d, from, to)
			return day, precision, d.Value
		}
	}
	return "", "", raw
}

// heading is the day at the head of a sentence whose second main clause verb i is: "In May the
// family sued, and the court ordered".
func (v *view) heading(i int) *news.Date {
	h := v.head(i)
	if v.Tokens[i].Rel != "conj" || h < 0 || !v.verbal(h) || v.form(h) != past || v.form(i) != past ||
		v.kid(i, "aux", "mark") >= 0 {
		return nil
	}
	s := v.kid(h, "nsubj")
	for n := range v.dates {
		d := &v.dates[n]
		if s >= 0 && d.Kind == "date" && ofDay(d) && d.End <= v.Tokens[s].Start &&
			v.dated(&clause{at: h, verb: h}, d) {
			return d
		}
	}
	return nil
}

// ofDay reports whether a time of day names its day as well: "Tuesday night".
func ofDay(d *news.Date) bool {
	_, _, ok := d.Days()
	return ok
}

// twin is the verb that verb i is coordinated with, where both have one subject and one tense, so
// that the day of the first is the second's: "yesterday found him guilty and sentenced him"; or
// that it goes along with: "spoke on Tuesday, accusing", "was jailed on Tuesday, while his wife was
// freed".
func (v *view) twin(i int) (int, bool) {
	h := v.head(i)
	if h >= 0 && v.Tokens[i].Rel == "acl" && v.form(i) == ing && v.Tokens[h].Rel == "obj" && h < i {
		h = v.head(h) // issued a statement calling on
	}
	if h < 0 || !v.verbal(h) || !v.verbal(i) {
		return h, false
	}
	if v.alongside(i) && v.form(h) == v.form(i) {
		return h, true
	}
	if v.kid(i, "nsubj", "aux", "mark") >= 0 {
		return h, false
	}
	return h, v.Tokens[i].Rel == "conj" && v.form(h) == v.form(i) ||
		v.Tokens[i].Rel != "conj" && v.form(i) == ing && i > h
}

// alongside reports whether verb i is of a clause of the same time as the one that it hangs on.
func (v *view) alongside(i int) bool {
	m := v.kid(i, "mark", "advmod")
	return v.Tokens[i].Rel == "advcl" && m >= 0 && m < i && together[v.lower(m)]
}

// together are the conjunctions of what happens at one time.
var together = map[string]bool{"while": true, "when": true, "as": true}

// precision tells how fine an ISO day is.
func precision(day string) string {
	switch len(day) {
	case len("2006"):
		return "year"
	case len("2006-01"):
		return "month"
	}
	return "day"
}

// tocome moves the day of what is still to come into the week after publication, where a mere
// weekday was taken for the last one: "on Wednesday they are to meet".
func (v *view) tocome(day, st string) string {
	if st != news.Planned && st != news.Announced && st != news.Confirmed {
		return day
	}
	pub, err := time.Parse(time.DateOnly, v.published)
	at, bad := time.Parse(time.DateOnly, day)
	if _, to := bounds(day); err == nil && to < pub.AddDate(0, 0, -7).Format(time.DateOnly) {
		return "" // what is to come has no day long past: the date is another act's
	}
	if err != nil || bad != nil || !at.Before(pub) {
		return day
	}
	return at.AddDate(0, 0, 7).Format(time.DateOnly)
}

// dayOf writes a date as a day, an interval, a month or a year.
func dayOf(d *news.Date, from, to string) (day, precision string) {
	switch {
	case from == to:
		return from, "day"
	case len(d.Value) == 7 && from[:7] == to[:7]:
		return from[:7], "month"
	case len(d.Value) == 4:
		return from[:4], "year"
	case len(d.Value) < 8 && !strings.Contains(d.Value, "/"):
		return from + "/" + to, "year"
	}
	return from + "/" + to, "day"
}

// dated reports whether date d hangs on the clause's words, or on a helper of its verb.
func (v *view) dated(c *clause, d *news.Date) bool {
	t := v.HeadOf(d.Span)
	if t < 0 || v.SentenceOf(t) != v.SentenceOf(c.at) {
		return false
	}
	if c.verb >= 0 && v.head(c.verb) == t && strings.HasPrefix(v.Tokens[c.verb].Rel, "acl") {
		m := v.kid(c.verb, "advmod", "mark")
		return m >= 0 && (v.lower(m) == "when" || v.lower(m) == "where") // "in 2016, when she fell"
	}
	for n := 0; n < 2*deepest && t >= 0; n++ {
		if t == c.at || t == c.verb || v.ofSeries(t, d, c) {
			return true
		}
		if v.verbal(t) && !concerning[v.lower(t)] {
			return v.helps(t, c) || v.fronted(d, t, c) || v.during(t, c) ||
				v.alongside(t) && v.head(t) == c.verb && v.form(t) == v.form(c.verb)
		}
		if v.actNoun(t) && t != c.at || v.kid(t, "cop") >= 0 {
			return false
		}
		t = v.head(t)
	}
	return false
}

// ofSeries reports whether noun t, on which date d hangs, only counts or measures the act, so that
// the date behind both is the act's: "a series of attacks on Monday".
func (v *view) ofSeries(t int, d *news.Date, c *clause) bool {
	return c.verb < 0 && v.Tokens[t].Tag == "NOUN" && v.head(c.at) == t && v.caseOf(c.at) == "of" &&
		d.Start > v.Tokens[c.at].Start
}

// concerning are the participles that are as good as prepositions: "handed over papers concerning the
// case on Monday".
var concerning = map[string]bool{"concerning": true, "regarding": true, "including": true,
	"involving": true}

// during reports whether the act is a noun that says on what occasion verb t was done: "the order
// was given at a meeting on Monday".
func (v *view) during(t int, c *clause) bool {
	if c.verb == c.at || v.head(c.at) != t {
		return false
	}
	in := v.caseOf(c.at)
	return in == "during" || in == "at" || in == "in"
}

// fronted reports whether date d stands at the head of a clause whose reporting verb t follows it:
// "On Wednesday they are to meet, the senate said".
func (v *view) fronted(d *news.Date, t int, c *clause) bool {
	i := max(c.verb, c.at)
	if c.verb >= 0 {
		i = c.verb
	}
	return v.Tokens[i].Rel == "ccomp" && v.head(i) == t && t > i && d.Start < v.Tokens[i].Start
}

// helps reports whether verb t is one that the clause's verb is an infinitive of.
func (v *view) helps(t int, c *clause) bool {
	i := c.verb
	if i < 0 {
		i = c.at
	}
	for n := 0; n < deepest && i >= 0; n++ {
		if v.Tokens[i].Rel != "xcomp" {
			return false
		}
		if i = v.head(i); i == t {
			return true
		}
	}
	return false
}

func (v *view) actNoun(t int) bool {
	return v.Tokens[t].Tag == "NOUN" && v.words.nouns[v.lemma(t)] != nil
}

// site finds the place of the clause's act: where it is said to be, or where a visit goes.
func (v *view) site(c *clause, f *frame) *news.Place {
	best := 0
	var site *news.Place
	for _, a := range c.args {
		if a.tok < 0 || v.where[a.tok] < 0 {
			continue
		}
		if !slices.Contains(sites, a.slot) && !(f.mode == "visit" && slices.Contains(goals, a.slot)) {
			continue
		}
		p := &v.places[v.where[a.tok]]
		if n := fine[p.Precision]; n > best {
			best, site = n, p
		}
	}
	return site
}

// fine ranks precisions of places.
var fine = map[string]int{"country": 1, "sea": 2, "region": 2, "city": 3}

// sites are the slots that say where; goals where a visit goes.
var (
	sites = []string{"in", "at", "near", "outside", "inside", "off", "around", "across", "over"}
	goals = []string{"obj", "to", "for"}
)
