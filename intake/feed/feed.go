// Package feed reads the lists by which outlets tell of new items: RSS, Atom, JSON Feed,
// sitemaps and OPML; and it finds the feeds that a web page names.
package feed

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"net/url"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/text/encoding/unicode"

	"readout/news"
)

// Kinds that the feed library does not name.
const (
	kindSitemap = "sitemap"
	kindIndex   = "sitemap index"
	kindOPML    = "opml"
)

// A Feed is what an address lists: items, or, in a sitemap index and an OPML file, other feeds.
type Feed struct {
	Kind     string // rss, atom, json, sitemap, sitemap index, opml
	URL      string // of the feed itself
	Title    string
	Home     string // address of the outlet's front page, where given
	Language string // as given: en, en-GB
	Items    []Item // in the order of the feed
	Feeds    []Link // of a sitemap index or an OPML file
}

// An Item is one entry of a feed, before its page is fetched. Texts are plain, without markup.
type Item struct {
	URL       string // absolute, http or https
	GUID      string
	Headline  string
	Summary   string
	Outlet    string    // named by a news sitemap, or by an Atom entry's source
	Published time.Time // UTC; a bare day is its midnight; zero where not given
	Updated   time.Time // likewise
}

// A Link is a feed that a page, a sitemap index or an OPML file names.
type Link struct {
	URL      string
	Title    string
	Home     string
	Language string
	Group    string // heading that it stands under in an OPML file
}

// A PageError says that a web page was given where a feed was wanted.
type PageError struct {
	URL   string
	Feeds []Link // that the page names
}

func (e *PageError) Error() string {
	if len(e.Feeds) == 0 {
		return e.URL + " is a web page, not a feed, and names no feed"
	}
	var list []string
	for _, l := range e.Feeds[:min(len(e.Feeds), 5)] {
		list = append(list, l.URL)
	}
	more := ""
	if n := len(e.Feeds) - len(list); n > 0 {
		more = fmt.Sprintf(" and %d more", n)
	}
	return fmt.Sprintf("%s is a web page, not a feed; it names these feeds: %s%s",
		e.URL, strings.Join(list, ", "), more)
}

const (
	maxBytes = 50 << 20 // the sitemap protocol's bound, unpacked
	maxItems = 50_000   // the sitemap protocol's bound
	maxDepth = 200      // of elements within elements
	maxURL   = 4 << 10
	maxLine  = 1_000 // of a headline, in bytes
	maxText  = 8_000 // of a summary, in bytes
)

// Parse reads a feed, a sitemap (also gzipped, or one address a line) or an OPML file. address
// is where body came from; contentType may be empty. A web page is a *PageError.
func Parse(body []byte, contentType, address string) (*Feed, error) {
	f, err := parse(body, contentType, address)
	if _, isPage := err.(*PageError); err != nil && !isPage {
		return nil, fmt.Errorf("parse feed %s: %w", address, err)
	}
	return f, err
}

func parse(body []byte, contentType, address string) (*Feed, error) {
	body, err := plain(body)
	if err != nil {
		return nil, err
	}
	base, err := url.Parse(address)
	if err != nil {
		base = &url.URL{}
	}
	f := &Feed{URL: address}
	switch {
	case len(body) == 0:
		return nil, news.ErrEmpty
	case body[0] == '{':
		return f, f.readJSON(body, base)
	case body[0] != '<':
		return f, f.readLines(body)
	}
	head, root, body := findRoot(body)
	if isHTML(root, contentType) {
		return nil, &PageError{URL: address, Feeds: Discover(body, address)}
	}
	whole := legal(append(head, body...))
	if err := bounded(whole); err != nil {
		return nil, err
	}
	switch root {
	case "rss", "rdf", "feed":
		return f, f.readFeed(whole, base)
	case "urlset", "sitemapindex":
		return f, f.readSitemap(whole)
	case "opml":
		return f, f.readOPML(whole, base)
	}
	return nil, fmt.Errorf("%w: no feed has the root element <%.40s>", news.ErrSyntax, root)
}

// plain undoes gzip and UTF-16 and takes off the blanks before the first mark.
func plain(body []byte) ([]byte, error) {
	if bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
		r, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			return nil, fmt.Errorf("%w: gzip: %w", news.ErrSyntax, err)
		}
		if body, err = io.ReadAll(io.LimitReader(r, maxBytes+1)); err != nil {
			return nil, fmt.Errorf("%w: gzip: %w", news.ErrSyntax, err)
		}
	}
	if len(body) > maxBytes {
		return nil, fmt.Errorf("%w: more than %d bytes", news.ErrTooLarge, maxBytes)
	}
	if bytes.HasPrefix(body, []byte{0xff, 0xfe}) || bytes.HasPrefix(body, []byte{0xfe, 0xff}) {
		d := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
		b, err := d.Bytes(body)
		if err != nil {
			return nil, fmt.Errorf("%w: UTF-16: %w", news.ErrSyntax, err)
		}
		_, b, _ = cutDeclaration(b) // it says UTF-16, which is no longer so
		body = b
	}
	return bytes.TrimLeft(body, "\ufeff \t\r\n"), nil
}

func isHTML(root, contentType string) bool {
	switch root {
	case "html", "head", "body", "title", "meta", "script", "div", "p":
		return true
	case "rss", "rdf", "feed", "urlset", "sitemapindex", "opml":
		return false
	}
	kind, _, _ := mime.ParseMediaType(contentType)
	return kind == "text/html" || kind == "application/xhtml+xml"
}
