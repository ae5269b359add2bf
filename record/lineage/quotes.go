package lineage

import (
	"strings"
	"unicode/utf8"

	"readout/text"
)

// closing is the mark that ends what an opening mark begins.
var closing = map[rune]string{'“': "”“\"", '"': "\"”", '«': "»", '„': "“”"}

// longestQuote is how many bytes an unclosed mark may run before it is taken for a stray one.
const longestQuote = 3000

// quoted returns the spans of body between double quotation marks, within paragraphs; a mark that
// is not closed runs to the end of its paragraph.
func quoted(body string) []text.Span {
	var out []text.Span
	for at := 0; at < len(body); {
		r, size := utf8.DecodeRuneInString(body[at:])
		ends, ok := closing[r]
		if !ok {
			at += size
			continue
		}
		start := at + size
		end := len(body)
		if i := strings.Index(body[start:], "\n\n"); i >= 0 {
			end = start + i
		}
		end = min(end, start+longestQuote)
		if i := strings.IndexAny(body[start:end], ends); i >= 0 {
			end = start + i
		}
		out = append(out, text.Span{Start: start, End: end})
		at = end
		if at < len(body) && body[at] != '\n' {
			_, size = utf8.DecodeRuneInString(body[at:])
			at += size
		}
	}
	return out
}

// quotations adds what stands between quotation marks.
func (p *print) quotations(body string, marks []text.Span, doc *text.Document, ws []word) {
	at := 0 // sentence
	for _, m := range marks {
		for at+1 < len(doc.Sentences) && doc.Sentences[at].End <= m.Start {
			at++
		}
		for len(ws) > 0 && ws[0].at < m.Start {
			ws = ws[1:]
		}
		var list []uint32
		for _, w := range ws {
			if w.at >= m.End {
				break
			}
			list = append(list, w.hash)
		}
		if len(list) > 0 {
			words := strings.TrimRight(strings.TrimSpace(body[m.Start:m.End]), ",. ")
			p.quotes = append(p.quotes, utterance{strings.Clone(words), list, at})
		}
	}
}
