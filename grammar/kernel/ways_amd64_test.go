package kernel

// ways are the sets of kernels that this processor has.
func ways() []way {
	set := func(avx2, avx512, vnni bool) func() func() {
		return func() func() {
			a, b, c := hasAVX2, hasAVX512, hasVNNI
			hasAVX2, hasAVX512, hasVNNI = avx2, avx512, vnni
			return func() { hasAVX2, hasAVX512, hasVNNI = a, b, c }
		}
	}
	all := []way{{"plain", set(false, false, false)}}
	if hasAVX2 {
		all = append(all, way{"avx2", set(true, false, false)})
	}
	if hasAVX512 {
		all = append(all, way{"avx512", set(true, true, false)})
	}
	if hasVNNI {
		all = append(all, way{"vnni", set(true, true, true)})
	}
	return all
}
