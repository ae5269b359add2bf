package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"readout/grammar/net"
)

// TestFrozen takes steps with the tower alone: it changes, and all else is written as it was
// read, to the byte.
func TestFrozen(t *testing.T) {
	n, b := tiny()
	n.cfg.Tower, n.tower = nil, tower{}
	n.collect()
	dir := t.TempDir()
	path := filepath.Join(dir, "english.bin")
	if err := write(dir, n.file([]string{"he", "said"}, []string{"he", "peace"}), ""); err != nil {
		t.Fatal(err)
	}
	s := settings{cfg: n.cfg, from: path, frozen: true}
	s.cfg.Tower = []int{1, 2}
	again, vocab, static, err := resume(&s, rand.New(rand.NewPCG(1, 2)))
	if err != nil {
		t.Fatal(err)
	}
	opt := adam{clip: 2, rate: 0.01}
	var first, last losses
	for i := range 30 {
		again.repack()
		last = again.learn(b)
		if i == 0 {
			first = last
		}
		opt.update(again.learned)
	}
	if last.names > 0.8*first.names {
		t.Errorf("names: loss %.3f after %.3f", last.names, first.names)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	old, err := net.Read(raw)
	if err != nil {
		t.Fatal(err)
	}
	f := again.file(vocab, static)
	if !slices.Equal(f.Config.Tower, s.cfg.Tower) {
		t.Errorf("tower of the file: got %v", f.Config.Tower)
	}
	for _, want := range old.Tensors {
		if got, err := f.Tensor(want.Name, want.Rows, want.Cols); err != nil || !reflect.DeepEqual(*got, want) {
			t.Errorf("%s changed: %v", want.Name, err)
		}
	}
}
