package kernel

// eights is how many of n values the kernels that take eight at a time can do.
func eights(n int) int {
	if !hasAVX2 {
		return 0
	}
	return n &^ 7
}

// whole8 reports whether those kernels can do all of some rows of n values.
func whole8(n int) bool { return n > 0 && eights(n) == n }

// gate does the values that fill blocks of eight and returns how many they are.
func gate(x, a, b []float32) int {
	n := eights(len(x))
	if n > 0 {
		gate8(&x[0], &a[0], &b[0], n)
	}
	return n
}

func gateInts(x []float32, sums []int32, scale, bias []float32) {
	switch n := len(x); {
	case n == 0 || !whole8(n):
		gateIntsPlain(x, sums, scale, bias)
	case hasAVX512 && n%16 == 0:
		gateInts16(&x[0], &sums[0], &scale[0], &bias[0], n)
	default:
		gateInts8(&x[0], &sums[0], &scale[0], &bias[0], n)
	}
}

func normalize(out, x, gain, shift []float32) {
	n := len(gain)
	if rows := len(x) / max(n, 1); rows > 0 && whole8(n) {
		normalize8(&out[0], &x[0], &gain[0], &shift[0], n, rows)
	} else if n > 0 {
		normalizePlain(out, x, gain, shift)
	}
}

func normalizeBytes(out []byte, x, gain, shift []float32) {
	n := len(gain)
	if rows := len(x) / max(n, 1); rows > 0 && whole8(n) {
		normalizeBytes8(&out[0], &x[0], &gain[0], &shift[0], n, rows)
	} else if n > 0 {
		normalizeBytesPlain(out, x, gain, shift)
	}
}

func rectify(out []byte, a, b []float32) float32 {
	if n := len(a); whole8(n) {
		return rectify8(&out[0], &a[0], &b[0], n)
	}
	return rectifyPlain(out, a, b)
}

func expand(out []float32, sums []int32, scale, shift []float32, by float32) {
	n := eights(len(sums))
	if n > 0 {
		expand8(&out[0], &sums[0], &scale[0], &shift[0], n, by)
	}
	expandPlain(out[n:], sums[n:], scale[n:], shift[n:], by)
}

// addRow does the values that fill blocks of eight and returns how many they are.
func addRow(x []float32, q []byte, by float32) int {
	n := eights(len(x))
	if n > 0 {
		addRow8(&x[0], &q[0], n, by)
	}
	return n
}

func addRows(x []float32, q []byte, scales []float32, rows []int32) {
	n := len(x)
	if n == 0 || len(rows) == 0 || n%16 != 0 || !whole8(n) {
		addRowsPlain(x, q, scales, rows)
		return
	}
	addRows16(&x[0], n, &q[0], &scales[0], &rows[0], len(rows))
}

func best(x []float32) int {
	if eights(len(x)) > 0 {
		return best8(&x[0], len(x))
	}
	return bestPlain(x)
}
