package main

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// line tells how fast the articles since the last line were added, and what memory was held at the
// most.
func (t *trial) line(total int) string {
	speed := float64(t.added-t.last) / (t.spent - t.since)
	t.last, t.since = t.added, t.spent
	return fmt.Sprintf("%8d articles: %5.0f a second and core, %s", total, speed, peak())
}

// peak is the most memory that this process held.
func peak() string {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "memory unknown"
	}
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "VmHWM") {
			return strings.Join(strings.Fields(line), " ")
		}
	}
	return "memory unknown"
}

// sums tells what was planted and found. A copy that was traced to another of the same article is
// right.
func (t *trial) sums() string {
	var b strings.Builder
	all, found, wrong := map[string]int{}, map[string]int{}, 0
	for id, p := range t.of {
		of, ok := t.got[id]
		switch {
		case ok && (of == p.of || t.of[of].of == p.of):
			found[p.label()]++
			found["all"]++
		case ok:
			wrong++
		}
		all[p.label()]++
		all["all"]++
	}
	for id := range t.got {
		if _, ok := t.of[id]; !ok {
			wrong++
		}
	}
	for _, k := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(&b, "%-26s planted %6d found %6d = %.4f\n", k, all[k], found[k],
			float64(found[k])/float64(all[k]))
	}
	fmt.Fprintf(&b, "%-26s %6d of %d claimed\nstories %s\n", "wrong", wrong, len(t.got), t.stories)
	return b.String()
}
