// Package extract takes the article out of a page: the body with its blocks, the headline, who
// wrote it and on which day, its pictures with captions and credits; and names what it left
// out. It works for any language: a small model over the blocks of a page, trained by the
// command in train, says which belong to the article; word lists only help.
package extract

import (
	"bytes"
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"github.com/zeebo/xxh3"

	"readout/news"
)

// MaxPage is the size in bytes above which a page is refused.
const MaxPage = 32 << 20

// Params is what is known of a page beside its bytes. Every field may be empty.
type Params struct {
	URL         string // where the page was fetched from
	ContentType string // of the HTTP answer, for its charset
	Fetched     string // the ISO day of fetching: no later day is believed
}

// Page takes the article out of a page of HTML. The errors wrap news.ErrEmpty, ErrNotText or
// ErrTooLarge; a page without an article is no error, its body is empty.
func Page(html []byte, p Params) (*news.Article, error) {
	m, err := Standard()
	if err != nil {
		return nil, err
	}
	return m.Page(html, p)
}

// Page is extract.Page by another model than the Standard one.
func (m *Model) Page(html []byte, p Params) (*news.Article, error) {
	source, err := decode(html, p)
	if err != nil {
		return nil, fmt.Errorf("extract %s: %w", name(p), err)
	}
	pg := m.open(source, p)
	defer m.close(pg)
	if err := m.decide(pg); err != nil {
		return nil, err
	}
	if err := pg.rescue(m); err != nil {
		return nil, err
	}
	return pg.article(), nil
}

func name(p Params) string {
	if p.URL != "" {
		return p.URL
	}
	return "page"
}

// identify returns the article's id: a hash of its address, or of its text where there is none.
func identify(address, body string) string {
	return fmt.Sprintf("%016x", xxh3.HashString(cmp.Or(address, body)))
}

func parseURL(s string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil {
		return &url.URL{}
	}
	return u
}

// refuse reports why bytes cannot be a page, or nil.
func refuse(b []byte) error {
	if len(b) > MaxPage {
		return fmt.Errorf("%d bytes, at most %d: %w", len(b), MaxPage, news.ErrTooLarge)
	}
	if len(bytes.TrimSpace(b)) == 0 {
		return news.ErrEmpty
	}
	if isFeed(b) {
		return fmt.Errorf("a feed, not a page of its articles: %w", news.ErrNotText)
	}
	for _, magic := range binaries {
		if bytes.HasPrefix(b, []byte(magic)) {
			return fmt.Errorf("begins like a file of another kind: %w", news.ErrNotText)
		}
	}
	head := b[:min(len(b), 4096)]
	odd := 0
	for _, c := range head {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b {
			odd++
		}
	}
	if odd*10 > len(head) && !utf16(head) {
		return fmt.Errorf("control bytes: %w", news.ErrNotText)
	}
	return nil
}

// binaries are the first bytes of files that are often served in a page's place.
var binaries = []string{"%PDF-", "\x89PNG", "GIF8", "\xff\xd8\xff", "PK\x03\x04", "\x1f\x8b",
	"\x7fELF", "Rar!", "OggS", "ID3", "\x00\x00\x01\x00", "wOFF", "wOF2", "(\xb5/\xfd"}

// isFeed reports whether a file begins as RSS or Atom does.
func isFeed(b []byte) bool {
	b = bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")), " \t\r\n")
	if bytes.HasPrefix(b, []byte("<?xml")) {
		_, b, _ = bytes.Cut(b[:min(len(b), 1000)], []byte("?>"))
		b = bytes.TrimLeft(b, " \t\r\n")
	}
	for _, root := range []string{"<rss", "<feed", "<rdf:RDF"} {
		if bytes.HasPrefix(b, []byte(root)) {
			return true
		}
	}
	return false
}
