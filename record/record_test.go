package record

import (
	"strings"
	"testing"

	"readout/news"
)

func reading(id, day, body string) *news.Reading {
	return &news.Reading{Article: news.Article{ID: id, Headline: "On " + id, Body: body,
		Published: &news.When{Day: day}}}
}

const (
	wire = `Harbour workers in Tarel struck on Monday over plans to sell the port to a foreign company.

Union leader Brita Olm said 800 cranes and lorries stood still. “We were promised a vote, and we got a letter,” she told a crowd at the gate. The minister of ports, Anders Vik, refused to comment.

Shipping lines sent nine vessels on to Sarn, and bakers said that flour would run short by Friday. The port handles two thirds of the grain that Corran buys abroad.`
	other = `A glacier in the Asha range has lost a metre of ice since spring, surveyors said.

Researcher Mila Janek measured it with stakes, as her grandfather did in 1952. Snow fell late and little. Guides have moved the path to the Kestrel hut twice this summer, and the hut's warden, Piet Rossi, melts ice for washing no more.`
)

func none(*news.Event, string) ([]*news.Incident, error) { return nil, nil }

func add(t *testing.T, rec *Record, r *news.Reading) *Entry {
	t.Helper()
	e, err := rec.Add(r, none)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestOriginalThatComesLater(t *testing.T) {
	rec := New()
	cut := wire[:strings.LastIndex(wire, "\n\n")]
	first := add(t, rec, reading("copy", "2026-05-02", cut))
	if first.Copy != nil || first.Story.Sources != 1 {
		t.Fatalf("alone: %+v", first)
	}
	add(t, rec, reading("other", "2026-05-01", other))
	e := add(t, rec, reading("wire", "2026-05-01", wire))
	if len(e.Turned) != 1 || e.Turned[0].ID != "copy" || e.Turned[0].Of != "wire" {
		t.Errorf("turned %+v, want copy of wire", e.Turned)
	}
	if st := rec.Story(first.Story.ID); len(st.Articles) != 2 || st.Sources != 1 || st.Lead != "wire" {
		t.Errorf("story %+v, want two articles, one source, led by the original", st)
	}
}

func TestRule(t *testing.T) {
	rec := New()
	if _, err := rec.Rule("copy", "wire", NotACopy); err != nil {
		t.Fatal(err)
	}
	add(t, rec, reading("wire", "2026-05-01", wire))
	if e := add(t, rec, reading("copy", "2026-05-02", wire)); e.Copy != nil || e.Story.Sources != 2 {
		t.Errorf("denied: %+v of %+v, want a source of its own", e.Copy, e.Story)
	}
	if _, err := rec.Rule("copy", "wire", "perhaps"); err == nil {
		t.Error("a verdict that is none: want an error")
	}
	steps, err := rec.Rule("wire", "copy", TwoStories)
	if err != nil || len(steps) != 1 || rec.StoryOf("wire") == rec.StoryOf("copy") {
		t.Errorf("parted: %v, %v", steps, err)
	}
	if _, err := rec.Undo(steps[0]); err != nil || rec.StoryOf("wire") != rec.StoryOf("copy") {
		t.Errorf("undone: %v", err)
	}
}
