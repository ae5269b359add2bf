// Package readout holds nothing but the test of the house: which package stands on which floor.
package readout

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

// floors is the house of ARCHITECTURE.md. A package stands on its own entry's floor or, where it
// has none, on that of the nearest folder above it.
var floors = map[string]int{
	"text":     0,
	"ontology": 0,

	"news":      1,
	"knowledge": 1,
	"grammar":   1,

	"intake/feed":     2,
	"intake/fetch":    2,
	"intake/archive":  2,
	"intake/extract":  2,
	"reading/entity":  2,
	"reading/date":    2,
	"reading/place":   2,
	"reading/quote":   2,
	"reading/event":   2,
	"record/lineage":  2,
	"record/story":    2,
	"record/incident": 2,
	"record/dyad":     2,
	"record/front":    2,
	"search":          2,

	"intake":  3,
	"reading": 3,
	"record":  3,
	"store":   3,

	"desk":   4,
	"eval":   4,
	"sample": 4,
	"web":    4,
	"api":    4,

	"cmd/readout":         5,
	"reading/quote/train": 5, // learns from labelled data
	"reading/event/train": 5,
	"record/story/train":  5,
}

// below lists imports among packages of one floor that are meant: the lower one comes second.
var below = map[string]bool{
	"web>api":         true, // pages give out what api writes
	"api>api/parquet": true,
}

type pkg struct {
	ImportPath string
	Doc        string
	Imports    []string
	Module     *struct{ Path string }
}

func packages(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.Command("go", "list", "-e", "-json=ImportPath,Doc,Imports,Module", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var ps []pkg
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return ps
		} else if err != nil {
			t.Fatal(err)
		}
		ps = append(ps, p)
	}
}

// home returns the entry of floors that a package belongs to.
func home(path string) (string, bool) {
	path = strings.TrimPrefix(path, "readout/")
	for {
		if _, ok := floors[path]; ok {
			return path, true
		}
		i := strings.LastIndexByte(path, '/')
		if i < 0 {
			return "", false
		}
		path = path[:i]
	}
}

func TestImportsGoDown(t *testing.T) {
	for _, p := range packages(t) {
		if p.ImportPath == "readout" {
			continue
		}
		from, ok := home(p.ImportPath)
		if !ok {
			t.Errorf("%s stands on no floor: add it to floors and to ARCHITECTURE.md", p.ImportPath)
			continue
		}
		for _, imp := range p.Imports {
			if !strings.HasPrefix(imp, "readout/") {
				continue
			}
			to, ok := home(imp)
			switch {
			case !ok, from == to, below[from+">"+to]:
			case strings.HasPrefix(from, to+"/") && floors[from] < 5:
				t.Errorf("%s imports the phase above it, %s", p.ImportPath, imp)
			case floors[to] >= floors[from]:
				t.Errorf("%s (floor %d) imports %s (floor %d)", p.ImportPath, floors[from], imp, floors[to])
			}
		}
	}
}

func TestEveryPackageHasAComment(t *testing.T) {
	for _, p := range packages(t) {
		if p.ImportPath == "readout" {
			continue
		}
		name := p.ImportPath[strings.LastIndexByte(p.ImportPath, '/')+1:]
		if !strings.HasPrefix(p.Doc, "Package "+name+" ") && !strings.HasPrefix(p.Doc, "Command ") {
			t.Errorf("%s: its comment begins %q, want \"Package %s …\"", p.ImportPath, p.Doc, name)
		}
	}
}
