package lineage

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// The signs that one article was made from another, each 0 to 1 unless said otherwise.
const (
	shingleShare  = iota // of the shorter one's shingles, outside quotation marks, in the other
	newNames             // of the copy's names, by rarity, that the source has not
	newNumbers           // of the copy's numbers that the source has not
	lostNames            // of the source's names, by rarity, that the copy has not
	quotesKept           // of the words of the copy's quotations that stand so in the source
	quoting              // whether the copy quotes
	near                 // mean likeness of a sentence to the nearest one of the source
	covered              // of the copy's words in sentences aligned in order
	aligned              // mean likeness of aligned sentences above chance
	order                // rank correlation of nearest sentences, −1 to 1
	lengths              // the shorter length by the longer
	sentences            // the same of the number of sentences
	namesInOrder         // mean likeness in names of sentences aligned by their names
	quotesInPlace        // of the quotations, those aligned by place and length
	signCount
)

// matched is behind the signs that are weighed: the share of the copy's sentences that the source
// has too.
const matched = signCount

type signs [signCount + 1]float64

//go:embed data/weights.txt
var weightFile string

// weights are the learned weight of each sign, and last the bias.
var weights = sync.OnceValue(func() [signCount + 1]float64 {
	var out [signCount + 1]float64
	i := 0
	for line := range strings.Lines(weightFile) {
		f := strings.Fields(line)
		if len(f) < 1 || f[0] == "#" || i > signCount {
			continue
		}
		out[i], _ = strconv.ParseFloat(f[0], 64)
		i++
	}
	return out
})

// likely is the probability that copied was made from source, and the signs it rests on. Long runs
// of the same words outside quotation marks prove it whatever the other signs say.
func (m *matcher) likely(copied, source *print) (float64, signs) {
	f := m.compare(copied, source)
	w := weights()
	p := predict(&w, &f)
	shared := f[shingleShare]
	if min(len(copied.shingles), len(source.shingles)) >= fewest && shared >= verbatim {
		p = max(p, min(.99, shared+.2))
	}
	if copied.outlet != "" && copied.outlet == source.outlet && shared < reprint {
		p = 0 // an outlet's pages share what stands around each text
	}
	return p, f
}

const (
	verbatim = .3 // share of shingles that no two reporters have in common
	reprint  = .7 // the same within one outlet
	fewest   = 12 // shingles on which that can be told
)

// A matcher compares prints, in room that it uses again. It is not safe for concurrent use.
type matcher struct {
	rows [][]float64
	flat []float64
	sum  []float64
}

func (m *matcher) compare(c, s *print) signs {
	var f signs
	f[shingleShare] = share(c.shingles, s.shingles)
	f[newNames] = missing(c, s)
	f[lostNames] = missing(s, c)
	f[newNumbers] = newOnes(c.numbers, s.numbers)
	f[quotesKept], f[quoting] = .5, 0
	if kept, n := quotedAlike(c, s); n > 0 {
		f[quotesKept], f[quoting] = kept, 1
	}
	m.bySentence(&f, c, s)
	a, b := length(c), length(s)
	f[lengths] = min(a, b) / max(a, b, 1)
	n, k := float64(len(c.sents)), float64(len(s.sents))
	f[sentences] = min(n, k) / max(n, k, 1)
	f[namesInOrder] = m.ordered(c, s)
	f[quotesInPlace] = .5
	if len(c.quotes) > 0 && len(s.quotes) > 0 {
		f[quotesInPlace] = float64(len(m.paired(c, s))) / float64(max(len(c.quotes), len(s.quotes)))
	}
	return f
}

// ordered is the mean likeness in names of c's sentences with those of s, aligned in order.
func (m *matcher) ordered(c, s *print) float64 {
	all := m.likeness(c.naming, s.naming, len(c.sents), len(s.sents))
	named := make([]bool, len(all))
	for _, n := range c.naming {
		named[n.sent] = true
	}
	rows := all[:0]
	for i, row := range all {
		if named[i] {
			rows = append(rows, row)
		}
	}
	gain, _ := m.align(rows, .1)
	return gain / float64(max(1, len(rows)))
}

func length(p *print) (n float64) {
	for _, words := range p.sents {
		n += float64(words)
	}
	return n
}

// share is the part of the shorter list that the other has too.
func share(a, b []uint32) float64 {
	return float64(inBoth(a, b)) / float64(max(1, min(len(a), len(b))))
}

// newOnes is the part of a that b has not.
func newOnes(a, b []uint32) float64 {
	return float64(len(a)-inBoth(a, b)) / float64(max(1, len(a)))
}

func inBoth(a, b []uint32) (n int) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// missing is the share of a's names, by rarity, that b has in no spelling.
func missing(a, b *print) float64 {
	var all, lost float64
	for _, n := range a.names {
		all += n.rare
		if !holds(b.words, n.stem) && b.spelt(n.low) == nil {
			lost += n.rare
		}
	}
	if all == 0 {
		return 0
	}
	return lost / all
}

// spelt returns the name of p that is n but for a slip of the pen, or nil.
func (p *print) spelt(n string) *name {
	if len(n) < 4 {
		return nil
	}
	limit := 1
	if len(n) > 6 {
		limit = 2
	}
	var best *name
	cost := limit + 1
	i, _ := slices.BinarySearchFunc(p.names, n[:1], func(o name, first string) int {
		return strings.Compare(o.low, first)
	})
	for ; i < len(p.names) && p.names[i].low[0] == n[0]; i++ {
		o := &p.names[i]
		if len(o.low) < 4 {
			continue
		}
		if d := distance(n, o.low, limit); d < cost {
			best, cost = o, d
		}
	}
	return best
}

