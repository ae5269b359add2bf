package extract

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"readout/intake/extract/dom"
)

// Bounds on text taken from scripts.
const (
	minBody   = 350     // a body of less weight is looked for elsewhere too
	minString = 60      // bytes of a string in a script that may be a paragraph
	maxState  = 8 << 20 // bytes of scripts that are looked through
	maxParas  = 2000
)

// rescue looks for the article where a reader's program would have to unpack it, when the page
// itself shows hardly any: the metadata, parts that are hidden until a script shows them, and
// the state that a framework embeds. It changes the page to the one to go on with.
func (pg *page) rescue(m *Model) error {
	shown := pg.keptWeight()
	weight := max(shown*2, minBody/2)
	if shown >= minBody && len(pg.meta.ldBody) < 4*shown {
		return nil
	}
	if body := paragraphsOf(pg.meta.ldBody); weightOf(body) > weight {
		pg.replace(body)
		return nil
	}
	if shown >= minBody {
		return nil
	}
	if pg.dom.Unveil() { // noscript, display:none
		if err := m.decide(pg); err != nil {
			return err
		}
		if w := pg.keptWeight(); w > weight {
			weight = w
		} else if err := m.veil(pg); err != nil {
			return err
		}
	}
	if body := pg.state(); weightOf(body) > max(weight, minBody*2/3) {
		if err := m.veil(pg); err != nil {
			return err
		}
		pg.replace(body)
	}
	return nil
}

// veil hides again what was shown on trial, if it was, and decides as before.
func (m *Model) veil(pg *page) error {
	if !pg.dom.Veil() {
		return nil
	}
	return m.decide(pg)
}

func (pg *page) keptWeight() int {
	n := 0
	for i, keep := range pg.keep {
		if keep {
			n += pg.blocks[i].st.weight
		}
	}
	return n
}

func weightOf(paras []string) int {
	n := 0
	for _, p := range paras {
		st := measure([]byte(p))
		n += st.weight
	}
	return n
}

// replace gives the page a body from elsewhere: each paragraph a block at the end, all other
// blocks furniture.
func (pg *page) replace(paras []string) {
	for i := range pg.keep {
		pg.keep[i] = false
	}
	last := int32(len(pg.dom.Nodes) - 1)
	for _, p := range paras {
		start := len(pg.flat)
		pg.flat = trimSpace(appendWords(roomy(pg.flat, len(p)), []byte(p), start), start)
		b := block{box: 0, node: last, last: last, link: -1}
		b.Start, b.End = start, len(pg.flat)
		if b.Empty() {
			continue
		}
		b.st = measure(pg.flat[b.Start:b.End])
		pg.blocks = append(pg.blocks, b)
		pg.keep = append(pg.keep, true)
		pg.used = append(pg.used, false)
		pg.prob = append(pg.prob, 1)
	}
}

// paragraphsOf cuts a body given as one string, plain or as HTML, into paragraphs.
func paragraphsOf(s string) []string {
	if s == "" {
		return nil
	}
	if strings.Contains(s, "&lt;") {
		s = unescape(s)
	}
	if strings.Contains(s, "</p>") || strings.Contains(s, "<br") || strings.Contains(s, "</div>") {
		return htmlParagraphs(s)
	}
	s = unescape(s)
	var out []string
	for line := range strings.Lines(s) {
		if line = squeeze(line); line != "" && len(out) < maxParas {
			out = append(out, line)
		}
	}
	return out
}

func htmlParagraphs(s string) []string {
	pg := &page{dom: dom.Parse([]byte(s))}
	pg.boxes()
	pg.blocksOf()
	var out []string
	for i := range pg.blocks {
		if len(out) < maxParas && pg.level(&pg.blocks[i]) != 1 {
			out = append(out, pg.words(i))
		}
	}
	return out
}

// state reads the prose in the scripts: of the script with most of it, the strings that read
// like paragraphs, in order, each once.
func (pg *page) state() []string {
	var best []string
	most, room := 0, maxState
	title := pg.stateTitle()
	for i := range pg.dom.Nodes {
		if pg.dom.Nodes[i].Tag != dom.Script {
			continue
		}
		src := pg.dom.Content(int32(i))
		if room -= len(src); room < 0 || len(src) < minBody ||
			!bytes.Contains(src, title) {
			continue
		}
		paras := stringsOf(src)
		if w := weightOf(paras); w > most {
			best, most = paras, w
		}
	}
	return best
}

// stateTitle is the start of the page's title: a script without it is not about the article.
func (pg *page) stateTitle() []byte {
	title := pg.meta.title
	if ws := pg.titles(); len(ws) > 0 {
		title = ws[0].words
	}
	for i, r := range title {
		if i > 12 && r == ' ' || r >= 0x80 && i > 8 || strings.ContainsRune(`"'&\/<`, r) {
			return []byte(title[:i])
		}
	}
	return []byte(title)
}

// stringsOf returns the string literals of a script that are prose: those with markup alone,
// where these make up most of it.
func stringsOf(src []byte) []string {
	var plain, marked []string
	seen := map[string]bool{}
	for i := 0; i < len(src) && len(plain) < maxParas; {
		k := bytes.IndexByte(src[i:], '"')
		if k < 0 {
			break
		}
		i += k + 1
		end := stringEnd(src, i)
		if end < 0 {
			break
		}
		raw := src[i:end]
		i = end + 1
		if len(raw) < minString || bytes.IndexByte(raw, ' ') < 0 && len(raw) < 3*minString {
			continue
		}
		html := bytes.Contains(raw, []byte("p>"))
		for _, p := range prose(raw) {
			if seen[p] {
				continue
			}
			seen[p] = true
			plain = append(plain, p)
			if html {
				marked = append(marked, p)
			}
		}
	}
	if weightOf(marked)*2 > weightOf(plain) {
		return marked
	}
	return plain
}

func stringEnd(src []byte, i int) int {
	for i < len(src) {
		switch src[i] {
		case '\\':
			i++
		case '"':
			return i
		case '\n':
			return i
		}
		i++
	}
	return -1
}

// prose returns the paragraphs in a JSON string, if it holds sentences and no code.
func prose(raw []byte) []string {
	var s string
	if json.Unmarshal(append(append([]byte{'"'}, raw...), '"'), &s) != nil || !utf8.ValidString(s) {
		return nil
	}
	var out []string
	for _, p := range paragraphsOf(s) {
		st := measure([]byte(p))
		if st.weight < minString && !(len(out) > 0 && st.endMark) || st.ends == 0 ||
			st.marks*12 > st.weight || !st.ideographic && st.words*12 < st.weight ||
			strings.ContainsAny(p, "{}=;") && strings.ContainsAny(p, "{}") {
			continue
		}
		out = append(out, p)
	}
	return out
}
