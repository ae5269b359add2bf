package kernel

// Gate adds a[i] times the logistic function of b[i] to x[i].
func Gate(x, a, b []float32) {
	a, b = a[:len(x)], b[:len(x)]
	n := gate(x, a, b)
	gatePlain(x[n:], a[n:], b[n:])
}

// Gate is Gate with those numbers for a and b that a row of sums stands for: b after a.
func (p *Ints) Gate(x []float32, sums []int32, bias []float32) {
	n := 2 * len(x)
	gateInts(x, sums[:n], p.Scale[:n], bias[:n])
}

// Normalize sets out to the layer normalisation of each row of x, by the gain and shift of
// each value of a row.
func Normalize(out, x, gain, shift []float32) {
	normalize(out[:len(x)], x, gain, shift[:len(gain)])
}

// NormalizeBytes is Normalize in whole numbers of 0 to 127.
func NormalizeBytes(out []byte, x, gain, shift []float32) {
	normalizeBytes(out[:len(x)], x, gain, shift[:len(gain)])
}

// normEpsilon keeps the normalisation of equal values finite.
const normEpsilon = 1e-5

// Rectify sets out to a+b, where that is above zero, in steps of which the largest value has
// 127, and returns the step.
func Rectify(out []byte, a, b []float32) float32 {
	return rectify(out[:len(a)], a, b[:len(a)])
}

// smallest is what 127 can be divided by.
const smallest = 1e-30

// AddRow adds scale times the int8 values q to x.
func AddRow(x []float32, q []byte, scale float32) {
	q = q[:len(x)]
	n := addRow(x, q, scale)
	addRowPlain(x[n:], q[n:], scale)
}

// AddRows adds to x those rows of a table of int8 values q, each times its scale. The table is
// as wide as x.
func AddRows(x []float32, q []byte, scales []float32, rows []int32) {
	q = q[:len(scales)*len(x)]
	for _, r := range rows {
		_ = scales[r]
	}
	addRows(x, q, scales, rows)
}

// Best returns the index of the first of the largest values of x, 0 where there are none.
func Best(x []float32) int { return best(x) }
