package extract

import (
	"bytes"
	"cmp"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"readout/intake/extract/dom"
)

// Bounds on metadata: the bytes of one value and of all JSON, and how many values are kept.
const (
	maxValue = 4096
	maxJSON  = 4 << 20
	maxMetas = 400
)

// Bounds on JSON, which costs about 80 bytes of memory for each mark of its structure: how many
// any page may have, for how many bytes of the page one more, and how many scripts.
const (
	anyMarks   = 10_000
	markCost   = 40
	maxScripts = 200
)

// A jsonRoom is how much JSON may still be read of a page.
type jsonRoom struct{ bytes, marks, scripts int }

// take reports whether there is room for a script, and takes it.
func (r *jsonRoom) take(src []byte) bool {
	marks := 0
	for _, c := range src {
		if c == ',' || c == ':' || c == '{' || c == '[' {
			marks++
		}
	}
	if len(src) >= r.bytes || marks > r.marks || r.scripts == 0 {
		return false
	}
	r.bytes, r.marks, r.scripts = r.bytes-len(src), r.marks-marks, r.scripts-1
	return true
}

// meta is what a page says of itself beside its text.
type meta struct {
	props   map[string][]string // by lower-case name or property of meta elements
	things  []map[string]any    // the objects of JSON-LD
	article map[string]any      // the thing that is the article, or nil
	title   string              // of the title element
	links   map[string]string   // by rel: canonical, amphtml
	lang    string              // of the html element
	ldBody  string              // articleBody
}

// gather begins a page: it reads meta elements, link elements, the title and JSON-LD.
func (pg *page) gather(p Params) {
	pg.forget()
	pg.params = p
	pg.boxes()
	d, m := pg.dom, &pg.meta
	m.props, m.links = map[string][]string{}, map[string]string{}
	room := jsonRoom{bytes: maxJSON, marks: anyMarks + len(d.Source)/markCost, scripts: maxScripts}
	for i := range d.Nodes {
		i := int32(i)
		switch d.Nodes[i].Tag {
		case dom.HTML:
			m.lang = cmp.Or(m.lang, d.Value(i, dom.Lang), d.Value(i, dom.XMLLang))
		case dom.Title:
			if m.title == "" && !pg.within(i, dom.SVG) {
				m.title = squeeze(string(d.Text(nil, i)))
			}
		case dom.Meta:
			pg.metaElement(i)
		case dom.Link:
			rel := strings.ToLower(d.Value(i, dom.Rel))
			if rel == "canonical" || rel == "amphtml" || rel == "next" {
				m.links[rel] = d.Value(i, dom.Href)
			}
		case dom.Script:
			if t, ok := d.Attr(i, dom.TypeAttr); ok && bytes.Contains(t, []byte("ld+json")) {
				if src := d.Content(i); room.take(src) {
					m.addJSON(src)
				}
			}
		}
	}
	m.pickArticle()
}

func (pg *page) metaElement(i int32) {
	d, m := pg.dom, &pg.meta
	if len(m.props) > maxMetas {
		return
	}
	content, ok := d.Attr(i, dom.AsWritten)
	if !ok || len(content) > maxValue {
		return
	}
	for _, a := range [...]dom.Attr{dom.Property, dom.NameAttr, dom.Itemprop, dom.HTTPEquiv} {
		if key, ok := d.Attr(i, a); ok && len(key) < 64 {
			v := squeeze(string(dom.Unescape(nil, content)))
			for _, k := range strings.Fields(strings.ToLower(string(key))) {
				if strings.HasPrefix(k, "dc") {
					k = strings.Replace(k, ":", ".", 1)
				}
				if v != "" && len(m.props[k]) < 20 {
					m.props[k] = append(m.props[k], v)
				}
			}
		}
	}
}

// prop returns the first value that one of the named meta elements holds.
func (m *meta) prop(names ...string) string {
	for _, n := range names {
		if v := m.props[n]; len(v) > 0 {
			return v[0]
		}
	}
	return ""
}

func (pg *page) within(i int32, t dom.Tag) bool {
	for ; i > 0; i = pg.dom.Nodes[i].Parent {
		if pg.dom.Nodes[i].Tag == t {
			return true
		}
	}
	return false
}

