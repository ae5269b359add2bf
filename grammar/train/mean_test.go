package main

import (
	"math"
	"reflect"
	"testing"

	"readout/grammar/net"
)

func TestMean(t *testing.T) {
	file := func(v ...float32) *net.File {
		same := net.Tensor{Name: "same", Rows: 2, Cols: 1, F: []float32{0.3, -0.7}}
		same.Quantize()
		return &net.File{Tensors: []net.Tensor{same, {Name: "x", Rows: 1, Cols: 2, F: v}}}
	}
	a, b := file(1, -2), file(3, 0)
	f, err := meanOf([]*net.File{a, b})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(f.Tensors[0], a.Tensors[0]) {
		t.Errorf("what is the same changed: %v", f.Tensors[0])
	}
	for i, want := range []float32{2, -1} {
		if got := f.Tensors[1].F[i]; math.Abs(float64(got-want)) > 1e-6 {
			t.Errorf("got %v, want %v", got, want)
		}
	}
	if _, err := meanOf([]*net.File{a, {}}); err == nil {
		t.Error("another shape: no error")
	}
}
