package extract

import (
	"net/url"
	"strings"

	"readout/intake/extract/dom"
)

// resolve returns an address of the page as an absolute one, or "" where it leads nowhere.
func (pg *page) resolve(raw []byte) string {
	s := strings.TrimSpace(string(dom.Unescape(nil, raw)))
	if s == "" || len(s) > 4096 || s[0] == '#' {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
	case "":
		u = pg.base().ResolveReference(u)
	default:
		return ""
	}
	return u.String()
}

// address is where the page says that it lives, else where it was fetched from.
func (pg *page) address() *url.URL {
	for _, s := range []string{pg.params.URL, pg.meta.links["canonical"], pg.meta.prop("og:url")} {
		if u := parseURL(s); u.Hostname() != "" {
			return u
		}
	}
	return &url.URL{}
}

// own is the address that the page gives as its own, "" where it gives none or the front page of
// its site: what a careless template writes into every page.
func (pg *page) own() string {
	u := pg.address()
	if strings.Trim(u.Path, "/") == "" && u.RawQuery == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.Fragment = ""
	return u.String()
}

// base is the address that relative ones start from.
func (pg *page) base() *url.URL {
	if pg.baseURL == nil {
		pg.baseURL = pg.address()
		for i := range pg.dom.Nodes {
			if pg.dom.Nodes[i].Tag == dom.Base {
				if h := pg.dom.Value(int32(i), dom.Href); h != "" {
					pg.baseURL = pg.baseURL.ResolveReference(parseURL(h))
					break
				}
			}
		}
	}
	return pg.baseURL
}
