//go:build !amd64 && !arm64

package kernel

// ways are the sets of kernels that this processor has.
func ways() []way {
	return []way{{"plain", func() func() { return func() {} }}}
}
