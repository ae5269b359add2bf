package dom

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

type attr struct {
	name       Attr
	start, end int32
}

// Attr returns the value of an attribute of node i as the page wrote it, character references
// and all, and whether it is there.
func (d *Page) Attr(i int32, name Attr) ([]byte, bool) {
	n := &d.Nodes[i]
	if n.Tag == Text {
		return nil, false
	}
	for _, a := range d.attrs[n.start:n.end] {
		if a.name == name {
			return d.Source[a.start:a.end], true
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
