package net

import (
	"readout/grammar/kernel"
)

// A Sentence is the words of a sentence and, after Parse, what the network makes of them.
type Sentence struct {
	Words []Word
	Tags  []int // indices in Config.Tags
	Names []int // indices in Config.Names, a path that BIO allows
	Heads []int // 0 for the root, else the number of the head counted from 1
	Rels  []int // indices in Config.Rels
}

// A Scratch is the memory of one call at a time.
type Scratch struct {
	x, h, cols, y, heads, vectors []float32
	du, arcs, rel                 []float32
	headSide                      []float32
	packed                        kernel.Packed
	tree                          tree
	path                          path
}

// Parse fills in the sentences, which hold at most Batch words together and MaxWords each.
func (n *Net) Parse(sents []Sentence, s *Scratch) {
	rows := 0
	for i := range sents {
		rows += len(sents[i].Words)
	}
	s.resize(n, rows)
	n.embed(sents, s, rows)
	for i := range n.convs {
		n.convs[i].apply(sents, s, rows, n.Dim)
	}
	ld := kernel.Round(n.Heads())
	n.last.normalize(s.h, s.x, n.Dim)
	n.heads.apply(s.heads, s.h, rows, ld)
	at := 0
	for i := range sents {
		n.decode(&sents[i], s, s.heads[at*ld:], ld)
		at += len(sents[i].Words)
	}
	n.relations(sents, s, rows, ld)
}

// resize makes room for a number of rows.
func (s *Scratch) resize(n *Net, rows int) {
	grow(&s.x, rows*n.Dim)
	grow(&s.h, rows*n.Dim)
	grow(&s.cols, rows*3*n.Dim)
	grow(&s.y, rows*2*kernel.Round(n.Dim))
	grow(&s.heads, rows*kernel.Round(n.Heads()))
	grow(&s.vectors, rows*n.Static)
	grow(&s.rel, rows*max(kernel.Round(len(n.Rels)), n.Label))
}

func grow(v *[]float32, n int) {
	if cap(*v) < n {
		*v = make([]float32, n+n/4)
	}
	*v = (*v)[:n]
}

// embed sets x to the words' vectors, normalised.
func (n *Net) embed(sents []Sentence, s *Scratch, rows int) {
	at := 0
	for i := range sents {
		for j := range sents[i].Words {
			w := &sents[i].Words[j]
			n.vector(s.vectors[at*n.Static:(at+1)*n.Static], w)
			at++
		}
	}
	n.project.apply(s.x, s.vectors, rows, n.Dim)
	at = 0
	for i := range sents {
		for j := range sents[i].Words {
			x := s.x[at*n.Dim : (at+1)*n.Dim]
			for _, r := range sents[i].Words[j].Rows {
				n.table.addRow(x, int(r))
			}
			at++
		}
	}
	n.first.normalize(s.x, s.x, n.Dim)
}

// vector sets v to the static vector of w, zero where it has none.
func (n *Net) vector(v []float32, w *Word) {
	clear(v)
	if w.Static > 0 {
		n.static.addRow(v, int(w.Static-1))
	}
}

// addRow adds a row of an int8 table to x.
func (t *Tensor) addRow(x []float32, row int) {
	kernel.AddRow(x, t.Q[row*t.Cols:row*t.Cols+len(x)], t.Scale[row])
}

// apply adds the gated convolution of x to x.
func (c *conv) apply(sents []Sentence, s *Scratch, rows, dim int) {
	c.normalize(s.h, s.x, dim)
	at := 0
	for i := range sents {
		window(s.cols[at*3*dim:], s.h[at*dim:], len(sents[i].Words), dim, c.dilation)
		at += len(sents[i].Words)
	}
	c.dense.apply(s.y, s.cols, rows, 2*dim)
	for r := range rows {
		y := s.y[r*2*dim : (r+1)*2*dim]
		kernel.Gate(s.x[r*dim:(r+1)*dim], y[:dim], y[dim:])
	}
}

// window lays beside each of n words the one d before and the one d after, or zeros.
func window(out, h []float32, n, dim, d int) {
	for i := range n {
		row := out[i*3*dim : (i+1)*3*dim]
		for k := range 3 {
			part := row[k*dim : (k+1)*dim]
			if j := i + (k-1)*d; j >= 0 && j < n {
				copy(part, h[j*dim:(j+1)*dim])
			} else {
				clear(part)
			}
		}
	}
}

