package extract

import (
	"bytes"
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"readout/intake/extract/dom"
)

//go:embed data/bylines.txt
var bylinesText string

// bylineWords are, by kind, the words around names: lead, role, and, never.
var bylineWords = sync.OnceValue(func() map[string]map[string]bool {
	m := map[string]map[string]bool{}
	for _, kind := range []string{"lead", "role", "and", "never", "weekday", "after"} {
		m[kind] = map[string]bool{}
		for _, w := range wordsOf(bylinesText, kind) {
			m[kind][strings.ToLower(w)] = true
		}
	}
	return m
})

// Bounds on bylines.
const (
	maxNames = 12
	maxName  = 60 // bytes
	maxLine  = 300
)

// byline returns the people and agencies that wrote the article: as JSON-LD or the meta elements
// say, else as the page shows near its headline.
func (pg *page) byline() []string {
	for k, find := range [...]func() []string{pg.ldAuthors, pg.metaAuthors, pg.markedAuthors,
		pg.shownAuthors} {
		lines := find()
		pg.signed = k == 2 || k == 0 && pg.ldPerson()
		if out := pg.allNames(lines); len(out) > 0 {
			pg.useByline(out)
			return out
		}
	}
	return pg.ownNames()
}

// ownNames is the site's own name where it signs, or that of a blog's writer.
func (pg *page) ownNames() []string {
	m := &pg.meta
	for _, s := range append(pg.ldAuthors(), m.prop("author"), m.prop("og:article:author"),
		m.prop("article:author")) {
		if s = squeeze(s); pg.isSite(s) && len(s) < maxName && strings.Contains(s, " ") {
			return []string{s}
		}
	}
	for _, s := range pg.markedAuthors() {
		if s = cutLead(squeeze(s)); pg.isSite(s) && len(s) < maxName && !strings.Contains(s, ".") {
			return []string{s}
		}
	}
	return []string{}
}

// allNames returns the names in all of lines, each once.
func (pg *page) allNames(lines []string) []string {
	var out []string
	for _, s := range lines {
		for _, n := range pg.namesIn(s) {
			if !contains(out, n) && len(out) < maxNames {
				out = append(out, n)
			}
		}
	}
	return out
}

// ldPerson reports whether JSON-LD calls the author a person.
func (pg *page) ldPerson() bool {
	for _, v := range listOf(pg.meta.article["author"]) {
		if m, ok := v.(map[string]any); ok && ldType(m) == "Person" {
			return true
		}
	}
	return false
}

func contains(names []string, n string) bool {
	for _, o := range names {
		if strings.EqualFold(o, n) {
			return true
		}
	}
	return false
}

func (pg *page) ldAuthors() []string {
	var out []string
	for _, key := range []string{"author", "creator"} {
		for _, v := range listOf(pg.meta.article[key]) {
			out = append(out, pg.thingName(v))
		}
		if len(out) > 0 {
			break
		}
	}
	return out
}

