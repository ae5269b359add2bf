package lineage

import (
	"cmp"
	"slices"
	"unicode"
)

// Words as rare as this are marks; names and numbers mark a text better than other words do, which
// a copy may reword.
const (
	markRarity = 2.5
	nameBonus  = 2
	digitBonus = 1
)

// mark notes a word as a mark, where it is rare.
func (p *print) mark(w word, first rune, stem uint32, rare float64, starts bool) {
	if rare < markRarity || len(w.low) < 2 || calendar()[w.low] {
		return
	}
	switch {
	case unicode.IsNumber(first):
		rare += digitBonus
	case unicode.IsUpper(first) && !starts:
		rare += nameBonus
	}
	p.marked = append(p.marked, mark{stem, rare})
}

// index are the features of p: each two of its heaviest marks, which two texts on one happening
// have in common and hardly any others, and a part of its shingles.
func (p *print) index() []uint32 {
	ms := p.heaviest()
	p.marked = nil
	var out []uint32
	for i := range ms {
		for j := range i {
			a, b := ms[i].stem, ms[j].stem
			out = append(out, key([]uint32{min(a, b), max(a, b)}))
		}
	}
	for _, h := range p.shingles {
		if h%keepOne == 0 {
			out = append(out, h)
		}
	}
	return distinct(out)
}

// heaviest are the marks of most weight, each once; of equal ones those of least hash, so that two
// texts choose the same.
func (p *print) heaviest() []mark {
	ms := make([]mark, 0, marks+1)
	before := func(a, b mark) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.stem, b.stem))
	}
	for _, m := range p.marked {
		if len(ms) == marks && before(ms[marks-1], m) <= 0 {
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
	return ms
}