// addJSON keeps the objects of a JSON-LD script, with the slips that pages make: raw line ends
// within strings, comment marks around, commas before the end.
func (m *meta) addJSON(src []byte) {
	var v any
	if err := json.Unmarshal(src, &v); err != nil {
		if err := json.Unmarshal(mendJSON(src), &v); err != nil {
			return
		}
	}
	m.flatten(v, 0)
}

// flatten collects the objects at the top, in arrays and in @graph.
func (m *meta) flatten(v any, depth int) {
	if depth > 4 || len(m.things) >= maxMetas {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			m.flatten(x, depth+1)
		}
	case map[string]any:
		m.things = append(m.things, v)
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement"} {
			m.flatten(v[key], depth+1)
		}
	}
}

// mendJSON repairs what can be without guessing.
func mendJSON(src []byte) []byte {
	src = bytes.TrimSpace(src)
	for _, cut := range []string{"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["} {
		src = bytes.TrimSpace(bytes.TrimPrefix(src, []byte(cut)))
	}
	for _, cut := range []string{"-->", "//]]>", "/*]]>*/", "]]>", "//", ";"} {
		src = bytes.TrimSpace(bytes.TrimSuffix(src, []byte(cut)))
	}
	out := make([]byte, 0, len(src))
	quoted, comma := false, -1
	for i := 0; i < len(src); i++ {
		c := src[i]
		switch {
		case quoted && c == '\\' && i+1 < len(src):
			i++
			if strings.IndexByte(`"\/bfnrtu`, src[i]) < 0 {
				out = append(out, src[i]) // an escape that JSON does not know
				continue
			}
			out = append(out, c)
			c = src[i]
		case c == '"':
			quoted = !quoted
		case quoted && c < ' ':
			c = ' '
		case !quoted && c == ',':
			comma = len(out)
		case !quoted && (c == '}' || c == ']') && comma >= 0:
			out = append(out[:comma], out[comma+1:]...)
		}
		if quoted || c > ' ' && c != ',' {
			comma = -1
		}
		out = append(out, c)
	}
	return out
}

// pickArticle chooses the thing that is the page's article.
func (m *meta) pickArticle() {
	best := 0
	for _, t := range m.things {
		score := 0
		kind := strings.ToLower(ldType(t))
		switch {
		case strings.Contains(kind, "article"), strings.Contains(kind, "blogposting"),
			strings.Contains(kind, "report"):
			score = 10
		case strings.Contains(kind, "webpage"), strings.Contains(kind, "recipe"),
			strings.Contains(kind, "videoobject"), strings.Contains(kind, "product"):
			score = 2
		default:
			continue
		}
		for _, key := range []string{"headline", "datePublished", "author", "articleBody"} {
			if t[key] != nil {
				score++
			}
		}
		if score > best {
			m.article, best = t, score
		}
	}
	m.ldBody = ldText(m.article["articleBody"])
}

func ldType(t map[string]any) string {
	switch v := t["@type"].(type) {
	case string:
		return v
	case []any:
		var s strings.Builder
		for _, x := range v {
			if x, ok := x.(string); ok {
				s.WriteString(x + " ")
			}
		}
		return s.String()
	}
	return ""
}

// ldText returns a JSON-LD value as text: itself, its name, or the first of several.
func ldText(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case []any:
		if len(v) > 0 {
			if s, ok := v[0].(string); ok {
				return strings.TrimSpace(s)
			}
		}
	case map[string]any:
		for _, key := range []string{"name", "@value", "url", "@id"} {
			if s, ok := v[key].(string); ok {
				return strings.TrimSpace(s)
			}
		}
	}
	return ""
}

// ldName returns the name of a person or organisation in JSON-LD.
func ldName(v any) string {
	if m, ok := v.(map[string]any); ok {
		return ldText(m["name"])
	}
	return ldText(v)
}

// squeeze makes each run of white space one space, and cuts it off the ends.
func squeeze(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	if squeezed(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for word := range strings.FieldsSeq(s) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	return b.String()
}

// squeezed reports whether s surely has no white space but single spaces within it.
func squeezed(s string) bool {
	last := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= utf8.RuneSelf && (c == 0xc2 || c == 0xe1 || c == 0xe2 || c == 0xe3) ||
			c == ' ' && last == ' ' {
			return false
		}
		last = c
	}
	return len(s) == 0 || last != ' '
}
