package net

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
)

// magic opens a weights file.
const magic = "RDGR1\n"

// maxWords bounds the bytes of the word lists.
const maxWords = 1 << 26

// A Config tells the sizes of a network and the labels it gives.
type Config struct {
	Dim       int   `json:"dim"`       // width of the trunk
	Static    int   `json:"static"`    // width of the word vectors that come with it
	Arc       int   `json:"arc"`       // width of the biaffine layer for heads
	Label     int   `json:"label"`     // width of the layer for relations
	Dilations []int `json:"dilations"` // one convolution each
	// Tower are the dilations of convolutions on the trunk that names alone go through.
	Tower   []int    `json:"tower,omitempty"`
	Buckets Buckets  `json:"buckets"`
	Tags    []string `json:"tags"`
	Rels    []string `json:"rels"`
	Names   []string `json:"names"` // BIO tags; one is "O"
}

// Buckets are the numbers of rows in the table of learned features.
type Buckets struct {
	Words, Unknown, Prefix3, Suffix3, Suffix2, Shape int
}

// Rows is the number of rows of the whole table.
func (b Buckets) Rows() int {
	return b.Words + b.Unknown + b.Prefix3 + b.Suffix3 + b.Suffix2 + b.Shape
}

// Heads is the width of all the layers that stand on the trunk, side by side: tags, names,
// dependant and head of an arc, dependant and head of a relation.
func (c *Config) Heads() int { return len(c.Tags) + len(c.Names) + 2*c.Arc + 2*c.Label }

// A Tensor is a matrix in row order: F holds it, or Q with a factor for each row.
type Tensor struct {
	Name       string
	Rows, Cols int
	F          []float32
	Q          []byte // int8 values
	Scale      []float32
}

// A File is a network as it is stored: word lists and tensors.
type File struct {
	Config  Config
	Vocab   []string // words with a row of their own, digits as 0
	Static  []string // words with a vector, in the order of tensor "static"
	Tensors []Tensor
}

type header struct {
	Config        Config
	Vocab, Static int // bytes of the word lists
	Packed        int `json:",omitempty"` // bytes of both, deflated; 0: as they are
	Tensors       []shape
}

type shape struct {
	Name       string
	Rows, Cols int
	Kind       string // f32 or q8
}

// Tensor returns the tensor of that name and shape.
func (f *File) Tensor(name string, rows, cols int) (*Tensor, error) {
	for i := range f.Tensors {
		t := &f.Tensors[i]
		if t.Name == name && t.Rows == rows && t.Cols == cols {
			return t, nil
		}
	}
	return nil, fmt.Errorf("weights: no tensor %s of %d×%d", name, rows, cols)
}

// Read reads a weights file; its int8 tensors share the memory of b.
func Read(b []byte) (*File, error) {
	if len(b) < len(magic)+4 || string(b[:len(magic)]) != magic {
		return nil, fmt.Errorf("weights: not a weights file")
	}
	r := reader{b: b[len(magic):]}
	var h header
	if err := json.Unmarshal(r.take(int(binary.LittleEndian.Uint32(r.take(4)))), &h); err != nil {
		return nil, fmt.Errorf("weights: header: %w", err)
	}
	f := &File{Config: h.Config}
	words := r.words(&h)
	f.Vocab, f.Static = lines(words.take(h.Vocab)), lines(words.take(h.Static))
	r.short = r.short || words.short
	for _, s := range h.Tensors {
		f.Tensors = append(f.Tensors, r.tensor(s))
	}
	if r.short {
		return nil, fmt.Errorf("weights: file is cut short")
	}
	return f, nil
}

func lines(b []byte) []string {
	if len(b) == 0 {
		return nil
	}
	return strings.Split(string(b), "\n")
}

// A reader takes pieces off a file; beyond its end they are empty and short is set.
type reader struct {
	b     []byte
	short bool
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.short = true
		return make([]byte, min(max(n, 4), 4))
	}
	p := r.b[:n]
	r.b = r.b[n:]
	return p
}

// words is what the word lists are taken from: r, or what is packed there.
func (r *reader) words(h *header) *reader {
	if h.Packed == 0 {
		return r
	}
	plain := make([]byte, min(max(h.Vocab, 0)+max(h.Static, 0), maxWords))
	z := flate.NewReader(bytes.NewReader(r.take(h.Packed)))
	if _, err := io.ReadFull(z, plain); err != nil {
		r.short = true
	}
	return &reader{b: plain}
}

func (r *reader) floats(n int) []float32 {
	b := r.take(4 * n)
	if r.short {
		return nil
	}
	v := make([]float32, n)
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return v
}

func (r *reader) tensor(s shape) Tensor {
	t := Tensor{Name: s.Name, Rows: s.Rows, Cols: s.Cols}
	if s.Rows < 0 || s.Cols < 0 || s.Rows > 1<<24 || s.Cols > 1<<16 {
		r.short = true
		return t
	}
	if s.Kind == "q8" {
		t.Scale = r.floats(s.Rows)
		t.Q = r.take(s.Rows * s.Cols)
		return t
	}
	t.F = r.floats(s.Rows * s.Cols)
	return t
}

// Write writes f, as int8 those tensors that have Q.
func (f *File) Write(w io.Writer) error {
	vocab, static := strings.Join(f.Vocab, "\n"), strings.Join(f.Static, "\n")
	var packed bytes.Buffer
	z, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(z, vocab+static); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	h := header{Config: f.Config, Vocab: len(vocab), Static: len(static), Packed: packed.Len()}
	for _, t := range f.Tensors {
		kind := "f32"
		if t.Q != nil {
			kind = "q8"
		}
		h.Tensors = append(h.Tensors, shape{t.Name, t.Rows, t.Cols, kind})
	}
	head, err := json.Marshal(h)
	if err != nil {
		return err
	}
	b := binary.LittleEndian.AppendUint32([]byte(magic), uint32(len(head)))
	b = append(append(b, head...), packed.Bytes()...)
	for _, t := range f.Tensors {
		for _, v := range append(t.Scale, t.F...) {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
		}
		b = append(b, t.Q...)
	}
	_, err = w.Write(b)
	return err
}

// Quantize turns t into int8 with a factor for each row, the largest value being 127.
func (t *Tensor) Quantize() {
	t.Scale, t.Q = make([]float32, t.Rows), make([]byte, len(t.F))
	for r := range t.Rows {
		row := t.F[r*t.Cols : (r+1)*t.Cols]
		var top float32
		for _, v := range row {
			top = max(top, v, -v)
		}
		if top == 0 {
			continue
		}
		t.Scale[r] = top / 127
		for c, v := range row {
			t.Q[r*t.Cols+c] = byte(int8(math.RoundToEven(float64(v / t.Scale[r]))))
		}
	}
	t.F = nil
}
