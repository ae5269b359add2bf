package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/zeebo/xxh3"

	"readout/api"
	"readout/news"
	"readout/ontology"
	"readout/search"
	"readout/store"
)

type calendarView struct {
	Days   []dayView
	Past   []dayView // planned for a day that is over, with no report that it took place
	Moving []incidentView
}

// overdue is for how many days the calendar keeps what was planned and not told of again: after its
// day or, where none is known, after the report.
const overdue = 60

func (s *Server) calendar(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	newest, err := s.db.Newest(ctx)
	if err != nil {
		return err
	}
	today := min(newest, s.today())
	f := store.IncidentFilter{Statuses: api.Ahead, From: daysBefore(today, overdue), Limit: 250,
		Types: api.Engagements}
	incs, err := s.db.Incidents(ctx, f)
	if err != nil {
		return err
	}
	f.From, f.Undated, f.Reverse, f.Limit = "", true, true, 20
	undated, err := s.db.Incidents(ctx, f)
	if err != nil {
		return err
	}
	incs = append(incs, slices.DeleteFunc(undated, func(i *news.Incident) bool {
		last := toldLast(i)
		return last != "" && last < daysBefore(today, overdue)
	})...)
	all, err := s.incidentViews(ctx, incs)
	if err != nil {
		return err
	}
	var v calendarView
	var ahead, past []incidentView
	for _, i := range all {
		switch _, last := i.Days(); {
		case last == "":
			v.Moving = append(v.Moving, i)
		case last < today:
			past = append(past, i)
		default:
			ahead = append(ahead, i)
		}
	}
	v.Days, v.Past = byDay(ahead), byDay(past[max(0, len(past)-20):])
	return s.show(w, "calendar", page{Title: "Calendar", Nav: "/calendar", Data: v})
}

// toldLast is the day of the latest report of inc, "" where none has one.
func toldLast(inc *news.Incident) (day string) {
	for _, r := range inc.Reports {
		_, last := news.Interval(r.Published)
		day = max(day, last)
	}
	return day
}

// export answers /calendar.ics and /export/WHAT.FORMAT.
func (s *Server) export(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	x := api.Export{What: "incidents", Format: "ical", From: q.Get("from"), To: q.Get("to")}
	if file := r.PathValue("file"); file != "" {
		var ok bool
		if x.What, x.Format, ok = strings.Cut(file, "."); !ok {
			return fmt.Errorf("export %q: %w", file, news.ErrNotFound)
		}
	} else if x.From == "" { // what the calendar shows, not all that ever was planned
		newest, err := s.db.Newest(r.Context())
		if err != nil {
			return err
		}
		x.From = daysBefore(min(newest, s.today()), overdue)
	}
	const utf8 = "; charset=utf-8"
	kinds := map[string]string{"ical": "text/calendar" + utf8, "csv": "text/csv" + utf8,
		"jsonl": "application/jsonl" + utf8, "gdelt": "text/tab-separated-values" + utf8,
		"parquet": "application/vnd.apache.parquet"}
	kind, ok := kinds[x.Format]
	if !ok {
		return fmt.Errorf("export format %q: %w", x.Format, news.ErrNotFound)
	}
	w.Header().Set("Content-Type", kind)
	return api.Write(r.Context(), s.db, x, w)
}

// A dataPart is a part of the record that can be taken out, in several forms.
type dataPart struct {
	Name, Row string
	Files     []dataFile
}

type dataFile struct{ Form, Path string }

// partRows says what a row of each part is.
var partRows = map[string]string{
	"incidents":  "what was done to whom, when and where, with its status and how many sources",
	"statements": "what somebody said, with who, when and on what occasion",
	"articles":   "an article, its story, and what it was copied from",
	"readings":   "all that one article says",
	"stories":    "the articles about one happening",
	"entities":   "a person, organisation, country, place, group or work",
}

var formNames = map[string]string{"jsonl": "JSON lines", "csv": "CSV", "parquet": "Parquet",
	"gdelt": "GDELT columns", "ical": "iCal"}

// data shows what can be taken out.
func (s *Server) data(w http.ResponseWriter, r *http.Request) error {
	var parts []dataPart
	for _, what := range api.Whats {
		p := dataPart{Name: strings.ToUpper(what[:1]) + what[1:], Row: partRows[what]}
		for _, form := range api.Formats {
			if api.Has(what, form) {
				p.Files = append(p.Files, dataFile{formNames[form], "/export/" + what + "." + form})
			}
		}
		parts = append(parts, p)
	}
	return s.show(w, "data", page{Title: "Data", Data: parts})
}

