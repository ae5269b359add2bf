package extract

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"

	"readout/intake/extract/boost"
	"readout/intake/extract/dom"
	"readout/news"
)

//go:embed data/hints.txt
var hintsText string

//go:embed data/blocks.bin
var blocksData []byte

// A Model judges blocks: hints, then a forest that sees each block and what stands around it,
// then one that sees also what the first said of the blocks before, after and around.
type Model struct {
	hints         hints
	first, second *boost.Forest
	pages         sync.Pool // of *page, whose memory serves the next
}

// Standard is the model that train wrote.
var Standard = sync.OnceValues(func() (*Model, error) {
	return ParseModel(hintsText, blocksData)
})

// ParseModel reads a model: lines of a word and its weight, and two forests.
func ParseModel(words string, forests []byte) (*Model, error) {
	m, weights := new(Model), map[string]float32{}
	for line := range strings.Lines(words) {
		word, weight, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || line[0] == '#' {
			continue
		}
		w, err := strconv.ParseFloat(weight, 32)
		if err != nil {
			return nil, fmt.Errorf("hint %q: %w", line, news.ErrSyntax)
		}
		weights[word] = float32(w)
	}
	m.hints = newHints(weights)
	var err error
	if m.first, forests, err = boost.Read(forests); err != nil {
		return nil, err
	}
	m.second, _, err = boost.Read(forests)
	return m, err
}

// NewModel returns a model just trained.
func NewModel(h map[string]float32, first, second *boost.Forest) *Model {
	return &Model{hints: newHints(h), first: first, second: second}
}

// decide cuts the page into blocks and chooses those of the article.
func (m *Model) decide(pg *page) error {
	pg.cut()
	if err := m.judge(pg); err != nil {
		return err
	}
	pg.choose()
	return nil
}

// judge gives each block of the page its probability.
func (m *Model) judge(pg *page) error {
	pg.surround(m.hints)
	n := len(pg.blocks)
	pg.prob = zeros(pg.prob, n)
	if n == 0 {
		return nil
	}
	v := pg.view()
	for k := 0; k < n; k += chunk {
		t := v.rows(k, min(k+chunk, n))
		if t.width != m.first.Width() {
			return fmt.Errorf("model of %d features, not %d: %w", m.first.Width(), t.width,
				news.ErrSyntax)
		}
		m.first.OddsOf(t.data, pg.prob[k:min(k+chunk, n)])
	}
	open := pg.scratch.open[:0] // what the second may still change
	for i, p := range pg.prob {
		if p > hopeless {
			open = append(open, i)
		}
	}
	w := v.second(pg.prob)
	odds := zeros(pg.scratch.odds, len(open))
	for k := 0; k < len(open); k += chunk {
		some := open[k:min(k+chunk, len(open))]
		m.second.OddsOf(w.rows(some).data, odds[k:k+len(some)])
	}
	for k, i := range open {
		pg.prob[i] = odds[k]
	}
	pg.scratch.open, pg.scratch.odds = open, odds
	return nil
}

const (
	chunk    = 512 // blocks judged at once, for memory's sake
	hopeless = .05 // the probability below which a block is not looked at twice
)

// A review is what the second model sees beside the view: what the first said of all blocks.
type review struct {
	*view
	p      []float32
	total  float32 // weight of text times its probability
	lo, hi int     // first and last block that the first is fairly sure of, or -1
	kin    [2]*kinship
}

func (v *view) second(p []float32) *review {
	pg := v.pg
	pg.weigh(p)
	w := &review{view: v, p: p, total: pg.sums[0].mass}
	w.lo, w.hi = pg.confident(p)
	sum := float32(0)
	for i := range p {
		v.ls[i].mass = sum
		sum += p[i] * float32(pg.blocks[i].st.weight)
	}
	for k := range w.kin {
		w.kin[k] = &pg.scratch.kin[k]
		w.kin[k].read(pg, p, k > 0)
	}
	return w
}

// rows writes the features of some blocks: those of the first model, and what it said of the
// blocks around them.
func (w *review) rows(blocks []int) table {
	pg, t := w.pg, table{width: w.width + secondWidth}
	t.data = atLeast(pg.scratch.second, t.width*len(blocks))
	for n, i := range blocks {
		r := w.again(t.data, i)
		for k := i - 3; k <= i+3; k++ {
			r.add(at(w.p, k))
		}
		r.add(mean(w.p, pg.blocks, i-6, i), mean(w.p, pg.blocks, i+1, i+7),
			mean(w.p, pg.blocks, i-15, i+16))
		r.add(w.ls[i].mass/(w.total+1), float32(math.Log1p(float64(w.total))),
			w.total/float32(pg.sums[0].weight+1), float32(min(max(i-w.lo, -20), 20)),
			float32(min(max(i-w.hi, -20), 20)), truth(i >= w.lo && i <= w.hi))
		r.masses(pg, i)
		for _, k := range w.kin {
			r.kin(k, pg, i)
		}
		if t.data = r; len(r) != (n+1)*t.width {
			panic("secondWidth is wrong")
		}
	}
	pg.scratch.second = t.data
	return t
}

