package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"

	"readout/grammar/net"
)

// begin returns the network to train, with chance values or those of s.from, and its lists
// of words: those with a row of their own and those with a static vector.
func (c *corpora) begin(s *settings, rnd *rand.Rand) (*network, []string, []string, error) {
	c.setLabels(&s.cfg)
	if s.from != "" {
		return resume(s, rnd)
	}
	static, table, err := readVectors(s.vectors, s.words)
	if err != nil {
		return nil, nil, nil, err
	}
	vocab := c.vocabulary(s.cfg.Buckets.Words)
	return newNetwork(s.cfg, table, rnd), vocab, static, nil
}

// resume reads the network of s.from, whose sizes become those of s.
func resume(s *settings, rnd *rand.Rand) (*network, []string, []string, error) {
	b, err := os.ReadFile(s.from)
	if err != nil {
		return nil, nil, nil, err
	}
	f, err := net.Read(b)
	if err != nil {
		return nil, nil, nil, fmt.Errorf("%s: %w", s.from, err)
	}
	c := f.Config
	if !slices.Equal(c.Tags, s.cfg.Tags) || !slices.Equal(c.Rels, s.cfg.Rels) ||
		!slices.Equal(c.Names, s.cfg.Names) {
		return nil, nil, nil, fmt.Errorf("the labels of %s are not those of the corpora", s.from)
	}
	if c.Tower == nil {
		c.Tower = s.cfg.Tower
	}
	s.cfg, s.words = c, len(f.Static)
	table, err := f.Tensor("static", len(f.Static), c.Static)
	if err != nil {
		return nil, nil, nil, err
	}
	n := newNetwork(c, table, rnd)
	for _, p := range n.params {
		t, err := f.Tensor(p.name, p.rows, p.cols)
		if slices.Contains(n.tower.params(), p) && err != nil {
			continue
		}
		if err != nil {
			return nil, nil, nil, err
		}
		p.set(t)
	}
	if s.frozen {
		n.freeze(f)
	}
	return n, f.Vocab, f.Static, nil
}

// set copies the values of a tensor of the same shape.
func (p *param) set(t *net.Tensor) {
	for r := range p.rows {
		row := p.w[r*p.stride : r*p.stride+p.cols]
		if t.Q != nil {
			expandRow(row, t, r)
			continue
		}
		copy(row, t.F[r*p.cols:])
	}
}
