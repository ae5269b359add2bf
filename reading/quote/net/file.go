package net

import (
	"fmt"
	"io"
)

// Append adds the weights to b, one signed byte each with a scale for each row.
func (n *Net) Append(b []byte) []byte {
	for _, p := range n.params() {
		b = p.Append(b)
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
		if err := p.Read(r); err != nil {
			return nil, fmt.Errorf("network: %w", err)
		}
	}
	n.pack()
	n.freeze()
	return n, nil
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
