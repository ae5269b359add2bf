package quote

import "readout/text"

// A view is a document with what every step asks of its tokens, worked out once. Words are
// kept as hashes, because the models ask only whether two are equal.
type view struct {
	doc     *text.Document
	paras   []text.Span
	quotes  []quotation
	word    []uint32 // hash of the lower-cased word
	lemma   []uint32
	tag     []uint32
	rel     []uint32
	name    []uint32
	class   []string // of the word of speech, or ""
	state   []mark   // where each token stands towards quotation marks
	inQuote []int32  // index in quotes of the quotation around each token, or -1
	sent    []int32
	para    []int32
	first   []int32 // first and last token at or below each token
	last    []int32
	kids    [][]int32
	links   []int32 // the backing of kids
}

// A mark is where a token stands towards quotation marks.
type mark uint8

const (
	outside mark = iota
	inside
	opening
	closing
)

// maxDepth bounds walks up a tree, whatever its heads say.
const maxDepth = 64

func newView(doc *text.Document) *view {
	n := len(doc.Tokens)
	v := &view{doc: doc, paras: lines(doc)}
	v.quotes = findQuotations(doc.Body, v.paras)
	hashes := make([]uint32, 5*n)
	v.word, v.lemma, v.tag = hashes[:n], hashes[n:2*n], hashes[2*n:3*n]
	v.rel, v.name = hashes[3*n:4*n], hashes[4*n:]
	places := make([]int32, 6*n)
	v.inQuote, v.sent, v.para = places[:n], places[n:2*n], places[2*n:3*n]
	v.first, v.last, v.links = places[3*n:4*n], places[4*n:5*n], places[5*n:]
	v.state = make([]mark, n)
	v.kids = make([][]int32, n)
	for i, t := range doc.Tokens {
		v.word[i] = hashWord(doc.Word(i))
		v.lemma[i], v.tag[i] = hashWord(t.Lemma), hashString(t.Tag)
		v.rel[i], v.name[i] = hashString(t.Rel), hashString(t.Name)
		v.inQuote[i] = -1
	}
	v.class = make([]string, n)
	for i := range doc.Tokens {
		v.class[i] = v.classOf(i)
	}
	v.placeTokens()
	v.placeQuotes()
	v.linkChildren()
	v.boundSubtrees()
	return v
}

// placeTokens notes the sentence and paragraph of each token.
func (v *view) placeTokens() {
	for s, sent := range v.doc.Sentences {
		for i := sent.First; i < sent.Last; i++ {
			v.sent[i] = int32(s)
		}
	}
	p := 0
	for i, t := range v.doc.Tokens {
		for p+1 < len(v.paras) && v.paras[p+1].Start <= t.Start {
			p++
		}
		v.para[i] = int32(p)
	}
}

func (v *view) placeQuotes() {
	for q, quote := range v.quotes {
		first, last := v.doc.TokensIn(quote.Span)
		for i := first; i < last; i++ {
			v.inQuote[i], v.state[i] = int32(q), inside
			switch t := v.doc.Tokens[i]; {
			case t.Start < quote.inner.Start:
				v.state[i] = opening
			case t.End > quote.inner.End:
				v.state[i] = closing
			}
		}
	}
}

// linkChildren fills kids, each in order of the text, out of one backing array.
func (v *view) linkChildren() {
	count := make([]int32, len(v.kids)+1)
	for i := range v.doc.Tokens {
		if h := v.head(i); h >= 0 {
			count[h+1]++
		}
	}
	for i := range v.kids {
		count[i+1] += count[i]
		v.kids[i] = v.links[count[i]:count[i]:count[i+1]]
	}
	for i := range v.doc.Tokens {
		if h := v.head(i); h >= 0 {
			v.kids[h] = append(v.kids[h], int32(i))
		}
	}
}

func (v *view) boundSubtrees() {
	for i := range v.first {
		v.first[i], v.last[i] = int32(i), int32(i)
	}
	for i := range v.doc.Tokens {
		h := v.head(i)
		for n := 0; h >= 0 && n < maxDepth; n++ {
			v.first[h], v.last[h] = min(v.first[h], int32(i)), max(v.last[h], int32(i))
			h = v.head(h)
		}
	}
}

// head is the head of token i, or -1 at a root and wherever the head is of no use.
func (v *view) head(i int) int {
	h := v.doc.Tokens[i].Head
	if h < 0 || h >= len(v.doc.Tokens) || h == i || v.sent[h] != v.sent[i] {
		return -1
	}
	return h
}

// child is the first token under i with one of the relations, or -1.
func (v *view) child(i int, rels ...string) int {
	for _, c := range v.kids[i] {
		for _, r := range rels {
			if v.doc.Tokens[c].Rel == r {
				return int(c)
			}
		}
	}
	return -1
}

// lower is the word of token i in lower case, or "" outside the text.
func (v *view) lower(i int) string {
	if i < 0 || i >= len(v.doc.Tokens) {
		return ""
	}
	return v.doc.Lower(i)
}

// at reads a column of hashes at token i, with 0 outside the text.
func at(column []uint32, i int) uint32 {
	if i < 0 || i >= len(column) {
		return 0
	}
	return column[i]
}
