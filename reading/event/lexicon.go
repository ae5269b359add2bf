package event

import (
	_ "embed"
	"sort"
	"strings"
	"sync"

	"readout/ontology"
)

//go:embed data/verbs.txt
var verbData string

//go:embed data/nouns.txt
var nounData string

//go:embed data/classes.txt
var classData string

//go:embed data/people.txt
var peopleData string

//go:embed data/helpers.txt
var helperData string

//go:embed data/reports.txt
var reportData string

//go:embed data/irregular.txt
var irregularData string

//go:embed data/light.txt
var lightData string

//go:embed data/hints.txt
var hintData string

//go:embed data/phrases.txt
var phraseData string

//go:embed data/topics.txt
var topicData string

// A slot says what must stand beside the word in its clause, or must not.
type slot struct {
	name   string
	absent bool
	want   []string // words, "$class" or "@kind"; any of them; empty: whatever stands there
}

// A frame is one line of verbs.txt or nouns.txt.
type frame struct {
	slots       []slot
	code        ontology.Code
	kind, mode  string
	recip, swap bool
	plain       bool // made for a type alone
}

// A light verb takes an act's noun as its obj or subj.
type light struct{ role, particle, status string }

type lexicon struct {
	verbs, nouns     map[string][]frame
	classes          map[string]map[string]bool
	people           map[string]string
	helpers, reports map[string]string
	lights           map[string][]light
	irregular        map[string]string   // past form to lemma
	topics           map[string][]string // lemma to the subjects that it is a word of
	hints            map[string][]string // lemma and tag, or a phrase, to the types of acts it may name
}

// words parses the embedded files once.
var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{
		verbs: frames(verbData), nouns: frames(nounData), classes: map[string]map[string]bool{},
		people: pairs(peopleData), helpers: pairs(helperData), reports: pairs(reportData),
		lights: map[string][]light{}, irregular: pairs(irregularData),
		topics: map[string][]string{}, hints: map[string][]string{},
	}
	for line := range entries(hintData) {
		f := strings.Fields(line)
		l.hints[f[0]+" "+f[1]] = strings.Split(f[2], ",")
	}
	for line := range entries(phraseData) {
		f := strings.Fields(line)
		l.hints[strings.Join(f[:3], " ")] = strings.Split(f[3], ",")
	}
	for line := range entries(classData) {
		f := strings.Fields(line)
		l.classes[f[0]] = map[string]bool{}
		for _, w := range f[1:] {
			l.classes[f[0]][w] = true
		}
	}
	for line := range entries(topicData) {
		f := strings.Fields(line)
		for _, w := range f[1:] {
			l.topics[w] = append(l.topics[w], f[0])
		}
	}
	for line := range entries(lightData) {
		f := strings.Split(line, "\t")
		verb, particle, _ := strings.Cut(f[0], " ")
		l.lights[verb] = append(l.lights[verb], light{f[1], particle, f[2]})
	}
	return l
})

// entries yields a data file's lines without its comments.
func entries(data string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(data) {
			line = strings.TrimSpace(line)
			if line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}

func pairs(data string) map[string]string {
	m := map[string]string{}
	for line := range entries(data) {
		word, value, _ := strings.Cut(line, " ")
		m[word] = value
	}
	return m
}

// frames parses verbs.txt or nouns.txt; the fullest frames of a word come first.
func frames(data string) map[string][]frame {
	m := map[string][]frame{}
	for line := range entries(data) {
		left, right, _ := strings.Cut(line, " | ")
		f := strings.Fields(left)
		act := outcome(strings.Fields(right))
		for _, s := range f[1:] {
			act.slots = append(act.slots, parseSlot(s))
		}
		m[f[0]] = append(m[f[0]], act)
	}
	for _, fs := range m {
		sort.SliceStable(fs, func(i, j int) bool { return weight(fs[i]) > weight(fs[j]) })
	}
	return m
}

// outcome parses what stands right of the bar: code, type/mode, flags. A line that says no type
// has none, whatever its code.
func outcome(f []string) frame {
	var act frame
	act.code, _ = ontology.CodeOf(f[0])
	for _, w := range f[1:] {
		switch w {
		case "recip":
			act.recip = true
		case "swap":
			act.swap = true
		default:
			act.kind, act.mode, _ = strings.Cut(w, "/")
		}
	}
	return act
}

func parseSlot(s string) slot {
	s, absent := strings.CutPrefix(s, "!")
	name, want, found := strings.Cut(s, ":")
	out := slot{name: name, absent: absent}
	if found {
		out.want = strings.Split(want, ",")
	}
	return out
}

// weight ranks frames: each slot counts, more so where it names what it wants.
func weight(f frame) int {
	n := 0
	for _, s := range f.slots {
		n += 2
		if len(s.want) > 0 {
			n++
		}
	}
	return n
}
