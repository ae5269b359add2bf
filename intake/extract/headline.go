package extract

import (
	"strings"
	"unicode/utf8"

	"readout/intake/extract/dom"
)

// maxHeadline is the length in bytes of the longest headline.
const maxHeadline = 400

// A witness is a title that the page's metadata give.
type witness struct {
	words string
	shape shape
	size  int
}

// cutLast cuts a short last part off a title of several, which is the name of a site that names
// itself nowhere else.
func cutLast(s string) string {
	for _, sep := range [...]string{" | ", " – ", " — ", " - ", " · "} {
		k := strings.LastIndex(s, sep)
		if k > 0 && len(strings.Fields(s[k:])) <= 4 && len(strings.Fields(s[:k])) >= 4 {
			return strings.TrimSpace(s[:k])
		}
	}
	return s
}

// titles are what the metadata call the article, the site's name cut off.
func (pg *page) titles() []witness {
	m := &pg.meta
	var ws []witness
	for _, s := range []string{ldText(m.article["headline"]), m.prop("og:title"),
		m.prop("dc.title", "dcterms.title", "dcterm.title", "twitter:title"),
		m.prop("parsely-title", "sailthru.title", "title"), ldText(m.article["name"]), m.title} {
		if s = pg.bareTitle(squeeze(unescape(s))); s != "" && len(s) < maxHeadline {
			sh, n := shapeOf([]byte(s))
			ws = append(ws, witness{s, sh, n})
		}
	}
	return ws
}

func unescape(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return string(dom.Unescape(nil, []byte(s)))
}

// findHeadline chooses the block that a reader sees as the headline: the heading above the text
// that is most like what the metadata say. It returns -1 where no block is.
func (pg *page) findHeadline(ws []witness) int {
	best, found := 0.75, -1
	top := pg.firstKept()
	for i := range pg.blocks {
		if i > top+40 {
			break
		}
		b := &pg.blocks[i]
		c := &pg.around[b.box]
		level := pg.level(b)
		if b.Len() > maxHeadline || level == 0 && b.st.weight > 250 || b.st.letters < 2 {
			continue
		}
		if v := pg.headlineScore(i, top, level, c, ws); v > best {
			best, found = v, i
		}
	}
	return found
}

func (pg *page) firstKept() int {
	for i, keep := range pg.keep {
		if keep && pg.level(&pg.blocks[i]) != 1 && pg.blocks[i].st.weight > 60 {
			return i
		}
	}
	return len(pg.blocks)
}

// level is 1 to 6 for a block in h1 to h6, or 0.
func (pg *page) level(b *block) int {
	nodes := pg.dom.Nodes
	for i, n := b.box, 0; i > 0 && n < 5; i, n = nodes[i].Parent, n+1 {
		if t := nodes[i].Tag; t.Heading() {
			return int(t-dom.H1) + 1
		}
	}
	return 0
}

func (pg *page) headlineScore(i, top, level int, c *context, ws []witness) float64 {
	b := &pg.blocks[i]
	sh, n := shapeOf(pg.flat[b.Start:b.End])
	like := 0.0
	for k := range ws {
		v := sh.alike(&ws[k].shape)
		if n > 14 && n <= ws[k].size {
			// All of the heading within a longer title is nearly as good as the same words.
			v = max(v, .9*float64(sh.shared(&ws[k].shape))/float64(sh.size()))
		}
		like = max(like, v)
	}
	v := like
	switch level {
	case 1:
		v += .6
	case 2:
		v += .3
	case 0:
		v -= .1
	default:
		v += .1
	}
	if c.title {
		v += .15
	}
	if c.bits&(inNav|inFooter|inAside|inForm) != 0 {
		v -= .4
	}
	if b.link >= 0 && like < .6 {
		v -= .3
	}
	if like < .3 && i < top-20 {
		v -= .3 // a heading of the site's, far above the text
	}
	if i > top {
		v -= .25 + float64(i-top)*.02
	} else {
		v -= float64(min(top-i, 60)) * .004
	}
	return v
}

// headline returns the headline that a reader sees, or else what the metadata say.
func (pg *page) headline() string {
	ws := pg.titles()
	pg.head = pg.findHeadline(ws)
	if pg.head < 0 {
		if len(ws) > 0 {
			return cutLast(ws[0].words)
		}
		return ""
	}
	pg.used[pg.head] = true
	words := strings.TrimRight(strings.ReplaceAll(pg.words(pg.head), "\n", " "), "¶# ")
	words = pg.cutKicker(words, ws)
	if k := len(ws); k > 0 && pg.level(&pg.blocks[pg.head]) == 0 {
		return pg.bareTitle(words)
	}
	return words
}

// A piece of a heading is the words of one text in it, and whether the element around them, within
// the heading, is named as a line above or below, or as the headline.
type headPiece struct {
	words        string
	beside, head bool
}

// headPieces cuts the headline's block into its pieces.
func (pg *page) headPieces() []headPiece {
	b := &pg.blocks[pg.head]
	var out []headPiece
	for i := b.node; i <= b.last; i++ {
		n := &pg.dom.Nodes[i]
		if n.Tag != dom.Text || n.Unseen {
			continue
		}
		s := squeeze(string(dom.Unescape(nil, pg.dom.Raw(i))))
		if s == "" {
			continue
		}
		piece := headPiece{words: s}
		for up := n.Parent; up > 0 && pg.dom.Nodes[up].Tag.Inline(); up = pg.dom.Nodes[up].Parent {
			class, _ := pg.dom.Attr(up, dom.Class)
			tokens(class, func(t []byte) {
				piece.beside = piece.beside || kickers[string(t)]
				piece.head = piece.head || string(t) == "headline"
			})
		}
		out = append(out, piece)
	}
	return out
}

