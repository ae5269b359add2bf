package extract

import (
	_ "embed"
	"sync"

	"readout/intake/extract/boost"
)

//go:embed data/lines.bin
var linesData []byte

// lineForest says of a line of a flattened page how likely it belongs to the article; nil where
// there is no model.
var lineForest = sync.OnceValue(func() *boost.Forest {
	f, _, err := boost.Read(linesData)
	if err != nil || f.Width() != lineWidth {
		return nil
	}
	return f
})

// lineWidth is how many features a line has.
const lineWidth = 16 + 8 + 10 + 6*lineNear + 6

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

// judge gives each line its probability, or nil where there is no model.
func (f *flatPage) judge() []float32 {
	forest := lineForest()
	if forest == nil || len(f.lines) == 0 {
		return nil
	}
	p := make([]float32, len(f.lines))
	forest.OddsOf(f.rows().data, p)
	return p
}

// Lines returns the lines of a flattened page and their features, for the trainer.
func Lines(flat []byte) (words []string, rows [][]float32) {
	f := &flatPage{lines: linesOf(flat)}
	f.bounds()
	for i := range f.lines {
		words = append(words, f.lines[i].words)
	}
	return words, split(f.rows())
}