// decode reads tags, names and heads of one sentence off its rows of the heads layer.
func (n *Net) decode(sent *Sentence, s *Scratch, rows []float32, ld int) {
	o := n.offsets()
	for i := range sent.Words {
		row := rows[i*ld : (i+1)*ld]
		sent.Tags[i] = best(row[o.tags:o.names])
	}
	s.path.find(sent.Names, rows[o.names:], ld, &n.limits)
	words := len(sent.Words)
	wide := n.score(s, rows, ld, words)
	s.tree.find(sent.Heads, s.arcs, words, wide)
}

// score sets s.arcs to the scores of head j (0: the root) for word i and returns its stride.
func (n *Net) score(s *Scratch, rows []float32, ld, words int) int {
	o, wide := n.offsets(), kernel.Round(words+1)
	grow(&s.rel, max(len(s.rel), words*n.Arc))
	grow(&s.headSide, (words+1)*n.Arc)
	grow(&s.du, words*kernel.Round(n.Arc))
	grow(&s.arcs, words*wide)
	copy(s.headSide, n.rootArc)
	for i := range words {
		copy(s.rel[i*n.Arc:], rows[i*ld+o.dep:i*ld+o.head])
		copy(s.headSide[(i+1)*n.Arc:], rows[i*ld+o.head:i*ld+o.relDep])
	}
	rectify(s.rel[:words*n.Arc])
	rectify(s.headSide[n.Arc:])
	n.arc.apply(s.du, s.rel, words, kernel.Round(n.Arc))
	n.biases(s, words, wide)
	s.packed.PackTransposed(s.headSide, n.Arc, words+1, n.Arc)
	kernel.Mul(s.arcs, s.du, words, kernel.Round(n.Arc), wide, &s.packed)
	return wide
}

// biases sets s.arcs to the bias of each head and of its distance.
func (n *Net) biases(s *Scratch, words, wide int) {
	clear(s.arcs)
	for j := range words + 1 {
		s.arcs[j] = dot(s.headSide[j*n.Arc:(j+1)*n.Arc], n.bias)
	}
	for i := words - 1; i >= 0; i-- {
		row := s.arcs[i*wide : (i+1)*wide]
		row[0] = s.arcs[0] + n.distance[2*maxDistance+1]
		for j := range words {
			d := min(max(j-i, -maxDistance), maxDistance)
			row[j+1] = s.arcs[j+1] + n.distance[d+maxDistance]
		}
	}
}

func dot(a, b []float32) float32 {
	var sum float32
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

// relations sets the relation of every word to its head.
func (n *Net) relations(sents []Sentence, s *Scratch, rows, ld int) {
	o, wide := n.offsets(), kernel.Round(len(n.Rels))
	side := s.cols[:rows*n.Label]
	at := 0
	for i := range sents {
		for j, h := range sents[i].Heads {
			from := n.rootRel
			if h > 0 {
				head := s.heads[(at+h-1)*ld:]
				from = head[o.relHead : o.relHead+n.Label]
			}
			dep := s.heads[(at+j)*ld+o.relDep:]
			out := side[(at+j)*n.Label : (at+j+1)*n.Label]
			for k := range out {
				out[k] = max(dep[k]+from[k], 0)
			}
		}
		at += len(sents[i].Words)
	}
	grow(&s.rel, rows*wide)
	n.rel.apply(s.rel, side, rows, wide)
	at = 0
	for i := range sents {
		for j, h := range sents[i].Heads {
			sents[i].Rels[j] = n.relation(s.rel[at*wide:at*wide+len(n.Rels)], h == 0)
			at++
		}
	}
}

// relation returns the best relation: "root" for the root and for no other word.
func (n *Net) relation(scores []float32, root bool) int {
	top := -1
	for i, v := range scores {
		if (n.Rels[i] == "root") == root && (top < 0 || v > scores[top]) {
			top = i
		}
	}
	return max(top, 0)
}

func best(v []float32) int {
	top := 0
	for i, x := range v {
		if x > v[top] {
			top = i
		}
	}
	return top
}
