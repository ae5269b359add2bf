package lineage

import (
	"cmp"
	"slices"
)

// Words as rare as this are marks; names and numbers mark a text better than other words do, which
// a copy may reword.
const (
	markRarity = 2.5
	nameBonus  = 2
	digitBonus = 1
)

// A mark is a word that few articles have.
type mark struct {
	stem   uint32
	weight float64
}

// features are those of p: each two of its heaviest marks, which two texts on one happening have in
// common and hardly any others, and a part of its shingles.
func (r *reader) features(p *print) []uint32 {
	ms := r.heaviest()
	out := r.a[:0]
	for i := range ms {
		for j := range i {
			a, b := ms[i].stem, ms[j].stem
			out = append(out, key(min(a, b), max(a, b)))
		}
	}
	for _, h := range p.shingles {
		if h%keepOne == 0 {
			out = append(out, h)
		}
	}
	r.a = out
	hs, _ := r.distinct(make([]uint32, 0, len(out)))
	return hs
}

// weigh is what a word weighs as a mark, 0 where it is none.
func (w *word) weigh() float64 {
	switch {
	case w.rare < markRarity || w.is&(short|dated) > 0:
		return 0
	case w.is&number > 0:
		return w.rare + digitBonus
	case w.is&upper > 0 && !w.first:
		return w.rare + nameBonus
	}
	return w.rare
}

// heaviest are the marks of most weight, each once; of equal ones those of least hash, so that two
// texts choose the same.
func (r *reader) heaviest() []mark {
	ms := r.marked[:0]
	before := func(a, b mark) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.stem, b.stem))
	}
	for i := range r.ws {
		m := mark{r.ws[i].stem, r.ws[i].weigh()}
		if m.weight == 0 || len(ms) == marks && before(ms[marks-1], m) <= 0 {
			continue
		}
		if i := slices.IndexFunc(ms, func(o mark) bool { return o.stem == m.stem }); i >= 0 {
			m.weight = max(m.weight, ms[i].weight)
			ms = slices.Delete(ms, i, i+1)
		}
		at, _ := slices.BinarySearchFunc(ms, m, before)
		ms = slices.Insert(ms, at, m)
		ms = ms[:min(len(ms), marks)]
	}
	r.marked = ms
	return ms
}
