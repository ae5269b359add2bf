package kernel

// eights is how many of n values the kernels that take eight at a time can do.
func eights(n int) int {
	if !hasAVX2 {
		return 0
	}
	return n &^ 7
}

// gate does the values that fill blocks of eight and returns how many they are.
func gate(x, a, b []float32) int {
	n := eights(len(x))
	if n > 0 {
		gate8(&x[0], &a[0], &b[0], n)
	}
	return n
}

// addRow does the values that fill blocks of eight and returns how many they are.
func addRow(x []float32, q []byte, by float32) int {
	n := eights(len(x))
	if n > 0 {
		addRow8(&x[0], &q[0], n, by)
	}
	return n
}

func sums(x []float32) (sum, square float32) {
	n := eights(len(x))
	if n == 0 {
		return sumsPlain(x)
	}
	var part [2][8]float32
	sums8(&part[0][0], &x[0], n)
	return sumsOf(x[n:], &part[0], &part[1])
}

func peak(x []float32) float32 {
	n := eights(len(x))
	if n == 0 {
		return peakPlain(x)
	}
	var part [8]float32
	peaks8(&part[0], &x[0], n)
	return max(peakPlain(part[:]), peakPlain(x[n:]))
}

func scale(out, x, gain, shift []float32, by, offset float32) {
	n := eights(len(x))
	if n > 0 {
		scale8(&out[0], &x[0], &gain[0], &shift[0], n, by, offset)
	}
	scalePlain(out[n:], x[n:], gain[n:], shift[n:], by, offset)
}

func round(out []byte, x, gain, shift []float32, by, offset float32) {
	n := eights(len(x))
	if n > 0 {
		round8(&out[0], &x[0], &gain[0], &shift[0], n, by, offset)
	}
	roundPlain(out[n:], x[n:], gain[n:], shift[n:], by, offset)
}

func rectify(out []byte, x []float32, by float32) {
	n := eights(len(x))
	if n > 0 {
		rectify8(&out[0], &x[0], n, by)
	}
	rectifyPlain(out[n:], x[n:], by)
}

func expand(out []float32, sums []int32, scale, shift []float32, by float32) {
	n := eights(len(sums))
	if n > 0 {
		expand8(&out[0], &sums[0], &scale[0], &shift[0], n, by)
	}
	expandPlain(out[n:], sums[n:], scale[n:], shift[n:], by)
}
