package labelled

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"readout/news"
	"readout/ontology"
	"readout/text"
)

func TestActs(t *testing.T) {
	all, err := Acts()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for id, acts := range all {
		for _, a := range acts {
			n++
			if _, ok := ontology.TypeOf(a.Type); !ok {
				t.Errorf("%s: no type %q", id, a.Type)
			}
		}
	}
	if len(all) < 500 || n < 2000 {
		t.Errorf("got %d acts in %d articles, want thousands in hundreds", n, len(all))
	}
}

func TestAct(t *testing.T) {
	got, err := act(strings.Fields("a 5 9 AGREE held plain 1-3,? -"))
	if err != nil || got.Start != 5 || got.End != 9 || got.Optional || got.Recipients != nil ||
		!slices.Equal(got.Actors, []text.Span{{Start: 1, End: 3}, {}}) {
		t.Errorf("got %+v, %v", got, err)
	}
	for _, bad := range []string{"a 5 9", "a 9 5 AGREE held plain - -", "a 5 9 AGREE held plain 3-1 -",
		"a x 9 AGREE held plain - -"} {
		if _, err := act(strings.Fields(bad)); err == nil {
			t.Errorf("%q: got no error", bad)
		}
	}
	if _, err := act(nil); !errors.Is(err, news.ErrSyntax) {
		t.Errorf("no fields: got %v, want %v", err, news.ErrSyntax)
	}
}
