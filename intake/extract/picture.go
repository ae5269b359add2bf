package extract

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"readout/intake/extract/dom"
	"readout/news"
)

// Bounds on pictures: how many, the longest caption, and the least side in pixels.
const (
	maxPictures = 100
	maxCaption  = 900
	minSide     = 80
)

// A picture is an image of the article and the node where it stands.
type picture struct {
	news.Image
	node int32
	box  int32 // the element that holds the image and its caption
}

// pictures finds the article's images, from the headline to the end of the body, and marks the
// blocks that are their captions.
func (pg *page) pictures() []picture {
	var out []picture
	lo, hi := pg.extent()
	seen := map[string]bool{}
	for i := lo; i < hi && len(out) < maxPictures; i++ {
		n := &pg.dom.Nodes[i]
		if n.Tag != dom.Img && n.Tag != dom.AmpImg {
			continue
		}
		u := pg.imageURL(i)
		if u == "" || seen[u] || pg.decorative(i, u) {
			continue
		}
		box := pg.pictureBox(i)
		if pg.teaser(i, box) {
			continue
		}
		seen[u] = true
		p := picture{node: i, box: box}
		p.URL, p.Alt = u, squeeze(pg.dom.Value(i, dom.Alt))
		p.Caption, p.Credit = pg.captionIn(box, i)
		out = append(out, p)
	}
	return pg.loneCaptions(out, lo, hi)
}

// loneCaptions adds the captions whose image only a script brings.
func (pg *page) loneCaptions(out []picture, lo, hi int32) []picture {
	for k := range pg.blocks {
		b := &pg.blocks[k]
		if b.node < lo || b.node >= hi || pg.keep[k] || pg.used[k] || k == pg.head ||
			!pg.captioned(k) && !pg.credited(k) || b.st.weight < 8 || len(out) >= maxPictures {
			continue
		}
		if c := &pg.around[b.box]; c.bits&(inNav|inAside|inFooter|inForm) != 0 || b.link >= 0 {
			continue
		}
		p := picture{node: b.node}
		pg.used[k] = true
		p.Caption, p.Credit = pg.captionBlock(k)
		if p.Caption == "" && len(out) > 0 && out[len(out)-1].Credit == "" && p.Credit != "" {
			out[len(out)-1].Credit = p.Credit
			continue
		}
		if p.Caption == "" {
			continue // a credit of nothing
		}
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b picture) int { return int(a.node - b.node) })
	return out
}

// extent is the range of nodes that may hold the article's pictures.
func (pg *page) extent() (lo, hi int32) {
	lo, hi = -1, 0
	if pg.head >= 0 {
		lo = pg.blocks[pg.head].node
	}
	for i, keep := range pg.keep {
		if keep {
			if b := &pg.blocks[i]; lo < 0 || b.node < lo {
				lo = b.node
			}
			hi = pg.blocks[i].last + 1
		}
	}
	if lo < 0 {
		return 0, 0
	}
	// A lead picture often stands just above the headline, and one just below the last words.
	for up := pg.dom.Nodes[lo].Parent; up > 0; up = pg.dom.Nodes[up].Parent {
		if t := pg.dom.Nodes[up].Tag; t == dom.Article || t == dom.Main {
			return up, min(pg.dom.Nodes[up].End, hi+4)
		}
	}
	return lo, min(hi+4, int32(len(pg.dom.Nodes)))
}

// imageURL returns the address of the image itself where the page loads it late.
func (pg *page) imageURL(i int32) string {
	for _, a := range [...]dom.Attr{dom.DataSrc, dom.DataOriginal, dom.DataLazySrc, dom.Src} {
		if v, ok := pg.dom.Attr(i, a); ok && !bytes.HasPrefix(v, []byte("data:")) {
			if u := pg.resolve(v); u != "" {
				return u
			}
		}
	}
	for _, a := range [...]dom.Attr{dom.DataSrcset, dom.Srcset} {
		if v, ok := pg.dom.Attr(i, a); ok {
			if f := bytes.Fields(v); len(f) > 0 && !bytes.HasPrefix(v, []byte("data:")) {
				return pg.resolve(bytes.TrimRight(f[0], ","))
			}
		}
	}
	return ""
}

// decorative reports whether an image is an icon, a counter or a portrait of the author.
func (pg *page) decorative(i int32, u string) bool {
	for _, a := range [...]dom.Attr{dom.Width, dom.Height} {
		v, _ := pg.dom.Attr(i, a)
		if n, err := strconv.Atoi(strings.TrimSuffix(string(v), "px")); err == nil && n < minSide {
			return true
		}
	}
	l := strings.ToLower(u)
	for _, w := range [...]string{".svg", "pixel", "1x1", "avatar", "logo", "/icon", "-icon",
		"spacer", "gravatar", "blank.gif", "placeholder", "emoji", "sprite", "/ads/", "doubleclick"} {
		if strings.Contains(l, w) {
			return true
		}
	}
	return pg.around[pg.box[i]].bits&(inNav|inAside|inFooter|inForm) != 0
}

