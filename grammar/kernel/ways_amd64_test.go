package kernel

// ways are the sets of kernels that this processor has.
func ways() []way {
	set := func(avx2, avx512 bool) func() func() {
		return func() func() {
			a, b := hasAVX2, hasAVX512
			hasAVX2, hasAVX512 = avx2, avx512
			return func() { hasAVX2, hasAVX512 = a, b }
		}
	}
	all := []way{{"plain", set(false, false)}}
	if hasAVX2 {
		all = append(all, way{"avx2", set(true, false)})
	}
	if hasAVX512 {
		all = append(all, way{"avx512", set(true, true)})
	}
	return all
}
