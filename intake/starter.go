package intake

import (
	_ "embed"
	"strings"

	"readout/intake/feed"
)

//go:embed data/starter.tsv
var starter string

// Starter returns feeds of world news for a desk that has none yet, by name. Group is the
// country of the outlet, ISO 3166-1 alpha-3, or empty.
func Starter() []feed.Link {
	var out []feed.Link
	for line := range strings.Lines(starter) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) == 4 && !strings.HasPrefix(line, "#") {
			out = append(out, feed.Link{Title: f[0], Group: f[1], Language: f[2], URL: f[3]})
		}
	}
	return out
}
