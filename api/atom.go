package api

import (
	"encoding/xml"
	"io"
	"time"
)

// An Atom feed (RFC 4287) of things that can be followed.
type Atom struct {
	ID      string // absolute address of the feed, which is its identity too
	Title   string
	Page    string // absolute address of the page that shows the same
	Entries []AtomEntry
}

// An AtomEntry is one thing of an Atom feed.
type AtomEntry struct {
	ID      string // absolute and lasting
	Title   string
	Page    string // absolute address
	Updated time.Time
	Author  string
	Summary string // plain text
}

type xmlFeed struct {
	XMLName xml.Name   `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Links   []xmlLink  `xml:"link"`
	Author  xmlPerson  `xml:"author"`
	Entries []xmlEntry `xml:"entry"`
}

type xmlLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type xmlPerson struct {
	Name string `xml:"name"`
}

type xmlEntry struct {
	ID      string    `xml:"id"`
	Title   string    `xml:"title"`
	Updated string    `xml:"updated"`
	Link    xmlLink   `xml:"link"`
	Author  xmlPerson `xml:"author"`
	Summary string    `xml:"summary"`
}

// Write writes f as XML.
func (f *Atom) Write(w io.Writer) error {
	x := xmlFeed{ID: f.ID, Title: f.Title, Author: xmlPerson{"Readout"},
		Links: []xmlLink{{"self", f.ID}, {"alternate", f.Page}}}
	var newest time.Time
	for _, e := range f.Entries {
		if e.Updated.After(newest) {
			newest = e.Updated
		}
		author := e.Author
		if author == "" {
			author = "Readout"
		}
		x.Entries = append(x.Entries, xmlEntry{ID: e.ID, Title: e.Title, Summary: e.Summary,
			Updated: e.Updated.UTC().Format(time.RFC3339), Link: xmlLink{"alternate", e.Page},
			Author: xmlPerson{author}})
	}
	x.Updated = newest.UTC().Format(time.RFC3339)
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	return xml.NewEncoder(w).Encode(x)
}