// pictureBox climbs to the element that holds the image and its caption, and nothing else.
func (pg *page) pictureBox(i int32) int32 {
	nodes := pg.dom.Nodes
	box := i
	for up, n := nodes[i].Parent, 0; up > 0 && n < 8; up, n = nodes[up].Parent, n+1 {
		t := nodes[up].Tag
		if t == dom.Body || t == dom.Article || t == dom.Main || pg.sums[up].images > 2 ||
			pg.sums[up].weight > maxCaption || pg.keptIn(up) {
			break
		}
		box = up
		if t == dom.Figure && nodes[nodes[up].Parent].Tag != dom.Figure {
			break
		}
	}
	return box
}

// keptIn reports whether an element holds a block of the body.
func (pg *page) keptIn(i int32) bool {
	first, last := pg.blocksIn(i)
	for k := first; k < last; k++ {
		if pg.keep[k] || k == pg.head {
			return true
		}
	}
	return false
}

// blocksIn returns the range of blocks whose words stand in element i.
func (pg *page) blocksIn(i int32) (first, last int) {
	end := pg.dom.Nodes[i].End
	lo, hi := 0, len(pg.blocks)
	for lo < hi {
		if m := (lo + hi) / 2; pg.blocks[m].node < i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	first, last = lo, lo
	for last < len(pg.blocks) && pg.blocks[last].node < end {
		last++
	}
	return first, last
}

// teaser reports whether an image leads to another article: it and the words beside it are
// links.
func (pg *page) teaser(i, box int32) bool {
	s := &pg.sums[box]
	if first, last := pg.blocksIn(box); pg.dom.Nodes[i].Link >= 0 {
		for k := first; k < last; k++ {
			if pg.level(&pg.blocks[k]) > 0 && pg.blocks[k].linked > 0 {
				return true
			}
		}
	}
	return pg.dom.Nodes[i].Link >= 0 && s.weight > 12 && s.linked*10 > s.weight*6
}

// captionIn reads the words that stand with a picture, and parts the credit from them.
func (pg *page) captionIn(box, img int32) (caption, credit string) {
	if box == img {
		return pg.captionAfter(img)
	}
	first, last := pg.blocksIn(box)
	var words []string
	for k := first; k < last; k++ {
		if pg.keep[k] || pg.used[k] || pg.blocks[k].st.weight < 3 ||
			!pg.captioned(k) && pg.isSignature(k) {
			continue
		}
		if l, share := label(pg.flat[pg.blocks[k].Start:pg.blocks[k].End]); l != "" &&
			l != "source" && share > .8 {
			continue
		}
		pg.used[k] = true
		c, cr := pg.captionBlock(k)
		if c != "" && (len(words) == 0 || words[len(words)-1] != c) {
			words = append(words, c)
		}
		credit = cmp.Or(credit, cr)
	}
	return strings.Join(words, " "), credit
}

// captionAfter looks for a caption in the block that follows an image without a box of its own.
func (pg *page) captionAfter(img int32) (caption, credit string) {
	first, _ := pg.blocksIn(img)
	if first < len(pg.blocks) && !pg.keep[first] && !pg.used[first] && first != pg.head &&
		pg.captioned(first) {
		pg.used[first] = true
		return pg.captionBlock(first)
	}
	return "", ""
}

// captioned reports whether block k says by its element or class that it is a caption.
func (pg *page) captioned(k int) bool {
	b := &pg.blocks[k]
	return pg.around[b.box].bits&inFigcaption != 0 || pg.around[b.box].caption ||
		pg.around[pg.dom.Nodes[b.node].Parent].caption
}

// credited reports the same of a credit.
func (pg *page) credited(k int) bool {
	b := &pg.blocks[k]
	return pg.around[b.box].credit || pg.around[pg.dom.Nodes[b.node].Parent].credit
}

// captionBlock parts block k into caption and credit: by an element for the credit, else by the
// words.
func (pg *page) captionBlock(k int) (caption, credit string) {
	b := &pg.blocks[k]
	words := pg.bareCaption(b)
	if pg.credited(k) {
		return "", trimCredit(words)
	}
	d := pg.dom
	for i := b.node; i <= b.last; i++ {
		if d.Nodes[i].Tag != dom.Text {
			continue
		}
		if up := d.Nodes[i].Parent; d.Nodes[up].Tag.Inline() && pg.around[up].credit {
			part := squeeze(string(d.Text(nil, up)))
			if at := strings.LastIndex(words, part); at >= 0 && part != "" {
				rest := strings.TrimSpace(words[:at] + words[at+len(part):])
				return trimEnd(rest), trimCredit(part)
			}
		}
	}
	return partCaption(words)
}

// bareCaption is the words of a caption without the number of the picture before them, "[1/5]",
// and the furniture that is linked behind them, "Purchase Licensing Rights".
func (pg *page) bareCaption(b *block) string {
	end := b.End
	if runs := pg.runsOf(b); len(runs) > 0 {
		r := runs[len(runs)-1]
		if _, share := label(pg.flat[r.Start:r.End]); share > .9 && r.End >= b.End-1 {
			end = r.Start
		}
	}
	words := strings.TrimSpace(string(pg.flat[b.Start:end]))
	if k := strings.IndexByte(words, ']'); k > 0 && k < 9 && words[0] == '[' &&
		strings.Trim(words[1:k], "0123456789/ ") == "" {
		words = strings.TrimSpace(words[k+1:])
	}
	return words
}
