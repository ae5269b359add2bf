package extract

import (
	"bytes"

	"readout/intake/extract/dom"
)

// What stands around a block, as bits.
const (
	inNav uint32 = 1 << iota
	inAside
	inHeader
	inFooter
	inForm
	inArticle
	inMain
	inSection
	inFigure
	inFigcaption
	inTable
	inList
	inQuote
	inPre
	inButton
	inDetails
	inHidden
	inDialog
	inBodyProp // itemprop=articleBody
	inHeading
	inComment // itemprop=comment
	inTime
	contextBits = iota
)

var tagBits = [dom.Tags]uint32{
	dom.Nav: inNav, dom.Menu: inNav, dom.Aside: inAside, dom.Header: inHeader,
	dom.Footer: inFooter, dom.Form: inForm, dom.Fieldset: inForm, dom.Article: inArticle,
	dom.Main: inMain, dom.Section: inSection, dom.Figure: inFigure,
	dom.Figcaption: inFigcaption, dom.Table: inTable, dom.Ul: inList, dom.Ol: inList,
	dom.Dl: inList, dom.Blockquote: inQuote, dom.Pre: inPre, dom.Button: inButton,
	dom.Label: inButton, dom.Legend: inButton, dom.Details: inDetails, dom.Address: inFooter,
	dom.H1: inHeading, dom.H2: inHeading, dom.H3: inHeading, dom.H4: inHeading,
	dom.H5: inHeading, dom.H6: inHeading, dom.Time: inTime,
}

var roleBits = map[string]uint32{
	"navigation": inNav, "menu": inNav, "menubar": inNav, "tablist": inNav,
	"complementary": inAside, "banner": inHeader, "contentinfo": inFooter, "search": inForm,
	"form": inForm, "dialog": inDialog, "alertdialog": inDialog, "article": inArticle,
	"main": inMain, "button": inButton, "figure": inFigure, "heading": inHeading,
	"articleBody": inBodyProp, "text": inBodyProp, "comment": inComment,
	"description": 0, "caption": inFigcaption,
}

// A context is what is known of an element from itself and from those around it.
type context struct {
	bits           uint32
	hint           float32 // what its own class, id and the like say: above 0 for article
	low, high, all float32 // least, greatest and sum of the hints from the root down
	pWeight        int32   // weight of the paragraphs directly in it
	pCount         int32
	kids           int32 // blocks whose box is its child
	caption        bool  // it or an element around it is named as a caption
	credit         bool  // the same, as a credit
	title          bool  // it or an element just around it is named as a headline
	author, date   bool  // the same, as a byline or a day
	comment        bool  // the same, as readers' comments
	asks           bool  // the same, as a request: newsletter, consent
}

// surround works out the context of every element, from the root down.
func (pg *page) surround(h hints) {
	d := pg.dom
	pg.around = zeros(pg.around, len(d.Nodes))
	pg.scratch.classes = zeros(pg.scratch.classes, d.Classes())
	for i := 1; i < len(d.Nodes); i++ {
		n := &d.Nodes[i]
		if n.Tag == dom.Text {
			continue
		}
		c, up := &pg.around[i], &pg.around[n.Parent]
		c.bits = up.bits | tagBits[n.Tag]
		c.caption, c.credit, c.author, c.date = up.caption, up.credit, up.author, up.date
		c.comment, c.asks = up.comment, up.asks
		if n.Tag.Inline() {
			c.title = up.title
		}
		c.low, c.high, c.all = up.low, up.high, up.all
		if !n.Unseen {
			pg.attributes(int32(i), c, h)
		}
	}
	for i := range pg.blocks {
		b := &pg.blocks[i]
		up := d.Nodes[b.box].Parent
		if up < 0 {
			continue
		}
		pg.around[up].kids++
		if d.Nodes[b.box].Tag == dom.P {
			pg.around[up].pWeight += int32(b.st.weight - b.linked)
			pg.around[up].pCount++
		}
	}
}

