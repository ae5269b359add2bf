package extract

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"readout/intake/extract/dom"
	"readout/text"
)

// What bounds the blocks that are looked at; what follows is left out. Real pages have one in
// 700 bytes.
const (
	maxBlocks = 12_000
	anyBlocks = 3000 // that any page may have
	blockCost = 60   // bytes of a page that pay for one more
)

// A block is a run of visible text that no element but inline ones, and no empty line, parts.
type block struct {
	text.Span       // in page.flat
	box       int32 // the innermost element around it that is not inline
	node      int32 // its first text node
	last      int32 // its last text node
	link      int32 // the a element that holds all of it, or -1
	linked    int   // weight of its text that carries links
	st        stats // of its words
}

// A run is text that carries a link.
type run struct {
	text.Span       // in page.flat
	node      int32 // the a element
}

// stats describe the words of a block. Weight counts a letter of a script without spaces twice,
// so that lengths compare across languages.
type stats struct {
	weight, words, letters, upper, digits, ends, commas, marks, quotes int
	endMark, startLower, startUpper, colon, ideographic                bool
}

// blocksOf cuts the visible text of the page into blocks.
func (pg *page) blocksOf() {
	d := pg.dom
	b := blockBuilder{pg: pg}
	most := min(maxBlocks, anyBlocks+len(d.Source)/blockCost)
	pg.blocks = atLeast(pg.blocks, min(most, pg.texts()))
	for i := int32(1); i < int32(len(d.Nodes)) && len(pg.blocks) < most; i++ {
		n := &d.Nodes[i]
		switch {
		case n.Unseen:
			i = n.End - 1
		case n.Tag == dom.Text:
			b.add(i, pg.box[n.Parent])
		case n.Tag == dom.Br:
			b.br()
		case !n.Tag.Inline():
			b.end()
		}
	}
	b.end()
}

// texts counts the runs of text, of which each may become a block.
func (pg *page) texts() (n int) {
	for i := range pg.dom.Nodes {
		if t := &pg.dom.Nodes[i]; t.Tag == dom.Text && !t.Unseen {
			n++
		}
	}
	return n
}

type blockBuilder struct {
	pg     *page
	open   bool
	breaks int   // br elements since the last word
	style  int32 // the innermost element around the last word that is no link
	cur    block
}

func (b *blockBuilder) br() {
	if b.open {
		if b.breaks++; b.breaks > 1 {
			b.end()
		}
	}
}

// add appends the words of text node i to the open block, or to a new one.
func (b *blockBuilder) add(i, box int32) {
	pg := b.pg
	style := pg.styleOf(i)
	// A line in another style is another block: a headline set in bold above the text.
	if b.open && (b.cur.box != box || b.breaks > 0 && style != b.style && !blankText(pg.dom.Raw(i))) {
		b.end()
	}
	if !b.open {
		b.cur = block{box: box, node: i}
		b.cur.Start = len(pg.flat)
		b.breaks = 0
	}
	start := len(pg.flat)
	if b.open && b.breaks > 0 && start > b.cur.Start && !blankText(pg.dom.Raw(i)) {
		pg.flat = trimSpace(pg.flat, b.cur.Start)
		pg.flat = append(pg.flat, '\n')
		b.breaks = 0
		start = len(pg.flat)
	}
	words := pg.unescaped(i)
	pg.flat = appendWords(roomy(pg.flat, len(words)), words, b.cur.Start)
	if len(pg.flat) == b.cur.Start {
		return // nothing but white space yet
	}
	b.open = true
	b.cur.last, b.style = i, style
	if link := pg.dom.Nodes[i].Link; link >= 0 && len(pg.flat) > start {
		pg.addRun(link, start)
	}
}

// unescaped returns the words of text node i. They may stand in memory that the next call uses.
func (pg *page) unescaped(i int32) []byte {
	raw := pg.dom.Raw(i)
	if bytes.IndexByte(raw, '&') < 0 {
		return raw
	}
	pg.scratch.words = dom.Unescape(atLeast(pg.scratch.words, len(raw)), raw)
	return pg.scratch.words
}

// styleOf returns the innermost element around text node i that is no link.
func (pg *page) styleOf(i int32) int32 {
	nodes := pg.dom.Nodes
	for i = nodes[i].Parent; i > 0 && nodes[i].Tag == dom.A; {
		i = nodes[i].Parent
	}
	return i
}

func (pg *page) addRun(link int32, start int) {
	if k := len(pg.runs) - 1; k >= 0 && pg.runs[k].node == link && pg.runs[k].End == start {
		pg.runs[k].End = len(pg.flat)
		return
	}
	pg.runs = append(roomy(pg.runs, 1), run{text.Span{Start: start, End: len(pg.flat)}, link})
}

