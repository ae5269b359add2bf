package extract

import (
	"bytes"
	"strings"
	"unicode"

	"readout/intake/extract/dom"
	"readout/news"
)

// maxAbove is how many short blocks above the text are looked at for a byline or a day.
const maxAbove = 500

// clear takes out of the body what is shown elsewhere or is plainly none of it: the headline and
// what stands above it, captions, lines of day and byline, links to other articles.
func (pg *page) clear() {
	var title shape
	if pg.head >= 0 {
		b := &pg.blocks[pg.head]
		title, _ = shapeOf(pg.flat[b.Start:b.End])
	}
	pg.keepDeck()
	top, end := pg.bodyRange()
	seen, above := pg.scratch.counts.empty(len(pg.blocks)), 0
	pg.scratch.counts = seen
	gallery, talk := pg.keptPart(pg.isCaption) > .6, pg.keptPart(pg.isComment) > .6 ||
		top < len(pg.blocks) && pg.isComment(top)
	for i := range pg.blocks {
		b := &pg.blocks[i]
		if !pg.keep[i] {
			continue
		}
		above++
		if b.st.weight > 60 { // the same paragraph twice: a lede shown above a picture too
			n := seen.at(pg.hash(i))
			pg.keep[i] = *n == 0
			*n++
		}
		switch {
		case i <= pg.head && i < top, i == pg.head, pg.isLead(b), pg.linkAlone(i),
			!gallery && pg.isCaption(i), !talk && pg.isComment(i):
			pg.keep[i] = false
		case (i < top+2 && above < maxAbove || i > end-2) && pg.isSignature(i):
			pg.keep[i], pg.used[i] = false, true
		case i > end-2 && pg.isAddress(b):
			pg.keep[i] = false
		case pg.prob[i] < certain && pg.isRequest(b):
			pg.keep[i] = false
		case b.st.letters < 3 && pg.outsideTable(b):
			pg.keep[i] = false
		case i < top+3 && pg.head >= 0 && b.st.weight < maxHeadline:
			sh, _ := shapeOf(pg.flat[b.Start:b.End])
			pg.keep[i] = sh.alike(&title) < .95
		}
	}
}

// decks are the words in classes that name the lines between a headline and the text.
var decks = map[string]bool{"deck": true, "dek": true, "standfirst": true, "lede": true,
	"subheadline": true, "subhead": true, "bajada": true, "entradilla": true, "chapo": true,
	"chapeau": true, "ingress": true, "vorspann": true, "sommario": true, "catenaccio": true,
	"copete": true, "manchet": true, "perex": true, "preamble": true, "subheading": true}

// keepDeck keeps the lines between headline and text that the model doubts where their class
// names them.
func (pg *page) keepDeck() {
	nodes := pg.dom.Nodes
	for i := pg.head + 1; pg.head >= 0 && i < min(pg.head+6, len(pg.blocks)); i++ {
		b := &pg.blocks[i]
		if pg.keep[i] || pg.used[i] || pg.prob[i] < bridge || b.st.words < 5 && !b.st.ideographic {
			continue
		}
		for _, n := range [...]int32{b.box, max(nodes[b.box].Parent, 0)} {
			class, _ := pg.dom.Attr(n, dom.Class)
			tokens(class, func(t []byte) { pg.keep[i] = pg.keep[i] || decks[string(t)] })
		}
	}
}

// keptPart is the part of the kept text in blocks of one kind: captions, where the article is a
// gallery, or comments, where it is a debate or a comment itself.
func (pg *page) keptPart(is func(int) bool) float64 {
	some, all := 0, 1
	for i, keep := range pg.keep {
		if keep {
			w := pg.blocks[i].st.weight
			if all += w; is(i) {
				some += w
			}
		}
	}
	return float64(some) / float64(all)
}

// isComment reports whether a class around a block calls it a reader's comment.
func (pg *page) isComment(i int) bool { return pg.around[pg.blocks[i].box].comment }

// trim takes furniture off the end of the body: what leads away or states a right, and a short label
// before it. Pages laid out by tables have little else to tell it by.
func (pg *page) trim() {
	dropped := false
	for i := len(pg.blocks) - 1; i > pg.head; i-- {
		b := &pg.blocks[i]
		if !pg.keep[i] {
			continue
		}
		kind, share := label(pg.flat[b.Start:b.End])
		switch {
		case b.linked*10 >= b.st.weight*8 && !b.st.endMark:
		case kind == "legal" && share > .04 && b.st.weight < 260:
		case dropped && b.st.weight < 40 && !b.st.endMark && pg.outsideTable(b):
		default:
			return
		}
		pg.keep[i], dropped = false, true
	}
}

