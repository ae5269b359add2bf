package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"readout/api"
	"readout/news"
	"readout/record/front"
	"readout/store"
)

// fresh is how many days back the front page looks from the newest story.
const fresh = 10

// shown is how many stories stand on the front page.
const shown = 16

type frontView struct {
	Top      *topView
	Stories  []storyLine
	Since    *sinceView
	Coming   []incidentView
	Said     []statementView
	Empty    bool
	Starters []starter
}

type topView struct {
	storyLine
	Lede  string
	Image *news.Image
}

type storyLine struct {
	front.Place
	Lead store.Brief
	New  bool // has an article kept since the last visit
}

func (s *Server) front(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	v := frontView{}
	places, err := s.places(ctx)
	if err != nil {
		return err
	}
	since := visit(w, r)
	if v.Stories, err = s.lines(ctx, places, since); err != nil {
		return err
	}
	if len(v.Stories) == 0 {
		v.Empty, v.Starters = true, starters()
		return s.show(w, "front", page{Title: "Front page", Nav: "/", Data: v})
	}
	if v.Top, err = s.top(ctx, v.Stories[0]); err != nil {
		return err
	}
	if v.Since, err = s.since(ctx, since, v.Stories); err != nil {
		return err
	}
	v.Stories = v.Stories[1:]
	if v.Coming, err = s.coming(ctx, 8); err != nil {
		return err
	}
	sts, err := s.db.Statements(ctx, store.StatementFilter{Once: true, Limit: 120})
	if err != nil {
		return err
	}
	said, err := s.statementViews(ctx, sts)
	v.Said = latestSaid(said, 8)
	if err != nil {
		return err
	}
	return s.show(w, "front", page{Title: "Front page", Nav: "/", Atom: "/front.atom", Data: v})
}

// places ranks the stories of the last days.
func (s *Server) places(ctx context.Context) ([]front.Place, error) {
	newest, err := s.db.Newest(ctx)
	if err != nil || newest == "" {
		return nil, err
	}
	today := min(newest, s.today())
	sts, err := s.db.Stories(ctx, daysBefore(today, fresh), 200)
	if err == nil && len(sts) < shown { // a quiet desk: older stories fill the page
		sts, err = s.db.Stories(ctx, "", 2*shown)
	}
	if err != nil {
		return nil, err
	}
	sts = promising(sts, today)
	cs := make([]front.Candidate, len(sts))
	for i, st := range sts {
		if cs[i], err = s.candidate(ctx, st); err != nil {
			return nil, err
		}
	}
	ps := front.Rank(cs, today)
	return ps[:min(len(ps), shown)], nil
}

// earlierLooks is for how many contacts of a story it is asked when the last of its kind was.
const earlierLooks = 2

// considered is how many stories are looked at closely.
const considered = shown + 8

// promising returns the stories with most sources for their age: looking at what a story is about
// takes more time than a page has for all of them.
func promising(sts []*news.Story, today string) []*news.Story {
	weight := func(st *news.Story) float64 {
		age := instant(today).Sub(instant(st.Last)).Hours() / 24
		return float64(1+st.Sources) / (2 + max(0, age))
	}
	out := slices.Clone(sts)
	slices.SortStableFunc(out, func(a, b *news.Story) int { return cmp.Compare(weight(b), weight(a)) })
	return out[:min(len(out), considered)]
}

func daysBefore(day string, n int) string {
	day, _ = news.Interval(day)
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, -n).Format(time.DateOnly)
}

func (s *Server) candidate(ctx context.Context, st *news.Story) (front.Candidate, error) {
	c := front.Candidate{Story: st}
	facts, err := s.db.StoryFacts(ctx, st.ID)
	if err != nil {
		return c, err
	}
	c.Countries, c.Speakers, c.Incidents = facts.Countries, facts.Speakers, facts.Incidents
	looked := 0
	for _, inc := range weightiest(c.Incidents, aTimeline) {
		if inc.Type != "CONSULT" || len(inc.Recipients) == 0 || looked == earlierLooks {
			continue
		}
		looked++
		earlier, err := s.db.Earlier(ctx, inc)
		if err != nil {
			return c, err
		}
		if first := front.FirstSince(inc, earlier); first != "" {
			c.First = first
			break
		}
	}
	return c, nil
}

func (s *Server) lines(ctx context.Context, places []front.Place, since int64) ([]storyLine, error) {
	var ids []string
	for _, p := range places {
		ids = append(ids, p.Story.Articles...)
	}
	bs, err := s.db.Briefs(ctx, ids)
	if err != nil {
		return nil, err
	}
	by := map[string]store.Brief{}
	for _, b := range bs {
		by[b.ID] = b
	}
	out := make([]storyLine, len(places))
	for i, p := range places {
		out[i] = storyLine{Place: p, Lead: by[p.Story.Lead]}
		for _, id := range p.Story.Articles {
			out[i].New = out[i].New || since > 0 && by[id].Kept > since
		}
	}
	return out, nil
}

func (s *Server) top(ctx context.Context, l storyLine) (*topView, error) {
	a, err := s.db.Article(ctx, l.Story.Lead)
	if err != nil {
		return nil, err
	}
	t := &topView{storyLine: l}
	for _, b := range a.Blocks {
		if words := a.Body[b.Start:b.End]; b.Kind == news.Paragraph && whole(words) {
			t.Lede = words
			break
		}
	}
	if len(a.Images) > 0 {
		t.Image = &a.Images[0]
	}
	return t, nil
}

// whole reports whether a paragraph is a sentence and not a heading or a standfirst.
func whole(p string) bool {
	return len(p) > 60 && strings.ContainsAny(p[len(p)-4:], ".!?”\"")
}

// coming is what is planned from today on.
func (s *Server) coming(ctx context.Context, n int) ([]incidentView, error) {
	newest, err := s.db.Newest(ctx)
	if err != nil {
		return nil, err
	}
	incs, err := s.db.Incidents(ctx, store.IncidentFilter{Statuses: api.Ahead,
		Types: []string{"CONSULT", "AGREE"}, From: min(s.today(), newest), Limit: n})
	if err != nil {
		return nil, err
	}
	return s.incidentViews(ctx, incs)
}

// latestSaid picks the latest statements of n speakers: of those who hold an office for a country
// first, of those with any office next, of nameless ones none.
func latestSaid(sts []statementView, n int) []statementView {
	var out []statementView
	seen := map[string]bool{}
	for _, rank := range []func(s *statementView) bool{
		func(s *statementView) bool { return s.Office != "" && s.Country != "" },
		func(s *statementView) bool { return s.Office != "" },
		func(*statementView) bool { return true },
	} {
		for i := range sts {
			st := &sts[i]
			if len(out) < n && !seen[st.Speaker] && st.Path != "" && rank(st) && st.whole() {
				seen[st.Speaker] = true
				out = append(out, *st)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b statementView) int {
		return strings.Compare(b.Published, a.Published)
	})
	return out
}

// whole reports whether s can be understood by itself: it is long enough, and either the speaker's
// own words, or stands with those that report it, or begins a sentence.
func (s *statementView) whole() bool {
	first, _ := utf8.DecodeRuneInString(s.Content)
	return len(s.Content) > 40 && (s.Kind == news.Direct || unicode.IsUpper(first) || s.Lead() != "")
}
