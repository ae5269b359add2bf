package main

import (
	"readout/eval/press"
	"readout/news"
)

// A made article, and whether it is a copy of one that is old.
type made struct {
	*press.Report
	old bool
}

// A day makes what comes in, a batch at a time.
type day struct {
	*press.Press
	late  []*press.Report // of the last days
	old   []*press.Report // a few of all years
	total int
}

const (
	perDay  = 800  // articles
	atOnce  = 64   // articles of a batch, as on the desk
	kept    = 1500 // reports of late
	archive = 3000 // old reports
)

// batch makes the articles that come in together.
func (d *day) batch() (out []made) {
	for range atOnce {
		out = append(out, d.next())
		if d.total++; d.total%perDay == 0 {
			d.NextDay()
		}
	}
	return out
}

// next makes an article: six in ten are first reports, two other accounts of the same, two copies.
func (d *day) next() made {
	f := d.Float64()
	if len(d.late) < kept/2 || f < .6 {
		r := d.Report()
		d.keep(r)
		return made{r, false}
	}
	r, old := d.late[d.IntN(len(d.late))], false
	if f < .8 {
		return made{d.Again(r), false}
	}
	if len(d.old) == archive && d.IntN(10) == 0 {
		r, old = d.old[d.IntN(len(d.old))], true
	}
	kind := news.Identical
	switch f := d.Float64(); {
	case f < .5:
		kind = news.Syndicated
	case f < .7:
		kind = news.Spun
	case f < .85:
		kind = news.Rewritten
	}
	return made{d.Copy(r, kind), old}
}

// keep keeps a report to be told again or copied.
func (d *day) keep(r *press.Report) {
	if len(d.late) < kept {
		d.late = append(d.late, r)
	} else {
		i := d.IntN(kept)
		d.age(d.late[i])
		d.late[i] = r
	}
}

// age keeps an old report, for as long as chance has it.
func (d *day) age(r *press.Report) {
	if len(d.old) < archive {
		d.old = append(d.old, r)
	} else if d.IntN(d.total/archive+1) < 10 {
		d.old[d.IntN(archive)] = r
	}
}
