package ontology

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestTypes(t *testing.T) {
	if got := len(Types()); got != 16 {
		t.Fatalf("%d types, want 16", got)
	}
	if !slices.IsSortedFunc(Types(), func(a, b Type) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("types.tsv is not sorted")
	}
	for _, k := range Types() {
		cooperative := k.Quad == VerbalCooperation || k.Quad == MaterialCooperation
		if cooperative != (k.Score > 0) || k.Quad == None {
			t.Errorf("%s: quad %d, score %v", k.Name, k.Quad, k.Score)
		}
	}
}

func TestCodes(t *testing.T) {
	cases := []struct {
		code, kind, mode string
		quad             Quad
		goldstein        float64
	}{
		{"042", "CONSULT", "visit", VerbalCooperation, 1.9},
		{"041", "CONSULT", "phone", VerbalCooperation, 1},
		{"010", "", "", None, 0},
		{"020", "REQUEST", "", None, 3},
		{"112", "ACCUSE", "disapprove", VerbalConflict, -2},
		{"1129", "ACCUSE", "disapprove", VerbalConflict, -2},
		{"163", "SANCTION", "discontinue", VerbalConflict, -8},
		{"173", "COERCE", "arrest", MaterialConflict, -5},
		{"087", "RETREAT", "disarm", MaterialCooperation, 9},
	}
	for _, c := range cases {
		got, ok := CodeOf(c.code)
		if !ok || got.Type != c.kind || got.Mode != c.mode || got.Quad != c.quad ||
			got.Goldstein != c.goldstein {
			t.Errorf("%s: %+v", c.code, got)
		}
	}
	for _, bad := range []string{"", "99", "999", "x"} {
		if _, ok := CodeOf(bad); ok {
			t.Errorf("%q is no code", bad)
		}
	}
}

// Every code has a known type and mode, a name, and a weight within bounds.
func TestTables(t *testing.T) {
	for _, c := range tables().codes {
		_, known := TypeOf(c.Type)
		if c.Code[:2] != "01" && !known {
			t.Errorf("%s: type %q", c.Code, c.Type)
		}
		if c.Mode != "" && !HasMode(c.Type, c.Mode) {
			t.Errorf("%s: mode %q of %s", c.Code, c.Mode, c.Type)
		}
		if c.Goldstein < -10 || c.Goldstein > 10 || c.Name == "" {
			t.Errorf("%s: %+v", c.Code, c)
		}
	}
	for n := 1; n <= 20; n++ {
		s := strconv.Itoa(1000 + n*10)[1:]
		if _, ok := tables().codes[s]; !ok && n != 9 && n != 11 {
			t.Errorf("%s is missing", s)
		}
	}
}

func TestScore(t *testing.T) {
	for _, c := range []struct {
		kind, mode string
		want       float64
	}{{"ACCUSE", "", -3}, {"CONSULT", "visit", 4}, {"CONSULT", "briefing", 2.5}, {"X", "", 0}} {
		if got := Score(c.kind, c.mode); got != c.want {
			t.Errorf("%s %s: %v, want %v", c.kind, c.mode, got, c.want)
		}
	}
}
