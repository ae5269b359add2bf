package web

import (
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"readout/news"
	"readout/record/dyad"
	"readout/store"
)

type dyadView struct {
	A, B     store.Profile
	Since    int
	Known    bool // a contact that took place is on record
	Ahead    int  // engagements planned
	Contacts []dayView
	Planned  []dayView
	Others   []dayView
	Visits   []visits
	Months   []dyad.Month
	Chart    template.HTML
	SaidA    []incidentView // what A last accused B of, demanded or promised
	SaidB    []incidentView
}

func (s *Server) dyad(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	v := dyadView{}
	var err error
	if v.A, err = s.land(ctx, r.PathValue("a")); err != nil {
		return err
	}
	if v.B, err = s.land(ctx, r.PathValue("b")); err != nil {
		return err
	}
	incs, err := s.db.Between(ctx, v.A.Country, v.B.Country)
	if err != nil {
		return err
	}
	newest, err := s.db.Newest(ctx)
	if err != nil {
		return err
	}
	contacts := dyad.Contacts(incs)
	v.Since, v.Known = dyad.Since(contacts, max(newest, s.today()))
	v.Months = dyad.Months(incs)
	v.Chart = chart(v.Months)
	all, err := s.incidentViews(ctx, incs)
	if err != nil {
		return err
	}
	v.sort(all, min(newest, s.today()))
	for _, vs := range []visits{visited(all, v.A, v.B), visited(all, v.B, v.A)} {
		if vs.N > 0 {
			v.Visits = append(v.Visits, vs)
		}
	}
	return s.show(w, "dyad", page{Title: v.A.Name + " and " + v.B.Name, Nav: "/countries", Data: v})
}

// toCome is the statuses of an engagement that is still to take place.
var toCome = []string{news.Planned, news.Announced, news.Confirmed}

// sort deals the incidents out to the parts of the page, latest first but for what is to come.
func (v *dyadView) sort(all []incidentView, today string) {
	var others, planned, contacts []incidentView
	for _, i := range slices.Backward(all) {
		_, last := i.Days()
		ahead := slices.Contains(toCome, i.State()) && (last >= today || last == "")
		switch {
		case i.Type == "CONSULT" && ahead:
			planned = append(planned, i)
		case i.Type == "CONSULT":
			contacts = append(contacts, i)
		default:
			others = append(others, i)
		}
	}
	slices.Reverse(planned)
	v.Ahead = len(planned)
	v.Planned, v.Contacts = byDay(planned), byDay(contacts[:min(len(contacts), 60)])
	v.Others = byDay(others[:min(len(others), 40)])
	for _, i := range others {
		i.Again = true
		switch i.Type {
		case "ACCUSE", "REQUEST", "THREATEN", "REJECT", "AGREE", "CONCEDE":
			if from(i, v.A.Country) && len(v.SaidA) < 5 {
				v.SaidA = append(v.SaidA, i)
			} else if from(i, v.B.Country) && len(v.SaidB) < 5 {
				v.SaidB = append(v.SaidB, i)
			}
		}
	}
}

// A visits is how often somebody of one country was in another.
type visits struct {
	From, To string // names
	N        int
	Who      []party
	Last     string // day of the latest, where one is known
}

// visited counts the visits that took place, latest last in all.
func visited(all []incidentView, a, b store.Profile) visits {
	v := visits{From: a.Name, To: b.Name}
	for _, i := range all {
		if i.Type != "CONSULT" || i.Mode != "visit" || i.State() != "" || !from(i, a.Country) ||
			!slices.ContainsFunc(i.Recipients, func(p party) bool { return p.Country == b.Country }) {
			continue
		}
		v.N++
		if _, last := i.Days(); last > v.Last {
			v.Last = last
		}
		for _, p := range i.Actors {
			if p.Country == a.Country && p.Kind == news.Person && !slices.Contains(v.Who, p) {
				v.Who = append(v.Who, p)
			}
		}
	}
	return v
}

func from(i incidentView, country string) bool {
	return slices.ContainsFunc(i.Actors, func(p party) bool { return p.Country == country })
}

// chart draws cooperation above and conflict below a line, a bar a month, with a whisker for one
// standard error. The table behind it holds the same numbers.
func chart(ms []dyad.Month) template.HTML {
	if len(ms) == 0 {
		return ""
	}
	top := 1.
	for _, m := range ms {
		top = max(top, m.Cooperation+m.Spread[0], m.Conflict+m.Spread[1])
	}
	const height, step = 120., 24.
	width := step * float64(max(len(ms), 12))
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="chart" viewBox="0 0 %.0f %.0f" role="img" aria-label="Cooperation and conflict a month; the table below has the numbers">`,
		width, 2*height+16)
	for i, m := range ms {
		x := step*float64(i) + 4
		bar(&b, "coop", x, height, -m.Cooperation/top*height, m.Spread[0]/top*height)
		bar(&b, "conf", x, height, m.Conflict/top*height, m.Spread[1]/top*height)
		if i%max(2, len(ms)/6) == 0 {
			fmt.Fprintf(&b, `<text x="%.1f" y="%.1f">%s</text>`, x, 2*height+12, m.Month)
		}
	}
	fmt.Fprintf(&b, `<line class="axis" x1="0" x2="%.0f" y1="%.0f" y2="%.0f"/></svg>`, width, height, height)
	return template.HTML(b.String()) //nolint:gosec // numbers and months of our own
}

// bar draws from the middle line to a length (up where negative), with a whisker of ± err.
func bar(b *strings.Builder, class string, x, y0, length, err float64) {
	if length == 0 {
		return
	}
	top := min(y0, y0+length)
	fmt.Fprintf(b, `<rect class="%s" x="%.1f" y="%.1f" width="14" height="%.1f"/>`, class, x, top, max(length, -length))
	fmt.Fprintf(b, `<line class="whisker" x1="%.1f" x2="%.1f" y1="%.1f" y2="%.1f"/>`,
		x+7, x+7, y0+length-err, y0+length+err)
}
