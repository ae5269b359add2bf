package place_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"readout/grammar"
	"readout/knowledge"
	"readout/reading/entity"
	"readout/reading/place"
	"readout/text"
)

var base = sync.OnceValues(func() (*knowledge.Base, error) { return knowledge.Load() })

var model = sync.OnceValues(grammar.Load)

func TestFind(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"Talks were held in Vienna on Monday.", "Vienna=Vienna AUT city"},
		{"Washington accused Moscow of lying. He flew to Washington.", "Washington=Washington USA city"},
		{"A ship sailed through the Taiwan Strait.", "Taiwan Strait=Taiwan Strait  sea"},
		{"China said no. Two men were held in China.", "China=China CHN country"},
		{"A farmer from Paris, Texas, won the prize.", "Texas=Texas USA region"},
		{"French police searched flats in Paris.", "Paris=Paris FRA city"},
		{"Jordan Smith spoke in Amman, Jordan.", "Amman=Amman JOR city"},
		{"Rockets hit southern Israel.", "southern Israel=southern Israel ISR region"},
		{"Keiko Hama, a student, found a jar. Hama says she will go to Vienna.",
			"Vienna=Vienna AUT city"},
		{"The minister spoke for an hour.", ""},
	} {
		if got := places(t, c.body); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.body, got, c.want)
		}
	}
}

func places(t *testing.T, body string) string {
	t.Helper()
	kb, err := base()
	if err != nil {
		t.Fatal(err)
	}
	m, err := model()
	if err != nil {
		t.Fatal(err)
	}
	doc := text.Split(body)
	m.Annotate(doc)
	var out []string
	for _, p := range place.Find(doc, kb, entity.Find(doc, kb, "2023-06-14").Entities) {
		if p.Lat < -90 || p.Lat > 90 || p.Lon < -180 || p.Lon > 180 || p.Lat == 0 && p.Lon == 0 {
			t.Errorf("%s lies at %v, %v", p.Name, p.Lat, p.Lon)
		}
		out = append(out, fmt.Sprintf("%s=%s %s %s", doc.At(p.Span), p.Name, p.Country, p.Precision))
	}
	return strings.Join(out, "; ")
}