func listOf(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// thingName is the name of an author in JSON-LD; an author given by @id alone is looked up.
func (pg *page) thingName(v any) string {
	m, ok := v.(map[string]any)
	if !ok {
		return ldText(v)
	}
	if n := ldText(m["name"]); n != "" {
		return unescape(n)
	}
	if id, ok := m["@id"].(string); ok {
		for _, t := range pg.meta.things {
			if t["@id"] == id && t["name"] != nil {
				return unescape(ldText(t["name"]))
			}
		}
	}
	return ""
}

func (pg *page) metaAuthors() []string {
	m := &pg.meta
	for _, name := range []string{"dc.creator", "dcterms.creator", "dcterm.creator",
		"author", "article:author",
		"parsely-author", "sailthru.author",
		"byl", "article:author_name", "og:article:author",
		"cxenseparse:author", "mediator_author", "creator", "dc.contributor", "authors"} {
		var out []string
		for _, v := range m.props[name] {
			if strings.HasPrefix(name, "dc") {
				v = turned(v)
			}
			if len(pg.namesIn(v)) > 0 {
				out = append(out, v)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// turned puts a name as libraries write it the right way round: "Roe, Jane de".
func turned(s string) string {
	last, first, ok := strings.Cut(s, ", ")
	if !ok || strings.ContainsAny(last, " ,") || strings.Contains(first, ",") ||
		len(strings.Fields(first)) > 3 {
		return s
	}
	return first + " " + last
}

// markedAuthors are those that an element marks with rel or itemprop: above the text, else the
// first one below it. Marks beside the text are other articles'.
func (pg *page) markedAuthors() []string {
	if len(pg.blocks) == 0 {
		return nil
	}
	lo, hi := pg.bylineNodes()
	top, end := pg.bodyRange()
	first := pg.blocks[min(top, len(pg.blocks)-1)].node
	if out := pg.marksIn(lo, first); len(out) > 0 {
		return out
	}
	if out := pg.marksIn(pg.blocks[min(end, len(pg.blocks)-1)].last, hi); len(out) > 0 {
		return out[:1]
	}
	return nil
}

func (pg *page) marksIn(lo, hi int32) []string {
	var out []string
	d := pg.dom
	for i := lo; i < hi; i++ {
		if d.Nodes[i].Tag == dom.Text || d.Nodes[i].Unseen {
			continue
		}
		rel, _ := d.Attr(i, dom.Rel)
		prop, _ := d.Attr(i, dom.Itemprop)
		if string(rel) != "author" && string(prop) != "author" && !pg.vcard(i) ||
			pg.around[i].comment || pg.around[i].bits&(inComment|inAside) != 0 {
			continue
		}
		if n := pg.itempropName(i); n != "" {
			out = append(out, n)
		}
		i = d.Nodes[i].End - 1
	}
	return out
}

// vcard reports whether element i is the name in the business card of an author, as blogs have it:
// class "author vcard", and within it "fn".
func (pg *page) vcard(i int32) bool {
	class, _ := pg.dom.Attr(i, dom.Class)
	fn := false
	for _, w := range bytes.Fields(class) {
		fn = fn || string(w) == "fn"
	}
	return fn && pg.around[i].author
}

// itempropName is the name within a marked author.
func (pg *page) itempropName(i int32) string {
	d := pg.dom
	for k := i; k < d.Nodes[i].End; k++ {
		if p, ok := d.Attr(k, dom.Itemprop); ok && string(p) == "name" {
			if v := d.Value(k, dom.AsWritten); v != "" {
				return v
			}
			i = k
			break
		}
	}
	if s := squeeze(string(d.Text(nil, i))); len(s) < maxLine {
		return s
	}
	return ""
}

// bylineNodes is the range of nodes around the headline and the text in which a byline stands.
func (pg *page) bylineNodes() (lo, hi int32) {
	top, end := pg.bodyRange()
	if len(pg.blocks) == 0 {
		return 0, 0
	}
	from := top - 12
	if pg.head >= 0 && pg.head < top {
		from = min(from, pg.head-6)
	}
	lo = pg.blocks[min(max(from, 0), len(pg.blocks)-1)].box
	hi = pg.blocks[min(end+8, len(pg.blocks)-1)].last + 1
	return lo, hi
}

// shownAuthors reads the lines that their class or their words show to be a byline.
func (pg *page) shownAuthors() []string {
	top, end := pg.bodyRange()
	from := top - 12
	if pg.head >= 0 && pg.head < top {
		from = min(from, pg.head-6)
	}
	var likely []string
	for i := max(from, 0); i < min(len(pg.blocks), end+8); i++ {
		b := &pg.blocks[i]
		c := &pg.around[b.box]
		if i == pg.head || b.Len() > maxLine || c.bits&(inComment|inNav) != 0 || c.comment ||
			i > top+2 && i < end && pg.keep[i] || b.st.weight > 120 {
			continue
		}
		words := pg.signature(i, i > pg.head && i < top+2)
		led, named := led2(words), pg.authorElement(b)
		if !led && !named {
			continue
		}
		names := pg.namesIn(words)
		if len(names) == 0 {
			continue
		}
		if led && pg.onlyNames(words, names) {
			return names
		}
		if named && strings.Contains(names[0], " ") {
			likely = append(likely, words)
		}
	}
	return likely[:min(len(likely), 1)]
}

// signature is the words of block i from where a name may begin.
func (pg *page) signature(i int, near bool) string { return pg.nameFrom(pg.words(i), near) }

// nameFrom is a line from where a name may begin: "Home | By Jane Roe | 4 May 2021", "4 May 2021 by
// Jane Roe", and near the headline "4 May 2021 - Jane Roe" too.
func (pg *page) nameFrom(words string, near bool) string {
	words = strings.ReplaceAll(words, "\n", " | ")
	if led2(words) || !strings.ContainsAny(words, "|•·0123456789") {
		return words
	}
	rest := words
	days := findDays(words, false)
	for _, d := range days {
		rest = strings.Replace(rest, words[d.start:d.end], " | ", 1)
	}
	parts := strings.FieldsFunc(rest, func(r rune) bool { return r == '|' || r == '•' || r == '·' })
	for _, part := range parts {
		if part = strings.TrimLeft(part, " ,.–-:0123456789"); led2(part) {
			return part
		}
	}
	for _, part := range parts {
		if part = strings.Trim(part, " ,.–-:0123456789"); near && len(days) > 0 && pg.fullName(part) {
			return "By " + part
		}
	}
	return words
}

// onlyNames reports whether a line says little beside the names.
func (pg *page) onlyNames(line string, names []string) bool {
	n := 0
	for _, name := range names {
		n += len(letters(name))
		for _, w := range strings.Fields(name) {
			if strings.ToLower(w) == w && strings.ToUpper(w) != w && len(w) > 3 {
				return false
			}
		}
	}
	return n*10 >= len(letters(cutDay(cutLead(line))))*6
}

// authorElement reports whether the element right around a block, or one inside it, is named as
// a byline.
func (pg *page) authorElement(b *block) bool {
	nodes := pg.dom.Nodes
	for i, n := nodes[b.node].Parent, 0; i > 0 && n < 4; i, n = nodes[i].Parent, n+1 {
		if pg.around[i].author {
			return pg.sums[i].weight < 400
		}
	}
	return false
}

// fullName reports whether words are two to four with a capital each, as a person's name.
func (pg *page) fullName(s string) bool {
	words := strings.Fields(s)
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if kind, _ := label([]byte(w)); !unicode.IsUpper(r) || kind != "" ||
			bylineWords()["weekday"][strings.ToLower(w)] || strings.ToUpper(w) == w {
			return false
		}
	}
	return len(words) > 1 && len(words) < 5 && pg.isName(s)
}

// led2 reports whether a line begins with a word that leads to a name, and goes on with one.
func led2(s string) bool {
	rest := cutLead(s)
	r, _ := utf8.DecodeRuneInString(rest)
	return rest != s && rest != "" && !unicode.IsLower(r) && unicode.IsLetter(r)
}

// useByline marks the short blocks that say no more than the names.
func (pg *page) useByline(names []string) {
	for i := range pg.blocks {
		b := &pg.blocks[i]
		if pg.keep[i] && i > 0 && b.st.weight > 90 || b.st.weight > 120 {
			continue
		}
		for _, n := range names {
			if bytes.HasSuffix(pg.flat[b.Start:b.End], []byte(n)) && cutLead(pg.words(i)) == n {
				pg.used[i] = true
			}
		}
	}
}
