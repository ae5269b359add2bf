// Package text holds a document: its body, and where in it the paragraphs, sentences and
// tokens lie. Everything else in Readout points into a document by byte offsets.
package text

import (
	"encoding/json"
	"strings"
)

// A Span is a half-open range [Start, End) of bytes in a body of UTF-8 text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the length of s in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether s holds no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether o lies wholly within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// A Cite is a Span that is written in JSON as the pair [start, end]; the zero Cite is null.
type Cite struct{ Span }

// MarshalJSON writes c as [start, end], or null where c is zero.
func (c Cite) MarshalJSON() ([]byte, error) {
	if c == (Cite{}) {
		return []byte("null"), nil
	}
	return json.Marshal([2]int{c.Start, c.End})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (c *Cite) UnmarshalJSON(b []byte) error {
	var p [2]int
	if err := json.Unmarshal(b, &p); err != nil {
		return err
	}
	c.Start, c.End = p[0], p[1]
	return nil
}

// A Token is a word or a mark of a sentence. Split sets its Span; the grammar sets the rest.
type Token struct {
	Span
	Tag   string // universal part of speech: NOUN, PROPN, VERB …
	Lemma string // dictionary form, lower case unless a name
	Head  int    // index in Document.Tokens of the word it depends on; -1 at the sentence's root
	Rel   string // universal dependency relation to Head, without subtype: nsubj, obj, obl …
	Name  string // BIO tag of a named entity: B-Person, I-Person …, or "O"
}

// A Sentence is a span of the body and the tokens [First, Last) in it.
type Sentence struct {
	Span
	First, Last int
}

// A Document is a body of text with its parts, each in order and without overlap.
type Document struct {
	Body       string
	Paragraphs []Span
	Sentences  []Sentence
	Tokens     []Token
	// States are what the trunk of the grammar's network makes of the tokens, a row of the same
	// width for each: for networks that stand on it. Annotate sets them.
	States []float32

	low []string // of each token that Split found: its word in lower case
}

// At returns the words of the body that s covers.
func (d *Document) At(s Span) string { return d.Body[s.Start:s.End] }

// Word returns the words of token i.
func (d *Document) Word(i int) string { return d.At(d.Tokens[i].Span) }

// Lower returns the words of token i in lower case.
func (d *Document) Lower(i int) string {
	if i < len(d.low) {
		return d.low[i]
	}
	return strings.ToLower(d.Word(i))
}
