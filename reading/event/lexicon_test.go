package event

import (
	"slices"
	"strings"
	"testing"

	"readout/ontology"
)

// Every frame names a type, mode and code that the ontology has, and classes and kinds that exist.
func TestLexicon(t *testing.T) {
	l := words()
	kinds := []string{"actor", "person", "official", "crowd", "state", "place", "plural", "named",
		"clause", "body"}
	for name, lexicon := range map[string]map[string][]frame{"verbs": l.verbs, "nouns": l.nouns} {
		for word, frames := range lexicon {
			for _, f := range frames {
				checkOutcome(t, name+" "+word, f)
				for _, s := range f.slots {
					for _, w := range s.want {
						class, isClass := strings.CutPrefix(w, "$")
						kind, isKind := strings.CutPrefix(w, "@")
						if isClass && l.classes[class] == nil || isKind && !slices.Contains(kinds, kind) {
							t.Errorf("%s %s: no %s", name, word, w)
						}
					}
				}
			}
		}
	}
	if n := len(l.verbs) + len(l.nouns); n < 400 {
		t.Errorf("%d words, want some hundreds", n)
	}
}

func checkOutcome(t *testing.T, word string, f frame) {
	t.Helper()
	if f.code.Code == "" {
		t.Errorf("%s: no CAMEO code", word)
	}
	if f.kind == "" {
		return // a frame that reports no act
	}
	if _, ok := ontology.TypeOf(f.kind); !ok {
		t.Errorf("%s: no type %q", word, f.kind)
	}
	if f.mode != "" && !ontology.HasMode(f.kind, f.mode) {
		t.Errorf("%s: %s has no mode %q", word, f.kind, f.mode)
	}
}

// The data files are sorted, so that a reviewer finds a line, and say no line twice.
func TestSorted(t *testing.T) {
	for name, data := range map[string]string{"verbs": verbData, "nouns": nounData,
		"classes": classData, "people": peopleData, "helpers": helperData, "light": lightData,
		"irregular": irregularData, "reports": reportData} {
		lines := slices.Collect(func(yield func(string) bool) { entries(data)(yield) })
		if !slices.IsSorted(lines) {
			t.Errorf("%s.txt is not sorted", name)
		}
		if len(slices.Compact(slices.Clone(lines))) != len(lines) {
			t.Errorf("%s.txt says a line twice", name)
		}
	}
}
