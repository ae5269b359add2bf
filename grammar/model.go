// Package grammar tells for every sentence of a document what each word is and does: its
// part of speech, dictionary form, place in a Universal Dependencies tree, and which words
// are names. It knows English. The network is package net; its weights are embedded and
// described in weights/CARD.md.
package grammar

import (
	_ "embed"
	"sync"

	"readout/grammar/net"
	"readout/text"
)

//go:embed weights/english.bin
var weights []byte

// A Model annotates documents. It never changes and is safe for concurrent use.
type Model struct {
	net     *net.Net
	kinds   []int // of the network's name tags, the type of each
	lemmas  *lemmas
	parts   parts
	scratch sync.Pool
	states  sync.Pool // of slices, by Release
}

// Load returns the model with the embedded weights.
func Load() (*Model, error) {
	f, err := net.Read(weights)
	if err != nil {
		return nil, err
	}
	return load(f)
}

func load(f *net.File) (*Model, error) {
	n, err := net.New(f)
	if err != nil {
		return nil, err
	}
	m := &Model{net: n, kinds: kindsOf(n.Names), lemmas: readLemmas(lemmaList),
		parts: readParts()}
	m.states.New = func() any { return new([]float32) }
	m.scratch.New = func() any { return &scratch{words: map[string]net.Word{}} }
	return m, nil
}

// maxCache bounds the words that a scratch remembers.
const maxCache = 1 << 15

// scratch is the memory of one Annotate at a time.
type scratch struct {
	net   net.Scratch
	words map[string]net.Word
	seen  []net.Word
	ints  []int
	batch []net.Sentence
	spans []span // of the batch, in tokens
	share sharer
	// scores are of the names of all tokens of the document.
	scores []float32
}

// A span is the tokens [first, last) that the network sees as one sentence.
type span struct{ first, last int }

// Annotate sets Tag, Lemma, Head, Rel and Name of every token of doc, and its States.
func (m *Model) Annotate(doc *text.Document) {
	s := m.scratch.Get().(*scratch)
	defer m.scratch.Put(s)
	if len(s.words) > maxCache {
		clear(s.words)
	}
	s.scores = room(s.scores, len(doc.Tokens)*len(m.kinds))
	doc.States = room(*m.states.Get().(*[]float32), len(doc.Tokens)*m.net.Dim)
	rows := 0
	for i := range doc.Sentences {
		eachPiece(&doc.Sentences[i], func(p span) {
			if rows+p.last-p.first > net.Batch {
				m.flush(doc, s)
				rows = 0
			}
			s.spans = append(s.spans, p)
			rows += p.last - p.first
		})
	}
	m.flush(doc, s)
	m.share(doc, s)
	for i := range doc.Sentences {
		joinPieces(doc, &doc.Sentences[i])
	}
	agree(doc)
	nameInitials(doc)
	m.parts.splitStates(doc)
}

// Release takes the states of a document back, which is read: the next one has their memory.
func (m *Model) Release(doc *text.Document) {
	if states := doc.States; states != nil {
		doc.States = nil
		m.states.Put(&states)
	}
}

// joinPieces hangs the later pieces of a cut sentence on its first root.
func joinPieces(doc *text.Document, sent *text.Sentence) {
	if sent.Last-sent.First <= net.MaxWords {
		return
	}
	root := -1
	for i := sent.First; i < sent.Last; i++ {
		tok := &doc.Tokens[i]
		if tok.Head >= 0 {
			continue
		}
		if root < 0 {
			root = i
			continue
		}
		tok.Head, tok.Rel = root, "parataxis"
	}
}

// flush runs the network over the waiting spans and writes what it finds.
func (m *Model) flush(doc *text.Document, s *scratch) {
	s.fill(m, doc)
	m.net.Parse(s.batch, &s.net)
	for i, p := range s.spans {
		m.write(doc, &s.batch[i], p)
	}
	s.spans = s.spans[:0]
}

// fill lays out the waiting spans for the network.
func (s *scratch) fill(m *Model, doc *text.Document) {
	words := 0
	for _, p := range s.spans {
		words += p.last - p.first
	}
	if cap(s.seen) < words {
		s.seen, s.ints = make([]net.Word, words), make([]int, 4*words)
	}
	s.batch = s.batch[:0]
	at := 0
	for _, p := range s.spans {
		n := p.last - p.first
		w := s.seen[at : at+n]
		for i := range w {
			w[i] = s.word(m, doc.Word(p.first+i))
		}
		v := s.ints[4*at : 4*(at+n)]
		s.batch = append(s.batch, net.Sentence{
			Words: w, Tags: v[:n], Names: v[n : 2*n], Heads: v[2*n : 3*n], Rels: v[3*n : 4*n],
			Scores: s.scores[p.first*len(m.kinds) : p.last*len(m.kinds)],
			States: doc.States[p.first*m.net.Dim : p.last*m.net.Dim],
		})
		at += n
	}
}

// word returns what the network sees of w, remembered for the next time.
func (s *scratch) word(m *Model, w string) net.Word {
	f, ok := s.words[w]
	if !ok {
		f = m.net.Features.Of(w)
		s.words[string([]byte(w))] = f
	}
	return f
}

// write sets the tokens of p from what the network found.
func (m *Model) write(doc *text.Document, sent *net.Sentence, p span) {
	c := &m.net.Config
	for i := range sent.Words {
		tok := &doc.Tokens[p.first+i]
		tok.Tag = c.Tags[sent.Tags[i]]
		tok.Name = c.Names[sent.Names[i]]
		tok.Rel = c.Rels[sent.Rels[i]]
		tok.Head = -1
		if h := sent.Heads[i]; h > 0 {
			tok.Head = p.first + h - 1
		}
		tok.Lemma = m.lemmas.of(doc.Word(p.first+i), tok.Tag)
	}
	freeAddresses(doc.Tokens[p.first:p.last], func(i int) string { return doc.Word(p.first + i) })
}
