package lineage

import "cmp"

// A matcher compares prints, in room that it uses again. It is not safe for concurrent use.
type matcher struct {
	rows  [][]float64
	flat  []float64
	sum   []float64
	heard []bool // sentences that are mostly what both quote word for word
}

// bySentence fills in the signs that rest on sentences.
func (m *matcher) bySentence(f *signs, c, s *print) {
	like := m.likeness(c.cells, s.cells, len(c.sents), len(s.sents))
	m.inOrder(f, like, c)
	_, path := m.align(like, alikeness)
	n, words, all := 0, 0., length(c)
	for _, k := range c.sents {
		if k >= fewWords {
			n++
		}
	}
	for _, p := range path {
		words += float64(c.sents[p[0]])
		if c.sents[p[0]] >= fewWords {
			f[matched]++
		}
	}
	f[covered] = words / max(1, all)
	f[matched] /= float64(max(1, n))
	rows := like[:0]
	for i, row := range like {
		if !m.heard[i] && c.sents[i] >= fewWords {
			rows = append(rows, row)
			v, _ := best(row)
			f[near] += v
		}
	}
	gain, _ := m.align(rows, alikeness)
	f[near] /= float64(max(1, len(rows)))
	f[aligned] = gain / float64(max(1, len(rows)))
}

const (
	fewWords  = 3   // of a sentence; shorter ones are like any
	alikeness = .15 // of sentences that are aligned, at the least
)

// inOrder fills in whether the sentences come in the order of those that they are like.
func (m *matcher) inOrder(f *signs, like [][]float64, c *print) {
	var hits []int
	for i, row := range like {
		if v, at := best(row); v > .2 && c.sents[i] >= fewWords {
			hits = append(hits, at)
		}
	}
	up, pairs := 0, 0
	for i := range hits {
		for j := range i {
			pairs++
			up += cmp.Compare(hits[i], hits[j])
		}
	}
	f[order] = float64(up) / float64(max(1, pairs))
}

// best is the greatest of values that are not negative, and where it stands first.
func best(row []float64) (top float64, at int) {
	for i, v := range row {
		if v > top {
			top, at = v, i
		}
	}
	return top, at
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
