package extract

import (
	"strings"

	"readout/news"
)

// describe fills what the metadata and the blocks around the body tell.
func (pg *page) describe(a *news.Article) {
	m := &pg.meta
	a.Headline = first(ldText(m.article["headline"]), m.prop("og:title"), m.title)
	a.Outlet = first(m.prop("og:site_name"), strings.TrimPrefix(pg.base().Hostname(), "www."))
	a.Section = first(ldText(m.article["articleSection"]), m.prop("article:section"))
	if len(m.lang) >= 2 {
		a.Language = strings.ToLower(m.lang[:2])
	}
	if day := m.prop("article:published_time"); len(day) >= 10 {
		a.Published = &news.When{Day: day[:10], Precision: "day", Basis: "metadata"}
	}
}
