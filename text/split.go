package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSentence bounds the tokens of a sentence: longer ones are cut, so that no later stage
// meets an unbounded one.
const maxSentence = 160

// maxToken bounds the bytes of a token.
const maxToken = 512

// Split parts body into paragraphs (at blank lines), sentences and tokens, as the English
// Universal Dependencies treebanks do: clitics ("do|n't", "Xi|'s") and hyphened words
// ("long|-|awaited") are several tokens, abbreviations keep their full stop. Every byte that
// is not white space lies in exactly one token. Only the spans of the tokens are set.
func Split(body string) *Document {
	doc := &Document{Tokens: make([]Token, 0, len(body)/5+1)}
	doc.Reset(body)
	return doc
}

// Reset makes d what Split makes of another body, in the room that d has.
func (d *Document) Reset(body string) {
	*d = Document{Body: body, Paragraphs: d.Paragraphs[:0], Sentences: d.Sentences[:0],
		Tokens: d.Tokens[:0], low: d.low[:0]}
	s := splitter{doc: d}
	for at := 0; at < len(body); {
		p, next := paragraph(body, at)
		if !p.Empty() {
			d.Paragraphs = append(d.Paragraphs, p)
			s.paragraph(p)
		}
		at = next
	}
	d.low = slices.Grow(d.low, len(d.Tokens))
	for i := range d.Tokens {
		d.low = append(d.low, strings.ToLower(d.Word(i)))
	}
}

// A splitter fills in a document, paragraph by paragraph.
type splitter struct {
	doc     *Document
	first   int  // first token of the sentence not yet ended
	wrapped bool // whether the lines of the paragraph are cut by width
	stamps  bool // whether the paragraph may hold a stamp
}

// paragraph finds the trimmed paragraph that starts at or after at, and where to go on.
func paragraph(body string, at int) (p Span, next int) {
	p.Start = at + skipSpace(body[at:])
	p.End = p.Start
	for at = p.Start; at < len(body); {
		end := len(body)
		if i := strings.IndexByte(body[at:], '\n'); i >= 0 {
			end = at + i
		}
		line := strings.TrimRightFunc(body[at:end], isSpace)
		if line == "" {
			return p, min(end+1, len(body))
		}
		p.End = at + len(line)
		at = end + 1
	}
	return p, len(body)
}

// paragraph splits one paragraph into tokens and sentences.
func (s *splitter) paragraph(p Span) {
	s.first = len(s.doc.Tokens)
	begin := s.first
	s.wrapped = wraps(s.doc.At(p))
	s.stamps = strings.Contains(s.doc.At(p), "AM") || strings.Contains(s.doc.At(p), "PM")
	for at := p.Start; at < p.End; {
		end := at + letters(s.doc.Body[at:p.End])
		if end < p.End && s.doc.Body[end] != ' ' {
			end = p.End
			if n := strings.IndexFunc(s.doc.Body[at:p.End], isSpace); n >= 0 {
				end = at + n
			}
		} else if end > at && end-at <= maxToken { // a word without marks, as most are
			s.doc.Tokens = word(s.doc.Tokens, s.doc.Body, Span{at, end})
			at = end
		}
		for at < end {
			cut := cutToken(s.doc.Body, at, end)
			s.doc.Tokens = chunk(s.doc.Tokens, s.doc.Body, Span{at, cut})
			at = cut
		}
		at += skipSpace(s.doc.Body[at:p.End])
	}
	for i := begin; i < len(s.doc.Tokens); i++ {
		if s.ends(i, p) {
			s.end(i + 1)
		}
	}
	s.end(len(s.doc.Tokens))
}

// letters returns how many ASCII letters s starts with.
func letters(s string) (n int) {
	for n < len(s) && (s[n]|0x20)-'a' < 26 {
		n++
	}
	return n
}

// cutToken returns where a run without white space that starts at at is cut: at its end, or
// at a rune boundary where it is too long for one token.
func cutToken(body string, at, end int) int {
	if end-at <= maxToken {
		return end
	}
	cut := at + maxToken
	for cut > at+1 && !utf8.RuneStart(body[cut]) {
		cut--
	}
	return cut
}

// end closes the sentence before token last, in pieces where it is too long.
func (s *splitter) end(last int) {
	for s.first < last {
		stop := last
		if last-s.first > maxSentence {
			stop = s.first + s.softCut()
		}
		toks := s.doc.Tokens[s.first:stop]
		span := Span{toks[0].Start, toks[len(toks)-1].End}
		s.doc.Sentences = append(s.doc.Sentences, Sentence{span, s.first, stop})
		s.first = stop
	}
}

// softCut returns after how many tokens an overlong sentence is best cut: after the last
// semicolon or comma of its second half, else at the bound.
func (s *splitter) softCut() int {
	for _, marks := range [2]string{";:", ",-–—"} {
		for n := maxSentence; n > maxSentence/2; n-- {
			if strings.Contains(marks, s.doc.Word(s.first+n-1)) {
				return n
			}
		}
	}
	return maxSentence
}

// isSpace reports whether r parts tokens. Marks of no width do, so that they never hide in
// a word.
func isSpace(r rune) bool {
	switch r {
	case '\u200b', '\u200e', '\u200f', '\u2060', '\ufeff':
		return true
	}
	return unicode.IsSpace(r)
}

// skipSpace returns how many bytes of white space s starts with.
func skipSpace(s string) int {
	return len(s) - len(strings.TrimLeftFunc(s, isSpace))
}
