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

// sumsPlain returns the sum of x and of its squares: eight by eight, then what is left.
func sumsPlain(x []float32) (sum, square float32) {
	var a, b [8]float32
	for ; len(x) >= 8; x = x[8:] {
		for i, v := range (*[8]float32)(x) {
			a[i] += v
			b[i] += float32(v * v)
		}
	}
	return sumsOf(x, &a, &b)
}

// sumsOf adds partial sums to those of the rest.
func sumsOf(rest []float32, a, b *[8]float32) (sum, square float32) {
	for _, v := range rest {
		sum += v
		square += float32(v * v)
	}
	for i := range a {
		sum += a[i]
		square += b[i]
	}
	return sum, square
}

// peakPlain returns the largest of x, at least zero.
func peakPlain(x []float32) (top float32) {
	for _, v := range x {
		top = max(top, v)
	}
	return top
}

// scalePlain sets out to (x·by + offset)·gain + shift.
func scalePlain(out, x, gain, shift []float32, by, offset float32) {
	for i, v := range x {
		v = float32(v*by) + offset
		out[i] = float32(v*gain[i]) + shift[i]
	}
}

// roundPlain sets out to the same, rounded, in 0…127.
func roundPlain(out []byte, x, gain, shift []float32, by, offset float32) {
	for i, v := range x {
		v = float32(v*by) + offset
		out[i] = seven(float32(v*gain[i]) + shift[i])
	}
}

// rectifyPlain sets out to x·by, rounded, in 0…127.
func rectifyPlain(out []byte, x []float32, by float32) {
	for i, v := range x {
		out[i] = seven(v * by)
	}
}

// seven rounds to a value of seven bits.
func seven(v float32) byte {
	return byte(math.Float32bits(min(max(v, 0), 127) + whole))
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
