package main

import (
	"math/rand/v2"
	"testing"

	"readout/grammar/net"
)

// BenchmarkLearn takes steps on invented sentences with a network of full size.
func BenchmarkLearn(b *testing.B) {
	cfg := net.Config{Dim: 192, Static: 100, Arc: 64, Label: 96, Dilations: []int{1, 1, 2, 4},
		Buckets: net.Buckets{Words: 2000, Unknown: 500, Prefix3: 500, Suffix3: 500,
			Suffix2: 50, Shape: 50},
		Tags: make([]string, 17), Rels: make([]string, 36), Names: make([]string, 19)}
	rnd := rand.New(rand.NewPCG(7, 7))
	static := &net.Tensor{Name: "static", Rows: 2, Cols: 100, F: make([]float32, 200)}
	static.Quantize()
	n := newNetwork(cfg, static, rnd)
	var bt batch
	for range 50 {
		it := &item{}
		for i := range 24 {
			it.words = append(it.words, "w")
			it.tags, it.rels = append(it.tags, rnd.IntN(17)), append(it.rels, rnd.IntN(36))
			it.allowed = append(it.allowed, 1<<rnd.IntN(19))
			it.heads = append(it.heads, (i+2)%24)
			var w net.Word
			for k := range w.Rows {
				w.Rows[k] = int32(rnd.IntN(2000))
			}
			bt.words = append(bt.words, w)
		}
		bt.items, bt.lens = append(bt.items, it), append(bt.lens, 24)
	}
	opt := adam{decay: 0.01, clip: 2, rate: 1e-3}
	for b.Loop() {
		n.repack()
		n.learn(&bt)
		opt.update(n.params)
	}
	b.ReportMetric(1200*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
