package main

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/grammar/net"
)

// An item is a sentence to learn from: labels as numbers, hard or from a teacher. A task
// without labels is nil.
type item struct {
	words                        []string
	tags, heads, rels            []int
	softTags, softRels, softName [][]uint8 // a teacher's probabilities × 255
	taught                       bool      // tree by a teacher, not by hand
	allowed                      []uint64  // sets of names tags that are right
	mentions                     []mention // names that may swap
	seen                         []net.Word
}

func (it *item) rel(i int) (gold int, soft []uint8) {
	if it.taught {
		return 0, it.softRels[i]
	}
	return it.rels[i], nil
}

func (it *item) tag(i int) (gold int, soft []uint8) {
	if it.taught {
		return 0, it.softTags[i]
	}
	return it.tags[i], nil
}

// some reports whether a teacher's row says anything.
func some(row []uint8) bool {
	for _, p := range row {
		if p > 0 {
			return true
		}
	}
	return false
}

// named reports whether the item says anything of names.
func (it *item) named() bool { return it.softName != nil || it.allowed != nil }

// A batch is sentences laid end to end.
type batch struct {
	items []*item
	words []net.Word
	lens  []int
}

// A pool deals out its items in chance order, again and again.
type pool struct {
	items []*item
	order []int
	round int
	cast  cast
}

// next fills b with sentences up to about the given number of words.
func (p *pool) next(b *batch, size int, f *net.Features, rnd *rand.Rand) {
	b.items, b.words, b.lens = b.items[:0], b.words[:0], b.lens[:0]
	for len(b.words) < size {
		if len(p.order) == 0 {
			p.order = rnd.Perm(len(p.items))
			p.round++
		}
		it := p.items[p.order[0]]
		p.order = p.order[1:]
		b.items = append(b.items, it)
		b.lens = append(b.lens, len(it.words))
		if words := p.change(it, rnd); words != nil {
			for _, w := range words {
				b.words = append(b.words, f.Of(w))
			}
			continue
		}
		if it.seen == nil {
			for _, w := range it.words {
				it.seen = append(it.seen, f.Of(w))
			}
		}
		b.words = append(b.words, it.seen...)
	}
}

// change returns other words for an item, or nil where they stay as they are.
func (p *pool) change(it *item, rnd *rand.Rand) []string {
	words := p.cast.swap(it, rnd)
	if words == nil {
		return disguise(it.words, rnd)
	}
	if d := disguise(words, rnd); d != nil {
		return d
	}
	return words
}

// small are words that headlines write small.
var small = map[string]bool{"of": true, "the": true, "to": true, "a": true, "an": true,
	"in": true, "on": true, "for": true, "and": true, "at": true, "by": true, "with": true,
	"as": true, "'s": true, "n't": true}

// disguise returns, now and then, the words as a headline writes them, all in capitals or
// each with a capital, or as a forum does, all small. Else it returns nil.
func disguise(words []string, rnd *rand.Rand) []string {
	u := rnd.Float64()
	if u > 0.05 {
		return nil
	}
	out := make([]string, len(words))
	for i, w := range words {
		switch {
		case u < 0.015:
			out[i] = strings.ToUpper(w)
		case u < 0.03:
			out[i] = strings.ToLower(w)
		default:
			r, k := utf8.DecodeRuneInString(w)
			out[i] = string(unicode.ToUpper(r)) + w[k:]
			if small[w] && i > 0 {
				out[i] = w
			}
		}
	}
	return out
}

// Weights of the losses.
const (
	weightNames = 2
	weightSoft  = 0.7
)

// losses are means over the words of a step, for the log.
type losses struct{ tags, arcs, rels, names float64 }

// learn adds the gradients of a batch.
func (n *network) learn(b *batch) losses {
	n.forward(b)
	var out losses
	rows, at := len(b.words), 0
	var trees, names float64
	for _, it := range b.items {
		trees += float64(len(it.words)) * float64(b2i(it.heads != nil))
		names += float64(len(it.words)) * float64(b2i(it.named()))
	}
	for _, it := range b.items {
		n.learnItem(it, at, rows, trees, names, &out)
		at += len(it.words)
	}
	n.backward(b)
	out.tags /= max(trees, 1)
	out.arcs /= max(trees, 1)
	out.rels /= max(trees, 1)
	out.names /= max(names, 1)
	return out
}

// learnItem adds the gradients of the losses of one sentence.
func (n *network) learnItem(it *item, at, rows int, trees, names float64, out *losses) {
	o, ld := n.layout(), n.heads.w.stride
	if it.heads != nil && !n.above() {
		w := float32(1 / trees)
		if it.taught {
			w *= weightSoft
		}
		for i := range it.words {
			row, d := n.act.heads[(at+i)*ld:], n.act.dheads[(at+i)*ld:]
			gold, soft := it.tag(i)
			out.tags += softmaxLoss(d[:o.names], row[:o.names], gold, soft, w)
		}
		out.arcs += n.arcLoss(it.heads, at, rows, w)
		out.rels += n.relLoss(it, at, rows, w)
	}
	if it.named() {
		out.names += n.nameLoss(it, at, o, float32(weightNames/names))
	}
}

// nameLoss adds the gradients of the names of one sentence, whose rows start at row at: of
// the whole sequence against the sets of right tags, and of each tag against the teacher's
// probabilities. Where there are both, each has half the weight.
func (n *network) nameLoss(it *item, at int, o layout, w float32) (loss float64) {
	ld := n.heads.w.stride
	row, d := n.act.heads[at*ld+o.names:], n.act.dheads[at*ld+o.names:]
	k := o.dep - o.names
	hard, soft := w, w*weightSoft
	if it.allowed != nil && it.softName != nil {
		hard, soft = w/2, w/2
	}
	if it.allowed != nil {
		v, ok := n.chain.loss(d, row, ld, it.allowed, hard)
		loss += v
		for i := 0; i < len(it.words) && !ok; i++ {
			loss += allowedLoss(d[i*ld:i*ld+k], row[i*ld:i*ld+k], it.allowed[i], hard)
		}
	}
	for i, p := range it.softName {
		if some(p) {
			loss += softmaxLoss(d[i*ld:i*ld+k], row[i*ld:i*ld+k], 0, p, soft)
		}
	}
	return loss
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