// distance is the Damerau–Levenshtein distance of two short words (optimal string alignment), or
// limit+1 where it is greater.
func distance(a, b string, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit {
		return limit + 1
	}
	var rows [3][64]int
	if len(b) >= 63 {
		return limit + 1
	}
	for j := 0; j <= len(b); j++ {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		now, last, before := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		now[0] = i
		for j := 1; j <= len(b); j++ {
			c := 1
			if a[i-1] == b[j-1] {
				c = 0
			}
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+c)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
		}
	}
	return min(rows[len(a)%3][len(b)], limit+1)
}

// quotedAlike is the share of the words of c's quotations (of four words or more) that lie in runs
// of three that s has too, and how many quotations it was measured on.
func quotedAlike(c, s *print) (float64, int) {
	var kept, all float64
	n := 0
	for _, q := range c.quotes {
		if len(q.list) < 4 {
			continue
		}
		n++
		all += float64(len(q.list))
		kept += float64(inRuns(q.list, s))
	}
	return kept / max(1, all), n
}

// inRuns counts the words of a list that lie in runs of three words that s has.
func inRuns(list []uint32, s *print) int {
	n, until := 0, 0
	for i := 0; i+3 <= len(list); i++ {
		if holds(s.triples, key(list[i:i+3]...)) {
			n += i + 3 - max(i, until)
			until = i + 3
		}
	}
	return n
}

// bySentence fills in the signs that rest on sentences.
func (m *matcher) bySentence(f *signs, c, s *print) {
	like := m.likeness(c.cells, s.cells, len(c.sents), len(s.sents))
	var total float64
	type hit struct{ i, j int }
	var hits []hit
	n := 0
	for i, row := range like {
		if c.sents[i] < 3 {
			continue
		}
		n++
		best, at := 0., -1
		for j, v := range row {
			if v > best {
				best, at = v, j
			}
		}
		total += best
		if best > .2 {
			hits = append(hits, hit{i, at})
		}
	}
	f[near] = total / float64(max(1, n))
	up, pairs := 0, 0
	for i := range hits {
		for j := range i {
			pairs++
			up += sign(hits[i].j - hits[j].j)
		}
	}
	f[order] = float64(up) / float64(max(1, pairs))
	gain, path := m.align(like, .15)
	f[aligned] = gain / float64(max(1, n))
	var words, all float64
	for i := range c.sents {
		all += float64(c.sents[i])
	}
	for _, p := range path {
		words += float64(c.sents[p[0]])
		if c.sents[p[0]] >= 3 {
			f[matched]++
		}
	}
	f[covered] = words / max(1, all)
	f[matched] /= float64(max(1, n))
}

func sign(n int) int {
	switch {
	case n > 0:
		return 1
	case n < 0:
		return -1
	}
	return 0
}

// likeness is the cosine of every sentence of one text with every sentence of another, by their
// cells. It holds until it is called again.
func (m *matcher) likeness(a, b []cell, rows, cols int) [][]float64 {
	m.table(rows, cols)
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].hash < b[j].hash:
			i++
		case a[i].hash > b[j].hash:
			j++
		default:
			h, from := a[i].hash, j
			for ; i < len(a) && a[i].hash == h; i++ {
				row := m.rows[a[i].sent]
				for j = from; j < len(b) && b[j].hash == h; j++ {
					row[b[j].sent] += float64(a[i].weight) * float64(b[j].weight)
				}
			}
		}
	}
	return m.rows
}

// table makes the rows so many, and empty.
func (m *matcher) table(rows, cols int) {
	m.flat = append(m.flat[:0], make([]float64, rows*cols)...)
	m.rows = m.rows[:0]
	for i := range rows {
		m.rows = append(m.rows, m.flat[i*cols:(i+1)*cols])
	}
}

// align is the monotone alignment of rows and columns with the greatest sum of values above a
// threshold (dynamic programming as for global sequence alignment, gaps free), and that sum.
func (m *matcher) align(rows [][]float64, threshold float64) (float64, [][2]int) {
	if len(rows) == 0 || len(rows[0]) == 0 {
		return 0, nil
	}
	w := len(rows[0]) + 1
	m.sum = append(m.sum[:0], make([]float64, (len(rows)+1)*w)...)
	sum := m.sum
	for i := range rows {
		for j, v := range rows[i] {
			sum[(i+1)*w+j+1] = max(sum[i*w+j+1], sum[(i+1)*w+j], sum[i*w+j]+v-threshold)
		}
	}
	var path [][2]int
	for i, j := len(rows), w-1; i > 0 && j > 0; {
		switch sum[i*w+j] {
		case sum[(i-1)*w+j]:
			i--
		case sum[i*w+j-1]:
			j--
		default:
			path = append(path, [2]int{i - 1, j - 1})
			i, j = i-1, j-1
		}
	}
	for a, b := 0, len(path)-1; a < b; a, b = a+1, b-1 {
		path[a], path[b] = path[b], path[a]
	}
	return sum[len(sum)-1], path
}
