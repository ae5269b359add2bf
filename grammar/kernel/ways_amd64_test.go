package kernel

// ways are the sets of kernels that this processor has.
func ways() []way {
	set := func(avx2, avx512, vnni, tiles bool) func() func() {
		return func() func() {
			a, b, c, d := hasAVX2, hasAVX512, hasVNNI, noTiles
			hasAVX2, hasAVX512, hasVNNI, noTiles = avx2, avx512, vnni, !tiles
			return func() { hasAVX2, hasAVX512, hasVNNI, noTiles = a, b, c, d }
		}
	}
	all := []way{{"plain", set(false, false, false, false)}}
	if hasAVX2 {
		all = append(all, way{"avx2", set(true, false, false, false)})
	}
	if hasAVX512 {
		all = append(all, way{"avx512", set(true, true, false, false)})
	}
	if hasVNNI {
		all = append(all, way{"vnni", set(true, true, true, false)})
	}
	if hasVNNI && hasTiles() {
		all = append(all, way{"amx", set(true, true, true, true)})
	}
	return all
}
