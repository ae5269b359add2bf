package net

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// someProbe is a probe of chance weights.
func someProbe() *File {
	r := rand.New(rand.NewPCG(1, 2))
	c := Config{Dim: 32, Static: 16, Dilations: []int{1, 2}, Tags: []string{"", "MEET", "FIGHT"}}
	f := &File{Config: c, Static: []string{"attack", "meet"}}
	add := func(name string, rows, cols int, around float32) {
		t := Tensor{Name: name, Rows: rows, Cols: cols, F: make([]float32, rows*cols)}
		for i := range t.F {
			t.F[i] = around + float32(r.NormFloat64())/4
		}
		f.Tensors = append(f.Tensors, t)
	}
	norm := func(name string) { add(name+".gain", 1, c.Dim, 1); add(name+".shift", 1, c.Dim, 0) }
	layer := func(name string, rows, cols int) {
		add(name+".weight", rows, cols, 0)
		add(name+".bias", 1, cols, 0)
	}
	norm("first")
	layer("in", c.Dim, c.Dim)
	layer("word", c.Static, c.Dim)
	add("vectors", len(f.Static), c.Static, 0)
	add("parts", parts, c.Dim, 0)
	norm("mixed")
	for i := range c.Dilations {
		norm("conv" + strconv.Itoa(i))
		layer("conv"+strconv.Itoa(i), 3*c.Dim, 2*c.Dim)
	}
	norm("last")
	layer("out", c.Dim, len(c.Tags))
	return f
}

func TestProbeSeesWordsAroundAndWhereTheyStand(t *testing.T) {
	p, err := NewProbe(someProbe())
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Fields("they meet and they talk . then they attack the post")
	states := make([]float32, p.Dim*len(words))
	r := rand.New(rand.NewPCG(3, 4))
	for i := range states {
		states[i] = float32(r.NormFloat64())
	}
	score := func() []float32 {
		return p.Score(states, len(words), func(i int) string { return words[i] })
	}
	row := func(s []float32, i int) []float32 { return s[i*p.Wide():][:len(p.Tags)] }
	first := score()
	if !slices.Equal(first, score()) {
		t.Error("the same words got other scores")
	}
	words[8] = "meet"
	other := score()
	for i, near := range []bool{false, false, false, false, false, true, true, true, true, true, true} {
		if same := slices.Equal(row(first, i), row(other, i)); same == near {
			t.Errorf("word %d: scores the same %v with another word 8, want %v", i, same, !near)
		}
	}
}

func TestProbeOfALongText(t *testing.T) {
	p, err := NewProbe(someProbe())
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 1, block - 1, block, block + 1, 3 * block} {
		got := p.Score(make([]float32, n*p.Dim), n, func(int) string { return "meet" })
		if len(got) != n*p.Wide() {
			t.Errorf("%d words: %d scores, want %d", n, len(got), n*p.Wide())
		}
	}
}

func TestProbeWithoutATensor(t *testing.T) {
	whole := someProbe()
	for i := range whole.Tensors {
		f := *whole
		f.Tensors = slices.Delete(slices.Clone(whole.Tensors), i, i+1)
		if _, err := NewProbe(&f); err == nil {
			t.Errorf("no error without %s", whole.Tensors[i].Name)
		}
	}
	f := *whole
	f.Config.Dim = 7
	if _, err := NewProbe(&f); err == nil {
		t.Error("no error of a width of 7")
	}
}

func TestPartOf(t *testing.T) {
	for i, want := range map[int]int{0: 0, 49: 0, 50: 1, 99: 1, 100: 2, 200: 3, 400: 4, 799: 4, 800: 5, 90000: 5} {
		if got := partOf(i); got != want {
			t.Errorf("word %d: part %d, want %d", i, got, want)
		}
	}
}
