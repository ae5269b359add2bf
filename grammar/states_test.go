package grammar

import (
	"strings"
	"testing"

	"readout/text"
)

func TestSplitStates(t *testing.T) {
	p := readParts()
	for line, want := range map[string]string{
		"san rafael california":         "B I B",
		"San Rafael Ca":                 "B I B",
		"Raleigh North Carolina":        "B B I",
		"Southern California":           "B I",
		"Gulf of Alaska":                "B I I",
		"New York":                      "B I",
		"Lawrence, KS":                  "B O B",
		"North Carolina":                "B I",
		"Deir al":                       "B I",
		"Lake Michigan":                 "B I",
		"Albany New York":               "B B I",
		"Western Upper New South Wales": "B I I I I",
	} {
		doc := text.Split(line)
		for i := range doc.Tokens {
			doc.Tokens[i].Name = "I-Location"
		}
		doc.Tokens[0].Name = "B-Location"
		p.splitStates(doc)
		var got []string
		for i := range doc.Tokens {
			got = append(got, doc.Tokens[i].Name[:1])
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: got %s, want %s", line, g, want)
		}
	}
}
