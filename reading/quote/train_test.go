package quote

import (
	"bytes"
	"strings"
	"testing"

	"readout/grammar"
	"readout/text"
)

// lessons are invented sentences, each with its source, cue and content after bars.
var lessons = []string{
	"The mayor said that the bridge was closed .|The mayor|said|that the bridge was closed",
	"The pilots said that the runway was wet .|The pilots|said|that the runway was wet",
	"Nobody walked over the bridge that day .",
}

func examples(t *testing.T) []Example {
	t.Helper()
	g, err := grammar.Load()
	if err != nil {
		t.Fatal(err)
	}
	var all []Example
	for range 12 {
		for _, l := range lessons {
			p := strings.Split(l, "|")
			e := Example{Doc: text.Split(p[0])}
			g.Annotate(e.Doc)
			if len(p) == 4 {
				span := func(w string) []text.Span {
					i := strings.Index(p[0], w)
					return []text.Span{{Start: i, End: i + len(w)}}
				}
				e.Attributions = []Attribution{{span(p[1]), span(p[2]), span(p[3])}}
			}
			all = append(all, e)
		}
	}
	return all
}

func TestTrain(t *testing.T) {
	all := examples(t)
	var one, two bytes.Buffer
	if err := Train(all, &one); err != nil {
		t.Fatal(err)
	}
	if err := Train(all, &two); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("the same examples gave other models")
	}
	m, err := readModels(bytes.NewReader(one.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"that the bridge was closed", "that the runway was wet", ""} {
		got := ""
		for _, f := range m.find(newView(all[i].Doc), 0.5) {
			got += all[i].Doc.At(f.content[0])
		}
		if got != want {
			t.Errorf("%s: got content %q, want %q", lessons[i], got, want)
		}
	}
}

func TestReadModelsRefuses(t *testing.T) {
	whole := packed
	for _, b := range [][]byte{nil, []byte("no gzip"), whole[:len(whole)/2]} {
		if _, err := readModels(bytes.NewReader(b)); err == nil {
			t.Errorf("no error for %d bytes", len(b))
		}
	}
	if _, err := readModels(bytes.NewReader(whole)); err != nil {
		t.Errorf("the embedded models: %v", err)
	}
}