func (pg *page) outsideTable(b *block) bool {
	kind, _, _ := pg.kind(b)
	return kind != news.Table && kind != news.List
}

// isLead reports whether a block leads away: a label such as "Read more:" and a link.
func (pg *page) isLead(b *block) bool {
	if b.st.weight > 260 {
		return false
	}
	words := pg.flat[b.Start:b.End]
	if k := bytes.IndexByte(words, '|'); k > 0 && k < 40 {
		if kind, share := label(words[:k]); kind == "related" && share > .8 {
			return true // "WATCH | Crowds in the capital"
		}
	}
	if b.linked*5 < b.st.weight*2 {
		return false
	}
	if kind, share := label(words); kind == "related" && share > .05 {
		return true
	}
	runs := pg.runsOf(b)
	if pg.contents(b) {
		return true
	}
	kind, share := label(pg.flat[b.Start:max(runs[0].Start, b.Start)])
	return kind == "related" && share > .8
}

// certain is how probable a block must be that stays although it looks like a request.
const certain = .9

// isRequest reports whether a block asks something of the reader, or states a right: by the
// name of an element around it, or by its first words.
func (pg *page) isRequest(b *block) bool {
	if pg.around[b.box].asks {
		return b.st.weight < 400
	}
	kind, share := label(pg.flat[b.Start:b.End])
	switch kind {
	case "related", "advert":
		return share > .75
	case "legal", "newsletter", "cookie", "share", "comment":
		return b.st.weight < 160 && share > .2
	}
	return false
}

// isAddress reports whether a block is no sentence and holds a mail address: its writer's.
func (pg *page) isAddress(b *block) bool {
	return b.st.weight < 130 && !b.st.endMark &&
		bytes.IndexByte(pg.flat[b.Start:b.End], '@') > 0
}

// contents reports whether all links of a block lead to other places of the page, and carry
// most of its words: a line of a table of contents.
func (pg *page) contents(b *block) bool {
	for _, r := range pg.runsOf(b) {
		if href, _ := pg.dom.Attr(r.node, dom.Href); len(href) < 2 || href[0] != '#' {
			return false
		}
	}
	return b.linked*10 > b.st.weight*8
}

// isSignature reports whether a block says no more than who wrote the article and on which day.
func (pg *page) isSignature(i int) bool {
	b := &pg.blocks[i]
	if b.st.weight > 130 || pg.level(b) > 0 {
		return false
	}
	words := pg.words(i)
	rest := words
	for _, d := range findDays(words, false) {
		rest = strings.Replace(rest, words[d.start:d.end], " ", 1)
	}
	dated := rest != words
	by := led2(rest)
	if !dated && !by || by && !dated && b.st.endMark {
		return false
	}
	left := 0
	for _, w := range strings.FieldsFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if unicode.IsLower([]rune(w)[0]) && !bylineWords()["lead"][w] && !bylineWords()["and"][w] {
			left++
		}
	}
	if by {
		return left <= 3 && len(pg.namesIn(rest)) > 0
	}
	return left <= 3 && len(letters(rest)) < 40
}

// isCaption reports whether a block belongs to a picture, not to the text.
func (pg *page) isCaption(i int) bool {
	b := &pg.blocks[i]
	if pg.around[b.box].bits&inFigcaption != 0 {
		return pg.around[b.box].bits&(inTable|inQuote|inPre) == 0
	}
	return pg.captioned(i) && b.st.weight < maxCaption
}

// linkAlone reports whether a block between two of text is a link and no sentence: "MAYOR RESIGNS
// OVER BRIDGE". Several in a row may be a list of the article's own.
func (pg *page) linkAlone(i int) bool {
	if !pg.isLink(i) || i == 0 || i+1 >= len(pg.blocks) {
		return false
	}
	kind, _, _ := pg.kind(&pg.blocks[i])
	return kind == news.Paragraph && pg.keep[i-1] && pg.keep[i+1] &&
		!pg.isLink(i-1) && !pg.isLink(i+1) && !pg.blocks[i-1].st.colon
}

func (pg *page) isLink(i int) bool {
	b := &pg.blocks[i]
	return b.linked*20 >= b.st.weight*19 && !b.st.endMark && b.st.words > 3
}
