package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"readout/news"
	"readout/store"
)

// A stepView is articles that came to a story from another, or went.
type stepView struct {
	store.Step
	Came  bool
	Other *news.Story // the story they came from or went to; nil where it is no more
	Open  bool        // it can be taken back
}

// aHistory is how many steps the page of a story shows.
const aHistory = 30

// steps lists what came to a story from others and went from it, latest first.
func (s *Server) steps(ctx context.Context, st *news.Story) ([]stepView, error) {
	all, err := s.db.Steps(ctx, st.ID)
	if err != nil {
		return nil, err
	}
	var out []stepView
	for _, x := range all[:min(len(all), aHistory)] {
		v := stepView{Step: x, Came: x.To == st.ID}
		id, now := x.To, st
		if v.Came {
			id = x.From
		}
		v.Other, err = s.db.Story(ctx, id)
		switch {
		case errors.Is(err, news.ErrNotFound):
		case err != nil:
			return nil, err
		case v.Other.ID == st.ID:
			v.Other = nil // it became part of this one
		case !v.Came:
			now = v.Other
		}
		if strings.HasPrefix(x.Reason, "copy of ") {
			v.Reason = "found to be a copy"
		}
		v.Open = !strings.HasPrefix(x.Reason, "undone") && now.ID == x.To &&
			slices.ContainsFunc(x.Articles, func(a string) bool { return slices.Contains(now.Articles, a) })
		out = append(out, v)
	}
	return out, nil
}

// undo takes a step back, and shows the story again.
func (s *Server) undo(w http.ResponseWriter, r *http.Request) error {
	n, err := strconv.ParseInt(r.PostFormValue("step"), 10, 64)
	if err != nil {
		return fmt.Errorf("step %q: %w", url.QueryEscape(r.PostFormValue("step")), news.ErrSyntax)
	}
	if err := s.desk.Undo(r.Context(), n); err != nil {
		return err
	}
	http.Redirect(w, r, "/story/"+url.PathEscape(r.PathValue("id"))+"#history", http.StatusSeeOther)
	return nil
}

// chain parts the stories near one: those that it grew from and into, which report what it reports
// or were once part of it, and the others.
func (v *storyView) chain(near []store.Neighbour) {
	linked := map[string]bool{}
	for _, s := range v.Steps {
		if s.Other != nil {
			linked[s.Other.ID] = true
		}
	}
	for _, n := range near {
		switch {
		case n.Incidents == 0 && !linked[n.ID], n.First == v.Story.First && n.Last == v.Story.Last:
			v.Beside = append(v.Beside, n)
		case n.First < v.Story.First || n.First == v.Story.First && n.Last < v.Story.Last:
			v.Earlier = append(v.Earlier, n)
		default:
			v.Later = append(v.Later, n)
		}
	}
}
