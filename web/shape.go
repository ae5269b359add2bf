package web

import (
	"fmt"
	"slices"
	"strings"

	"readout/store"
)

// An outletView is what extraction makes of an outlet's pages, lately and before.
type outletView struct {
	Name         string
	Lately, Past shape
	Alarm        string // in words, where the two differ so much that its layout may have changed
}

// A shape sums up articles.
type shape struct {
	N             int
	Median        int // length of the body, in bytes
	Byline, Dated int // in per cent
}

const (
	looked = 1200 // articles of the whole desk that shapes are taken from
	lately = 10   // articles of an outlet that are compared with those before
	rows   = 60   // outlets that are shown
)

// outlets sums up the latest articles by outlet, those with an alarm first.
func outlets(all []store.Shape) []outletView {
	by := map[string][]store.Shape{}
	var names []string
	for _, x := range all {
		if by[x.Outlet] == nil {
			names = append(names, x.Outlet)
		}
		by[x.Outlet] = append(by[x.Outlet], x)
	}
	var out []outletView
	for _, name := range names {
		xs := by[name]
		n := min(len(xs), lately)
		o := outletView{Name: name, Lately: sum(xs[:n]), Past: sum(xs[n:])}
		o.Alarm = alarm(o.Lately, o.Past)
		out = append(out, o)
	}
	slices.SortStableFunc(out, func(a, b outletView) int {
		if (a.Alarm == "") == (b.Alarm == "") {
			return strings.Compare(a.Name, b.Name)
		}
		return strings.Compare(b.Alarm, a.Alarm)
	})
	return out
}

func sum(xs []store.Shape) shape {
	s := shape{N: len(xs)}
	if s.N == 0 {
		return s
	}
	var lengths []int
	for _, x := range xs {
		lengths = append(lengths, x.Length)
		if x.Byline {
			s.Byline++
		}
		if x.Dated {
			s.Dated++
		}
	}
	slices.Sort(lengths)
	s.Median = lengths[s.N/2]
	s.Byline, s.Dated = 100*s.Byline/s.N, 100*s.Dated/s.N
	return s
}

// alarm says in words how the shape of an outlet's last articles differs from those before, or ""
// where too few are known or the difference is one that chance makes.
func alarm(now, past shape) string {
	if now.N < lately || past.N < lately {
		return ""
	}
	var out []string
	switch {
	case 3*now.Median < past.Median:
		out = append(out, fmt.Sprintf("are much shorter (%d characters after %d)", now.Median, past.Median))
	case now.Median > 3*past.Median:
		out = append(out, fmt.Sprintf("are much longer (%d characters after %d)", now.Median, past.Median))
	}
	if past.Byline >= 60 && now.Byline <= 10 {
		out = append(out, "have lost their bylines")
	}
	if past.Dated >= 60 && now.Dated <= 10 {
		out = append(out, "have lost their day")
	}
	if len(out) == 0 {
		return ""
	}
	return "The last ten articles " + strings.Join(out, " and ") + ": has its layout changed?"
}
