package knowledge

import (
	"sync"
	"testing"
)

var loadOnce = sync.OnceValues(func() (*Base, error) { return Load() })

// load returns the embedded knowledge.
func load(t testing.TB) *Base {
	t.Helper()
	b, err := loadOnce()
	if err != nil {
		t.Fatal(err)
	}
	return b
}
