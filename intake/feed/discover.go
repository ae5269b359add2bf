package feed

import (
	"bytes"
	"net/url"
	"path"
	"sort"
	"strings"

	"golang.org/x/net/html"
)

const maxFound = 50

// feedTypes are the media types of a feed in <link rel="alternate" type=…>.
var feedTypes = map[string]bool{
	"application/rss+xml": true, "application/atom+xml": true, "application/rdf+xml": true,
	"application/feed+json": true, "application/xml": true, "text/xml": true,
}

// Discover returns the feeds that a web page names by <link rel="alternate">; where it names
// none so, those that it links to by an address like /rss or /feed.xml. Feeds of readers'
// comments come last.
func Discover(page []byte, address string) []Link {
	base, err := url.Parse(address)
	if err != nil {
		base = &url.URL{}
	}
	var named, linked []Link
	z := html.NewTokenizer(bytes.NewReader(page))
	z.SetMaxBuf(1 << 20)
	for len(named) < maxFound && len(linked) < maxFound {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		name, more := z.TagName()
		if s := string(name); !more || s != "base" && s != "link" && s != "a" {
			continue
		}
		tag, attr := string(name), attributes(z)
		to := absolute(attr["href"], base)
		switch {
		case tag == "base":
			if u, err := base.Parse(attr["href"]); err == nil {
				base = u
			}
		case to == "":
		case tag == "link" && feedTypes[mediaType(attr["type"])] && alternate(attr["rel"]):
			named = append(named, Link{URL: to, Title: words(attr["title"], maxLine)})
		case tag == "a" && feedLike(to):
			linked = append(linked, Link{URL: to, Title: words(attr["title"], maxLine)})
		}
	}
	if len(named) == 0 {
		named = linked
	}
	return once(named)
}

func attributes(z *html.Tokenizer) map[string]string {
	out := map[string]string{}
	for more := true; more && len(out) < 50; {
		var k, v []byte
		if k, v, more = z.TagAttr(); len(k) > 0 {
			out[string(k)] = string(v)
		}
	}
	return out
}

func mediaType(s string) string {
	s, _, _ = strings.Cut(s, ";")
	return strings.ToLower(strings.TrimSpace(s))
}

func alternate(rel string) bool {
	for _, r := range strings.Fields(strings.ToLower(rel)) {
		if r == "alternate" || r == "feed" {
			return true
		}
	}
	return false
}

// feedLike knows addresses that end as feeds do: /rss, /feed/, /world.rss, /index.xml.
func feedLike(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	last := strings.ToLower(path.Base(u.Path))
	switch last {
	case "rss", "feed", "atom", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json":
		return true
	}
	return path.Ext(last) == ".rss" || path.Ext(last) == ".atom"
}

func once(in []Link) []Link {
	seen := map[string]bool{}
	var out []Link
	for _, l := range in {
		if !seen[l.URL] {
			seen[l.URL] = true
			out = append(out, l)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		return !comments(out[i]) && comments(out[j])
	})
	return out
}

func comments(l Link) bool {
	return strings.Contains(l.URL, "/comments/") || strings.Contains(l.Title, "Comments")
}
