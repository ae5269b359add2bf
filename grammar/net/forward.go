package net

import (
	"encoding/binary"

	"readout/grammar/kernel"
)

// A Sentence is the words of a sentence and, after Parse, what the network makes of them.
type Sentence struct {
	Words []Word
	Tags  []int // indices in Config.Tags
	Names []int // indices in Config.Names, a path that BIO allows
	Heads []int // 0 for the root, else the number of the head counted from 1
	Rels  []int // indices in Config.Rels
	// Scores are of Config.Names for word after word, for Path; left out where nil.
	Scores []float32
	// States are what the trunk makes of the words, Config.Dim values each; left out where nil.
	States []float32
}

// A Scratch is the memory of one call at a time. Matrices have a row for each word; those of
// bytes, which stand on the left of products, have some to spare.
type Scratch struct {
	x       []float32 // the trunk
	lens    []int     // of the sentences
	conv    kernel.ConvScratch
	h       []byte    // the trunk normalised
	vectors []byte    // static vectors
	by      []float32 // factors of rows of bytes
	sums    []int32   // of a chunk
	heads   []float32
	named   []float32 // of the tower
	side    []byte
	du      []float32
	arcs    []float32
	rel     []float32
	heading []float32
	packed  kernel.Packed
	tree    tree
	path    path
}

// Parse fills in the sentences, which hold at most Batch words together and MaxWords each.
func (n *Net) Parse(sents []Sentence, s *Scratch) {
	rows := 0
	s.lens = s.lens[:0]
	for i := range sents {
		s.lens = append(s.lens, len(sents[i].Words))
		rows += len(sents[i].Words)
	}
	s.resize(n, rows)
	n.embed(sents, s, rows)
	for i := range n.convs {
		n.convs[i].Apply(s.x, s.lens, &s.conv)
	}
	kernel.NormalizeBytes(s.h, s.x, n.last.gain, n.last.shift)
	n.heads.apply(s.heads, s.h, rows, nil, s.sums)
	at := 0
	for i := range sents {
		at += copy(sents[i].States, s.x[at:at+len(sents[i].States)])
	}
	n.climb(s, rows)
	n.dependants(s, rows)
	at = 0
	for i := range sents {
		n.decode(&sents[i], s, at)
		at += len(sents[i].Words)
	}
	n.relations(sents, s, rows)
}

// resize makes room for a number of rows.
func (s *Scratch) resize(n *Net, rows int) {
	spare := rows + kernel.Tile
	grow(&s.x, rows*n.Dim)
	grow(&s.h, spare*n.Dim)
	grow(&s.vectors, spare*n.project.w.Depth)
	grow(&s.side, spare*max(n.arc.w.Depth, n.rel.w.Depth))
	grow(&s.by, rows)
	grow(&s.heads, rows*n.heads.wide())
	grow(&s.named, rows*n.named.wide())
	grow(&s.du, rows*n.arc.wide())
	grow(&s.rel, rows*n.rel.wide())
	wide := 0
	for _, d := range []*dense{&n.project, &n.heads, &n.arc, &n.rel, &n.named} {
		wide = max(wide, d.w.Stride)
	}
	grow(&s.sums, chunk*wide)
}

// grow gives v n values, in new memory where it must be; what they are is left open.
func grow[T any](v *[]T, n int) []T {
	if cap(*v) < n {
		*v = make([]T, n+n/4)
	}
	*v = (*v)[:n]
	return *v
}

// embed sets x to the words' vectors, normalised.
func (n *Net) embed(sents []Sentence, s *Scratch, rows int) {
	at, depth := 0, n.project.w.Depth
	for i := range sents {
		for j := range sents[i].Words {
			s.by[at] = n.vector(s.vectors[at*depth:(at+1)*depth], &sents[i].Words[j])
			at++
		}
	}
	n.project.apply(s.x, s.vectors, rows, s.by, s.sums)
	at = 0
	for i := range sents {
		for j := range sents[i].Words {
			x := s.x[at*n.Dim : (at+1)*n.Dim]
			kernel.AddRows(x, n.table.Q, n.table.Scale, sents[i].Words[j].Rows[:])
			at++
		}
	}
	kernel.Normalize(s.x, s.x, n.first.gain, n.first.shift)
}

// staticZero is what a value of a static vector is off by once it is halved to seven bits: two
// neighbours share a value, which stands for their mean.
const staticZero = 63.75

// vector sets v to the static vector of w in values of seven bits and returns their factor,
// zero where it has none.
func (n *Net) vector(v []byte, w *Word) float32 {
	if w.Static == 0 {
		return 0
	}
	row := int(w.Static - 1)
	q := n.static.Q[row*n.Config.Static : (row+1)*n.Config.Static]
	const high, low = 0x8080808080808080, 0x7f7f7f7f7f7f7f7f
	for len(q) >= 8 {
		x := binary.LittleEndian.Uint64(q) ^ high
		binary.LittleEndian.PutUint64(v, x>>1&low)
		q, v = q[8:], v[8:]
	}
	for i, x := range q {
		v[i] = (x ^ 0x80) >> 1
	}
	return 2 * n.static.Scale[row]
}

