package event

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"readout/news"
	"readout/text"
)

func TestModelIsReadAsItWasWritten(t *testing.T) {
	m := embedded()
	if m == nil {
		t.Fatal("the embedded model is not of this shape: train again")
	}
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	if _, err := readModel(bytes.NewReader(b.Bytes())); err != nil {
		t.Error(err)
	}
	if b.Len() > 4_000_000 {
		t.Errorf("%d bytes, want fewer than 4,000,000", b.Len())
	}
	if _, err := readModel(bytes.NewReader(b.Bytes()[:b.Len()/2])); err == nil {
		t.Error("half a model: got no error")
	}
	if _, err := Learn(nil); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("Learn(nil): got %v, want %v", err, news.ErrNotFound)
	}
}

// TestProbeIsAskedWhereWordsMayBeActs gives a document states of nothing and of the grammar's width.
func TestProbeIsAskedWhereWordsMayBeActs(t *testing.T) {
	v := newView(text.Split("Rebels shelled the port on Monday."), nil, nil)
	for i := range v.Tokens {
		v.Tokens[i].Head, v.Tokens[i].Rel, v.Tokens[i].Tag = 1, "obl", "NOUN"
	}
	v.Tokens[1].Head, v.Tokens[1].Rel, v.Tokens[1].Tag = -1, "root", "VERB"
	m, props := embedded(), []proposal{{at: 1}}
	alone, asked := make([]float32, scores), make([]float32, scores)
	m.probed(v, props, alone)
	v.States = make([]float32, len(v.Tokens)*m.probe.Dim)
	m.probed(v, props, asked)
	if slices.Equal(alone, asked) {
		t.Error("the probe changed nothing")
	}
	alone[0], asked[0] = 50, 50 // no act, by the features
	m.probed(v, props, asked)
	if asked[0] != alone[0] {
		t.Error("the probe was asked of an article without hope")
	}
}

func TestProbeOfOtherTypesIsRefused(t *testing.T) {
	for name, b := range map[string][]byte{"none": nil, "half": packedProbe[:len(packedProbe)/2],
		"another file": packed} {
		if _, err := readProbe(b); err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
}
