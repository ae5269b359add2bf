package dom

import (
	"bytes"
	"math"
)

// An Attr names an attribute that extraction reads; all others are passed over.
type Attr uint8

// The attributes that are kept.
const (
	None Attr = iota
	Alt
	AriaHidden
	AriaLabel
	AsWritten // content
	Charset
	Class
	Data // data
	DataSrc
	DataOriginal
	DataLazySrc
	DataSrcset
	Datetime
	Height
	Hidden
	Href
	HTTPEquiv
	ID
	Itemprop
	Itemscope
	Itemtype
	Lang
	NameAttr // name
	Property
	Pubdate
	Rel
	Role
	ShadowRoot
	Src
	Srcset
	StyleAttr // style
	TitleAttr // title
	TypeAttr  // type
	ValueAttr // value
	Width
	XMLLang
	TestID
	attrs
)

var attrNumbers = newLexicon(map[string]Attr{
	"alt": Alt, "aria-hidden": AriaHidden, "aria-label": AriaLabel, "content": AsWritten,
	"charset": Charset, "class": Class, "data": Data, "data-src": DataSrc,
	"data-original": DataOriginal, "data-lazy-src": DataLazySrc, "data-srcset": DataSrcset,
	"datetime": Datetime, "height": Height, "hidden": Hidden, "href": Href,
	"http-equiv": HTTPEquiv, "id": ID,
	"itemprop": Itemprop, "itemscope": Itemscope, "itemtype": Itemtype, "lang": Lang,
	"name": NameAttr, "property": Property, "pubdate": Pubdate, "rel": Rel, "role": Role,
	"shadowrootmode": ShadowRoot, "src": Src, "srcset": Srcset, "style": StyleAttr,
	"title": TitleAttr, "type": TypeAttr, "value": ValueAttr, "width": Width, "xml:lang": XMLLang,
	"data-testid": TestID, "data-component": TestID,
})

// An Attribute is one that an element bears.
type Attribute struct {
	Name       Attr
	Number     uint16 // of a class: values of one number are the same; 0 says nothing
	start, end int32  // in the source
}

// Attributes returns those of element i that are kept, each name once, in the page's order.
func (d *Page) Attributes(i int32) []Attribute {
	n := &d.Nodes[i]
	if n.Tag == Text {
		return nil
	}
	return d.attrs[n.start:n.end]
}

// Written returns an attribute's value as the page wrote it, character references and all.
func (d *Page) Written(a Attribute) []byte { return d.Source[a.start:a.end] }

// Attr returns the value of an attribute of node i as written, and whether it is there.
func (d *Page) Attr(i int32, name Attr) ([]byte, bool) {
	for _, a := range d.Attributes(i) {
		if a.Name == name {
			return d.Written(a), true
		}
	}
	return nil, false
}

// Value returns the attribute as text, its character references resolved; empty if absent.
func (d *Page) Value(i int32, name Attr) string {
	b, _ := d.Attr(i, name)
	return string(Unescape(nil, b))
}

// Has reports whether node i bears the attribute.
func (d *Page) Has(i int32, name Attr) bool {
	_, ok := d.Attr(i, name)
	return ok
}

// keep adds an attribute to the element whose attributes begin at first.
func (d *Page) keep(first int, a Attribute) {
	for _, b := range d.attrs[first:] {
		if a.Name == b.Name {
			return
		}
	}
	if a.Name == Class {
		a.Number = d.classes.number(d.Source, a.start, a.end)
	}
	d.attrs = append(d.attrs, a)
}

// classes numbers the values of class attributes, of which a page repeats most, so that what one
// says is worked out once.
type classes struct {
	recent [512]class
	hidden []bool // by number: the class is of text for screen readers only
}

type class struct {
	start, end int32 // in the source
	number     uint16
}

func (c *classes) number(source []byte, start, end int32) uint16 {
	value := source[start:end]
	e := &c.recent[sample(value)%uint32(len(c.recent))]
	if e.number > 0 && bytes.Equal(source[e.start:e.end], value) {
		return e.number
	}
	if len(c.hidden) > math.MaxUint16 {
		return 0
	}
	*e = class{start, end, uint16(len(c.hidden))}
	c.hidden = append(c.hidden, offScreen(value))
	return e.number
}

// sample is a hash of a value's length and a few of its bytes.
func sample(v []byte) uint32 {
	h := uint32(len(v))
	for k := 1; k <= 8; k++ {
		if i := len(v) * k / 9; i < len(v) {
			h = (h ^ uint32(v[i])) * 0x01000193
		}
	}
	return h ^ h>>15
}
