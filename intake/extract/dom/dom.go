// Package dom reads HTML into one flat array of nodes in document order. It follows what
// browsers do with optional end tags, raw text and misplaced ends, but moves no element: for
// finding an article that is as good as the standard's tree, and several times faster. Time
// and memory are linear in the page, whatever it holds; no function calls itself.
package dom

import "bytes"

// Bounds on what a page may cost. Real pages have one node in 90 bytes and one attribute that is
// kept in 50; none of 1,900 has more than a third of what these leave it.
const (
	maxDepth = 400     // deeper elements become siblings, as in browsers
	maxNodes = 1 << 20 // what follows is not read; less on small pages, for memory's sake
	maxAttrs = 40      // of those that are kept, on one element
	maxScan  = 64      // open elements that an end tag looks past
	nodeCost = 16      // bytes of a page that pay for a node, beside the first few thousand
	attrCost = 32      // and for an attribute
	freely   = 4000    // nodes and attributes that any page may have
)

// A Node is a run of text or an element. The descendants of node i are i+1 … End-1.
type Node struct {
	Parent     int32
	End        int32 // index after the last descendant
	start, end int32 // of the text in the source, or of the element's attributes
	Link       int32 // the a element around a text or an image, or -1
	Depth      uint16
	Tag        Tag
	Unseen     bool // a reader does not see it: script, head, template, hidden
}

// A Page is a page's source and its nodes; node 0 is the root. The zero Page is ready to Read.
type Page struct {
	Source    []byte
	Nodes     []Node
	attrs     []Attribute
	classes   classes
	open      []int32 // the stack of open elements
	opened    [Tags]int32
	link      int32
	room      int // how many nodes there may be
	attrsRoom int // how many attributes
}

// Parse reads a page of UTF-8. The page keeps source.
func Parse(source []byte) *Page {
	d := new(Page)
	d.Read(source)
	return d
}

// Read reads a page as Parse does, into the memory that served the page before.
func (d *Page) Read(source []byte) {
	d.Source, d.link = source, -1
	d.room = min(maxNodes, freely+len(source)/nodeCost)
	d.attrsRoom = min(maxNodes, freely+len(source)/attrCost)
	// Each tag makes at most an element and the text before it.
	if most := min(d.room, 2*bytes.Count(source, []byte("<"))+2) + 2; cap(d.Nodes) < most {
		d.Nodes = make([]Node, 0, most)
	}
	clear(d.classes.recent[:])
	d.classes.hidden = append(d.classes.hidden[:0], false)
	d.Nodes, d.attrs, d.open = d.Nodes[:0], d.attrs[:0], d.open[:0]
	d.push(Node{Tag: Root, Parent: -1, Link: -1})
	d.scan()
	d.popTo(0)
}

// roomForAttrs returns how long d.attrs may grow by one element, and makes it longer where it is
// full: by half at least, as a copy costs what it copies.
func (d *Page) roomForAttrs() int {
	if n := len(d.attrs); cap(d.attrs)-n < maxAttrs {
		d.attrs = append(make([]Attribute, 0, max(2*n, len(d.Source)/attrCost/8)+maxAttrs), d.attrs...)
	}
	return min(len(d.attrs)+maxAttrs, d.attrsRoom)
}

// Raw returns the source of a text node.
func (d *Page) Raw(i int32) []byte {
	n := &d.Nodes[i]
	if n.Tag != Text {
		return nil
	}
	return d.Source[n.start:n.end]
}

// Content returns the source that stands in element i as its one text: of a script, a style.
func (d *Page) Content(i int32) []byte {
	if d.Nodes[i].End <= i+1 {
		return nil
	}
	return d.Raw(i + 1)
}

// Text appends the words of a node and of all in it, character references resolved.
func (d *Page) Text(dst []byte, i int32) []byte {
	for j := i; j < d.Nodes[i].End; j++ {
		if d.Nodes[j].Tag == Text {
			dst = Unescape(dst, d.Raw(j))
		} else if !d.Nodes[j].Tag.Inline() || d.Nodes[j].Tag == Br {
			dst = append(dst, ' ')
		}
	}
	return dst
}

func (d *Page) push(n Node) {
	i := int32(len(d.Nodes))
	n.Depth = uint16(len(d.open))
	n.End = i + 1
	d.Nodes = append(d.Nodes, n)
	d.open = append(d.open, i)
	d.opened[n.Tag]++
}

