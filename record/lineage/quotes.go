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
		if c := body[at]; c < utf8.RuneSelf && c != '"' {
			at++
			continue
		}
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

// telling is the rarity of words by which it can be told what somebody said.
const telling = 1.2

// quotations fills in what stands between quotation marks.
func (r *reader) quotations(p *print, body string, marks []text.Span) {
	var lists, rare []uint32
	for i := range r.ws {
		if r.ws[i].quote {
			lists = append(lists, r.ws[i].low)
		}
	}
	at, i := 0, 0 // sentence and word
	for _, m := range marks {
		for at+1 < len(p.sents) && r.doc.Sentences[at].End <= m.Start {
			at++
		}
		for i < len(r.ws) && int(r.ws[i].at) < m.Start {
			i++
		}
		n, from := 0, len(rare)
		for ; i < len(r.ws) && int(r.ws[i].at) < m.End; i++ {
			if n++; r.ws[i].rare >= telling {
				rare = append(rare, r.ws[i].stem)
			}
		}
		if n > 0 {
			words := strings.TrimRight(strings.TrimSpace(body[m.Start:m.End]), ",. ")
			p.quotes = append(p.quotes, utterance{words, lists[:n:n], rare[from:], at})
			lists = lists[n:]
		}
	}
}
