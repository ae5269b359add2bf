package extract

import (
	"bytes"
	"net/url"
	"strconv"
	"strings"

	"readout/intake/extract/dom"
	"readout/news"
	"readout/text"
)

// maxPages is the number of the last page of an article that is followed.
const maxPages = 50

// maxTurns is how many links to another page are tried.
const maxTurns = 200

// next is the address of the page on which the article goes on, or "": one on the same host that
// differs from this page's by its number alone, and is linked or named as the next.
func (pg *page) next() string {
	here := pg.address()
	if here.Host == "" {
		return ""
	}
	if u := pg.meta.links["next"]; u != "" {
		if n := pg.resolve([]byte(u)); follows(here, parseURL(n)) {
			return n
		}
	}
	tried := 0
	for i := range pg.dom.Nodes {
		n := &pg.dom.Nodes[i]
		if tried > maxTurns {
			break
		}
		if n.Tag != dom.A || n.Unseen {
			continue
		}
		href, ok := pg.dom.Attr(int32(i), dom.Href)
		if !ok || len(href) > 500 || !bytes.ContainsAny(href, "123456789") ||
			pg.around[i].comment || n.End-int32(i) > 8 || !pg.turns(int32(i)) {
			continue
		}
		tried++
		if u := pg.resolve(href); u != "" && follows(here, parseURL(u)) {
			return u
		}
	}
	return ""
}

// turns reports whether a link reads like one to another page of the same: a number, or marked as
// the next.
func (pg *page) turns(i int32) bool {
	for _, a := range [...]dom.Attr{dom.Rel, dom.Class} {
		if strings.Contains(strings.ToLower(pg.dom.Value(i, a)), "next") {
			return true
		}
	}
	var room [64]byte
	words := squeeze(string(pg.dom.Text(room[:0], i)))
	_, err := strconv.Atoi(words[max(0, strings.LastIndexByte(words, ' ')+1):])
	return err == nil && len(words) < 12
}

// follows reports whether address b is the page after a of the same article: "/story" and
// "/story/2", "/story?page=2" and "/story?page=3", "/story,1" and "/story,2".
func follows(a, b *url.URL) bool {
	if a.Host != b.Host || b.Fragment != "" && a.Path == b.Path && a.RawQuery == b.RawQuery {
		return false
	}
	was, is := strings.TrimSuffix(a.RequestURI(), "/"), strings.TrimSuffix(b.RequestURI(), "/")
	k := 0
	for k < len(was) && k < len(is) && was[k] == is[k] {
		k++
	}
	for k > 0 && digitByte(is[k-1]) { // the whole number
		k--
	}
	e := 0
	for e < len(was)-k && e < len(is)-k && was[len(was)-1-e] == is[len(is)-1-e] &&
		!digitByte(is[len(is)-1-e]) {
		e++
	}
	old, now := was[k:len(was)-e], is[k:len(is)-e]
	m, wordsWas := pageNumber(old)
	n, wordsIs := pageNumber(now)
	if old == "" {
		m = 1
		if wordsIs == "" && (k == 0 || !strings.ContainsRune("/-,_=", rune(was[k-1]))) {
			return false // "/story7" after "/story"
		}
	} else if wordsWas != wordsIs {
		return false
	}
	tail := is[len(is)-e:]
	if wordsIs == "" && tail != "" && tail[0] != '.' {
		return false // a number within the address is a day or a section
	}
	if q := strings.IndexByte(is, '?'); q >= 0 && q < k && wordsIs == "" {
		name := is[max(strings.LastIndexAny(is[:k], "?&"), 0)+1 : k]
		if _, words := pageNumber(name + "1"); words == "" || words == "=" {
			return false // ?id=3
		}
	}
	return m > 0 && n == m+1 && n <= maxPages && len(was) > 8
}

// pageNumber reads what names a page in an address: a number, and before it a word or a mark.
func pageNumber(s string) (n int, words string) {
	k := len(s)
	for k > 0 && digitByte(s[k-1]) {
		k--
	}
	n, err := strconv.Atoi(s[k:])
	if words = strings.ToLower(s[:k]); err != nil || len(words) > 12 || s[k] == '0' {
		return 0, ""
	}
	switch strings.Trim(words, "/-_,.?&=") {
	case "", "page", "p", "pg", "seite", "s", "pagina", "página", "sida", "side", "strona", "page-nr",
		"paged", "pag", "part", "teil", "stranica", "str":
		return n, words
	}
	return 0, ""
}

func digitByte(c byte) bool { return '0' <= c && c <= '9' }

// Join appends to an article the page on which it goes on. Paragraphs that a has are left out:
// many sites show the lead and the first picture on every page.
func Join(a, more *news.Article) {
	seen := map[string]bool{}
	for _, b := range a.Blocks {
		seen[a.Body[b.Start:b.End]] = true
	}
	for _, b := range more.Blocks {
		words := more.Body[b.Start:b.End]
		if b.Kind == news.Caption {
			joinImage(a, more.Images[*b.Image])
			continue
		}
		if seen[words] {
			continue
		}
		if a.Body != "" {
			a.Body += "\n\n"
		}
		shift := len(a.Body) - b.Start
		for _, l := range more.Links {
			if b.Start <= l.Start && l.End <= b.End {
				l.Span = text.Span{Start: l.Start + shift, End: l.End + shift}
				a.Links = append(a.Links, l)
			}
		}
		a.Body += words
		a.Blocks = append(a.Blocks, news.Block{Kind: b.Kind,
			Span: text.Span{Start: b.Start + shift, End: b.End + shift}})
	}
	a.Next = more.Next
}

func joinImage(a *news.Article, im news.Image) {
	for _, had := range a.Images {
		if had.URL == im.URL && had.Caption == im.Caption {
			return
		}
	}
	k, at := len(a.Images), len(a.Body)
	a.Images = append(a.Images, im)
	a.Blocks = append(a.Blocks, news.Block{Kind: news.Caption,
		Span: text.Span{Start: at, End: at}, Image: &k})
}
