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

// Named is the reverse of Words: the type, and the mode or "", that a reader means by a type's name,
// a mode's name or a noun, in any case and in the plural too. Where several acts have the name, the
// plainest is meant: attack is ASSAULT of any mode.
func Named(word string) (typ, mode string, ok bool) {
	w := strings.ToLower(strings.TrimSpace(word))
	for _, w := range []string{w, strings.TrimSuffix(w, "s")} {
		if t, ok := TypeOf(strings.ToUpper(w)); ok {
			return t.Name, "", true
		}
		for key, noun := range words() {
			t, m := key[0], strings.Trim(key[1], "-")
			if w != "" && (noun == w || m == w) && (!ok || len(mode) > len(m) || len(mode) == len(m) && t+m < typ+mode) {
				typ, mode, ok = t, m, true
			}
		}
		if ok {
			return typ, mode, true
		}
	}
	return "", "", false
}
