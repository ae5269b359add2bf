package extract

import (
	"cmp"
	"strings"

	"readout/news"
)

// describe fills what the metadata and the blocks around the body tell.
func (pg *page) describe(a *news.Article) {
	m := &pg.meta
	a.Outlet = cmp.Or(m.prop("og:site_name"), ldName(m.article["publisher"]), pg.siteThing(),
		m.prop("application-name"), strings.TrimPrefix(pg.base().Hostname(), "www."))
	a.Section = cmp.Or(ldText(m.article["articleSection"]), m.prop("article:section"))
	a.Language = languageOf(a.Body, cmp.Or(m.lang, ldText(m.article["inLanguage"]),
		m.prop("og:locale", "content-language", "language")))
	a.Published, a.Updated = pg.days()
	a.Byline = pg.byline()
}
