package grammar

import (
	"strings"
	"testing"

	"readout/text"
)

// TestShare lets two sure places of a word carry a third; a word written small too stands
// alone.
func TestShare(t *testing.T) {
	m := &Model{kinds: kindsOf([]string{"O", "B-A", "B-B", "I-A", "I-B"})}
	for _, c := range []struct {
		words string
		want  bool // whether the last place moves to A
	}{
		{"Reis Reis said Reis", true},
		{"Bank Bank bank Bank", false},
		{"Costa Reis said Ana", false},
		{"US US us US", true},
	} {
		doc := &text.Document{Body: c.words}
		at := 0
		for w := range strings.FieldsSeq(c.words) {
			doc.Tokens = append(doc.Tokens, text.Token{Span: text.Span{Start: at, End: at + len(w)}})
			at += len(w) + 1
		}
		scores := []float32{0, 5, 0, 0, 0, 0, 5, 0, 0, 0, 5, 0, 0, 0, 0, 0, 1, 2, 0, 0}
		sh := sharer{moved: make([]bool, 4)}
		sh.find(doc)
		if p := sh.places[doc.Word(1)]; p.n > 1 {
			m.move(&sh, scores, p)
		}
		if got := scores[16] > scores[17]; got != c.want {
			t.Errorf("%s: got %v, want %v (%v)", c.words, got, c.want, scores)
		}
	}
}
