package intake

import (
	"net/url"
	"slices"
	"strings"
	"testing"
)

func TestStarter(t *testing.T) {
	list := Starter()
	if got, want := len(list), strings.Count(starter, "\n")-2; got != want || want < 30 {
		t.Errorf("%d feeds of %d lines", got, want)
	}
	seen := map[string]bool{}
	var names []string
	for _, l := range list {
		u, err := url.Parse(l.URL)
		if err != nil || u.Scheme != "https" || seen[l.URL] || len(l.Group) != 3 && l.Group != "" {
			t.Errorf("%+v: not a new https address with a country", l)
		}
		seen[l.URL] = true
		names = append(names, l.Title)
	}
	if !slices.IsSorted(names) {
		t.Error("data/starter.tsv is not sorted by name")
	}
}
