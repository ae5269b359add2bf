package dom

import "bytes"

// scan is the tokenizer: it finds tags, comments and raw text, and hands them to the tree.
func (d *Page) scan() {
	b := d.Source
	from := 0 // of the text not yet handed over
	for i := 0; i < len(b) && len(d.Nodes) < d.room; {
		k := bytes.IndexByte(b[i:], '<')
		if k < 0 || i+k+1 >= len(b) {
			break
		}
		i += k
		c := b[i+1]
		switch {
		case letter(c):
			d.text(from, i)
			i = d.tag(i+1, true)
		case c == '/' && i+2 < len(b) && letter(b[i+2]):
			d.text(from, i)
			i = d.tag(i+2, false)
		case c == '!' || c == '?' || c == '/':
			d.text(from, i)
			i = skipComment(b, i)
		default: // a lone <
			i++
			continue
		}
		from = i
	}
	if len(d.Nodes) < d.room {
		d.text(from, len(b))
	}
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// skipComment returns the end of the comment, declaration or instruction at b[i].
func skipComment(b []byte, i int) int {
	if bytes.HasPrefix(b[i:], []byte("<!--")) {
		rest := b[i+4:]
		if len(rest) > 0 && rest[0] == '>' {
			return i + 5
		}
		k := bytes.Index(rest, []byte("--"))
		for n := 0; k >= 0; {
			n += k + 2
			if n < len(rest) && rest[n] == '>' {
				return i + 4 + n + 1
			}
			if n+1 < len(rest) && rest[n] == '!' && rest[n+1] == '>' {
				return i + 4 + n + 2
			}
			n-- // "--->" ends a comment too
			k = bytes.Index(rest[n:], []byte("--"))
		}
		return len(b)
	}
	if k := bytes.IndexByte(b[i:], '>'); k >= 0 {
		return i + k + 1
	}
	return len(b)
}

// tag reads the tag whose name begins at b[i] and returns where the text goes on.
func (d *Page) tag(i int, start bool) int {
	b := d.Source
	var w word
	j := i
	for ; j < len(b) && !endsTag[b[j]]; j++ {
		w.add(b[j])
	}
	t := Other
	if n := tagNumbers.find(w); n != 0 && j-i <= longestWord {
		t = Tag(n)
	}
	first := len(d.attrs)
	end, selfClosed := d.attributes(j, start)
	if end < 0 { // the page ends within the tag
		d.attrs = d.attrs[:first]
		return len(b)
	}
	if !start {
		d.endTag(t)
		return end
	}
	foreign := d.opened[SVG]+d.opened[Math] > 0
	d.startTag(t, first, selfClosed)
	if raw.has(t) && !(foreign && (selfClosed || t == Title)) {
		return d.rawText(t, b[i:j], end)
	}
	return end
}

func space(c byte) bool { return spaces[c] }

// Which bytes are white space, end a tag's name, and end an attribute's name.
var (
	spaces   = bytesOf(" \n\t\r\f")
	endsTag  = bytesOf(" \n\t\r\f>/")
	endsName = bytesOf(" \n\t\r\f>/=")
)

func bytesOf(s string) (t [256]bool) {
	for i := range len(s) {
		t[s[i]] = true
	}
	return t
}

// attributes reads a tag from after its name, keeps the known attributes where keep is set, and
// returns the place after its '>', or -1 where the page ends before.
func (d *Page) attributes(i int, keep bool) (end int, selfClosed bool) {
	b := d.Source
	first, room := len(d.attrs), d.roomForAttrs()
	for i < len(b) {
		for i < len(b) && (spaces[b[i]] || b[i] == '/') {
			selfClosed = b[i] == '/'
			i++
		}
		if i >= len(b) {
			break
		}
		if b[i] == '>' {
			return i + 1, selfClosed
		}
		selfClosed = false
		var w word
		n := i
		w.add(b[i])
		for i++; i < len(b) && !endsName[b[i]]; i++ {
			w.add(b[i])
		}
		short := i-n <= longestWord
		for i < len(b) && spaces[b[i]] {
			i++
		}
		v, e := i, i
		if i < len(b) && b[i] == '=' {
			v, e, i = value(b, i+1)
			if i < 0 {
				return -1, false
			}
		}
		if a := attrNumbers.find(w); a != 0 && short && keep && len(d.attrs) < room {
			d.keep(first, Attribute{Name: Attr(a), start: int32(v), end: int32(e)})
		}
	}
	return -1, false
}

// value finds an attribute's value after its '=': its span and where the tag goes on, or -1.
func value(b []byte, i int) (start, end, next int) {
	for i < len(b) && space(b[i]) {
		i++
	}
	if i >= len(b) {
		return 0, 0, -1
	}
	if q := b[i]; q == '"' || q == '\'' {
		k := bytes.IndexByte(b[i+1:], q)
		if k < 0 {
			return 0, 0, -1
		}
		return i + 1, i + 1 + k, i + k + 2
	}
	start = i
	for i < len(b) && b[i] != '>' && !space(b[i]) {
		i++
	}
	return start, i, i
}

// rawText keeps what stands up to the end tag of t as one text, and closes t, named as written.
func (d *Page) rawText(t Tag, name []byte, i int) int {
	b := d.Source
	end := rawEnd(b, i, name, t == Script)
	if d.Nodes[len(d.Nodes)-1].Tag != t || d.top() != int32(len(d.Nodes)-1) {
		return end // too deep to hold its text
	}
	if end > i {
		d.text(i, end)
	}
	d.popTo(len(d.open) - 1)
	return end
}

// rawEnd finds the end tag that closes raw text. A script inside a comment inside a script does
// not close it.
func rawEnd(b []byte, i int, name []byte, script bool) int {
	comment, inner := false, false
	for i < len(b) {
		k := bytes.IndexByte(b[i:], '<')
		if comment {
			k = bytes.IndexAny(b[i:], "<-")
		}
		if k < 0 {
			break
		}
		i += k
		rest := b[i:]
		switch {
		case comment && bytes.HasPrefix(rest, []byte("-->")):
			comment, inner = false, false
		case script && bytes.HasPrefix(rest, []byte("<!--")):
			comment = true
		case comment && !inner && tagAt(rest, "<", name):
			inner = true
		case tagAt(rest, "</", name):
			if !inner {
				return i
			}
			inner = false
		}
		i++
	}
	return len(b)
}

// tagAt reports whether b begins with the tag, in any case.
func tagAt(b []byte, open string, name []byte) bool {
	n := len(open) + len(name)
	if len(b) < n || string(b[:len(open)]) != open || !bytes.EqualFold(b[len(open):n], name) {
		return false
	}
	return len(b) == n || space(b[n]) || b[n] == '>' || b[n] == '/'
}
