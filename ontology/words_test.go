package ontology

import (
	"strings"
	"testing"
)

// TestWords wants a noun for every type and mode.
func TestWords(t *testing.T) {
	for _, typ := range Types() {
		if words()[[2]string{typ.Name, "-"}] == "" {
			t.Errorf("words.tsv has no word for %s", typ.Name)
		}
	}
	for line := range strings.Lines(modeTable) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if !strings.HasPrefix(line, "#") && len(f) > 1 && words()[[2]string{f[0], f[1]}] == "" {
			t.Errorf("words.tsv has no word for %s %s", f[0], f[1])
		}
	}
	for in, want := range map[[2]string]string{{"CONSULT", "phone"}: "phone call", {"CONSULT", ""}: "contact",
		{"ACCUSE", "other"}: "accusation", {"NEW", ""}: "new"} {
		if got := Words(in[0], in[1]); got != want {
			t.Errorf("Words(%v) = %q, want %q", in, got, want)
		}
	}
}

func TestNamed(t *testing.T) {
	for in, want := range map[string]string{"CONSULT": "CONSULT ", "visit": "CONSULT visit", "Visits": "CONSULT visit",
		"phone call": "CONSULT phone", "demand": "REQUEST ", "attack": "ASSAULT ", "phone": "CONSULT phone", "tea": " ", "": " "} {
		if typ, mode, _ := Named(in); typ+" "+mode != want {
			t.Errorf("Named(%q) = %s %s, want %s", in, typ, mode, want)
		}
	}
}
