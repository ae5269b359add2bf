package main

import (
	"math"

	"readout/grammar/kernel"
)

// softmaxLoss returns the cross entropy of scores against a target distribution (or, where
// that is nil, against label gold) and adds weight times its gradient to d.
func softmaxLoss(d, scores []float32, gold int, soft []uint8, weight float32) float64 {
	top := scores[0]
	for _, v := range scores {
		top = max(top, v)
	}
	var p [512]float32
	var sum float32
	for i, v := range scores {
		p[i] = float32(math.Exp(float64(v - top)))
		sum += p[i]
	}
	log := math.Log(float64(sum)) + float64(top)
	loss := 0.0
	for i := range scores {
		want := float32(0)
		if soft != nil {
			want = float32(soft[i]) / 255
		} else if i == gold {
			want = 1
		}
		if want > 0 {
			loss += float64(want) * (log - float64(scores[i]))
		}
		d[i] += weight * (p[i]/sum - want)
	}
	return loss
}

// allowedLoss is softmaxLoss where any label of a set is right.
func allowedLoss(d, scores []float32, set uint64, weight float32) float64 {
	top := scores[0]
	for _, v := range scores {
		top = max(top, v)
	}
	var p [64]float32
	var sum, in float32
	for i, v := range scores {
		p[i] = float32(math.Exp(float64(v - top)))
		sum += p[i]
		if set>>i&1 != 0 {
			in += p[i]
		}
	}
	in = max(in, 1e-30)
	for i := range scores {
		g := p[i] / sum
		if set>>i&1 != 0 {
			g -= p[i] / in
		}
		d[i] += weight * g
	}
	return math.Log(float64(sum / in))
}

// sides are the inputs of the biaffine form for one sentence, and working memory.
type sides struct {
	dep, head, depDrop, headDrop, du, scores []float32
	ddep, dhead, ddu, dscores, turned        []float32
	packed                                   kernel.Packed
}

// layout is where in a row of the heads layer each part starts.
type layout struct{ names, dep, head, relDep, relHead, end int }

func (n *network) layout() layout {
	c := n.cfg
	l := layout{names: len(c.Tags)}
	l.dep = l.names + len(c.Names)
	l.head = l.dep + c.Arc
	l.relDep = l.head + c.Arc
	l.relHead = l.relDep + c.Label
	l.end = l.relHead + c.Label
	return l
}

// arcLoss adds the gradients of the heads of one sentence, whose rows start at row at.
func (n *network) arcLoss(heads []int, at, rows int, weight float32) float64 {
	s, o, words := &n.act.side, n.layout(), len(heads)
	n.arcSides(at, rows, words, o)
	wide := n.arcScores(words)
	loss := 0.0
	clear(grow(&s.dscores, words*wide))
	for i, h := range heads {
		row := s.scores[i*wide : i*wide+words+1]
		row[i+1] = -1e4
		loss += softmaxLoss(s.dscores[i*wide:i*wide+words+1], row, h, nil, weight)
		s.dscores[i*wide+i+1] = 0
	}
	n.arcBack(words, wide)
	n.arcSidesBack(at, rows, words, o)
	return loss
}

// arcSides reads both sides off the heads layer.
func (n *network) arcSides(at, rows, words int, o layout) {
	s, ld, k := &n.act.side, n.heads.w.stride, n.cfg.Arc
	grow(&s.dep, words*k)
	grow(&s.head, (words+1)*k)
	n.drop.mask(grow(&s.depDrop, words*k), dropHead)
	n.drop.mask(grow(&s.headDrop, (words+1)*k), dropHead)
	copy(s.head, n.act.heads[rows*ld+o.head:rows*ld+o.relDep])
	for i := range words {
		row := n.act.heads[(at+i)*ld:]
		copy(s.dep[i*k:], row[o.dep:o.head])
		copy(s.head[(i+1)*k:], row[o.head:o.relDep])
	}
	rectify(s.dep, s.depDrop)
	rectify(s.head, s.headDrop)
}

// rectify applies a rectifier and a mask to x, and closes the mask where x was below zero.
func rectify(x, mask []float32) {
	mask = mask[:len(x)]
	for i, v := range x {
		if v <= 0 {
			mask[i] = 0
		}
		x[i] = v * mask[i]
	}
}

