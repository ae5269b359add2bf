package kernel

// ways are the sets of kernels that this processor has.
func ways() []way {
	set := func(neon, dot bool) func() func() {
		return func() func() {
			a, b := hasNEON, hasDot
			hasNEON, hasDot = neon, dot
			return func() { hasNEON, hasDot = a, b }
		}
	}
	all := []way{{"plain", set(false, false)}, {"neon", set(true, false)}}
	if hasDot {
		all = append(all, way{"dot", set(true, true)})
	}
	return all
}