// end closes the open block and counts its words.
func (b *blockBuilder) end() {
	if !b.open {
		return
	}
	pg := b.pg
	b.open = false
	pg.flat = trimSpace(pg.flat, b.cur.Start)
	b.cur.End = len(pg.flat)
	if b.cur.Empty() {
		return
	}
	b.cur.st = measure(pg.flat[b.cur.Start:b.cur.End])
	b.cur.link = -1
	pg.linkedPart(&b.cur)
	pg.blocks = append(pg.blocks, b.cur)
}

// linkedPart counts how much of a block carries links.
func (pg *page) linkedPart(b *block) {
	bytes := 0
	for k := len(pg.runs) - 1; k >= 0 && pg.runs[k].End > b.Start; k-- {
		r := &pg.runs[k]
		r.End = min(r.End, b.End)
		bytes += r.Len()
		if r.Len() >= b.Len()-1 {
			b.link = r.node
		}
	}
	b.linked = b.st.weight * bytes / b.Len()
}

func trimSpace(flat []byte, from int) []byte {
	for len(flat) > from && (flat[len(flat)-1] == ' ' || flat[len(flat)-1] == '\n') {
		flat = flat[:len(flat)-1]
	}
	return flat
}

func blankText(b []byte) bool {
	for _, c := range b {
		if c > ' ' {
			return false
		}
	}
	return true
}

// appendWords appends b with each run of white space made one space, none at the start of the
// block, which begins at from. Broken UTF-8 becomes U+FFFD; marks without width are dropped.
func appendWords(dst, b []byte, from int) []byte {
	for i := 0; i < len(b); {
		c := b[i]
		if c < utf8.RuneSelf {
			i++
			if c > ' ' && c != 0x7f {
				dst = append(dst, c)
			} else if n := len(dst); n > from && dst[n-1] != ' ' && dst[n-1] != '\n' {
				dst = append(dst, ' ')
			}
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		i += n
		switch {
		case 0x100 <= r && r < 0x1680 || 0x3001 <= r && r < 0xfeff:
			dst = append(dst, b[i-n:i]...) // letters, and no white space among them
		case r == 0xad || r == 0x200b || r == 0xfeff || r == 0x2060:
		case unicode.IsSpace(r) || r == 0x2028:
			if n := len(dst); n > from && dst[n-1] != ' ' && dst[n-1] != '\n' {
				dst = append(dst, ' ')
			}
		case r < 0xa0: // a control character of Latin-1
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

// measure counts what the features of a block need, in one pass.
func measure(b []byte) (st stats) {
	var last, prev rune = 0, ' '
	for i := 0; i < len(b); {
		r, n := rune(b[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(b[i:])
		}
		i += n
		if r == ' ' || r == '\n' {
			prev = r
			continue
		}
		if prev == ' ' || prev == '\n' {
			st.words++
		}
		st.count(r)
		last, prev = r, r
	}
	r, _ := utf8.DecodeRune(b)
	st.startLower, st.startUpper = unicode.IsLower(r), unicode.IsUpper(r)
	st.endMark = endMark(last)
	st.colon = last == ':' || last == '：'
	return st
}

func (st *stats) count(r rune) {
	st.weight++
	switch {
	case 'a' <= r && r <= 'z':
		st.letters++
	case 'A' <= r && r <= 'Z':
		st.letters++
		st.upper++
	case '0' <= r && r <= '9':
		st.digits++
	case r < utf8.RuneSelf:
		st.mark(r)
	case r >= 0x2e80 && (r <= 0xd7ff && r > 0x303f || unicode.Is(unicode.Han, r)):
		st.ideographic = true
		st.weight += 2
		st.letters++
	case 0x430 <= r && r <= 0x45f, 0x5d0 <= r && r <= 0x5ea, 0x620 <= r && r <= 0x64a,
		0x3b1 <= r && r <= 0x3ce:
		st.letters++ // small, or without case: Cyrillic, Hebrew, Arabic, Greek
	case unicode.IsLetter(r):
		st.letters++
		if unicode.IsUpper(r) {
			st.upper++
		}
	case unicode.IsDigit(r):
		st.digits++
	default:
		st.mark(r)
	}
}

func (st *stats) mark(r rune) {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔', '։':
		st.ends++
	case ',', ';', '，', '、', '،', '؛', '；':
		st.commas++
	case '"', '“', '”', '„', '«', '»', '‘', '’', '\'', '「', '」', '『', '』':
		st.quotes++
	case '|', '/', '>', '<', '›', '‹', '•', '·', '#', '@', '©', '+', '*', '_', '=', '→', '←':
		st.marks++
	}
}

// endMark reports whether r ends a sentence, closing quotation marks included.
func endMark(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔', '։', '"', '”', '“', '»', '’',
		'」', '』', ')', '）':
		return true
	}
	return false
}
