package extract

import (
	_ "embed"
	"sync"

	"readout/intake/extract/boost"
)

//go:embed data/lines.bin
var linesData []byte

// lineModel are the forests that say of a line of a flattened page how likely it belongs to the
// article, the same again by one that sees what the first said of the lines around, and how
// likely it is the headline; nil where there are none that fit.
var lineModel = sync.OnceValue(func() *[3]*boost.Forest {
	m, rest := new([3]*boost.Forest), linesData
	for k, width := range [...]int{lineWidth, lineWidth + lineAgain, lineWidth + headWidth} {
		f, more, err := boost.Read(rest)
		if err != nil || f.Width() != width {
			return nil
		}
		m[k], rest = f, more
	}
	return m
})

// lineWidth is how many features a line has.
const lineWidth = 16 + 8 + 10 + 6*lineNear + 6 + askKinds + 2

// lineNear is how many features of each line before and after count.
const lineNear = 7

// rows writes the features of each line: its words, its label, its place, those of its
// neighbours, and what the rules make of the page.
func (f *flatPage) rows() table {
	t := table{width: lineWidth, data: make([]float32, 0, lineWidth*len(f.lines))}
	total, prose := 0, 0
	seen := map[string]int{}
	for i := range f.lines {
		total += f.lines[i].st.weight
		seen[f.lines[i].words]++
		if f.lines[i].prose() {
			prose += f.lines[i].st.weight
		}
	}
	before, proseBefore, endings := 0, 0, 0
	since := [2]float32{far, far}
	near := f.proseNear()
	for i := range f.lines {
		l := &f.lines[i]
		r := row(t.data)
		r.text(&l.st)
		var loc local
		loc.labels([]byte(l.words))
		r.add(loc.kind[:]...)
		r.add(loc.label, float32(min(seen[l.words], 4)), truth(l.prose()),
			truth(l.label != "" && l.share > .75), float32(min(endings, 5)))
		r.add(ratio(i, len(f.lines)), ratio(before, total), ratio(proseBefore, prose),
			log(len(f.lines)), log(total), ratio(prose, total), float32(near[0][i]),
			float32(near[1][i]), truth(near[0][i] == 0), float32(min(i, 60)))
		for _, k := range [...]int{-3, -2, -1, 1, 2, 3} {
			r.line(f, i+k)
		}
		r.add(truth(i >= f.first && i < f.end), float32(min(max(i-f.first, -20), 20)),
			float32(min(max(i-f.end, -20), 20)), f.around(i, 4), f.around(i, 10), f.around(i, 25))
		for _, n := range asks([]byte(l.words)) {
			r.add(float32(min(n, 6)))
		}
		for k := range since {
			if since[k] = min(since[k]+1, far); loc.since[k] > 0 {
				since[k] = 0
			}
		}
		r.add(since[:]...)
		t.data = r
		before += l.st.weight
		if l.prose() {
			proseBefore += l.st.weight
		}
		if f.ends(i) {
			endings++
		}
	}
	return t
}

// line adds what a neighbour is like.
func (r *row) line(f *flatPage, i int) {
	if i < 0 || i >= len(f.lines) {
		r.add(-1, -1, -1, -1, -1, -1, -1)
		return
	}
	st := &f.lines[i].st
	r.add(log(st.weight), truth(st.endMark), log(st.ends), f.lines[i].share,
		ratio(st.upper, st.letters), ratio(st.digits, st.weight), truth(f.lines[i].prose()))
}

// proseNear is, for each line, how many lines before and after it the next prose stands.
func (f *flatPage) proseNear() [2][]int {
	const far = 30
	n := len(f.lines)
	out := [2][]int{make([]int, n), make([]int, n)}
	d := far
	for i := range n {
		if d = min(d+1, far); f.lines[i].prose() {
			d = 0
		}
		out[0][i] = d
	}
	d = far
	for i := n - 1; i >= 0; i-- {
		if d = min(d+1, far); f.lines[i].prose() {
			d = 0
		}
		out[1][i] = d
	}
	return out
}

// around is the share of prose in the weight of the lines up to n away.
func (f *flatPage) around(i, n int) float32 {
	prose, all := 0, 0
	for k := max(0, i-n); k < min(len(f.lines), i+n+1); k++ {
		w := f.lines[k].st.weight
		all += w
		if f.lines[k].prose() {
			prose += w
		}
	}
	return ratio(prose, all)
}

// maxJudged is how many lines a page may have that the model judges, for memory's sake.
const maxJudged = 4000

// judge gives each line its probability, or nil where there is no model.
func (f *flatPage) judge() []float32 {
	m := lineModel()
	if m == nil || len(f.lines) == 0 || len(f.lines) > maxJudged {
		return nil
	}
	t, p := f.rows(), make([]float32, len(f.lines))
	m[0].OddsOf(t.data, p)
	again := f.rowsAgain(t, p)
	p = make([]float32, len(f.lines))
	m[1].OddsOf(again.data, p)
	heads := f.headRows(t, p)
	f.heads = make([]float32, len(f.lines))
	m[2].OddsOf(heads.data, f.heads)
	return p
}

// lineAgain and headWidth are how many features rowsAgain and headRows add.
const (
	lineAgain = 9 + 4 + 4
	headWidth = 6 + 4 + 5
)