// arcScores sets the scores of all heads for all words and returns their stride.
func (n *network) arcScores(words int) int {
	s, k, wide := &n.act.side, n.cfg.Arc, kernel.Round(words+1)
	n.arc.forward(grow(&s.du, words*n.arc.w.stride), s.dep, words, k)
	grow(&s.scores, words*wide)
	for j := range words + 1 {
		s.scores[j] = dot(s.head[j*k:(j+1)*k], n.arcHead.w)
	}
	for i := words - 1; i >= 0; i-- {
		for j := words; j >= 0; j-- {
			s.scores[i*wide+j] = s.scores[j] + n.dist.w[distance(i, j)]
		}
	}
	s.packed.PackTransposed(s.head, k, words+1, k)
	kernel.Mul(s.scores, s.du, words, n.arc.w.stride, wide, &s.packed)
	return wide
}

// distance is the row of the distance bias for word i and head j, 0 being the root.
func distance(i, j int) int {
	if j == 0 {
		return 2*maxDistance + 1
	}
	return min(max(j-1-i, -maxDistance), maxDistance) + maxDistance
}

func dot(a, b []float32) float32 {
	var sum float32
	b = b[:len(a)]
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

// arcBack carries dscores back to both sides and the form's params.
func (n *network) arcBack(words, wide int) {
	s, k := &n.act.side, n.cfg.Arc
	kw := kernel.Round(k)
	clear(grow(&s.ddu, words*kw))
	clear(grow(&s.dhead, (words+1)*kw))
	clear(grow(&s.ddep, words*kw))
	s.packed.Pack(s.head, words+1, k, k)
	kernel.Mul(s.ddu, s.dscores, words, wide, kw, &s.packed)
	grow(&s.turned, wide*words)
	transpose(s.turned, s.dscores, words, words+1, wide)
	s.packed.Pack(s.du, words, k, n.arc.w.stride)
	kernel.Mul(s.dhead, s.turned, words+1, words, kw, &s.packed)
	for j := range words + 1 {
		var sum float32
		for i := range words {
			sum += s.turned[j*words+i]
			n.dist.g[distance(i, j)] += s.turned[j*words+i]
		}
		for c := range k {
			s.dhead[j*kw+c] += sum * n.arcHead.w[c]
			n.arcHead.g[c] += sum * s.head[j*k+c]
		}
	}
	n.arc.backward(s.ddep, s.ddu, s.dep, words, kw)
}

// arcSidesBack carries the gradients of both sides back to the heads layer.
func (n *network) arcSidesBack(at, rows, words int, o layout) {
	s, ld, k := &n.act.side, n.heads.w.stride, n.cfg.Arc
	kw := kernel.Round(k)
	for i := range words {
		row := n.act.dheads[(at+i)*ld:]
		for c := range k {
			row[o.dep+c] += s.ddep[i*kw+c] * s.depDrop[i*k+c]
			row[o.head+c] += s.dhead[(i+1)*kw+c] * s.headDrop[(i+1)*k+c]
		}
	}
	root := n.act.dheads[rows*ld:]
	for c := range k {
		root[o.head+c] += s.dhead[c] * s.headDrop[c]
	}
}

// relSide is the input of the relation layer for one sentence.
type relSide struct{ x, drop, scores, dscores, dx []float32 }

// relLoss adds the gradients of the relations of one sentence.
func (n *network) relLoss(it *item, at, rows int, weight float32) float64 {
	s, o := &n.act.rel, n.layout()
	ld, k, words := n.heads.w.stride, n.cfg.Label, len(it.heads)
	grow(&s.x, words*k)
	n.drop.mask(grow(&s.drop, words*k), dropHead)
	for i, h := range it.heads {
		dep := n.act.heads[(at+i)*ld+o.relDep:]
		head := n.act.heads[headRow(h, at, rows)*ld+o.relHead:]
		for c := range k {
			s.x[i*k+c] = dep[c] + head[c]
		}
	}
	rectify(s.x, s.drop)
	wide := n.rel.w.stride
	n.rel.forward(grow(&s.scores, words*wide), s.x, words, k)
	clear(grow(&s.dscores, words*wide))
	loss, labels := 0.0, len(n.cfg.Rels)
	for i := range it.heads {
		gold, soft := it.rel(i)
		loss += softmaxLoss(s.dscores[i*wide:i*wide+labels], s.scores[i*wide:i*wide+labels],
			gold, soft, weight)
	}
	kw := kernel.Round(k)
	clear(grow(&s.dx, words*kw))
	n.rel.backward(s.dx, s.dscores, s.x, words, kw)
	for i, h := range it.heads {
		dep := n.act.dheads[(at+i)*ld+o.relDep:]
		head := n.act.dheads[headRow(h, at, rows)*ld+o.relHead:]
		for c := range k {
			g := s.dx[i*kw+c] * s.drop[i*k+c]
			dep[c] += g
			head[c] += g
		}
	}
	return loss
}

// headRow is the row of head h of a sentence that starts at row at.
func headRow(h, at, rows int) int {
	if h == 0 {
		return rows
	}
	return at + h - 1
}
