package text

import (
	"embed"
	"strings"
	"sync"
)

//go:embed data/*.txt
var data embed.FS

// words returns the set of entries of a data file, read once.
func words(name string) map[string]bool { return lists()[name] }

var lists = sync.OnceValue(func() map[string]map[string]bool {
	all := map[string]map[string]bool{}
	files, err := data.ReadDir("data")
	if err != nil {
		panic(err)
	}
	for _, f := range files {
		b, err := data.ReadFile("data/" + f.Name())
		if err != nil {
			panic(err)
		}
		all[strings.TrimSuffix(f.Name(), ".txt")] = entries(string(b))
	}
	return all
})

// entries reads a list: one entry a line, comments after #.
func entries(list string) map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(list) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			set[line] = true
		}
	}
	return set
}
