package main

import (
	"bytes"
	"testing"
)

// TestNoProgressInFiles wants nothing but diagnostics where nobody watches.
func TestNoProgressInFiles(t *testing.T) {
	var b bytes.Buffer
	e := &env{err: &b}
	bar := newProgress(e, nil)
	bar.say("read", 3)
	bar.done()
	if b.Len() > 0 || e.err != &b {
		t.Errorf("wrote %q", b.String())
	}
}
