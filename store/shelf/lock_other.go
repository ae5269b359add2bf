//go:build !unix

package shelf

import "os"

// lock does nothing where files cannot be locked: one desk at a time is to use a store.
func lock(*os.File) error { return nil }
