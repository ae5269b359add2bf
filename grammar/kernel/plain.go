package kernel

import "math"

// Here products and sums are rounded by a conversion each, since a compiler may otherwise
// fuse them where the machine can.

// mulPlain is MulExact in Go: a row of c by a panel of b at a time.
func mulPlain(c, a []float32, rows, lda, ldc int, b *Packed) {
	k := b.Rows
	for r := range rows {
		row := a[r*lda : r*lda+k]
		for p := 0; p < b.Cols; p += Width {
			panel := b.data[p*k : (p+Width)*k]
			out := (*[Width]float32)(c[r*ldc+p:])
			for i, v := range row {
				w := (*[Width]float32)(panel[i*Width:])
				for j := range out {
					out[j] += float32(v * w[j])
				}
			}
		}
	}
}

// gatePlain is Gate in Go.
func gatePlain(x, a, b []float32) {
	for i := range x {
		x[i] += a[i] / (1 + expNegative(b[i]))
	}
}

// expNegative returns exp(−b) by range reduction to [−ln2/2, ln2/2] and a polynomial of
// degree five (Cephes, expf).
func expNegative(b float32) float32 {
	const log2e, ln2hi, ln2lo, top = 1.44269504088896341, 0.693359375, -2.12194440e-4, 87
	v := max(min(-b, top), -top)
	k := float32(v*log2e) + whole - whole
	v -= float32(k * ln2hi)
	v -= float32(k * ln2lo)
	y := float32(1.9875691500e-4*v) + 1.3981999507e-3
	y = float32(y*v) + 8.3334519073e-3
	y = float32(y*v) + 4.1665795894e-2
	y = float32(y*v) + 1.6666665459e-1
	y = float32(y*v) + 0.5
	y = float32(float32(y*v)*v) + v + 1
	return math.Float32frombits(math.Float32bits(y) + uint32(int32(k))<<23)
}

// whole added to a small float32 leaves no room for a fraction: it rounds to even.
const whole = 3 << 22

// gateIntsPlain is Ints.Gate in Go.
func gateIntsPlain(x []float32, sums []int32, scale, bias []float32) {
	n := len(x)
	for i := range x {
		a := float32(float32(sums[i])*scale[i]) + bias[i]
		b := float32(float32(sums[n+i])*scale[n+i]) + bias[n+i]
		x[i] += a / (1 + expNegative(b))
	}
}

// spread returns the factor and offset that give x the mean zero and the variance one.
func spread(x []float32) (by, offset float32) {
	var a, b [8]float32
	var sum, square float32
	n := float32(len(x))
	for ; len(x) >= 8; x = x[8:] {
		for i, v := range (*[8]float32)(x) {
			a[i] += v
			b[i] += float32(v * v)
		}
	}
	for _, v := range x {
		sum += v
		square += float32(v * v)
	}
	mean := (fold(&a) + sum) / n
	square = (fold(&b) + square) / n
	square -= float32(mean * mean)
	by = 1 / float32(math.Sqrt(float64(max(square, 0)+normEpsilon)))
	return by, (0 - mean) * by
}

// fold adds eight sums as the kernels do.
func fold(s *[8]float32) float32 {
	return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]))
}

// normalizePlain is Normalize in Go.
func normalizePlain(out, x, gain, shift []float32) {
	n := len(gain)
	for ; len(x) >= n; x, out = x[n:], out[n:] {
		by, offset := spread(x[:n])
		for i, g := range gain {
			v := float32(x[i]*by) + offset
			out[i] = float32(v*g) + shift[i]
		}
	}
}

// normalizeBytesPlain is NormalizeBytes in Go.
func normalizeBytesPlain(out []byte, x, gain, shift []float32) {
	n := len(gain)
	for ; len(x) >= n; x, out = x[n:], out[n:] {
		by, offset := spread(x[:n])
		for i, g := range gain {
			v := float32(x[i]*by) + offset
			out[i] = seven(float32(v*g) + shift[i])
		}
	}
}

// rectifyPlain is Rectify in Go.
func rectifyPlain(out []byte, a, b []float32) float32 {
	var top, by, step float32
	for i, v := range a {
		top = max(top, v+b[i])
	}
	if top > smallest {
		by, step = 127/top, top/127
	}
	for i, v := range a {
		out[i] = seven((v + b[i]) * by)
	}
	return step
}

// seven rounds to a value of seven bits.
func seven(v float32) byte {
	return byte(math.Float32bits(min(max(v, 0), 127) + whole))
}

// bestPlain is Best in Go.
func bestPlain(x []float32) int {
	top := 0
	for i, v := range x {
		if v > x[top] {
			top = i
		}
	}
	return top
}

// expandPlain sets out to sums·by·scale + shift.
func expandPlain(out []float32, sums []int32, scale, shift []float32, by float32) {
	for i, v := range sums {
		out[i] = float32(float32(float32(v)*by)*scale[i]) + shift[i]
	}
}

// addRowPlain is AddRow in Go.
func addRowPlain(x []float32, q []byte, scale float32) {
	for i := range x {
		x[i] += float32(scale * float32(int8(q[i])))
	}
}

// addRowsPlain is AddRows in Go.
func addRowsPlain(x []float32, q []byte, scales []float32, rows []int32) {
	for _, r := range rows {
		addRowPlain(x, q[int(r)*len(x):int(r+1)*len(x)], scales[r])
	}
}
