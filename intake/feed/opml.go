package feed

import (
	"encoding/xml"
	"io"
	"net/url"
	"strings"
)

// readOPML takes every outline that has an xmlUrl, with the outline around it as its group.
func (f *Feed) readOPML(body []byte, base *url.URL) error {
	f.Kind = kindOPML
	d := decoder(body)
	var groups []string // text of the outlines that are open
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return malformed(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if !strings.EqualFold(tok.Name.Local, "outline") {
				continue
			}
			l := outline(tok, base)
			if n := len(groups); n > 0 {
				l.Group = groups[n-1]
			}
			groups = append(groups, l.Title)
			if l.URL != "" && len(f.Feeds) < maxItems {
				f.Feeds = append(f.Feeds, l)
			}
		case xml.EndElement:
			if n := len(groups); n > 0 && strings.EqualFold(tok.Name.Local, "outline") {
				groups = groups[:n-1]
			}
		}
	}
}

func outline(e xml.StartElement, base *url.URL) Link {
	var l Link
	for _, a := range e.Attr {
		switch strings.ToLower(a.Name.Local) {
		case "xmlurl":
			l.URL = absolute(strings.TrimPrefix(a.Value, "feed:"), base)
		case "htmlurl":
			l.Home = absolute(a.Value, base)
		case "language":
			l.Language = clip(strings.TrimSpace(a.Value), 20)
		case "text":
			l.Title = words(a.Value, maxLine)
		case "title":
			if l.Title == "" {
				l.Title = words(a.Value, maxLine)
			}
		}
	}
	return l
}

type opmlFile struct {
	XMLName  xml.Name      `xml:"opml"`
	Version  string        `xml:"version,attr"`
	Title    string        `xml:"head>title"`
	Outlines []opmlOutline `xml:"body>outline"`
}

type opmlOutline struct {
	Text     string        `xml:"text,attr"`
	Type     string        `xml:"type,attr,omitempty"`
	URL      string        `xml:"xmlUrl,attr,omitempty"`
	Home     string        `xml:"htmlUrl,attr,omitempty"`
	Language string        `xml:"language,attr,omitempty"`
	Outlines []opmlOutline `xml:"outline"`
}

// WriteOPML writes feeds as OPML 2.0, those of one group under one outline, in the order in
// which the groups first appear.
func WriteOPML(w io.Writer, title string, feeds []Link) error {
	file := opmlFile{Version: "2.0", Title: title}
	at := map[string]int{}
	for _, l := range feeds {
		o := opmlOutline{Text: l.Title, Type: "rss", URL: l.URL, Home: l.Home, Language: l.Language}
		if o.Text == "" {
			o.Text = l.URL
		}
		if l.Group == "" {
			file.Outlines = append(file.Outlines, o)
			continue
		}
		i, ok := at[l.Group]
		if !ok {
			i = len(file.Outlines)
			at[l.Group] = i
			file.Outlines = append(file.Outlines, opmlOutline{Text: l.Group})
		}
		file.Outlines[i].Outlines = append(file.Outlines[i].Outlines, o)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(file); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