// popTo closes open elements until only n are left.
func (d *Page) popTo(n int) {
	end := int32(len(d.Nodes))
	for k := len(d.open) - 1; k >= n; k-- {
		i := d.open[k]
		d.Nodes[i].End = end
		d.opened[d.Nodes[i].Tag]--
		if i == d.link {
			d.link = -1
		}
	}
	d.open = d.open[:n]
}

// startTag opens an element whose kept attributes are d.attrs[first:].
func (d *Page) startTag(t Tag, first int, selfClosed bool) {
	if d.opened[Head] > 0 && d.opened[Noscript] == 0 && !inHead.has(t) {
		d.closeOpen(onlyHead, set{}, false)
	}
	foreign := d.opened[SVG]+d.opened[Math] > 0
	if foreign && (closesP.has(t) || t == Body || t == Span || t == Img) {
		d.closeOpen(drawing, set{}, false)
		foreign = false
	}
	if d.opened[P] > 0 && closesP.has(t) {
		d.closeOpen(onlyP, fence, true)
	}
	if e := &endings[t]; e.ends != (set{}) {
		d.closeOpen(e.ends, e.stops, false)
	}
	if t == Body || t == HTML {
		if d.opened[t] > 0 {
			return
		}
	}
	n := Node{Tag: t, Parent: d.top(), Link: d.link, start: int32(first), end: int32(len(d.attrs))}
	n.Unseen = d.Nodes[n.Parent].Unseen || d.hides(t, d.attrs[first:])
	i := int32(len(d.Nodes))
	closed := selfClosed && (foreign || t == SVG || t == Math || t == AmpImg)
	if void.has(t) || closed || len(d.open) >= maxDepth {
		n.End, n.Depth = i+1, uint16(len(d.open))
		d.Nodes = append(d.Nodes, n)
		return
	}
	if t == A {
		d.link = i
		n.Link = i
	}
	d.push(n)
}

func (d *Page) top() int32 { return d.open[len(d.open)-1] }

// closeOpen ends open elements of the set ends, up to the first of stops. Where only is set,
// the innermost such element alone is ended, with what stands open in it; else all of them.
func (d *Page) closeOpen(ends, stops set, only bool) {
	low := len(d.open)
	for k := len(d.open) - 1; k > 0 && k >= len(d.open)-maxScan; k-- {
		t := d.Nodes[d.open[k]].Tag
		if stops.has(t) {
			break
		}
		if ends.has(t) {
			low = k
			if only {
				break
			}
		}
	}
	d.popTo(low)
}

func (d *Page) endTag(t Tag) {
	if t == A {
		d.link = -1
	}
	if t == Br {
		d.startTag(Br, len(d.attrs), true)
		return
	}
	if t == P && d.opened[P] == 0 { // an empty paragraph, in browsers
		if d.startTag(P, len(d.attrs), false); d.Nodes[d.top()].Tag == P {
			d.popTo(len(d.open) - 1)
		}
		return
	}
	if d.opened[t] == 0 || t == Body || t == HTML {
		return
	}
	for k := len(d.open) - 1; k > 0 && k >= len(d.open)-maxScan; k-- {
		u := d.Nodes[d.open[k]].Tag
		if u == t {
			d.popTo(k)
			return
		}
		// The end of an inline element does not end the blocks that were opened in it.
		if !whole.has(t) && (fence.has(u) && !tableEnd(t, u) || t.Inline() && !u.Inline()) {
			return
		}
	}
}

// tableEnd reports whether the end of t closes an open u, although u is a fence.
func tableEnd(t, u Tag) bool {
	switch t {
	case Table:
		return u == Td || u == Th || u == Caption
	case Tr, Tbody, Thead, Tfoot:
		return u == Td || u == Th || u == Caption
	}
	return false
}

// Classes is above all numbers of classes.
func (d *Page) Classes() int { return len(d.classes.hidden) }

// Unveil makes seen what a script may show: noscript, display:none. It reports whether any text
// was hidden so.
func (d *Page) Unveil() (found bool) {
	for i := range d.Nodes {
		if n := &d.Nodes[i]; n.Unseen {
			n.Unseen = n.Tag.NeverSeen() || i > 0 && d.Nodes[n.Parent].Unseen
			found = found || n.Tag == Text && !n.Unseen
		}
	}
	return found
}

