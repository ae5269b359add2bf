package event

import (
	"testing"

	"readout/grammar"
)

func TestToldOn(t *testing.T) {
	g, err := grammar.Load()
	if err != nil {
		t.Fatal(err)
	}
	const peru, chile = "[PER|Peru]", "[CHL|Chile]"
	for _, c := range []struct{ published, text, day string }{
		{"2022-05-03", peru + " condemned " + chile + ".", "2022-05-02/2022-05-03"},
		{"2022-05-03", peru + " asks " + chile + " to withdraw its troops.", "2022-05-02/2022-05-03"},
		{"2022-05-03", "Talks began {2022-04-28|on Thursday}. " + peru + " condemned " + chile +
			".", "2022-04-28/2022-05-03"},
		{"2022-05-03", "Prices rose {1999|in 1999}. " + peru + " condemned " + chile + ".", ""},
		{"2022-05-03", "Prices, which rose {1999|in 1999}, fell. " + peru + " condemned " + chile +
			".", "2022-05-02/2022-05-03"},
		{"2022-05-03", peru + " {PAST_REF|recently} condemned " + chile + ".", ""},
		{"2022-05-03", peru + " issued a statement condemning " + chile + " {2022-05-01|on Sunday}.",
			"2022-05-01"},
		{"2022-05-03", peru + " issued a statement condemning " + chile + ".",
			"2022-05-02/2022-05-03"},
		{"2022-05/2022-06", peru + " condemned " + chile + ".", "2022-04-30/2022-06-30"},
		{"2022-05/2022-06", peru + " condemned " + chile + " {XXXX-WXX-2|on Tuesday}.",
			"2022-04-25/2022-06-30"},
		{"2022-05/2024-06", peru + " condemned " + chile + " {XXXX-07-08|on July 8}.",
			"2021-07-08/2023-07-08"},
		{"2022-05/2022-06", peru + " condemned " + chile + " {PAST_REF|recently}.", ""},
		{"", peru + " condemned " + chile + " {XXXX-WXX-2|on Tuesday}.", ""},
	} {
		in := read(g, c.text)
		got := (*Model)(nil).find(overlay(in.doc, in.ents, in.places, in.dates, nil, c.published))
		if len(got) != 1 || string(got[0].Day) != c.day {
			t.Errorf("%s, of %q: got %s, want the day %q", in.doc.Body, c.published, list(got), c.day)
		}
	}
}
