package ontology

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/words.tsv
var wordTable string

var words = sync.OnceValue(func() map[[2]string]string {
	out := map[[2]string]string{}
	for line := range strings.Lines(wordTable) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) == 3 && !strings.HasPrefix(line, "#") {
			out[[2]string{f[0], f[1]}] = f[2]
		}
	}
	return out
})

// Words returns the noun by which a reader calls an act of a type and mode: "phone call", "air
// strike". The mode may be empty.
func Words(typ, mode string) string {
	if w := words()[[2]string{typ, mode}]; mode != "" && w != "" {
		return w
	}
	if w := words()[[2]string{typ, "-"}]; w != "" {
		return w
	}
	return strings.ToLower(typ)
}
