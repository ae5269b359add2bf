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

func TestItems(t *testing.T) {
	all, err := Items()
	if err != nil {
		t.Fatal(err)
	}
	acts, none := 0, 0
	for _, it := range all {
		acts += len(it.Acts)
		if len(it.Acts) == 0 {
			none++
		}
		for _, a := range it.Acts {
			if _, ok := ontology.TypeOf(a.Type); !ok {
				t.Errorf("%s: no type %q", it.Article.ID, a.Type)
			}
		}
	}
	if len(all) < 5000 || acts < 5000 || none < 1000 {
		t.Errorf("got %d items, %d acts, %d without, want thousands of each", len(all), acts, none)
	}
}

func TestItem(t *testing.T) {
	got, err := item("Police freed two men. Police\n\tfreed\tCONCEDE?\theld\tPolice\tmen+women")
	if err != nil || len(got.Acts) != 1 {
		t.Fatalf("got %+v, %v", got, err)
	}
	a := got.Acts[0]
	if a.Start != 7 || a.End != 12 || a.Type != "CONCEDE" || !a.Optional || a.Status != news.Held ||
		!slices.Equal(a.Actors, []text.Span{{Start: 0, End: 6}}) ||
		!slices.Equal(a.Recipients, []text.Span{{Start: 17, End: 20}, {}}) {
		t.Errorf("got %+v", a)
	}
	for _, bad := range []string{"A.\n\tB\tAGREE\theld\t-\t-", "A.\n\tA\tAGREE\theld\t-"} {
		if _, err := item(bad); !errors.Is(err, news.ErrSyntax) {
			t.Errorf("%q: got %v, want %v", bad, err, news.ErrSyntax)
		}
	}
}
