package main

import (
	"math"
	"math/rand/v2"
	"testing"

	"readout/grammar/net"
)

// tiny is a network small enough to check every kind of value by differences.
func tiny() (*network, *batch) {
	cfg := net.Config{Dim: 16, Static: 8, Arc: 16, Label: 16, Dilations: []int{1, 2}, Tower: []int{2},
		Buckets: net.Buckets{Words: 3, Unknown: 5, Prefix3: 5, Suffix3: 5, Suffix2: 5, Shape: 5},
		Tags:    []string{"A", "B"}, Rels: []string{"dep", "root"}, Names: []string{"O", "B-X", "I-X"}}
	rnd := rand.New(rand.NewPCG(7, 7))
	static := &net.Tensor{Name: "static", Rows: 2, Cols: 8, F: make([]float32, 16)}
	normal(static.F, 1, rnd)
	static.Quantize()
	n := newNetwork(cfg, static, rnd)
	n.drop.off = true
	for r := range cfg.Dim {
		normal(n.tower.named.w.w[r*n.tower.named.w.stride:][:len(cfg.Names)], 0.3, rnd)
	}
	f := net.NewFeatures(cfg.Buckets, []string{"he", "said"}, []string{"he", "peace"})
	half := []uint8{127, 128}
	b := &batch{items: []*item{
		{words: []string{"He", "said", "peace"}, tags: []int{0, 1, 0}, heads: []int{2, 0, 2},
			rels: []int{0, 1, 0}, softName: [][]uint8{{255, 0, 0}, {100, 100, 55}, {0, 255, 0}}},
		{words: []string{"Peace", "He"}, taught: true, heads: []int{0, 1},
			softTags: [][]uint8{half, half}, softRels: [][]uint8{{0, 255}, {255, 0}}, allowed: []uint64{2, 4}},
	}}
	for _, it := range b.items {
		for _, w := range it.words {
			b.words = append(b.words, f.Of(w))
		}
		b.lens = append(b.lens, len(it.words))
	}
	return n, b
}

// loss is what learn's gradients are of.
func (n *network) loss(b *batch) float64 {
	n.repack()
	l := n.learn(b)
	var tree, soft, names float64
	for _, it := range b.items {
		tree += float64(len(it.words))
		_ = soft
		names += float64(len(it.words))
	}
	for _, p := range n.params {
		p.ranges(func(from, to int) { clear(p.g[from:to]) })
		for _, r := range p.touched {
			p.marked[r] = false
		}
		p.touched = p.touched[:0]
	}
	return l.tags + l.arcs + l.rels + weightNames*l.names
}

// TestGradients compares gradients with differences of the loss, on sentences of equal
// weight.
func TestGradients(t *testing.T) {
	n, b := tiny()
	b.items[1].taught = false
	b.items[1].tags, b.items[1].rels = []int{1, 0}, []int{1, 0}
	b.items[0].allowed, b.items[0].softName = []uint64{7, 3, 4}, nil
	n.repack()
	n.learn(b)
	grads := map[*param][]float32{}
	for _, p := range n.params {
		grads[p] = append([]float32(nil), p.g...)
	}
	n.loss(b)
	rnd := rand.New(rand.NewPCG(1, 1))
	for _, p := range n.params {
		for range 12 {
			i := rnd.IntN(len(p.w))
			if i%p.stride >= p.cols {
				continue
			}
			const step = 1e-2
			old := p.w[i]
			p.w[i] = old + step
			up := n.loss(b)
			p.w[i] = old - step
			down := n.loss(b)
			p.w[i] = old
			want := (up - down) / (2 * step)
			if got := float64(grads[p][i]); math.Abs(got-want) > 2e-3+0.03*math.Abs(want) {
				t.Errorf("%s[%d]: got %.5f, want %.5f", p.name, i, got, want)
			}
		}
	}
}
