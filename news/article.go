package news

import "readout/text"

// An Article is the piece taken out of a page: what its readers came for, without the page
// around it. Spans are byte offsets into Body.
type Article struct {
	ID         string   `json:"id"`
	URL        string   `json:"url"`
	Outlet     string   `json:"outlet"` // the publisher's name as the page gives it, else its host
	Section    string   `json:"section"`
	Headline   string   `json:"headline"`
	Byline     []string `json:"byline"`   // people or agencies that wrote it
	Language   string   `json:"language"` // ISO 639-1, empty where unknown
	Published  *When    `json:"published"`
	Updated    *When    `json:"updated"`
	Dateline   Maybe    `json:"dateline"`    // place and day it was filed from, in the page's words
	SourceLink Maybe    `json:"source_link"` // where the page says that it took the text from
	Body       string   `json:"body"`        // paragraphs parted by one blank line
	Blocks     []Block  `json:"blocks"`
	Images     []Image  `json:"images"`
	Links      []Link   `json:"links"` // addresses that the body links to
	Tags       []string `json:"tags"`
	Furniture  []string `json:"furniture"`      // visible text of the page that was left out
	Next       string   `json:"next,omitempty"` // address of the page on which it goes on
}

// Block kinds.
const (
	Paragraph = "paragraph"
	Heading   = "heading"
	Caption   = "caption" // an empty span: where in the body the picture stood
	Quotation = "quote"
	List      = "list"
	Table     = "table"
)

// A Block is one part of an article's body. A caption's words are not in the body: its span is
// empty, at the place where the image stood, and Image tells which it was.
type Block struct {
	Kind string `json:"kind"`
	text.Span
	Image *int `json:"image,omitempty"` // index in Article.Images, for a caption
}

// An Image is a picture that belongs to the article.
type Image struct {
	URL     string `json:"url"`
	Alt     string `json:"alt"`
	Caption string `json:"caption"`
	Credit  string `json:"credit"`
}

// A Link is an address in the body and the words that carry it.
type Link struct {
	URL  string `json:"url"`
	Text string `json:"text"`
	text.Span
}

// A When is a day, how precisely it is known, and from what.
type When struct {
	Day       string `json:"day"`       // 2023-06-14; 2023-06 or 2023 where no finer; a/b: one of several
	Time      Maybe  `json:"time"`      // 15:04Z or 15:04+02:00 (RFC 3339 time and zone), or null
	Precision string `json:"precision"` // minute, day, month, year
	Basis     string `json:"basis"`     // metadata, address, text, people, fetched
}

// Maybe is a text whose empty value is written as null.
type Maybe string

// MarshalJSON writes null for the empty text.
func (m Maybe) MarshalJSON() ([]byte, error) {
	if m == "" {
		return []byte("null"), nil
	}
	return marshal(string(m))
}

// Day returns the article's publication day or interval, or "" where unknown.
func (a *Article) Day() string {
	if a.Published == nil {
		return ""
	}
	return a.Published.Day
}