// attributes reads an element's roles and hints.
func (pg *page) attributes(i int32, c *context, h hints) {
	d := pg.dom
	var all said
	for _, a := range d.Attributes(i) {
		v := d.Written(a)
		switch a.Name {
		case dom.Role, dom.Itemprop:
			if len(v) < 64 {
				for w := range bytes.FieldsSeq(v) {
					c.bits |= roleBits[string(w)]
				}
			}
			all.add(h.read(v))
		case dom.AriaHidden:
			if string(v) == "true" {
				c.bits |= inHidden
			}
		case dom.ID, dom.TestID:
			all.add(h.read(v))
		case dom.Class:
			if a.Number == 0 {
				all.add(h.read(v))
				continue
			}
			s := &pg.scratch.classes[a.Number]
			if !s.read {
				*s = h.read(v)
			}
			all.add(*s)
		}
	}
	pg.name(i, c, all.parts)
	if all.hints {
		c.hint = all.low + all.high
		c.low, c.high = min(c.low, all.low), max(c.high, all.high)
		c.all += c.hint
	}
}

// A said is what the words of a class, id or role say together.
type said struct {
	low, high float32 // least and greatest weight of a hint, 0 among them
	hints     bool
	read      bool
	parts     parts
}

func (s *said) add(t said) {
	s.low, s.high = min(s.low, t.low), max(s.high, t.high)
	s.hints, s.parts = s.hints || t.hints, s.parts|t.parts
}

// read reads the words of an attribute.
func (h hints) read(v []byte) said {
	s := said{read: true}
	last := parts(0)
	tokens(v, func(t []byte) {
		w := h.place(t)
		if last.has('y') && w.parts.has('z') { // "comment-body"
			s.parts |= 1 << ('x' - 'a')
		}
		last = w.parts
		s.low, s.high = min(s.low, w.weight), max(s.high, w.weight)
		s.hints, s.parts = s.hints || w.hints, s.parts|w.parts
	})
	return s
}

// name notes what the words in the class of element i say that it is. Large elements are not
// named by them: a body with the class "has-captions" is no caption.
func (pg *page) name(i int32, c *context, p parts) {
	if p.has('x') {
		t := pg.dom.Nodes[i].Tag
		c.comment = t != dom.HTML && t != dom.Body && t != dom.Main && t != dom.Article
	}
	if p == 0 || pg.sums[i].weight > 1500 {
		return
	}
	c.caption, c.credit = c.caption || p.has('c'), c.credit || p.has('k')
	c.title, c.author = c.title || p.has('t'), c.author || p.has('a')
	c.date, c.asks = c.date || p.has('d'), c.asks || p.has('n')
}

// parts are letters of partNames.
type parts uint32

func (p parts) has(letter byte) bool { return p>>(letter-'a')&1 != 0 }

// hints are what words in an element's class, id or role say, by their hashes, in a table
// without chains, half of it empty.
type hints []hint

type hint struct {
	hash   uint64 // 0 where there is none
	weight float32
	hints  bool // the weight, of how strongly the word speaks for the article, is known
	parts  parts
}

func newHints(weights map[string]float32) hints {
	size := 16
	for size < 2*(len(weights)+len(partNames)) {
		size *= 2
	}
	h := make(hints, size)
	for word, w := range weights {
		*h.place([]byte(word)) = hint{hashOn(0, []byte(word)), w, true, 0}
	}
	for word, kind := range partNames {
		p := h.place([]byte(word))
		p.hash, p.parts = hashOn(0, []byte(word)), 1<<(kind-'a')
	}
	return h
}

// place returns the entry of a word, empty where there is none.
func (h hints) place(word []byte) *hint {
	key := hashOn(0, word)
	for i := int(key >> 20); ; i++ {
		if p := &h[i&(len(h)-1)]; p.hash == key || p.hash == 0 {
			return p
		}
	}
}

