package extract

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/intake/extract/dom"
	"readout/news"
)

// maxTags bounds the tags of an article.
const maxTags = 40

// describe fills what the metadata and the blocks around the body tell.
func (pg *page) describe(a *news.Article) {
	m := &pg.meta
	a.Outlet = pg.outlet(a.Headline)
	a.Section = pg.section()
	a.Language = languageOf(a.Body, cmp.Or(m.lang, ldText(m.article["inLanguage"]),
		m.prop("og:locale", "content-language", "language")))
	a.Published, a.Updated = pg.days()
	a.Byline = pg.byline()
	a.Dateline = news.Maybe(dateline(a.Body))
	a.SourceLink = news.Maybe(pg.sourceLink())
	a.Tags = pg.tags()
}

// outlet is the publisher's name as the page gives it, else what the title says after the
// headline, else its host.
func (pg *page) outlet(headline string) string {
	m := &pg.meta
	name := cmp.Or(m.prop("og:site_name"), ldName(m.article["publisher"]), pg.siteThing(),
		m.prop("application-name", "apple-mobile-web-app-title"))
	if name = unescape(name); name != "" && len(name) < 120 {
		return name
	}
	if _, tail, ok := strings.Cut(m.title, headline); ok && headline != "" {
		tail = strings.TrimLeft(tail, " |-–—:·•»")
		if n := len(strings.Fields(tail)); n > 0 && n <= 4 && tail != m.title {
			return tail
		}
	}
	return strings.TrimPrefix(pg.address().Hostname(), "www.")
}

// section is the part of the outlet that the article stands in.
func (pg *page) section() string {
	m := &pg.meta
	for _, s := range []string{ldText(m.article["articleSection"]), m.prop("article:section",
		"og:article:section", "parsely-section", "og:section", "article.section", "section",
		"cxenseparse:section"), pg.kicker(), pg.crumb()} {
		if s = squeeze(unescape(s)); s != "" && len(s) < 60 && !strings.Contains(s, "://") {
			return s
		}
	}
	return ""
}

// kicker is the short line above the headline that names the section.
func (pg *page) kicker() string {
	if pg.head < 0 {
		return ""
	}
	d := pg.dom
	for k := pg.head + 3; k >= max(0, pg.head-3); k-- {
		if k >= len(pg.blocks) || pg.keep[k] {
			continue
		}
		for _, r := range pg.runsOf(&pg.blocks[k]) {
			if rel, _ := d.Attr(r.node, dom.Rel); strings.Contains(string(rel), "category") {
				pg.used[k] = true
				return string(pg.flat[r.Start:r.End])
			}
		}
	}
	for k := pg.head - 1; k >= max(0, pg.head-2); k-- {
		b := &pg.blocks[k]
		c := &pg.around[b.box]
		if b.st.words > 4 || b.st.weight > 30 || b.st.digits > 0 || pg.keep[k] || b.st.endMark ||
			c.bits&(inNav|inList|inButton|inForm) != 0 || c.author || c.date || b.st.letters < 2 ||
			len(pg.runsOf(b)) > 1 {
			continue
		}
		if kind, share := label(pg.flat[b.Start:b.End]); kind != "" && kind != "menu" && share > .5 {
			continue
		}
		if s := pg.words(k); !pg.isSite(s) {
			pg.used[k] = true
			return s
		}
	}
	return ""
}

// crumb is the last step but the article itself of the breadcrumbs in JSON-LD.
func (pg *page) crumb() string {
	for _, t := range pg.meta.things {
		if ldType(t) != "BreadcrumbList" {
			continue
		}
		items := listOf(t["itemListElement"])
		for k := len(items) - 1; k > 0; k-- {
			item, _ := items[k].(map[string]any)
			name := cmp.Or(ldText(item["name"]), ldName(item["item"]))
			if name != "" && len(name) < 40 && !strings.Contains(name, "/") {
				return name
			}
		}
	}
	return ""
}

// tags are the subjects that the page gives the article.
func (pg *page) tags() []string {
	out := []string{}
	seen := map[string]bool{}
	add := func(s string) {
		s = strings.Trim(squeeze(unescape(s)), "#")
		key := strings.ToLower(s)
		if s != "" && len(s) < 80 && !seen[key] && len(out) < maxTags {
			seen[key] = true
			out = append(out, s)
		}
	}
	m := &pg.meta
	for _, v := range m.props["article:tag"] {
		add(v)
	}
	for _, v := range listOf(m.article["keywords"]) {
		if s, ok := v.(string); ok {
			for _, t := range strings.Split(s, ",") {
				add(t)
			}
		}
	}
	if len(out) == 0 {
		pg.shownTags(add)
	}
	if len(out) == 0 {
		for _, t := range strings.Split(m.prop("news_keywords", "keywords", "sailthru.tags"), ",") {
			add(t)
		}
	}
	return out
}

// shownTags are the links around the article that are marked as tags.
func (pg *page) shownTags(add func(string)) {
	for _, r := range pg.runs {
		if rel, ok := pg.dom.Attr(r.node, dom.Rel); ok && strings.Contains(string(rel), "tag") &&
			!strings.Contains(string(rel), "category") &&
			pg.around[r.node].bits&(inAside|inFooter|inNav) == 0 {
			add(string(pg.flat[r.Start:r.End]))
		}
	}
}

// sourceLink is the address behind words such as "Source link" near the end of the article.
func (pg *page) sourceLink() string {
	_, end := pg.bodyRange()
	for k := max(0, end-3); k < min(len(pg.blocks), end+8); k++ {
		b := &pg.blocks[k]
		kind, share := label(pg.flat[b.Start:b.End])
		if kind != "source" || b.st.weight > 120 || b.linked == 0 || share < .1 {
			continue
		}
		for _, r := range pg.runsOf(b) {
			if href, ok := pg.dom.Attr(r.node, dom.Href); ok {
				if u := pg.resolve(href); u != "" {
					pg.used[k] = true
					return u
				}
			}
		}
	}
	return ""
}

// maxDateline is the length in bytes of the longest dateline.
const maxDateline = 90

// dateline reads the place, and often day and agency, before the first words of a report:
// "GENEVA, March 7 (Reuters) - ". The place is in capitals, or an agency stands in brackets.
func dateline(body string) string {
	head := body[:min(len(body), maxDateline)]
	for _, dash := range [...]string{" — ", " – ", " - ", " -- ", "— ", " ― "} {
		k := strings.Index(head, dash)
		if k < 3 {
			continue
		}
		s := strings.TrimSpace(head[:k])
		if strings.ContainsAny(s, ".!?:“\"") && !strings.HasSuffix(s, ")") {
			continue
		}
		if capitals(s) || bracketAgency(s) {
			return s
		}
	}
	return ""
}

// capitals reports whether the first word has three capital letters or more and no small one.
func capitals(s string) bool {
	word, _, _ := strings.Cut(s, ",")
	word, _, _ = strings.Cut(word, " (")
	n := 0
	first, _, _ := strings.Cut(word, " ")
	for _, r := range first {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 3 && utf8.RuneCountInString(s) < 60
}

func bracketAgency(s string) bool {
	k := strings.IndexByte(s, '(')
	return k > 2 && strings.HasSuffix(s, ")") && isAgency(s[k+1:len(s)-1])
}
