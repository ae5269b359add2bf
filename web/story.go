package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"readout/api"
	"readout/news"
	"readout/store"
)

type storyView struct {
	Story    *news.Story
	Facts    store.Facts
	Timeline []dayView
	Left     int     // incidents that the timeline leaves out
	Sides    []side  // the accounts of two countries that say most, or none
	Voices   []voice // the others
	Earlier  []store.Neighbour
	Later    []store.Neighbour
	Beside   []store.Neighbour // that name the same people
	ToldIn   []store.Brief     // articles of other stories that report what it reports
	Steps    []stepView
	Articles []originalView
	Copies   int
}

// A dayView is what happened on one day.
type dayView struct {
	Day       string
	Incidents []incidentView
}

// An originalView is an article and the copies that were made from it.
type originalView struct {
	store.Brief
	Copies []copyView
}

type copyView struct {
	store.Brief
	news.Copy `json:"copy"`
}

func (s *Server) story(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	st, err := s.db.Story(ctx, r.PathValue("id"))
	if err != nil {
		return err
	}
	v := storyView{Story: st, Copies: len(st.Articles) - st.Sources}
	if err := s.timeline(r, &v); err != nil {
		return err
	}
	if err := s.accounts(ctx, &v); err != nil {
		return err
	}
	if v.Articles, err = s.originals(r, st.Articles); err != nil {
		return err
	}
	if err := s.around(ctx, &v); err != nil {
		return err
	}
	return s.show(w, "story", page{Title: st.Headline, Nav: "/stories", Data: v,
		Atom: "/story/" + st.ID + "/feed.atom"})
}

// around fills in what stands around the story: how it came about, and the stories near it.
func (s *Server) around(ctx context.Context, v *storyView) (err error) {
	if v.Steps, err = s.steps(ctx, v.Story); err != nil {
		return err
	}
	if v.ToldIn, err = s.db.ToldIn(ctx, v.Story.ID, 8); err != nil {
		return err
	}
	near, err := s.db.Neighbours(ctx, v.Story.ID, 12)
	v.chain(near)
	return err
}

func (s *Server) timeline(r *http.Request, v *storyView) (err error) {
	if v.Facts, err = s.db.StoryFacts(r.Context(), v.Story.ID); err != nil {
		return err
	}
	shown := v.Facts.Incidents
	if r.URL.Query().Get("all") == "" {
		shown = weightiest(shown, aTimeline)
	}
	v.Left = len(v.Facts.Incidents) - len(shown)
	incs, err := s.incidentViews(r.Context(), shown)
	v.Timeline = byDay(incs)
	return err
}

// aTimeline is how many incidents the page of a story shows unless it is asked for all.
const aTimeline = 40

// weightiest returns the n incidents with most sources, those with a known day before the others,
// in the order they came.
func weightiest(incs []*news.Incident, n int) []*news.Incident {
	if len(incs) <= n {
		return incs
	}
	by := slices.Clone(incs)
	slices.SortStableFunc(by, func(a, b *news.Incident) int {
		if d := b.Sources - a.Sources; d != 0 || (a.Day == "") == (b.Day == "") {
			return d
		}
		return strings.Compare(string(b.Day), string(a.Day))
	})
	kept := map[string]bool{}
	for _, inc := range by[:n] {
		kept[inc.ID] = true
	}
	return slices.DeleteFunc(slices.Clone(incs), func(i *news.Incident) bool { return !kept[i.ID] })
}

// byDay groups incidents by the day they happened; those without one come last.
func byDay(incs []incidentView) []dayView {
	var out []dayView
	at := map[string]int{}
	for _, inc := range incs {
		day := string(inc.Day)
		i, ok := at[day]
		if !ok {
			i = len(out)
			at[day], out = i, append(out, dayView{Day: day})
		}
		out[i].Incidents = append(out[i].Incidents, inc)
	}
	slices.SortStableFunc(out, func(a, b dayView) int {
		if (a.Day == "") != (b.Day == "") {
			if a.Day == "" {
				return 1
			}
			return -1
		}
		return 0
	})
	return out
}