// tokens calls f with the lower-case words of a class or id: articleBody, article-body and
// article_body are two words each. Digits and single letters are left out.
func tokens(v []byte, f func([]byte)) {
	var buf [24]byte
	n, count := 0, 0
	flush := func() {
		if n > 1 && count < 40 {
			count++
			f(buf[:n])
		}
		n = 0
	}
	small := false
	for _, c := range v {
		switch {
		case 'a' <= c && c <= 'z':
			if n < len(buf) {
				buf[n] = c
				n++
			}
			small = true
		case 'A' <= c && c <= 'Z':
			if small {
				flush()
			}
			if n < len(buf) {
				buf[n] = c | 0x20
				n++
			}
			small = false
		default:
			flush()
			small = false
		}
	}
	flush()
}

// hintAttrs are the attributes whose words are hints.
var hintAttrs = [...]dom.Attr{dom.Class, dom.ID, dom.Itemprop, dom.Role, dom.TestID}

// partNames are the words in classes that name a caption (c), a credit (k), a title (t), an
// author (a), a day (d), readers' comments (x), or these where a part follows (y, z), or a request
// to the reader (n).
var partNames = map[string]byte{
	"caption": 'c', "captions": 'c', "legend": 'c', "legende": 'c', "bildunterschrift": 'c',
	"bildtext": 'c', "cutline": 'c', "figcaption": 'c', "didascalia": 'c', "pie": 'c',
	"leyenda": 'c', "onderschrift": 'c', "imgcaption": 'c',
	"credit": 'k', "credits": 'k', "copyright": 'k', "photographer": 'k', "attribution": 'k',
	"fotograf": 'k', "bildnachweis": 'k', "bildquelle": 'k', "photocredit": 'k',
	"headline": 't', "title": 't', "titulo": 't', "titre": 't', "titel": 't', "ueberschrift": 't',
	"author": 'a', "authors": 'a', "byline": 'a', "autor": 'a', "auteur": 'a', "autore": 'a',
	"autoren": 'a', "firma": 'a', "writer": 'a', "reporter": 'a', "creator": 'a', "byl": 'a',
	"journalist": 'a', "signature": 'a', "verfasser": 'a', "redacteur": 'a', "contributor": 'a',
	"autores": 'a', "byauthor": 'a', "postauthor": 'a',
	"date": 'd', "time": 'd', "published": 'd', "datetime": 'd', "timestamp": 'd', "pubdate": 'd',
	"datum": 'd', "fecha": 'd', "data": 'd', "publicado": 'd', "posted": 'd', "publish": 'd',
	"dateline": 'd', "datepublished": 'd', "created": 'd', "zeit": 'd', "entrydate": 'd',
	"commentlist": 'x', "disqus": 'x', "respond": 'x', "kommentare": 'x',
	"commentaires": 'x', "comentarios": 'x', "commento": 'x', "reply": 'x',
	"commentbody": 'x', "commentauthor": 'x', "commententry": 'x',
	"newsletter": 'n', "newsletters": 'n', "signup": 'n', "subscribe": 'n', "consent": 'n',
	"cookie": 'n', "cookies": 'n', "cookiebar": 'n', "cookiebanner": 'n', "cookiebot": 'n',
	"gdpr": 'n', "donate": 'n', "donation": 'n',
	"comment": 'y', "comments": 'y', "kommentar": 'y', "comentario": 'y', "reactie": 'y',
	"komentarz": 'y', "yorum": 'y', "koment": 'y', "commentaire": 'y', "message": 'z', "body": 'z',
	"content": 'z', "text": 'z', "list": 'z', "item": 'z', "entry": 'z', "thread": 'z', "wrap": 'z',
	"wrapper": 'z', "inner": 'z', "container": 'z', "area": 'z', "section": 'z', "form": 'z',
	"copyrightholder": 'k', "credito": 'k', "fotocredit": 'k',
}
