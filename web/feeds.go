package web

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"readout/intake"
	"readout/intake/feed"
	"readout/news"
	"readout/store"
)

// A starter is a feed that an empty desk offers.
type starter = feed.Link

func starters() []starter { return intake.Starter() }

type feedsView struct {
	Feeds    []news.Feed
	Counts   store.Counts
	Starters []starter // not followed yet
	Outlets  []outletView
	Others   int // outlets that are not shown
	Problem  string
	Address  string
}

func (s *Server) feedsView(r *http.Request) (v feedsView, err error) {
	if v.Feeds, err = s.db.Feeds(r.Context()); err != nil {
		return v, err
	}
	have := map[string]bool{}
	for _, f := range v.Feeds {
		have[f.URL] = true
	}
	for _, st := range starters() {
		if !have[st.URL] {
			v.Starters = append(v.Starters, st)
		}
	}
	shapes, err := s.db.Shapes(r.Context(), looked)
	if err != nil {
		return v, err
	}
	all := outlets(shapes)
	v.Outlets = all[:min(len(all), rows)]
	v.Others = len(all) - len(v.Outlets)
	v.Counts, err = s.db.Counts(r.Context())
	return v, err
}

func (s *Server) feeds(w http.ResponseWriter, r *http.Request) error {
	v, err := s.feedsView(r)
	if err != nil {
		return err
	}
	return s.show(w, "feeds", page{Title: "Feeds", Nav: "/feeds", Data: v})
}

// addFeed follows an address that was typed and the feeds that were ticked.
func (s *Server) addFeed(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return fmt.Errorf("add feed: %w: %w", news.ErrSyntax, err)
	}
	var problems []string
	for _, address := range r.PostForm["address"] {
		if address = strings.TrimSpace(address); address == "" {
			continue
		}
		if _, err := s.desk.Follow(r.Context(), address); err != nil {
			problems = append(problems, err.Error())
		}
	}
	for _, address := range r.PostForm["feed"] {
		i := slices.IndexFunc(starters(), func(s starter) bool { return s.URL == address })
		if i < 0 {
			continue
		}
		if err := s.desk.Add(r.Context(), address, starters()[i].Title); err != nil {
			problems = append(problems, err.Error())
		}
	}
	if len(problems) == 0 {
		http.Redirect(w, r, "/feeds", http.StatusSeeOther)
		return nil
	}
	return s.feedsAgain(w, r, strings.Join(problems, "\n"))
}

func (s *Server) dropFeed(w http.ResponseWriter, r *http.Request) error {
	address := r.PostFormValue("url")
	err := s.db.Update(r.Context(), func(tx *store.Tx) error { return tx.DropFeed(r.Context(), address) })
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/feeds", http.StatusSeeOther)
	return nil
}

// opml gives the list of feeds out, for another program.
func (s *Server) opml(w http.ResponseWriter, r *http.Request) error {
	fs, err := s.db.Feeds(r.Context())
	if err != nil {
		return err
	}
	var links []feed.Link
	for _, f := range fs {
		links = append(links, feed.Link{URL: f.URL, Title: f.Name})
	}
	w.Header().Set("Content-Type", "text/x-opml; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="readout.opml"`)
	return feed.WriteOPML(w, "Readout's feeds", links)
}

// mostFeeds is how many feeds of one file are taken.
const mostFeeds = 2000

// takeOPML follows the feeds of an OPML file that was chosen or pasted.
func (s *Server) takeOPML(w http.ResponseWriter, r *http.Request) error {
	b, err := pasted(r)
	if err != nil {
		return err
	}
	list, err := feed.Parse(b, "", "the list")
	problem := ""
	switch {
	case len(b) == 0:
		problem = "Choose an OPML file or paste one."
	case err != nil || list.Kind != "opml":
		problem = "This is no OPML file."
	case len(list.Feeds) == 0:
		problem = "The OPML file names no feed."
	}
	if problem != "" {
		return s.feedsAgain(w, r, problem)
	}
	var problems []string
	for _, l := range list.Feeds[:min(len(list.Feeds), mostFeeds)] {
		if err := s.desk.Add(r.Context(), l.URL, l.Title); err != nil && len(problems) < 5 {
			problems = append(problems, err.Error())
		}
	}
	if len(problems) > 0 {
		return s.feedsAgain(w, r, strings.Join(problems, "\n"))
	}
	http.Redirect(w, r, "/feeds", http.StatusSeeOther)
	return nil
}

// pasted is the file of a form or, where none was chosen, its text.
func pasted(r *http.Request) ([]byte, error) {
	f, _, err := r.FormFile("file")
	if err != nil {
		return []byte(strings.TrimSpace(r.FormValue("opml"))), nil
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err == nil && len(b) == 0 {
		b = []byte(strings.TrimSpace(r.FormValue("opml")))
	}
	return b, err
}

// feedsAgain shows the page of feeds with what was wrong.
func (s *Server) feedsAgain(w http.ResponseWriter, r *http.Request, problem string) error {
	v, err := s.feedsView(r)
	if err != nil {
		return err
	}
	v.Problem, v.Address = problem, r.PostForm.Get("address")
	w.WriteHeader(http.StatusUnprocessableEntity)
	return s.show(w, "feeds", page{Title: "Feeds", Nav: "/feeds", Data: v})
}
