// Package layers has what small networks are made of that learn on one core and are kept as
// signed bytes: matrices of weights, tables of hashed features, dense layers and Adam.
package layers

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"readout/grammar/kernel"
)

// A Param is a matrix of weights. In a table each row belongs to a hashed feature, of which a
// text has few (Serrà and Karatzoglou, "Getting deep recommenders fit", 2017). Gradients and the
// moments of Adam are there in training only.
type Param struct {
	Rows, Cols int       // Cols is a multiple of kernel.Width; Rows of a table a power of two
	W          []float32 // nil of a table that was read
	G          []float32 // the gradient, or nil
	m, v       []float32
	table      bool
	q          []byte    // of a table that was read: the weights as signed bytes, instead of W
	scale      []float32 // of each row of q
	touched    []int32   // rows of a table that have a gradient, each once
	marked     []bool
}

// NewParam returns a matrix of zeros.
func NewParam(rows, cols int) *Param {
	return &Param{Rows: rows, Cols: cols, W: make([]float32, rows*cols)}
}

// NewTable returns a table of zeros.
func NewTable(rows, cols int) *Param {
	p := NewParam(rows, cols)
	p.table = true
	return p
}

// Learn makes p ready for training.
func (p *Param) Learn() {
	p.G, p.m, p.v = make([]float32, len(p.W)), make([]float32, len(p.W)), make([]float32, len(p.W))
	if p.table {
		p.marked = make([]bool, p.Rows)
	}
}

// Scatter sets the weights of a table by chance, with a deviation.
func (p *Param) Scatter(rnd *rand.Rand, deviation float64) {
	for i := range p.W {
		p.W[i] = float32(rnd.NormFloat64() * deviation)
	}
}

// row is the row of a hashed feature.
func (p *Param) row(f uint32) int { return int(f * 0x9E3779B1 >> 8 & uint32(p.Rows-1)) }

// Sum adds the rows of features to x.
func (p *Param) Sum(x []float32, feats []uint32) {
	if p.q == nil {
		for _, f := range feats {
			r := p.row(f) * p.Cols
			Add(x[:p.Cols], p.W[r:])
		}
		return
	}
	var memory [64]int32
	rows := memory[:0]
	for _, f := range feats {
		if r := p.row(f); p.scale[r] != 0 {
			rows = append(rows, int32(r))
		}
	}
	kernel.AddRows(x[:p.Cols], p.q, p.scale, rows)
}

// Touch adds a gradient to the rows of features.
func (p *Param) Touch(feats []uint32, d []float32) {
	for _, f := range feats {
		r := p.row(f)
		if !p.marked[r] {
			p.marked[r] = true
			p.touched = append(p.touched, int32(r))
		}
		Add(p.G[r*p.Cols:(r+1)*p.Cols], d)
	}
}

// Add adds from to to, as far as that goes.
func Add(to, from []float32) {
	from = from[:len(to)]
	for i := range to {
		to[i] += from[i]
	}
}

// Grow gives v n values, in new memory where it must be; what they are is left open.
func Grow(v *[]float32, n int) []float32 {
	if cap(*v) < n {
		*v = make([]float32, n+n/4)
	}
	*v = (*v)[:n]
	return *v
}

// Append adds the weights to b, one signed byte each with a scale for each row; those of a table in
// steps of coarse, which packs smaller.
func (p *Param) Append(b []byte) []byte {
	for r := range p.Rows {
		if p.q != nil {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(p.scale[r]))
			b = append(b, p.q[r*p.Cols:(r+1)*p.Cols]...)
			continue
		}
		step := 1
		if p.table {
			step = coarse
		}
		b = appendRow(b, p.W[r*p.Cols:(r+1)*p.Cols], p.unused(r), step)
	}
	return b
}

// unused reports whether row r of a table never had a gradient in training.
func (p *Param) unused(r int) bool {
	if p.marked == nil {
		return false
	}
	for _, v := range p.v[r*p.Cols : (r+1)*p.Cols] {
		if v != 0 {
			return false
		}
	}
	return true
}

// coarse is the step of the weights of a table in a file.
const coarse = 4

// appendRow adds a row to b in steps, all zero where it is unused.
func appendRow(b []byte, row []float32, unused bool, step int) []byte {
	top := float32(0)
	for _, x := range row {
		if !unused {
			top = max(top, x, -x)
		}
	}
	scale := top / float32(127/step*step)
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(scale))
	for _, x := range row {
		q := 0.0
		if scale > 0 {
			q = math.Round(float64(x/scale)/float64(step)) * float64(step)
		}
		b = append(b, byte(int8(q)))
	}
	return b
}

// Read sets the weights from what Append wrote. An error says that r ends too early.
func (p *Param) Read(r io.Reader) error {
	buf := make([]byte, p.Rows*(4+p.Cols))
	if _, err := io.ReadFull(r, buf); err != nil {
		return fmt.Errorf("weights of %d rows: %w", p.Rows, err)
	}
	for i := range p.Rows {
		row := buf[i*(4+p.Cols) : (i+1)*(4+p.Cols)]
		scale := math.Float32frombits(binary.LittleEndian.Uint32(row))
		if p.table {
			p.q, p.scale = append(p.q, row[4:]...), append(p.scale, scale)
			continue
		}
		for k := range p.Cols {
			p.W[i*p.Cols+k] = scale * float32(int8(row[4+k]))
		}
	}
	if p.table {
		p.W = nil
	}
	return nil
}
