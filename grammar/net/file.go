package net

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// magic opens a weights file.
const magic = "RDGR2\n"

// maxFile bounds the bytes of a weights file unpacked.
const maxFile = 1 << 28

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

// Read reads a weights file: the magic, and in one frame of Zstandard the length of the header, the
// header, the word lists and the tensors.
func Read(b []byte) (*File, error) {
	packed, ok := bytes.CutPrefix(b, []byte(magic))
	if !ok {
		return nil, fmt.Errorf("weights: not a weights file")
	}
	plain, err := unpack(packed)
	if err != nil {
		return nil, fmt.Errorf("weights: %w", err)
	}
	r := reader{b: plain}
	var h header
	if err := json.Unmarshal(r.take(int(binary.LittleEndian.Uint32(r.take(4)))), &h); err != nil {
		return nil, fmt.Errorf("weights: header: %w", err)
	}
	f := &File{Config: h.Config}
	f.Vocab, f.Static = lines(r.take(h.Vocab)), lines(r.take(h.Static))
	for _, s := range h.Tensors {
		f.Tensors = append(f.Tensors, r.tensor(s))
	}
	if r.short {
		return nil, fmt.Errorf("weights: file is cut short")
	}
	return f, nil
}

func unpack(b []byte) ([]byte, error) {
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxFile))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	return z.DecodeAll(b, nil)
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
	h := header{Config: f.Config, Vocab: len(vocab), Static: len(static)}
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
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(head)))
	b = append(append(append(b, head...), vocab...), static...)
	for _, t := range f.Tensors {
		for _, v := range append(t.Scale, t.F...) {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
		}
		b = append(b, t.Q...)
	}
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		return err
	}
	_, err = w.Write(z.EncodeAll(b, []byte(magic)))
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

// Halve clears the lowest bit of an int8 tensor, which the network does not look at in static
// vectors: the file grows smaller by it.
func (t *Tensor) Halve() {
	for i := range t.Q {
		t.Q[i] &^= 1
	}
}