// confident returns the first and the last block that the first model is fairly sure of, or -1.
func (pg *page) confident(p []float32) (lo, hi int) {
	lo, hi = -1, -1
	for i := range p {
		if p[i] > .6 && pg.blocks[i].st.weight > 60 {
			if lo < 0 {
				lo = i
			}
			hi = i
		}
	}
	return lo, hi
}

// secondWidth is how many features secondRows adds.
const secondWidth = 7 + 3 + 6 + 3*6 + 2*3

// weigh sums the probable weight of every element.
func (pg *page) weigh(p []float32) {
	for i := range pg.sums {
		pg.sums[i].mass = 0
	}
	for i := range p {
		b := &pg.blocks[i]
		pg.sums[b.box].mass += p[i] * float32(b.st.weight)
	}
	for i := len(pg.sums) - 1; i > 0; i-- {
		pg.sums[pg.dom.Nodes[i].Parent].mass += pg.sums[i].mass
	}
}

// masses adds, for six elements around block i, how much of the page's probable text each
// holds, how much of its own text is probable, and the same without the block.
func (r *row) masses(pg *page, i int) {
	b := &pg.blocks[i]
	total := pg.sums[0].mass + 1
	n := b.box
	for range 6 {
		s := &pg.sums[n]
		own := pg.prob[i] * float32(b.st.weight)
		rest := float32(s.weight) - float32(b.st.weight)
		r.add(s.mass/total, s.mass/float32(s.weight+1), (s.mass-own)/(rest+1))
		if up := pg.dom.Nodes[n].Parent; up >= 0 {
			n = pg.box[up]
		}
	}
}

// A kinship says, for each block, which look it has, and for each look what the first model made
// of the blocks that bear it: a template gives all paragraphs of an article one look.
type kinship struct {
	look []int32 // by block, the place of its look in sums
	sums []kinSum
}

type kinSum struct{ blocks, weight, mass float32 }

// read takes as a block's look its element's name and class, and where wide is set those of the
// element around it too.
func (k *kinship) read(pg *page, p []float32, wide bool) {
	k.look, k.sums = zeros(k.look, len(p)), k.sums[:0]
	places := pg.scratch.counts.empty(len(p))
	pg.scratch.counts = places
	for i := range p {
		b := &pg.blocks[i]
		h := pg.lookOf(b.box)
		if up := pg.dom.Nodes[b.box].Parent; wide && up >= 0 {
			h = h*windowMul ^ pg.lookOf(up)
		}
		n := places.at(h)
		if *n == 0 {
			k.sums = append(k.sums, kinSum{})
			*n = len(k.sums)
		}
		k.look[i] = int32(*n - 1)
		s, w := &k.sums[*n-1], float32(b.st.weight)
		s.blocks++
		s.weight += w
		s.mass += w * p[i]
	}
}

func (pg *page) lookOf(i int32) uint64 {
	h := uint64(pg.dom.Nodes[i].Tag) + 1
	class, _ := pg.dom.Attr(i, dom.Class)
	for _, c := range class[:min(len(class), 200)] {
		h = (h ^ uint64(c)) * windowMul
	}
	return h
}

// kin adds what the other blocks of the same look are held for.
func (r *row) kin(k *kinship, pg *page, i int) {
	s, w := k.sums[k.look[i]], float32(pg.blocks[i].st.weight)
	rest := s.weight - w
	mean := float32(-1)
	if rest > 0 {
		mean = (s.mass - w*pg.prob[i]) / rest
	}
	r.add(mean, float32(math.Log1p(float64(s.blocks))), s.mass/(pg.sums[0].mass+1))
}

func at(p []float32, i int) float32 {
	if i < 0 || i >= len(p) {
		return -1
	}
	return p[i]
}

// mean of the probabilities of blocks [i, j), by weight.
func mean(p []float32, blocks []block, i, j int) float32 {
	sum, all := float32(0), float32(1)
	for k := max(i, 0); k < min(j, len(p)); k++ {
		w := float32(blocks[k].st.weight)
		sum, all = sum+w*p[k], all+w
	}
	return sum / all
}
