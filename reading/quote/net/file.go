package net

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
)

// Append adds the weights to b, one signed byte each with a scale for each row.
func (n *Net) Append(b []byte) []byte {
	for _, p := range n.params() {
		for r := range p.rows {
			if p.q != nil {
				b = binary.LittleEndian.AppendUint32(b, math.Float32bits(p.scale[r]))
				b = append(b, p.q[r*p.cols:(r+1)*p.cols]...)
				continue
			}
			b = appendRow(b, p.w[r*p.cols:(r+1)*p.cols], p.unused(r))
		}
	}
	return b
}

// unused reports whether row r of a table never had a gradient in training.
func (p *param) unused(r int) bool {
	if p.marked == nil {
		return false
	}
	for _, v := range p.v[r*p.cols : (r+1)*p.cols] {
		if v != 0 {
			return false
		}
	}
	return true
}

// appendRow adds a row to b, all zero where it is unused.
func appendRow(b []byte, row []float32, unused bool) []byte {
	top := float32(0)
	for _, x := range row {
		if !unused {
			top = max(top, x, -x)
		}
	}
	scale := top / 127
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(scale))
	for _, x := range row {
		q := 0.0
		if scale > 0 {
			q = math.Round(float64(x / scale))
		}
		b = append(b, byte(int8(q)))
	}
	return b
}

// Blank returns a network whose scores are all zero.
func Blank() *Net {
	n := newNet()
	n.pack()
	return n
}

// Read reads what Append wrote. An error says that r ends too early.
func Read(r io.Reader) (*Net, error) {
	n := newNet()
	for _, p := range n.params() {
		buf := make([]byte, p.rows*(4+p.cols))
		if _, err := io.ReadFull(r, buf); err != nil {
			return nil, fmt.Errorf("network: %w", err)
		}
		for i := range p.rows {
			row := buf[i*(4+p.cols) : (i+1)*(4+p.cols)]
			p.read(i, math.Float32frombits(binary.LittleEndian.Uint32(row)), row[4:])
		}
	}
	for _, p := range []*param{n.tokens, n.pairs} {
		p.w = nil
	}
	n.pack()
	n.freeze()
	return n, nil
}

// read sets row i from signed bytes and their scale; a table keeps them as they are.
func (p *param) read(i int, scale float32, row []byte) {
	if p.rows >= pairRows {
		p.q, p.scale = append(p.q, row...), append(p.scale, scale)
		return
	}
	for k := range p.cols {
		p.w[i*p.cols+k] = scale * float32(int8(row[k]))
	}
}

// freeze makes a network that is not trained any more quick.
func (n *Net) freeze() {
	for _, c := range n.convs {
		c.freeze()
	}
	for _, c := range n.turns {
		c.freeze()
	}
}
