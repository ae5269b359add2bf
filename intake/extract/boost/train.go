package boost

import (
	"math"
	"math/rand/v2"
	"sort"
)

// Params say how a forest grows.
type Params struct {
	Trees    int
	Leaves   int     // at most, a tree
	Rate     float64 // how far each tree goes
	MinHess  float64 // least weight of evidence in a leaf
	Lambda   float64 // shrinks leaves towards 0
	Features float64 // share of features that a tree may use
	Rows     float64 // share of rows that a tree sees
	Seed     uint64
}

// Rows are what a forest learns from: features, answers and how much each row counts.
type Rows struct {
	Width  int
	Data   []float32 // row after row
	Yes    []float32 // 0 … 1
	Weight []float32
}

// Len is the number of rows.
func (r *Rows) Len() int { return len(r.Yes) }

// Add appends a row.
func (r *Rows) Add(row []float32, yes, weight float32) {
	r.Width = len(row)
	r.Data = append(r.Data, row...)
	r.Yes = append(r.Yes, yes)
	r.Weight = append(r.Weight, weight)
}

// maxBins is how many steps a feature is cut into.
const maxBins = 64

type trainer struct {
	Params
	rows  *Rows
	rng   *rand.Rand
	cuts  [][]float32 // by feature, upper ends of its bins
	bins  [][]uint8   // by feature, then row
	grad  []float64
	hess  []float64
	score []float64
	out   *Forest
}

// Train grows a forest, of at most 65,536 nodes. The same rows, params and seed give the same.
func Train(rows *Rows, p Params) *Forest {
	p.Trees = min(p.Trees, maxNodes/(2*p.Leaves))
	t := &trainer{Params: p, rows: rows, rng: rand.New(rand.NewPCG(p.Seed, 1))}
	n := rows.Len()
	t.grad, t.hess = make([]float64, n), make([]float64, n)
	t.score = make([]float64, n)
	t.bin()
	yes, all := 1.0, 2.0
	for i, w := range rows.Weight {
		yes += float64(w * rows.Yes[i])
		all += float64(w)
	}
	t.out = &Forest{width: rows.Width, base: float32(math.Log(yes / (all - yes)))}
	for i := range t.score {
		t.score[i] = float64(t.out.base)
	}
	for range p.Trees {
		t.grow()
	}
	if err := t.out.pack(); err != nil {
		panic(err) // cannot be, by the bound on trees
	}
	return t.out
}

// bin cuts each feature at quantiles.
func (t *trainer) bin() {
	n, w := t.rows.Len(), t.rows.Width
	t.cuts, t.bins = make([][]float32, w), make([][]uint8, w)
	column := make([]float32, n)
	for f := range w {
		for i := range n {
			column[i] = t.rows.Data[i*w+f]
		}
		sorted := append([]float32(nil), column...)
		sort.Slice(sorted, func(i, j int) bool { return sorted[i] < sorted[j] })
		var cuts []float32
		for k := 1; k < maxBins; k++ {
			v := sorted[(n-1)*k/maxBins]
			if len(cuts) == 0 || v > cuts[len(cuts)-1] {
				cuts = append(cuts, v)
			}
		}
		t.cuts[f] = cuts
		t.bins[f] = make([]uint8, n)
		for i, v := range column {
			t.bins[f][i] = uint8(sort.Search(len(cuts), func(k int) bool { return v <= cuts[k] }))
		}
	}
}

// A leaf is a set of rows and the best way to part it.
type leaf struct {
	rows      []int32
	g, h      float64
	gain      float64
	feature   int
	bin       int
	low, high *leaf
}

func (t *trainer) grow() {
	n := t.rows.Len()
	var rows []int32
	for i := range n {
		p := 1 / (1 + math.Exp(-t.score[i]))
		w := float64(t.rows.Weight[i])
		t.grad[i] = w * (float64(t.rows.Yes[i]) - p)
		t.hess[i] = w * max(p*(1-p), 1e-6)
		if t.rng.Float64() < t.Rows {
			rows = append(rows, int32(i))
		}
	}
	var features []int
	for f := range t.rows.Width {
		if len(t.cuts[f]) > 0 && t.rng.Float64() < t.Features {
			features = append(features, f)
		}
	}
	root := t.leaf(rows, features)
	open := []*leaf{root}
	for leaves := 1; leaves < t.Leaves; leaves++ {
		best := 0
		for i, l := range open {
			if l.gain > open[best].gain {
				best = i
			}
		}
		l := open[best]
		if l.gain <= 1e-9 {
			break
		}
		t.split(l, features)
		open[best] = l.low
		open = append(open, l.high)
	}
	start := int32(len(t.out.nodes))
	t.out.roots = append(t.out.roots, start)
	t.write(root)
	w := t.rows.Width
	one := Forest{width: w, nodes: t.out.nodes, roots: []int32{start}}
	for i := range n {
		t.score[i] += float64(one.Score(t.rows.Data[i*w : (i+1)*w]))
	}
}

// leaf sums a set of rows and finds its best split.
func (t *trainer) leaf(rows []int32, features []int) *leaf {
	l := &leaf{rows: rows}
	for _, i := range rows {
		l.g += t.grad[i]
		l.h += t.hess[i]
	}
	whole := l.g * l.g / (l.h + t.Lambda)
	var g, h [maxBins]float64
	for _, f := range features {
		clear(g[:])
		clear(h[:])
		bins := t.bins[f]
		for _, i := range rows {
			b := bins[i]
			g[b] += t.grad[i]
			h[b] += t.hess[i]
		}
		lg, lh := 0.0, 0.0
		for b := range t.cuts[f] {
			lg, lh = lg+g[b], lh+h[b]
			rg, rh := l.g-lg, l.h-lh
			if lh < t.MinHess || rh < t.MinHess {
				continue
			}
			gain := lg*lg/(lh+t.Lambda) + rg*rg/(rh+t.Lambda) - whole
			if gain > l.gain {
				l.gain, l.feature, l.bin = gain, f, b
			}
		}
	}
	return l
}

func (t *trainer) split(l *leaf, features []int) {
	var low, high []int32
	for _, i := range l.rows {
		if int(t.bins[l.feature][i]) <= l.bin {
			low = append(low, i)
		} else {
			high = append(high, i)
		}
	}
	l.low, l.high = t.leaf(low, features), t.leaf(high, features)
}

// write appends a tree to the forest: each node, then its low side, then its high side. Trees
// have at most Params.Leaves leaves, so neither depth nor size is large.
func (t *trainer) write(l *leaf) {
	if l.low == nil {
		v := t.Rate * l.g / (l.h + t.Lambda)
		t.out.nodes = append(t.out.nodes, node{cut: float32(v), feature: -1})
		return
	}
	at := len(t.out.nodes)
	t.out.nodes = append(t.out.nodes, node{cut: t.cuts[l.feature][l.bin], feature: int16(l.feature)})
	t.write(l.low)
	t.out.nodes[at].skip = int16(len(t.out.nodes) - at)
	t.write(l.high)
}
