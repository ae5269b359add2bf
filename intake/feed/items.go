package feed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"readout/news"
)

func (f *Feed) readJSON(body []byte, base *url.URL) error {
	var head struct {
		Version string `json:"version"`
		Items   []json.RawMessage
	}
	if err := json.Unmarshal(body, &head); err != nil {
		return malformed(err)
	}
	if !strings.Contains(head.Version, "jsonfeed.org") && len(head.Items) == 0 {
		return fmt.Errorf("%w: JSON, but no JSON Feed", news.ErrSyntax)
	}
	return f.readFeed(body, base)
}

func (f *Feed) readFeed(body []byte, base *url.URL) error {
	in, err := gofeed.NewParser().Parse(bytes.NewReader(body))
	if err != nil {
		return malformed(err)
	}
	f.Kind = in.FeedType
	f.Title = words(in.Title, maxLine)
	f.Language = clip(strings.TrimSpace(in.Language), 20)
	f.Home = absolute(in.Link, base)
	if home, err := url.Parse(f.Home); err == nil && f.Home != "" && !base.IsAbs() {
		base = home
	}
	for _, it := range in.Items[:min(len(in.Items), maxItems)] {
		if it := item(it, base); it.URL != "" {
			f.Items = append(f.Items, it)
		}
	}
	return nil
}

func item(in *gofeed.Item, base *url.URL) Item {
	out := Item{
		GUID:      clip(strings.TrimSpace(in.GUID), maxLine),
		Headline:  words(in.Title, maxLine),
		Summary:   words(in.Description, maxText),
		Published: moment(in.PublishedParsed),
		Updated:   moment(in.UpdatedParsed),
	}
	// An aggregator's own address stands in Link; where the page lies, in origLink.
	for _, e := range in.Extensions["feedburner"]["origLink"] {
		out.URL = absolute(e.Value, base)
	}
	for _, raw := range append([]string{in.Link}, in.Links...) {
		if out.URL == "" {
			out.URL = absolute(raw, base)
		}
	}
	if u, err := url.Parse(out.GUID); out.URL == "" && err == nil && u.IsAbs() {
		out.URL = absolute(out.GUID, base)
	}
	return out
}

// absolute returns raw as an http or https address without fragment, or nothing.
func absolute(raw string, base *url.URL) string {
	raw = strings.TrimSpace(raw)
	if raw == "" || len(raw) > maxURL {
		return ""
	}
	u, err := base.Parse(raw)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	u.Fragment = ""
	return u.String()
}

// moment takes a date that a feed may truly have; others come from broken clocks.
func moment(t *time.Time) time.Time {
	if t == nil || t.Year() < 1990 || t.Year() > 2100 {
		return time.Time{}
	}
	return t.UTC()
}

// words are the plain words of text that may hold markup, on one line and at most n bytes.
func words(s string, n int) string {
	if strings.ContainsAny(s, "<&") {
		s = unmarked(clip(s, 4*n))
	}
	return clip(strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " "), n)
}

// inline elements stand within a word or beside it: <em>off</em>, said the aide.
var inline = map[string]bool{
	"a": true, "abbr": true, "b": true, "cite": true, "em": true, "font": true, "i": true,
	"q": true, "s": true, "small": true, "span": true, "strong": true, "sub": true, "sup": true,
	"u": true, "wbr": true,
}

func unmarked(s string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	z.SetMaxBuf(64 << 10)
	hidden := false
	for {
		switch z.Next() {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				return ""
			}
			return b.String()
		case html.TextToken:
			if !hidden {
				b.Write(z.Text())
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			raw, _ := z.TagName()
			name := string(raw)
			hidden = !hidden && (name == "script" || name == "style")
			if !inline[name] {
				b.WriteByte(' ')
			}
		}
	}
}

// clip cuts s to at most n bytes, between runes.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
