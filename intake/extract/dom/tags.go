package dom

// A Tag is an element's kind. Elements that extraction does not tell apart are Other.
type Tag uint8

// The kinds of node: Text, then elements in the order of the table below.
const (
	Text Tag = iota
	Other
	Root
	A
	Abbr
	Address
	AmpImg
	Article
	Aside
	Audio
	B
	Blockquote
	Body
	Br
	Button
	Caption
	Center
	Cite
	Code
	Dd
	Details
	Dialog
	Div
	Dl
	Dt
	Em
	Embed
	Fieldset
	Figcaption
	Figure
	Font
	Footer
	Form
	H1
	H2
	H3
	H4
	H5
	H6
	Head
	Header
	Hr
	HTML
	I
	Iframe
	Img
	Input
	Ins
	Label
	Legend
	Li
	Link
	Main
	Mark
	Menu
	Meta
	Nav
	Noscript
	Object
	Ol
	Optgroup
	Option
	P
	Picture
	Pre
	Q
	S
	Script
	Section
	Select
	Small
	Source
	Span
	Strong
	Style
	Sub
	Summary
	Sup
	SVG
	Table
	Tbody
	Td
	Template
	Textarea
	Tfoot
	Th
	Thead
	Time
	Title
	Tr
	U
	Ul
	Video
	Base
	Math
	Rt   // and rp: how a word is read
	Wbr  // and other elements without content: col, param …
	Tags // how many there are
)

var tagNames = [...]string{
	"", "?", "#root", "a", "abbr", "address", "amp-img", "article", "aside", "audio", "b",
	"blockquote", "body", "br", "button", "caption", "center", "cite", "code", "dd", "details",
	"dialog", "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font",
	"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i",
	"iframe", "img", "input", "ins", "label", "legend", "li", "link", "main", "mark", "menu",
	"meta", "nav", "noscript", "object", "ol", "optgroup", "option", "p", "picture", "pre", "q",
	"s", "script", "section", "select", "small", "source", "span", "strong", "style", "sub",
	"summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th",
	"thead", "time", "title", "tr", "u", "ul", "video", "base", "math", "rt", "wbr",
}

// String returns the element's name as HTML writes it.
func (t Tag) String() string { return tagNames[t] }

var tagNumbers = func() *lexicon {
	m := make(map[string]Tag, len(tagNames))
	for i := int(A); i < len(tagNames); i++ {
		m[tagNames[i]] = Tag(i)
	}
	for _, name := range []string{"acronym", "bdi", "bdo", "big", "blink", "data", "del", "dfn",
		"kbd", "nobr", "o:p", "ruby", "samp", "strike", "tt", "var"} {
		m[name] = Span
	}
	m["rp"] = Rt
	for _, name := range []string{"area", "col", "param", "track"} {
		m[name] = Wbr
	}
	for _, name := range []string{"noembed", "noframes"} {
		m[name] = Iframe // text that is no markup, and that browsers do not show
	}
	return newLexicon(m)
}()

// A set is a set of tags.
type set [2]uint64

func of(tags ...Tag) (s set) {
	for _, t := range tags {
		s[t>>6] |= 1 << (t & 63)
	}
	return s
}

func (s *set) has(t Tag) bool { return s[t>>6]>>(t&63)&1 != 0 }

var (
	void = of(Br, Embed, Hr, Img, Input, Link, Meta, Source, Base, Wbr)
	// inline elements flow within a paragraph; every other element starts a new one.
	inline = of(Text, A, Abbr, B, Cite, Code, Em, Font, I, Ins, Label, Mark, Q, S, Small, Span,
		Strong, Sub, Sup, Time, U, Br, Script, Style, Template, Noscript, Img, Input, Link,
		Meta, Source, AmpImg, SVG, Math, Picture, Base, Rt, Wbr)
	// closesP are the elements before which an open paragraph ends.
	closesP = of(Address, Article, Aside, Blockquote, Center, Details, Dialog, Div, Dl, Fieldset,
		Figcaption, Figure, Footer, Form, H1, H2, H3, H4, H5, H6, Header, Hr, Li, Main, Menu,
		Nav, Ol, P, Pre, Section, Summary, Table, Ul, Dd, Dt)
	// whole are the elements whose end is the end of all in them, whatever is still open.
	whole = of(Noscript, Template, SVG, Math)
	// fence are the elements that an end tag inside them does not reach past.
	fence  = of(Td, Th, Table, Caption, Template, Object, Root, Button)
	inHead = of(Base, Head, HTML, Link, Meta, Noscript, Script, Style, Template, Title)
	raw    = of(Script, Style, Textarea, Title, Iframe)
	// unseen elements hold no text for a reader.
	unseen = of(Script, Style, Template, Noscript, SVG, Math, Head, Iframe, Select, Option,
		Textarea, Object, Audio, Video, Title, Optgroup, Dialog, Rt)

	onlyHead, onlyP, drawing = of(Head), of(P), of(SVG, Math)
)

// Inline reports whether t flows within a paragraph.
func (t Tag) Inline() bool { return inline.has(t) }

// NeverSeen reports whether no script can show what stands in t as text.
func (t Tag) NeverSeen() bool {
	return unseen.has(t) && t != Noscript && t != Template && t != Dialog
}

// Heading reports whether t is h1 to h6.
func (t Tag) Heading() bool { return t >= H1 && t <= H6 }

// An ending says which open elements the start of an element ends, and the list or table that
// stops the search for them.
type ending struct{ ends, stops set }

var endings = [Tags]ending{
	Li: {of(Li), of(Ul, Ol, Menu)},
	Dt: {of(Dt, Dd), of(Dl)}, Dd: {of(Dt, Dd), of(Dl)},
	Tr: {of(Tr, Td, Th, Caption), of(Table)},
	Td: {of(Td, Th), of(Tr, Table)}, Th: {of(Td, Th), of(Tr, Table)},
	Thead: {sections, of(Table)}, Tbody: {sections, of(Table)}, Tfoot: {sections, of(Table)},
	Rt:     {of(Rt), of(P)},
	Option: {of(Option), of(Select)}, Optgroup: {of(Option), of(Select)},
}

// sections are the parts of a table, and what may be open in them.
var sections = of(Thead, Tbody, Tfoot, Tr, Td, Th, Caption)