type searchView struct {
	Hits     []hitView
	Problem  string
	Asked    bool
	Words    bool   // words were asked for, not fields alone
	Instead  string // the words that the hits hold, where none holds all that was asked
	Entities []store.Profile
	More     bool
	CSV      string // where the hits are as columns
}

// A hitView is a hit with what was done as a page calls it.
type hitView struct{ search.Hit }

// Act is what was done, with its status where that must be said: "visit, planned".
func (h hitView) Act() string {
	if h.Type == "" {
		return ""
	}
	return strings.Trim(ontology.Words(h.Type, h.Mode)+", "+stateWord(h.Status), ", ")
}

// hits is how many hits a page shows.
const hits = 40

func (s *Server) search(w http.ResponseWriter, r *http.Request) error {
	text := r.URL.Query().Get("q")
	v := searchView{Asked: strings.TrimSpace(text) != ""}
	p := page{Title: "Search", Nav: "/search", Query: text}
	if v.Asked {
		p.Title = text + " – search"
		q, err := search.Parse(text)
		if err != nil {
			v.Problem = problem(err)
		} else if err := s.find(r.Context(), &v, q); err != nil {
			return err
		} else {
			p.Atom = "/search.atom?q=" + url.QueryEscape(text)
			v.CSV = "/search.csv?q=" + url.QueryEscape(text)
		}
	}
	p.Data = v
	return s.show(w, "search", p)
}

// find fills in the hits of q, of its telling words alone where no sentence holds all, and who has
// such a name.
func (s *Server) find(ctx context.Context, v *searchView, q search.Query) error {
	found, err := s.db.Search(ctx, q, hits+1)
	if err != nil {
		return err
	}
	if plain := q.Plain(); len(found) == 0 && len(plain.Words) < len(q.Words) {
		if found, err = s.db.Search(ctx, plain, hits+1); err != nil {
			return err
		}
		if q = plain; len(found) > 0 {
			v.Instead = strings.Join(q.Words, " ")
		}
	}
	v.More, v.Words = len(found) > hits, len(q.Words) > 0
	for _, h := range found[:min(len(found), hits)] {
		if n := len(v.Hits); n == 0 || v.Hits[n-1].Article != h.Article || v.Hits[n-1].Sentence != h.Sentence {
			v.Hits = append(v.Hits, hitView{h})
		}
	}
	if name := cmp.Or(strings.Join(q.Words, " "), q.Speaker, q.About); name != "" {
		v.Entities, err = s.db.NamedLike(ctx, name, 6)
		slices.SortStableFunc(v.Entities, func(a, b store.Profile) int {
			x, y := strings.EqualFold(a.Name, name), strings.EqualFold(b.Name, name)
			switch {
			case x == y:
				return b.Articles - a.Articles
			case x:
				return -1
			}
			return 1
		})
	}
	return err
}

// mostHits is how many hits are given out as columns.
const mostHits = 1000

// searchCSV gives the hits of a search out as columns.
func (s *Server) searchCSV(w http.ResponseWriter, r *http.Request) error {
	q, err := search.Parse(r.URL.Query().Get("q"))
	if err != nil {
		return err
	}
	found, err := s.db.Search(r.Context(), q, mostHits)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="search.csv"`)
	return api.WriteHits(w, found)
}

func (s *Server) searchAtom(w http.ResponseWriter, r *http.Request) error {
	text := r.URL.Query().Get("q")
	q, err := search.Parse(text)
	if err != nil {
		return err
	}
	found, err := s.db.Search(r.Context(), q, hits)
	if err != nil {
		return err
	}
	base := "http://" + r.Host
	f := api.Atom{ID: base + r.URL.RequestURI(), Title: "Readout: " + text,
		Page: base + "/search?q=" + url.QueryEscape(text)}
	for _, h := range found {
		title := h.Headline
		if h.Speaker != "" {
			title = h.Speaker
		}
		f.Entries = append(f.Entries, api.AtomEntry{Title: title, Author: h.Outlet,
			ID:      fmt.Sprintf("%s/article/%s#%x", base, h.Article, xxh3.HashString(h.Sentence+h.Speaker)),
			Page:    base + "/article/" + h.Article,
			Summary: h.Sentence, Updated: instant(h.Published)})
	}
	return writeAtom(w, f)
}