// Veil hides again what Unveil has made seen, and reports whether that was anything.
func (d *Page) Veil() (found bool) {
	for i := 1; i < len(d.Nodes); i++ {
		n := &d.Nodes[i]
		unseen := d.Nodes[n.Parent].Unseen || n.Tag != Text && d.hides(n.Tag, d.attrs[n.start:n.end])
		found = found || unseen != n.Unseen
		n.Unseen = unseen
	}
	return found
}

// hides reports whether an element with these attributes is not shown.
func (d *Page) hides(t Tag, attrs []Attribute) bool {
	shadow := false
	for _, a := range attrs {
		switch a.Name {
		case Hidden:
			return !bytes.EqualFold(d.Written(a), []byte("until-found"))
		case StyleAttr:
			if hiddenStyle(d.Written(a)) {
				return true
			}
		case Class:
			if d.classes.hidden[a.Number] || a.Number == 0 && offScreen(d.Written(a)) {
				return true
			}
		case ShadowRoot:
			shadow = true
		}
	}
	return unseen.has(t) && !shadow
}

// offScreen reports whether a class is one of those that keep text for screen readers only,
// such as sr-only, screen-reader-text, visuallyHidden.
func offScreen(class []byte) bool {
	var buf [48]byte
	for i := 0; i < len(class); i++ {
		word, start := buf[:0], i
		for ; i < len(class) && class[i] != ' ' && class[i] != '\t' && class[i] != '\n'; i++ {
			if c := class[i]; letter(c) && i-start < len(buf) {
				word = append(word, c|0x20)
			}
		}
		if len(word) >= len("sronly") && readerOnly(word) {
			return true
		}
	}
	return false
}

func readerOnly(word []byte) bool {
	for _, end := range [...]string{"sronly", "visuallyhidden", "hiddenvisually",
		"screenreadertext", "screenreader", "screenreaderonly", "elementinvisible"} {
		if bytes.HasSuffix(word, []byte(end)) && !bytes.HasSuffix(word, []byte("notsronly")) {
			return true
		}
	}
	return false
}

// hiddenStyle reports whether a style holds display:none, visibility:hidden or an empty clip.
func hiddenStyle(v []byte) bool {
	if bytes.Contains(v, []byte("clip:rect(0")) || bytes.Contains(v, []byte("clip: rect(0")) ||
		bytes.Contains(v, []byte("clip:rect(1px")) || bytes.Contains(v, []byte("clip: rect(1px")) {
		return true
	}
	for len(v) > 0 {
		var rule []byte
		rule, v, _ = bytes.Cut(v, []byte(";"))
		name, value, _ := bytes.Cut(rule, []byte(":"))
		value, _, _ = bytes.Cut(value, []byte("!"))
		name, value = bytes.TrimSpace(name), bytes.TrimSpace(value)
		if bytes.EqualFold(name, []byte("display")) && bytes.EqualFold(value, []byte("none")) ||
			bytes.EqualFold(name, []byte("visibility")) &&
				bytes.EqualFold(value, []byte("hidden")) {
			return true
		}
	}
	return false
}

func (d *Page) text(start, end int) {
	if start >= end || blank(d.Source[start:end]) {
		if start < end && len(d.Nodes) < d.room {
			d.space(start, end)
		}
		return
	}
	if d.Nodes[d.top()].Tag == Head {
		d.popTo(len(d.open) - 1)
	}
	d.addText(start, end)
}

func (d *Page) addText(start, end int) {
	p := d.top()
	d.Nodes = append(d.Nodes, Node{Tag: Text, Parent: p, End: int32(len(d.Nodes)) + 1,
		start: int32(start), end: int32(end), Link: d.link, Depth: uint16(len(d.open)),
		Unseen: d.Nodes[p].Unseen})
}

// space keeps white space only where it may part two words: beside inline elements, and beside
// those within what is not seen, such as a drawing.
func (d *Page) space(start, end int) {
	last := &d.Nodes[len(d.Nodes)-1]
	if last.Tag.Inline() || last.Unseen && !d.Nodes[d.top()].Unseen {
		d.addText(start, end)
	}
}

func blank(b []byte) bool {
	for _, c := range b {
		if c != ' ' && c != '\n' && c != '\t' && c != '\r' && c != '\f' {
			return false
		}
	}
	return true
}