// originals lists articles, newest first, with copies folded under what they were made from.
func (s *Server) originals(r *http.Request, ids []string) ([]originalView, error) {
	bs, err := s.db.Briefs(r.Context(), ids)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(bs, func(a, b store.Brief) int {
		return strings.Compare(b.Published+b.ID, a.Published+a.ID)
	})
	at := map[string]int{}
	var out []originalView
	for _, b := range bs {
		if b.CopyOf == "" {
			at[b.ID] = len(out)
			out = append(out, originalView{Brief: b})
		}
	}
	for _, b := range bs {
		if b.CopyOf == "" {
			continue
		}
		c, err := s.db.CopyOf(r.Context(), b.ID)
		if err != nil {
			return nil, err
		}
		if i, ok := at[root(bs, b)]; ok && c != nil {
			out[i].Copies = append(out[i].Copies, copyView{b, *c})
		} else {
			out = append(out, originalView{Brief: b})
		}
	}
	return out, nil
}

// root follows copies of copies to the article that none of bs was made before.
func root(bs []store.Brief, b store.Brief) string {
	for range bs {
		i := slices.IndexFunc(bs, func(o store.Brief) bool { return o.ID == b.CopyOf })
		if i < 0 || bs[i].CopyOf == "" {
			break
		}
		b = bs[i]
	}
	return b.CopyOf
}

// aPage is how many stories a list shows, and deepest the first of a last page.
const aPage, deepest = 200, 20_000

type storiesView struct {
	Stories []*news.Story
	Older   int // the number of the first that the next page shows, 0 where there is none
}

func (s *Server) stories(w http.ResponseWriter, r *http.Request) error {
	from, err := strconv.Atoi(cmp.Or(r.URL.Query().Get("from"), "0"))
	if err != nil || from < 0 || from > deepest {
		return fmt.Errorf("from=%s is no number of a story: %w", r.URL.Query().Get("from"), news.ErrSyntax)
	}
	sts, err := s.db.Stories(r.Context(), "", from+aPage+1)
	if err != nil {
		return err
	}
	v := storiesView{Stories: sts[min(from, len(sts)):min(from+aPage, len(sts))]}
	if len(sts) > from+aPage {
		v.Older = from + aPage
	}
	return s.show(w, "stories", page{Title: "Stories", Nav: "/stories", Data: v})
}

func (s *Server) frontAtom(w http.ResponseWriter, r *http.Request) error {
	places, err := s.places(r.Context())
	if err != nil {
		return err
	}
	base := "http://" + r.Host
	f := api.Atom{ID: base + "/front.atom", Title: "Readout: front page", Page: base + "/"}
	for _, p := range places {
		f.Entries = append(f.Entries, api.AtomEntry{ID: base + "/story/" + p.Story.ID,
			Title: p.Story.Headline, Page: base + "/story/" + p.Story.ID, Summary: p.Why,
			Updated: instant(p.Story.Last)})
	}
	return writeAtom(w, f)
}

func (s *Server) storyAtom(w http.ResponseWriter, r *http.Request) error {
	st, err := s.db.Story(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	bs, err := s.db.Briefs(r.Context(), st.Articles)
	if err != nil {
		return err
	}
	base := "http://" + r.Host
	f := api.Atom{ID: base + r.URL.Path, Title: st.Headline, Page: base + "/story/" + st.ID}
	for _, b := range bs {
		f.Entries = append(f.Entries, api.AtomEntry{ID: base + "/article/" + b.ID, Title: b.Headline,
			Page: base + "/article/" + b.ID, Author: b.Outlet, Summary: b.Reason,
			Updated: instant(b.Published)})
	}
	slices.SortFunc(f.Entries, func(a, b api.AtomEntry) int { return b.Updated.Compare(a.Updated) })
	return writeAtom(w, f)
}

func instant(day string) time.Time {
	first, _ := news.Interval(day)
	t, _ := time.Parse(time.DateOnly, first)
	return t
}

func writeAtom(w http.ResponseWriter, f api.Atom) error {
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	return f.Write(w)
}
