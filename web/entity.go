package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"readout/api"
	"readout/news"
	"readout/store"
)

type entityView struct {
	store.Profile
	Land      string // name of the country
	Offices   []store.OfficeHeld
	Spellings []store.Spelling
	Partners  []store.Profile
	Pairs     []pairView
	Days      []dayView
	Said      []statementView
	Naming    []store.Brief
	Types     []string // acts to filter by
	Type      string   // the one chosen
}

// A pairView is a pair of countries by name.
type pairView struct {
	store.Pair
	NameA, NameB string
}

func (s *Server) entity(w http.ResponseWriter, r *http.Request) error {
	p, err := s.db.Entity(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.showEntity(w, r, p)
}

func (s *Server) country(w http.ResponseWriter, r *http.Request) error {
	p, err := s.land(r.Context(), r.PathValue("code"))
	if err != nil {
		return err
	}
	return s.showEntity(w, r, p)
}

func (s *Server) showEntity(w http.ResponseWriter, r *http.Request, p store.Profile) error {
	ctx := r.Context()
	v := entityView{Profile: p, Type: r.URL.Query().Get("type")}
	f := store.IncidentFilter{Entity: p.ID, Reverse: true, Limit: 150}
	incs, err := s.db.Incidents(ctx, f)
	if err != nil {
		return err
	}
	for _, inc := range incs {
		if !slices.Contains(v.Types, inc.Type) {
			v.Types = append(v.Types, inc.Type)
		}
	}
	slices.Sort(v.Types)
	if v.Type != "" {
		incs = slices.DeleteFunc(incs, func(i *news.Incident) bool { return i.Type != v.Type })
	}
	steps := []func() error{
		func() error {
			ivs, err := s.incidentViews(ctx, incs[:min(len(incs), 60)])
			v.Days = byDay(ivs)
			return err
		},
		func() (err error) { v.Offices, err = s.db.Offices(ctx, p.ID); return err },
		func() (err error) { v.Spellings, err = s.db.Spellings(ctx, p.ID); return err },
		func() (err error) { v.Partners, err = s.db.Partners(ctx, p.ID, 8); return err },
		func() (err error) { v.Naming, err = s.db.Naming(ctx, p.ID, 20); return err },
		func() error {
			sts, err := s.db.Statements(ctx, store.StatementFilter{Speaker: p.ID, Once: true, Limit: 40})
			if err != nil {
				return err
			}
			v.Said, err = s.statementViews(ctx, sts)
			return err
		},
	}
	if p.Country != "" && p.Kind != news.Country {
		v.Land = p.Country
		if c, err := s.land(ctx, p.Country); err == nil {
			v.Land = c.Name
		}
	}
	if p.Kind == news.Country {
		steps = append(steps, func() (err error) { v.Pairs, err = s.pairs(r, p.Country, 10); return err })
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	shown := page{Title: p.Name, Nav: nav(p.Kind), Data: v}
	if path := entityPath(p.Kind, p.ID, p.Country); path != "" {
		shown.Atom = path + "/feed.atom"
	}
	return s.show(w, "entity", shown)
}

// entityAtom is what somebody said and did, latest first, as a feed.
func (s *Server) entityAtom(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	var p store.Profile
	var err error
	if code := r.PathValue("code"); code != "" {
		p, err = s.land(ctx, code)
	} else {
		p, err = s.db.Entity(ctx, r.PathValue("id"))
	}
	if err != nil {
		return err
	}
	sts, err := s.db.Statements(ctx, store.StatementFilter{Speaker: p.ID, Once: true, Limit: 30})
	if err != nil {
		return err
	}
	incs, err := s.db.Incidents(ctx, store.IncidentFilter{Entity: p.ID, Reverse: true, Limit: 30})
	if err != nil {
		return err
	}
	ivs, err := s.incidentViews(ctx, incs)
	if err != nil {
		return err
	}
	base := "http://" + r.Host
	f := api.Atom{ID: base + r.URL.Path, Title: p.Name,
		Page: base + strings.TrimSuffix(r.URL.Path, "/feed.atom")}
	for _, q := range sts {
		at := fmt.Sprintf("%s/article/%s#s%d", base, q.Article, q.Index+1)
		f.Entries = append(f.Entries, api.AtomEntry{ID: at, Page: at, Title: told(q.Name, worded(q.Cue)),
			Author: q.Outlet, Summary: q.Sentence, Updated: instant(q.Published)})
	}
	for _, i := range ivs {
		at := fmt.Sprintf("%s/article/%s#e%d", base, i.Report.Article, i.Report.Number())
		f.Entries = append(f.Entries, api.AtomEntry{ID: base + "/incident/" + i.ID, Page: at,
			Title: i.Line(), Author: i.Report.Outlet, Summary: i.Report.Sentence,
			Updated: instant(i.Report.Published)})
	}
	slices.SortStableFunc(f.Entries, func(a, b api.AtomEntry) int { return b.Updated.Compare(a.Updated) })
	return writeAtom(w, f)
}

func nav(kind string) string {
	switch kind {
	case news.Country:
		return "/countries"
	case news.Person:
		return "/people"
	}
	return "/organizations"
}

// pairs names the pairs of countries that have most to do with each other.
func (s *Server) pairs(r *http.Request, country string, limit int) ([]pairView, error) {
	ps, err := s.db.Pairs(r.Context(), country, limit)
	if err != nil {
		return nil, err
	}
	names, err := s.lands(r.Context())
	var out []pairView
	for _, p := range ps {
		out = append(out, pairView{p, names.called(p.A), names.called(p.B)})
	}
	return out, err
}

type listView struct {
	Kind     string
	Entities []listed
	Full     bool // there may be more than are listed
	Pairs    []pairView
}

// A listed is an entity with the name of the country that it acts for.
type listed struct {
	store.Profile
	Of string
}

// mostListed is how many entities of a kind are listed.
const mostListed = 200

// list shows the entities of a kind that the news names most.
func (s *Server) list(kind, title string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		v := listView{Kind: kind}
		ps, err := s.db.MostNamed(r.Context(), kind, mostListed)
		if err != nil {
			return err
		}
		names, err := s.lands(r.Context())
		if err != nil {
			return err
		}
		for _, p := range ps {
			x := listed{Profile: p}
			if kind != news.Country {
				x.Of = names.called(p.Country)
			}
			v.Entities = append(v.Entities, x)
		}
		v.Full = len(ps) == mostListed
		if kind == news.Country {
			if v.Pairs, err = s.pairs(r, "", 20); err != nil {
				return err
			}
		}
		return s.show(w, "list", page{Title: title, Nav: r.URL.Path, Data: v})
	}
}
