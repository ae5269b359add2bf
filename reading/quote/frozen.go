package quote

// A frozen is a linear model that was read: its weights stand beside their features, so that a
// look-up meets memory once.
type frozen struct {
	cells []cell // open-addressed table
	shift int
	scale float32 // what one of the weights stands for
}

// A cell holds the weights of a feature, one for each label; its feature 0 marks it free.
type cell struct {
	feature uint32
	w       [labels]int8
}

// freeze lays the weights out, given as bytes: those of each label by feature.
func freeze(m *linear, weights []byte, scale float32) *frozen {
	z := &frozen{cells: make([]cell, len(m.slots)), shift: m.shift, scale: scale}
	for k, s := range m.slots {
		if s.feature == 0 {
			continue
		}
		c := &z.cells[k]
		c.feature = s.feature
		for l := range m.labels {
			c.w[l] = int8(weights[l*len(m.feats)+int(s.at)/m.labels])
		}
	}
	return z
}

// known is the cell of f, or a free one, whose weights are zeros, where f is unknown: whether it is
// one or the other is beyond what a processor foresees, so that there is no branch on it, but a
// product.
func (z *frozen) known(f uint32) int {
	for k := int(f * 0x9E3779B1 >> z.shift); ; k = (k + 1) & (len(z.cells) - 1) {
		if c := &z.cells[k]; uint64(c.feature^f)*uint64(c.feature) == 0 {
			return k
		}
	}
}

// score is that of a linear model.
func (z *frozen) score(fs []uint32) float32 {
	sum := float32(0)
	for _, f := range fs {
		sum += z.scale * float32(z.cells[z.known(f)].w[0])
	}
	return sum
}

// emit is that of a linear model. Nearly half of a token's features are those of the token before.
func (z *frozen) emit(w *window, out [][labels]float32) [][labels]float32 {
	out = out[:0]
	var at [perToken]int32
	for k := 0; k < len(w.feats); k += perToken {
		last := (*[perToken]uint32)(w.feats[max(0, k-perToken):])
		for i, f := range (*[perToken]uint32)(w.feats[k:]) {
			if k == 0 || f != last[i] {
				at[i] = int32(z.known(f))
			}
		}
		var a, b, c, d, e float32
		by := z.scale
		for _, i := range at {
			x := &z.cells[i].w
			a, b, c = a+by*float32(x[0]), b+by*float32(x[1]), c+by*float32(x[2])
			d, e = d+by*float32(x[3]), e+by*float32(x[4])
		}
		out = append(out, [labels]float32{a, b, c, d, e})
	}
	return out
}
