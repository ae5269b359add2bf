// Package boost trains and reads small forests of boosted regression trees for yes-or-no
// questions (Friedman, "Greedy function approximation", 2001; histograms of gradients and
// second derivatives as in Chen and Guestrin, "XGBoost", 2016).
package boost

import (
	"encoding/binary"
	"fmt"
	"math"

	"readout/news"
)

// A node asks whether a feature is at most cut: then the next node follows, else the node skip
// places on. A leaf has feature -1 and its value in cut.
type node struct {
	cut     float32
	feature int16
	skip    int16
}

// A Forest adds up the leaves that a row of features reaches in its trees.
type Forest struct {
	base  float32
	width int
	nodes []node
	roots []int32
	// The same, laid out for speed.
	packs  []pack
	leaves []float32 // by the index of a pack
	starts []uint16  // of the roots
}

// Width is how many features a row must have.
func (f *Forest) Width() int { return f.width }

// Score returns the logarithm of the odds of yes.
func (f *Forest) Score(row []float32) float32 {
	sum := f.base
	_ = row[f.width-1]
	for _, i := range f.roots {
		for {
			n := f.nodes[i]
			if n.feature < 0 {
				sum += n.cut
				break
			}
			if row[n.feature] <= n.cut {
				i++
			} else {
				i += int32(n.skip)
			}
		}
	}
	return sum
}

// What is settled early: a row whose score has come below no or above yes after some eighths of
// the trees is seldom moved back by the rest.
const (
	no     = -3
	yes    = 4.2
	eighth = 8
)

// OddsOf writes to out the probability of yes for each row of data, all of which lie one after
// another. It takes a few rows at a time through the trees, so that both stay at hand, and drops
// rows that the first trees have settled.
func (f *Forest) OddsOf(data, out []float32) {
	keys := make([]int32, min(batch, len(out))*f.width)
	for k := 0; k < len(out); k += batch {
		end := min(k+batch, len(out))
		for i, x := range data[k*f.width : end*f.width] {
			keys[i] = key(x)
		}
		f.judge(keys, out[k:end])
	}
	for i := range out {
		out[i] = logistic(out[i])
	}
}

// batch is how many rows go through the trees at once.
const batch = 32

// judge writes the scores of a batch of rows.
func (f *Forest) judge(keys []int32, out []float32) {
	var buf [batch]int
	open := buf[:len(out)]
	for i := range out {
		out[i], open[i] = f.base, i
	}
	step := max(1, (len(f.roots)+eighth-1)/eighth)
	for k := 0; k < len(f.roots) && len(open) > 0; k += step {
		starts := f.starts[k:min(k+step, len(f.roots))]
		left := open[:0]
		for _, i := range open {
			out[i] = f.add(starts, keys[i*f.width:(i+1)*f.width], out[i])
			if no < out[i] && out[i] < yes {
				left = append(left, i)
			}
		}
		open = left
	}
}

// Odds returns the probability of yes.
func (f *Forest) Odds(row []float32) float32 { return logistic(f.Score(row)) }

func logistic(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }

// Append writes f to dst in the form that Read reads.
func (f *Forest) Append(dst []byte) []byte {
	le := binary.LittleEndian
	dst = le.AppendUint32(dst, uint32(f.width))
	dst = le.AppendUint32(dst, math.Float32bits(f.base))
	dst = le.AppendUint32(dst, uint32(len(f.roots)))
	dst = le.AppendUint32(dst, uint32(len(f.nodes)))
	for _, r := range f.roots {
		dst = le.AppendUint32(dst, uint32(r))
	}
	for _, n := range f.nodes {
		dst = le.AppendUint32(dst, math.Float32bits(n.cut))
		dst = le.AppendUint16(dst, uint16(n.feature))
		dst = le.AppendUint16(dst, uint16(n.skip))
	}
	return dst
}

// Read reads a forest from the start of b and returns the rest. Every tree is checked to end.
func Read(b []byte) (*Forest, []byte, error) {
	le := binary.LittleEndian
	if len(b) < 16 {
		return nil, nil, fmt.Errorf("read forest: %w", news.ErrSyntax)
	}
	f := &Forest{width: int(le.Uint32(b)), base: math.Float32frombits(le.Uint32(b[4:]))}
	roots, nodes := int(le.Uint32(b[8:])), int(le.Uint32(b[12:]))
	b = b[16:]
	if roots > 1<<16 || nodes > 1<<24 || len(b) < roots*4+nodes*8 || f.width > math.MaxInt16 {
		return nil, nil, fmt.Errorf("read forest: %w", news.ErrSyntax)
	}
	for range roots {
		f.roots = append(f.roots, int32(le.Uint32(b)))
		b = b[4:]
	}
	f.nodes = make([]node, nodes)
	for i := range f.nodes {
		f.nodes[i] = node{math.Float32frombits(le.Uint32(b)), int16(le.Uint16(b[4:])),
			int16(le.Uint16(b[6:]))}
		b = b[8:]
	}
	if err := f.check(); err != nil {
		return nil, nil, err
	}
	return f, b, f.pack()
}

// check makes sure that every step leads on to a node that exists.
func (f *Forest) check() error {
	for i, n := range f.nodes {
		if n.feature >= 0 && (int(n.feature) >= f.width || n.skip < 2 ||
			i+int(n.skip) >= len(f.nodes)) {
			return fmt.Errorf("read forest: node %d: %w", i, news.ErrSyntax)
		}
	}
	for _, r := range f.roots {
		if r < 0 || int(r) >= len(f.nodes) {
			return fmt.Errorf("read forest: root %d: %w", r, news.ErrSyntax)
		}
	}
	return nil
}