// kickers are the words in classes that name a line above or below a headline.
var kickers = map[string]bool{"kicker": true, "dachzeile": true, "topline": true, "eyebrow": true,
	"overline": true, "roofline": true, "spitzmarke": true, "subtitle": true, "pretitle": true,
	"supertitle": true, "antetitulo": true, "surtitre": true, "catchline": true, "ortsmarke": true,
	"subheadline": true, "volanta": true, "cintillo": true, "occhiello": true, "chapeau": true,
	"overtitle": true, "bovenkop": true, "vignette": true, "nadtytul": true}

// named is the headline of several pieces by the names of the elements around them, or "".
func named(pieces []headPiece) string {
	var rest, heads []string
	for _, p := range pieces {
		if !p.beside {
			rest = append(rest, p.words)
		}
		if p.head && !p.beside {
			heads = append(heads, p.words)
		}
	}
	if len(heads) > 0 && letters(strings.Join(heads, "")) != letters(strings.Join(rest, "")) {
		rest = heads
	}
	if len(rest) == len(pieces) || len(letters(strings.Join(rest, ""))) < 12 {
		return ""
	}
	return strings.Join(rest, " ")
}

// cutKicker cuts off what stands in one heading with the headline, in elements of their own: a
// kicker before it, a line after it. Their classes or the metadata show which is the headline.
func (pg *page) cutKicker(words string, ws []witness) string {
	parts := pg.headPieces()
	if len(parts) < 2 || len(parts) > 6 {
		return words
	}
	if s := named(parts); s != "" && s != words {
		return strings.Trim(s, ":|–- ")
	}
	join := func(ps []headPiece) string {
		var s []string
		for _, p := range ps {
			s = append(s, p.words)
		}
		return strings.Join(s, " ")
	}
	for _, w := range ws {
		key := letters(w.words)
		for k := 1; k < len(parts) && len(key) > 12; k++ {
			if tail := join(parts[k:]); letters(tail) == key &&
				!strings.HasSuffix(parts[k-1].words, ":") {
				return strings.TrimLeft(tail, ":|–- ")
			}
			if head := join(parts[:k]); letters(head) == key {
				return strings.TrimRight(head, ":|–- ")
			}
		}
	}
	return words
}

// separators part a title from the site's name.
var separators = []string{" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " // ",
	" ‹ ", " « ", "｜", " -- ", " / ", "_", "|"}

// bareTitle cuts the site's name, and sections before it, off a title. Where no part is known
// as the site's name, only the last of several parts may go, and only a short one.
func (pg *page) bareTitle(s string) string {
	for range 3 {
		cut := pg.cutSite(s)
		if cut == s {
			break
		}
		s = cut
	}
	return s
}

func (pg *page) cutSite(s string) string {
	for _, sep := range separators {
		if k := strings.LastIndex(s, sep); k > 0 {
			if head, tail := s[:k], s[k+len(sep):]; pg.isSite(tail) && utf8.RuneCountInString(head) > 2 {
				return strings.TrimSpace(head)
			}
		}
		if k := strings.Index(s, sep); k > 0 {
			if head, tail := s[:k], s[k+len(sep):]; pg.isSite(head) && utf8.RuneCountInString(tail) > 8 {
				return strings.TrimSpace(tail)
			}
		}
	}
	return s
}

// isSite reports whether words are the site's name: as the page gives it, or as its host does.
func (pg *page) isSite(s string) bool {
	key := letters(s)
	if key == "" {
		return false
	}
	for _, name := range pg.siteNames() {
		if n := letters(name); n != "" && (key == n || len(n) > 3 && strings.HasPrefix(key, n) &&
			len(key) < len(n)+12 || len(key) > 3 && strings.HasPrefix(n, key)) {
			return true
		}
	}
	return false
}

func (pg *page) siteNames() []string {
	if pg.names == nil {
		m := &pg.meta
		pg.names = []string{m.prop("og:site_name"), m.prop("application-name",
			"apple-mobile-web-app-title"), m.prop("twitter:site"), m.prop("cre", "publisher",
			"dc.publisher"), ldName(m.article["publisher"]), pg.siteThing()}
		host := strings.TrimPrefix(pg.address().Hostname(), "www.")
		pg.names = append(pg.names, host, pg.siteLabel(host))
	}
	return pg.names
}

// siteThing is the name that JSON-LD gives the site or the organisation behind it.
func (pg *page) siteThing() string {
	for _, t := range pg.meta.things {
		switch ldType(t) {
		case "WebSite", "NewsMediaOrganization", "Organization":
			if n := ldText(t["name"]); n != "" {
				return n
			}
		}
	}
	return ""
}

// siteLabel is the part of a host that names the site: theguardian in www.theguardian.co.uk.
func (pg *page) siteLabel(host string) string {
	best := ""
	for _, l := range strings.Split(host, ".") {
		if len(l) > len(best) {
			best = l
		}
	}
	return best
}

// letters folds s to its lower-case letters and digits.
func letters(s string) string {
	var b strings.Builder
	for _, r := range s {
		if c := fold(r); c != 0 {
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}
