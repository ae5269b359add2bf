package grammar

import (
	_ "embed"
	"strings"

	"readout/text"
)

//go:embed data/states.txt
var stateList string

//go:embed data/parts.txt
var partList string

// wordSet reads a list, one entry a line; lines that begin with "#" are comments.
func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(list) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			set[line] = true
		}
	}
	return set
}

// parts are what splitStates knows: states, and words that make one name with a state.
type parts struct{ states, joined map[string]bool }

func readParts() parts { return parts{wordSet(stateList), wordSet(partList)} }

// splitStates parts the places of an address, "san francisco california", which the network
// takes for one.
func (p *parts) splitStates(doc *text.Document) {
	eachName(doc, func(first, end int) {
		if end-first < 2 || doc.Tokens[first].Name != "B-Location" {
			return
		}
		for n := min(2, end-first-1); n > 0; n-- {
			before := strings.ToLower(doc.Word(end - n - 1))
			if !p.state(doc, end-n, end) || p.joined[before] {
				continue
			}
			doc.Tokens[end-n].Name = "B-Location"
			if before == "," {
				doc.Tokens[end-n-1].Name = "O"
			}
			return
		}
	})
}

// state tells whether the words [first, end) are a state's.
func (p *parts) state(doc *text.Document, first, end int) bool {
	name := doc.Word(first)
	for i := first + 1; i < end; i++ {
		name += " " + doc.Word(i)
	}
	return p.states[name] || p.states[strings.ToLower(name)] && len(name) > 3
}
