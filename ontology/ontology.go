// Package ontology holds what kinds of political act there are: the PLOVER types and modes
// with their scores, and the older CAMEO codes with their Goldstein weights, as data files.
package ontology

import (
	_ "embed"
	"sort"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/types.tsv
var typeTable string

//go:embed data/modes.tsv
var modeTable string

//go:embed data/cameo.tsv
var codeTable string

// A Quad is a quad class: verbal or material, cooperation or conflict.
type Quad int

// The quad classes. None is for acts that are neither, such as plain statements and appeals.
const (
	None Quad = iota
	VerbalCooperation
	MaterialCooperation
	VerbalConflict
	MaterialConflict
)

// A Type is a kind of act in PLOVER's words.
type Type struct {
	Name    string
	Quad    Quad
	Score   float64 // PLOVER's, −10 (most conflictual) to 10
	Meaning string
}

// A Code is a CAMEO code in PLOVER's words.
type Code struct {
	Code      string // two to four digits, the first two the CAMEO category
	Type      string // PLOVER type; empty for 01, which PLOVER drops
	Mode      string // PLOVER mode, or empty
	Contexts  []string
	Quad      Quad
	Goldstein float64 // −10 to 10
	Name      string
}

// Types lists the PLOVER types by name.
func Types() []Type { return tables().types }

// TypeOf returns the PLOVER type of that name.
func TypeOf(name string) (Type, bool) {
	t := tables().types
	i := sort.Search(len(t), func(i int) bool { return t[i].Name >= name })
	if i == len(t) || t[i].Name != name {
		return Type{}, false
	}
	return t[i], true
}

// CodeOf returns the CAMEO code, or where that is too fine the nearest coarser one.
func CodeOf(code string) (Code, bool) {
	for ; len(code) >= 3; code = code[:len(code)-1] {
		if c, ok := tables().codes[code]; ok {
			return c, true
		}
	}
	return Code{}, false
}

// HasMode reports whether the mode is one of the type's.
func HasMode(name, mode string) bool {
	_, ok := tables().modes[name+" "+mode]
	return ok
}

// Score is PLOVER's score of a type and mode; the type's own where the mode has none.
func Score(name, mode string) float64 {
	if s := tables().modes[name+" "+mode]; s != nil {
		return *s
	}
	t, _ := TypeOf(name)
	return t.Score
}

type ontology struct {
	types []Type
	modes map[string]*float64
	codes map[string]Code
}

// tables parses the embedded files once. They are ours: a fault in them is a fault in the
// program, which the tests find.
var tables = sync.OnceValue(func() *ontology {
	o := &ontology{modes: map[string]*float64{}, codes: map[string]Code{}}
	for f := range rows(typeTable, 4) {
		o.types = append(o.types, Type{f[0], quad(f[1]), number(f[2]), f[3]})
	}
	for f := range rows(modeTable, 3) {
		o.modes[f[0]+" "+f[1]] = nil
		if f[2] != "" {
			n := number(f[2])
			o.modes[f[0]+" "+f[1]] = &n
		}
	}
	for f := range rows(codeTable, 7) {
		c := Code{Code: f[0], Type: f[1], Mode: f[2], Quad: quad(f[4]), Goldstein: number(f[5])}
		c.Name = f[6]
		if f[3] != "" {
			c.Contexts = strings.Split(f[3], ";")
		}
		o.codes[c.Code] = c
	}
	return o
})

// rows yields the fields of a table's lines; "-" is read as empty.
func rows(table string, n int) func(func([]string) bool) {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(table) {
			f := strings.SplitN(strings.TrimRight(line, "\n"), "\t", n)
			if strings.HasPrefix(line, "#") || len(f) < n {
				continue
			}
			for i := range f {
				if f[i] == "-" {
					f[i] = ""
				}
			}
			if !yield(f) {
				return
			}
		}
	}
}

func quad(s string) Quad { return Quad(number(s)) }

func number(s string) float64 {
	n, _ := strconv.ParseFloat(s, 64)
	return n
}
