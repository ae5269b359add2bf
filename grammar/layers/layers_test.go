package layers

import (
	"bytes"
	"math"
	"math/rand/v2"
	"testing"
)

// taught learns to make of features 1 and 2 of a table, through a dense layer, 1 and −1.
func taught() (*Param, *Dense) {
	rnd := rand.New(rand.NewPCG(1, 1))
	table, dense := NewTable(16, 16), NewDense(16, 16)
	table.Scatter(rnd, 0.1)
	dense.Start(rnd)
	all := []*Param{table, dense.W, dense.B}
	for _, p := range all {
		p.Learn()
	}
	dense.Pack()
	adam := Adam{Clip: 1, Decay: 0.01}
	for range 300 {
		for f, want := range map[uint32]float32{1: 1, 2: -1} {
			h, y, dh := make([]float32, 16), make([]float32, 16), make([]float32, 16)
			table.Sum(h, []uint32{f})
			dense.Forward(y, h, 1)
			dy := make([]float32, 16)
			dy[0] = y[0] - want
			dense.Backward(dh, dy, h, 1)
			table.Touch([]uint32{f}, dh)
			adam.Step(all, 0.01)
			dense.Pack()
		}
	}
	return table, dense
}

func TestLearnsAndIsReadAsItWasWritten(t *testing.T) {
	table, dense := taught()
	b := dense.B.Append(dense.W.Append(table.Append(nil)))
	table2, dense2 := NewTable(16, 16), NewDense(16, 16)
	r := bytes.NewReader(b)
	for _, p := range []*Param{table2, dense2.W, dense2.B} {
		if err := p.Read(r); err != nil {
			t.Fatal(err)
		}
	}
	dense2.Pack()
	for f, want := range map[uint32]float32{1: 1, 2: -1} {
		h, y := make([]float32, 16), make([]float32, 16)
		table2.Sum(h, []uint32{f})
		dense2.Forward(y, h, 1)
		if math.Abs(float64(y[0]-want)) > 0.1 {
			t.Errorf("feature %d: got %.3f, want %.3f", f, y[0], want)
		}
	}
	if got := dense2.B.Append(dense2.W.Append(table2.Append(nil))); len(got) != len(b) {
		t.Errorf("written again: %d bytes, want %d", len(got), len(b))
	}
}

func TestReadRefusesWhatEndsTooEarly(t *testing.T) {
	if err := NewParam(4, 16).Read(bytes.NewReader(make([]byte, 10))); err == nil {
		t.Error("got no error for ten bytes, want one")
	}
}