// rowsAgain adds to the features of each line what the first forest says of those around it.
func (f *flatPage) rowsAgain(t table, p []float32) table {
	out := table{width: t.width + lineAgain, data: make([]float32, 0, (t.width+lineAgain)*len(p))}
	lo, hi, total, sum := -1, -1, float32(1), float32(0)
	for i, v := range p {
		w := f.lines[i].st.weight
		if v > .6 && w > 60 {
			hi = i
			if lo < 0 {
				lo = i
			}
		}
		total += v * float32(w)
	}
	for i := range p {
		r := append(row(out.data), t.row(i)...)
		for k := i - 4; k <= i+4; k++ {
			r.add(at(p, k))
		}
		r.add(f.mean(p, i-6, i), f.mean(p, i+1, i+7), f.mean(p, i-15, i), f.mean(p, i+1, i+16))
		r.add(float32(min(max(i-lo, -20), 20)), float32(min(max(i-hi, -20), 20)), sum/total,
			total/1000)
		sum += p[i] * float32(f.lines[i].st.weight)
		out.data = r
	}
	return out
}

// mean of the probabilities of lines [i, j), by weight.
func (f *flatPage) mean(p []float32, i, j int) float32 {
	sum, all := float32(0), float32(1)
	for k := max(i, 0); k < min(j, len(p)); k++ {
		w := float32(f.lines[k].st.weight)
		sum, all = sum+w*p[k], all+w
	}
	return sum / all
}

// headRows adds to the features of each line what speaks for the headline of the text of which p
// says where it is: how near it stands, whether it is said before, what it shares with the text.
func (f *flatPage) headRows(t table, p []float32) table {
	out := table{width: t.width + headWidth, data: make([]float32, 0, (t.width+headWidth)*len(p))}
	first, body := len(p), map[uint64]int{}
	for i, v := range p {
		if v > likely && f.lines[i].prose() {
			first = min(first, i)
			if len(body) < maxGrams {
				eachGram(f.lines[i].words, func(h uint64) { body[h]++ })
			}
		}
	}
	marks := f.marks()
	weight := 0
	for i := first - 1; i >= 0 && i < len(p); i-- {
		weight += f.lines[i].st.weight
	}
	for i := range p {
		r := append(row(out.data), t.row(i)...)
		shared, grams := 0, 0
		if f.lines[i].st.weight <= maxHeadline {
			eachGram(f.lines[i].words, func(h uint64) {
				grams++
				shared += int(truth(body[h] > 0))
			})
		}
		r.add(p[i], at(p, i-1), at(p, i+1), at(p, i+2), f.mean(p, i-6, i), f.mean(p, i+1, i+7))
		r.add(float32(min(max(first-i, -20), 40)), log(max(weight, 0)), ratio(shared, grams),
			truth(f.lines[i].st.words > 2 && f.saidBefore(i)))
		r.add(marks.near(i+1, i+4, marksByline), marks.near(i+1, i+5, marksDay),
			marks.near(i-2, i, marksDay), marks.near(i, i+1, marksCredit), marks.near(i+1, i+3,
				marksCredit))
		weight -= f.lines[i].st.weight
		out.data = r
	}
	return out
}

// lineMarks are what lines plainly are, as bits.
type lineMarks []uint8

const (
	marksByline = 1 << iota
	marksDay
	marksCredit
)

func (m lineMarks) near(i, j int, bit uint8) float32 {
	for k := max(i, 0); k < min(j, len(m)); k++ {
		if m[k]&bit != 0 {
			return 1
		}
	}
	return 0
}

func (f *flatPage) marks() lineMarks {
	m := make(lineMarks, len(f.lines))
	for i := range f.lines {
		l := &f.lines[i]
		if l.st.weight > 160 {
			continue
		}
		if led2(l.words) {
			m[i] |= marksByline
		}
		if f.isDay(i) {
			m[i] |= marksDay
		}
		if _, credit := partCredit(l.words); credit != "" && creditSure(l.words, credit) {
			m[i] |= marksCredit
		}
	}
	return m
}

// maxGrams bounds how much of a text a headline is compared with.
const maxGrams = 20_000

// eachGram calls f with the hash of each run of five letters within the words of a text, or of
// two ideographs.
func eachGram(s string, f func(uint64)) {
	var ring [5]uint32
	n := 0
	for _, r := range s {
		c := fold(r)
		if c == 0 {
			n = 0
			continue
		}
		ring[n%5] = c
		n++
		if c >= 0x2e80 && n > 1 {
			f(uint64(ring[(n-2)%5])<<32 | uint64(c))
		} else if n >= 5 {
			h := uint64(0)
			for k := range 5 {
				h = onLetter(h, ring[(n+k)%5])
			}
			f(h)
		}
	}
}

// A Flat is a flattened page as the trainer of its model sees it.
type Flat struct{ f *flatPage }

// ReadFlat cuts a flattened page into lines.
func ReadFlat(flat []byte) Flat {
	f := &flatPage{lines: linesOf(flat)}
	f.bounds()
	return Flat{f}
}

// Lines returns the lines and their features.
func (t Flat) Lines() (words []string, rows [][]float32) {
	for i := range t.f.lines {
		words = append(words, t.f.lines[i].words)
	}
	return words, split(t.f.rows())
}

// Again returns the features of the second model, where the first said p.
func (t Flat) Again(p []float32) [][]float32 { return split(t.f.rowsAgain(t.f.rows(), p)) }

// Heads returns those of the headline's model, where p says what the text is.
func (t Flat) Heads(p []float32) [][]float32 { return split(t.f.headRows(t.f.rows(), p)) }
