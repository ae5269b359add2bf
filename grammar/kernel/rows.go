package kernel

import "math"

// Gate adds a[i] times the logistic function of b[i] to x[i].
func Gate(x, a, b []float32) {
	a, b = a[:len(x)], b[:len(x)]
	n := gate(x, a, b)
	gatePlain(x[n:], a[n:], b[n:])
}

// Normalize sets out to the layer normalisation of x, by the gain and shift of each value.
func Normalize(out, x, gain, shift []float32) {
	n := len(x)
	by, offset := spread(x)
	scale(out[:n], x, gain[:n], shift[:n], by, offset)
}

// NormalizeBytes is Normalize in whole numbers of 0 to 127.
func NormalizeBytes(out []byte, x, gain, shift []float32) {
	n := len(x)
	by, offset := spread(x)
	round(out[:n], x, gain[:n], shift[:n], by, offset)
}

// Rectify sets out to x, where it is above zero, in whole numbers of up to 127, and returns
// by what they must be multiplied.
func Rectify(out []byte, x []float32) float32 {
	out = out[:len(x)]
	top := peak(x)
	if !(top > smallest) {
		clear(out)
		return 0
	}
	rectify(out, x, 127/top)
	return top / 127
}

// smallest is what 127 can be divided by.
const smallest = 1e-30

// spread returns the factor and offset that give x the mean zero and the variance one.
func spread(x []float32) (by, offset float32) {
	n := float32(len(x))
	sum, square := sums(x)
	mean := sum / n
	variance := float32(square/n) - float32(mean*mean)
	by = 1 / float32(math.Sqrt(float64(max(variance, 0)+normEpsilon)))
	return by, -mean * by
}

// normEpsilon keeps the normalisation of equal values finite.
const normEpsilon = 1e-5

// AddRow adds scale times the int8 values q to x.
func AddRow(x []float32, q []byte, scale float32) {
	q = q[:len(x)]
	n := addRow(x, q, scale)
	addRowPlain(x[n:], q[n:], scale)
}
