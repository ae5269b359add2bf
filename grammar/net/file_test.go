package net

import (
	"bytes"
	"fmt"
	"testing"

	"readout/grammar/kernel"
)

// small is the smallest file that makes a network.
func small() *File {
	c := Config{Dim: 16, Static: 4, Arc: 16, Label: 16, Dilations: []int{1, 2},
		Buckets: Buckets{1, 1, 1, 1, 1, 1},
		Tags:    []string{"NOUN"}, Rels: []string{"dep", "root"}, Names: []string{"O", "B-X", "I-X"}}
	f := &File{Config: c, Vocab: []string{"he"}, Static: []string{"he", "she"}}
	add := func(name string, rows, cols int) {
		t := Tensor{Name: name, Rows: rows, Cols: cols, F: make([]float32, rows*cols)}
		for i := range t.F {
			t.F[i] = float32(i%7) - 3
		}
		if rows > 1 {
			t.Quantize()
		}
		f.Tensors = append(f.Tensors, t)
	}
	dense := func(name string, in, out int) {
		add(name+".weight", in, out)
		add(name+".bias", 1, out)
	}
	add("table", c.Buckets.Rows(), c.Dim)
	add("static", 2, c.Static)
	dense("project", c.Static, c.Dim)
	for _, n := range []string{"first", "conv0", "conv1", "last"} {
		add(n+".gain", 1, c.Dim)
		add(n+".shift", 1, c.Dim)
	}
	for i := range c.Dilations {
		dense(fmt.Sprintf("conv%d", i), 3*c.Dim, 2*c.Dim)
	}
	dense("heads", c.Dim, c.Heads())
	dense("arc", c.Arc, c.Arc)
	dense("rel", c.Label, len(c.Rels))
	add("arc.head", 1, c.Arc)
	add("distance", 1, 2*maxDistance+2)
	add("root", 1, c.Dim)
	return f
}

func TestFile(t *testing.T) {
	var b bytes.Buffer
	if err := small().Write(&b); err != nil {
		t.Fatal(err)
	}
	f, err := Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	n, err := New(f)
	if err != nil {
		t.Fatal(err)
	}
	if kernel.Round(n.Heads()) < 1+3+4*16 {
		t.Errorf("heads are %d wide", n.Heads())
	}
	for cut := range b.Len() {
		if f, err := Read(b.Bytes()[:cut]); err == nil {
			t.Fatalf("cut at %d of %d bytes: no error, %+v", cut, b.Len(), f.Config)
		}
	}
	f.Tensors = f.Tensors[:len(f.Tensors)-1]
	if _, err := New(f); err == nil {
		t.Error("a tensor is missing: no error")
	}
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := small().Write(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		if file, err := Read(b); err == nil {
			New(file)
		}
	})
}

func TestFeatures(t *testing.T) {
	f := NewFeatures(Buckets{2, 8, 8, 8, 8, 8}, []string{"xi", "00"}, []string{"xi"})
	if a, b := f.Of("Xi"), f.Of("xi"); a.Rows[0] != 0 || b.Rows[0] != 0 || a.Rows[4] == b.Rows[4] {
		t.Errorf("Xi %v and xi %v: want one word of two shapes", a, b)
	}
	if a, b := f.Of("17"), f.Of("42"); a != b || a.Rows[0] != 1 {
		t.Errorf("17 %v and 42 %v: want one row", a, b)
	}
	if a, b := f.Of("’"), f.Of("'"); a != b {
		t.Errorf("’ %v and ' %v: want the same", a, b)
	}
	for _, c := range []struct{ word, want string }{
		{"U.S.", "X.X."}, {"2023-06", "ddd-dd"}, {"Ministers", "Xxxx"}, {"O'Neill", "X'Xxxx"},
	} {
		if got := Shape(c.word); got != c.want {
			t.Errorf("Shape(%s): got %s, want %s", c.word, got, c.want)
		}
	}
}