// climb adds to the scores of names what the tower finds; the trunk is lost in it.
func (n *Net) climb(s *Scratch, rows int) {
	if len(n.tower) == 0 {
		return
	}
	for _, c := range n.tower {
		c.Apply(s.x, s.lens, &s.conv)
	}
	kernel.NormalizeBytes(s.h, s.x, n.above.gain, n.above.shift)
	n.named.apply(s.named, s.h, rows, nil, s.sums)
	o, ld, wide := n.offsets(), n.heads.wide(), n.named.wide()
	for r := range rows {
		scores := s.heads[r*ld+o.names : r*ld+o.dep]
		for t, v := range s.named[r*wide:][:len(scores)] {
			scores[t] += v
		}
	}
}

// dependants sets s.du to the words as dependants, times the biaffine form.
func (n *Net) dependants(s *Scratch, rows int) {
	o, ld, depth := n.offsets(), n.heads.wide(), n.arc.w.Depth
	for i := range rows {
		dep := s.heads[i*ld+o.dep : i*ld+o.head]
		s.by[i] = kernel.Rectify(s.side[i*depth:], dep, n.zeros)
	}
	n.arc.apply(s.du, s.side, rows, s.by, s.sums)
}

// decode reads tags, names and heads of a sentence whose first word is row at.
func (n *Net) decode(sent *Sentence, s *Scratch, at int) {
	o, ld := n.offsets(), n.heads.wide()
	rows := s.heads[at*ld:]
	for i := range sent.Words {
		row := rows[i*ld : (i+1)*ld]
		sent.Tags[i] = kernel.Best(row[o.tags:o.names])
		if sent.Scores != nil {
			k := o.dep - o.names
			copy(sent.Scores[i*k:(i+1)*k], row[o.names:o.dep])
		}
	}
	if len(sent.Words) > 0 {
		s.path.find(sent.Names, rows[o.names:], ld, &n.limits)
	}
	wide := n.score(s, at, len(sent.Words))
	s.tree.find(sent.Heads, s.arcs, len(sent.Words), wide)
}

// score sets s.arcs to the scores of head j (0: the root) for word i and returns its stride.
func (n *Net) score(s *Scratch, at, words int) int {
	o, ld, wide := n.offsets(), n.heads.wide(), kernel.Round(words+1)
	grow(&s.heading, (words+1)*n.Arc)
	grow(&s.arcs, words*wide)
	copy(s.heading, n.rootArc)
	for i := range words {
		row := (at + i) * ld
		rectify(s.heading[(i+1)*n.Arc:(i+2)*n.Arc], s.heads[row+o.head:row+o.relDep])
		arcs := s.arcs[i*wide : i*wide+words+1]
		arcs[0] = n.distance[len(n.distance)-1]
		copy(arcs[1:], n.distance[MaxWords-i:])
	}
	s.packed.PackTransposed(s.heading, n.Arc, words+1, n.Arc)
	kernel.MulExact(s.arcs, s.du[at*n.arc.wide():], words, n.arc.wide(), wide, &s.packed)
	return wide
}

// rectify sets out to x where it is above zero.
func rectify(out, x []float32) {
	out = out[:len(x)]
	for i, v := range x {
		out[i] = max(v, 0)
	}
}

// relations sets the relation of every word to its head.
func (n *Net) relations(sents []Sentence, s *Scratch, rows int) {
	o, ld, depth := n.offsets(), n.heads.wide(), n.rel.w.Depth
	at := 0
	for i := range sents {
		first := at
		for _, h := range sents[i].Heads {
			from := n.rootRel
			if h > 0 {
				head := s.heads[(first+h-1)*ld:]
				from = head[o.relHead : o.relHead+n.Label]
			}
			dep := s.heads[at*ld+o.relDep : at*ld+o.relHead]
			s.by[at] = kernel.Rectify(s.side[at*depth:], dep, from)
			at++
		}
	}
	n.rel.apply(s.rel, s.side, rows, s.by, s.sums)
	at = 0
	for i := range sents {
		for j, h := range sents[i].Heads {
			row := s.rel[at*n.rel.wide():]
			sents[i].Rels[j] = n.relation(row[:len(n.Rels)], h == 0)
			at++
		}
	}
}

// relation returns the best relation: "root" for the root and for no other word.
func (n *Net) relation(scores []float32, root bool) int {
	if root {
		return n.root
	}
	scores[n.root] = never
	return kernel.Best(scores)
}
