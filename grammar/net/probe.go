package net

import (
	"fmt"
	"slices"
	"sync"

	"readout/grammar/kernel"
)

// A Probe scores the words of a whole text, over the ends of sentences, by what the trunk makes of
// them (Alain and Bengio, "Understanding intermediate layers using linear classifier probes", 2016;
// here with gated convolutions of its own) and by a vector of each word itself, which comes from an
// encoder that has read far more than the trunk. It never changes and is safe for concurrent use.
type Probe struct {
	Config
	rows    map[string]int32 // words with a vector
	vectors *Tensor          // theirs, int8
	first   norm
	in      kernel.Ints // on the states
	parts   []float32   // and its bias in each part of a text, by partOf
	word    dense       // on the vectors
	mixed   norm
	convs   []*kernel.Conv
	last    norm
	out     dense
	scratch sync.Pool
}

// NewProbe makes a probe from a weights file. Of its Config, Dim is the width of the trunk and of
// the probe, Static that of the vectors of the words in File.Static, and Tags are what it scores.
func NewProbe(f *File) (*Probe, error) {
	c := f.Config
	if c.Dim < kernel.Width || c.Dim > 4096 || c.Dim%kernel.Width != 0 || c.Static < 1 ||
		c.Static > 4096 || len(c.Tags) == 0 {
		return nil, fmt.Errorf("weights: sizes %d, %d, %d are out of bounds", c.Dim, c.Static, len(c.Tags))
	}
	p := &Probe{Config: c, rows: make(map[string]int32, len(f.Static))}
	for i, w := range f.Static {
		p.rows[w] = int32(i)
	}
	l := loader{f: f}
	p.vectors = l.table("vectors", len(f.Static), c.Static)
	var steps []float32
	p.first, steps = l.fitted("first", c.Dim)
	in := l.dense("in", c.Dim, c.Dim, kernel.NormZero, steps)
	p.in = in.w
	p.word = l.dense("word", c.Static, c.Dim, wordZero, nil)
	p.parts = slices.Clone(l.floats("parts", parts, c.Dim))
	for i := range p.parts {
		p.parts[i] += in.bias[i%c.Dim]
	}
	p.mixed = l.norm("mixed", c.Dim)
	for i, d := range c.Dilations {
		if d < 1 || d > MaxWords {
			return nil, fmt.Errorf("weights: dilation %d is out of bounds", d)
		}
		p.convs = append(p.convs, l.conv(fmt.Sprintf("conv%d", i), c.Dim, d))
	}
	p.last, steps = l.fitted("last", c.Dim)
	p.out = l.dense("out", c.Dim, len(c.Tags), kernel.NormZero, steps)
	return p, l.err
}

// wordZero is what a value of a word's vector is off by as a byte.
const wordZero = 64

// A text has parts, from its lead to its end, each twice as long as that before.
const (
	parts     = 6
	firstPart = 50 // words
)

// partOf is the part that word i of a text belongs to.
func partOf(i int) int {
	part := 0
	for end := firstPart; i >= end && part < parts-1; end *= 2 {
		part++
	}
	return part
}

// block is the most words that see each other; it bounds memory.
const block = 1024

// A probing is the memory of one call at a time.
type probing struct {
	x, words, by []float32
	h, vectors   []byte
	sums         []int32
	conv         kernel.ConvScratch
}

// Score gives the scores of Config.Tags for each of n words, whose states are Dim values each;
// lower tells a word in lower case.
func (p *Probe) Score(states []float32, n int, lower func(i int) string) []float32 {
	s, _ := p.scratch.Get().(*probing)
	if s == nil {
		s = new(probing)
	}
	defer p.scratch.Put(s)
	grow(&s.sums, chunk*max(p.in.Stride, p.word.w.Stride, p.out.w.Stride))
	out := make([]float32, n*p.out.wide())
	for at := 0; at < n; at += block {
		rows := min(block, n-at)
		p.embed(s, states[at*p.Dim:(at+rows)*p.Dim], at, lower)
		for _, c := range p.convs {
			c.Apply(s.x, []int{rows}, &s.conv)
		}
		kernel.NormalizeBytes(s.h, s.x, p.last.gain, p.last.shift)
		p.out.apply(out[at*p.out.wide():], s.h, rows, nil, s.sums)
	}
	return out
}

// Wide is how many values Score gives for a word; those beyond Tags are of no meaning.
func (p *Probe) Wide() int { return p.out.wide() }

// embed sets s.x to what the convolutions begin with, for words from number first on.
func (p *Probe) embed(s *probing, states []float32, first int, lower func(i int) string) {
	rows, depth := len(states)/p.Dim, p.word.w.Depth
	spare := rows + kernel.Tile
	grow(&s.x, len(states))
	grow(&s.words, len(states))
	grow(&s.by, rows)
	grow(&s.h, spare*p.Dim)
	grow(&s.vectors, spare*depth)
	kernel.NormalizeBytes(s.h, states, p.first.gain, p.first.shift)
	for i := range rows {
		s.by[i] = p.vector(s.vectors[i*depth:(i+1)*depth], lower(first+i))
	}
	p.word.apply(s.words, s.vectors, rows, s.by, s.sums)
	enter := dense{w: p.in}
	for at := 0; at < rows; {
		part := partOf(first + at)
		end := at + 1
		for end < rows && partOf(first+end) == part {
			end++
		}
		enter.bias = p.parts[part*p.Dim : (part+1)*p.Dim]
		enter.apply(s.x[at*p.Dim:], s.h[at*p.Dim:], end-at, nil, s.sums)
		at = end
	}
	for i, v := range s.words {
		s.x[i] += v
	}
	kernel.Normalize(s.x, s.x, p.mixed.gain, p.mixed.shift)
}

// vector sets v to the vector of a word as bytes and returns their factor, zero where it has none.
func (p *Probe) vector(v []byte, word string) float32 {
	row, ok := p.rows[word]
	if !ok {
		return 0
	}
	q := p.vectors.Q[int(row)*p.Static : (int(row)+1)*p.Static]
	for i, b := range q {
		v[i] = byte(int8(b)>>1 + wordZero)
	}
	return 2 * p.vectors.Scale[row]
}
