package web

import (
	"encoding/xml"
	"fmt"
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
	v, err := s.feedsView(r)
	if err != nil {
		return err
	}
	v.Problem, v.Address = strings.Join(problems, "\n"), r.PostForm.Get("address")
	w.WriteHeader(http.StatusUnprocessableEntity)
	return s.show(w, "feeds", page{Title: "Feeds", Nav: "/feeds", Data: v})
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

type opml struct {
	XMLName xml.Name  `xml:"opml"`
	Version string    `xml:"version,attr"`
	Title   string    `xml:"head>title"`
	Lines   []outline `xml:"body>outline"`
}

type outline struct {
	Type string `xml:"type,attr"`
	Text string `xml:"text,attr"`
	URL  string `xml:"xmlUrl,attr"`
}

// opml gives the list of feeds out, for another program.
func (s *Server) opml(w http.ResponseWriter, r *http.Request) error {
	fs, err := s.db.Feeds(r.Context())
	if err != nil {
		return err
	}
	o := opml{Version: "2.0", Title: "Readout's feeds"}
	for _, f := range fs {
		o.Lines = append(o.Lines, outline{"rss", f.Name, f.URL})
	}
	w.Header().Set("Content-Type", "text/x-opml; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="readout.opml"`)
	if _, err := w.Write([]byte(xml.Header)); err != nil {
		return err
	}
	return xml.NewEncoder(w).Encode(o)
}
