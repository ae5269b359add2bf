package text

import (
	"iter"
	"sort"
)

// maxDepth bounds every walk up a tree, so that heads which form a ring cannot hang a reader.
const maxDepth = 256

// SentenceOf returns the index of the sentence that holds token i, or -1.
func (d *Document) SentenceOf(i int) int {
	n := sort.Search(len(d.Sentences), func(s int) bool { return d.Sentences[s].Last > i })
	if n == len(d.Sentences) || i < d.Sentences[n].First {
		return -1
	}
	return n
}

// SentenceAt returns the index of the sentence that holds the byte at offset, or -1.
func (d *Document) SentenceAt(offset int) int {
	n := sort.Search(len(d.Sentences), func(s int) bool { return d.Sentences[s].End > offset })
	if n == len(d.Sentences) || offset < d.Sentences[n].Start {
		return -1
	}
	return n
}

// TokenAt returns the index of the token that holds the byte at offset, or -1.
func (d *Document) TokenAt(offset int) int {
	n := sort.Search(len(d.Tokens), func(t int) bool { return d.Tokens[t].End > offset })
	if n == len(d.Tokens) || offset < d.Tokens[n].Start {
		return -1
	}
	return n
}

// TokensIn returns the range [first, last) of the tokens that share a byte with s.
func (d *Document) TokensIn(s Span) (first, last int) {
	first = sort.Search(len(d.Tokens), func(t int) bool { return d.Tokens[t].End > s.Start })
	last = first
	for last < len(d.Tokens) && d.Tokens[last].Start < s.End {
		last++
	}
	return first, last
}

// Children yields, in order of the text, the tokens whose head is token i.
func (d *Document) Children(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		n := d.SentenceOf(i)
		if n < 0 {
			return
		}
		for t := d.Sentences[n].First; t < d.Sentences[n].Last; t++ {
			if d.Tokens[t].Head == i && t != i && !yield(t) {
				return
			}
		}
	}
}

// Child returns the first token with head i and one of the relations rels, or -1.
func (d *Document) Child(i int, rels ...string) int {
	for c := range d.Children(i) {
		for _, r := range rels {
			if d.Tokens[c].Rel == r {
				return c
			}
		}
	}
	return -1
}

// Under reports whether token i is top or stands somewhere below it in the tree.
func (d *Document) Under(i, top int) bool {
	for n := 0; i >= 0 && i < len(d.Tokens) && n < maxDepth; n++ {
		if i == top {
			return true
		}
		i = d.Tokens[i].Head
	}
	return false
}

// Subtree returns the span from the first to the last token at or below token i. A tree with
// crossing arcs may have words of others in between.
func (d *Document) Subtree(i int) Span {
	n := d.SentenceOf(i)
	if n < 0 {
		return Span{}
	}
	s := d.Tokens[i].Span
	for t := d.Sentences[n].First; t < d.Sentences[n].Last; t++ {
		if d.Under(t, i) {
			s.Start, s.End = min(s.Start, d.Tokens[t].Start), max(s.End, d.Tokens[t].End)
		}
	}
	return s
}

// HeadOf returns the token of s whose own head lies outside s: of "the top US diplomat", the
// last word. Where several do, it is the one nearest to the root; -1 where s holds no token.
func (d *Document) HeadOf(s Span) int {
	first, last := d.TokensIn(s)
	best, depth := -1, maxDepth+1
	for t := first; t < last; t++ {
		if h := d.Tokens[t].Head; h >= first && h < last && h != t {
			continue
		}
		if n := d.depth(t); n < depth {
			best, depth = t, n
		}
	}
	return best
}

// depth counts the arcs between token i and the root.
func (d *Document) depth(i int) int {
	n := 0
	for h := d.Tokens[i].Head; h >= 0 && h < len(d.Tokens) && n < maxDepth; n++ {
		h = d.Tokens[h].Head
	}
	return n
}

// Path yields the heads of token i, from its own up to the root of its sentence.
func (d *Document) Path(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for n := 0; n < maxDepth; n++ {
			i = d.Tokens[i].Head
			if i < 0 || i >= len(d.Tokens) || !yield(i) {
				return
			}
		}
	}
}
