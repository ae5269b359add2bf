package feed

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"readout/news"
)

// readLines reads a text sitemap: one address a line, nothing else.
func (f *Feed) readLines(body []byte) error {
	f.Kind = kindSitemap
	for line := range bytes.Lines(body) {
		s := strings.TrimSpace(string(line[:min(len(line), maxURL+2)]))
		if s == "" {
			continue
		}
		u := absolute(s, &url.URL{})
		if u == "" || strings.ContainsAny(s, " \t") {
			return fmt.Errorf("%w: neither XML nor JSON nor a list of addresses", news.ErrSyntax)
		}
		if len(f.Items) < maxItems {
			f.Items = append(f.Items, Item{URL: u})
		}
	}
	return nil
}

// readSitemap follows the sitemap protocol 0.9 and Google's news extension of it. Namespaces
// are not looked at: many sites get them wrong.
func (f *Feed) readSitemap(body []byte) error {
	f.Kind = kindSitemap
	d := decoder(body)
	var it Item
	var path []string
	var text strings.Builder
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
			path = append(path, tok.Name.Local)
			text.Reset()
			if len(path) == 1 && tok.Name.Local == "sitemapindex" {
				f.Kind = kindIndex
			}
		case xml.CharData:
			if text.Len() < maxText {
				text.Write(tok)
			}
		case xml.EndElement:
			f.sitemapField(&it, path, text.String())
			path = path[:max(len(path)-1, 0)]
			text.Reset()
		}
	}
}

// sitemapField takes in the element that ends: one field of an entry, or the entry itself.
func (f *Feed) sitemapField(it *Item, path []string, value string) {
	value = strings.TrimSpace(value)
	parent := ""
	if len(path) > 1 {
		parent = path[len(path)-2]
	}
	switch name := path[max(len(path)-1, 0):]; {
	case len(name) == 0:
	case name[0] == "url" || name[0] == "sitemap":
		f.sitemapEntry(*it)
		*it = Item{}
	case name[0] == "loc" && (parent == "url" || parent == "sitemap"):
		it.URL = absolute(value, &url.URL{})
	case name[0] == "lastmod":
		it.Updated = w3cTime(value)
	case name[0] == "publication_date" && parent == "news":
		it.Published = w3cTime(value)
	case name[0] == "title" && parent == "news":
		it.Headline = words(value, maxLine)
	case name[0] == "name" && parent == "publication":
		it.Outlet = words(value, maxLine)
	}
}

func (f *Feed) sitemapEntry(it Item) {
	switch {
	case it.URL == "":
	case f.Kind == kindIndex && len(f.Feeds) < maxItems:
		f.Feeds = append(f.Feeds, Link{URL: it.URL})
	case f.Kind == kindSitemap && len(f.Items) < maxItems:
		f.Items = append(f.Items, it)
	}
}

// w3cTime reads the forms of W3C's note on dates and times that sitemaps may use. A bare day
// is its midnight in UTC.
func w3cTime(s string) time.Time {
	for _, form := range []string{
		time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02 15:04:05",
		"2006-01-02",
	} {
		if t, err := time.Parse(form, s); err == nil {
			return moment(&t)
		}
	}
	return time.Time{}
}
