package event

import (
	"math/rand/v2"
	"testing"

	"readout/news"
	"readout/text"
)

// FuzzFind gives Find documents whose trees, tags and entities are nonsense: it must not panic
// or hang, and what it finds must lie within the text and name only entities that it was given.
func FuzzFind(f *testing.F) {
	published := []string{"2023-06-14", "2023-06/2024-02", ""}
	f.Add("Blinken met Qin on Tuesday. The visit was postponed and talks were held.", uint64(1))
	f.Add("It has signed a new agreement with them, said the army – “no”.", uint64(7))
	f.Add("", uint64(0))
	f.Fuzz(func(t *testing.T, body string, seed uint64) {
		if len(body) > 2000 {
			return
		}
		doc := text.Split(body)
		r := rand.New(rand.NewPCG(seed, 1))
		ents, places, dates := scramble(doc, r)
		for _, e := range Find(doc, ents, places, dates, quotes(doc, r), published[seed%3]) {
			if e.Anchor.Start < 0 || e.Anchor.End > len(body) || !e.Sentence.Contains(e.Anchor.Span) {
				t.Fatalf("spans %v %v of %d bytes", e.Anchor, e.Sentence, len(body))
			}
			if e.Type == "" || e.CAMEO == "" || e.Status == "" {
				t.Fatalf("event without type, code or status: %+v", e)
			}
			for _, id := range append(e.Actors, e.Recipients...) {
				if id != "USA" && id != "p" {
					t.Fatalf("party %q was not given", id)
				}
			}
		}
	})
}

// scramble gives the tokens random heads, tags and relations, and lays entities over some.
func scramble(doc *text.Document, r *rand.Rand) ([]news.Entity, []news.Place, []news.Date) {
	tags := []string{"VERB", "NOUN", "PROPN", "ADP", "AUX", "PRON", "ADJ", "PUNCT", "DET"}
	rels := []string{"nsubj", "obj", "obl", "nmod", "conj", "acl", "advcl", "xcomp", "ccomp",
		"root", "aux", "mark", "case", "amod", "compound", "appos", "flat", "cop", "parataxis"}
	lemmas := []string{"meet", "visit", "attack", "say", "be", "talk", "will", "call", "series"}
	ents := []news.Entity{{ID: "USA", Kind: news.Country, Country: "USA"},
		{ID: "p", Kind: news.Person, Country: "USA"}}
	var places []news.Place
	var dates []news.Date
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		t.Tag, t.Rel = tags[r.IntN(len(tags))], rels[r.IntN(len(rels))]
		t.Head = r.IntN(len(doc.Tokens)+1) - 1
		if r.IntN(3) > 0 {
			t.Lemma = lemmas[r.IntN(len(lemmas))]
		}
		switch r.IntN(6) {
		case 0:
			e := &ents[r.IntN(2)]
			e.Mentions = append(e.Mentions, news.Mention{Span: t.Span})
		case 1:
			places = append(places, news.Place{Span: t.Span, Name: "X", Country: "USA"})
		case 2:
			dates = append(dates, news.Date{Span: t.Span, Value: "2023-06", Kind: "date"})
		}
	}
	return ents, places, dates
}

func quotes(doc *text.Document, r *rand.Rand) []news.Quote {
	if len(doc.Tokens) == 0 {
		return nil
	}
	at := func() text.Cite { return text.Cite{Span: doc.Tokens[r.IntN(len(doc.Tokens))].Span} }
	return []news.Quote{{Speaker: "p", Cue: at(), Content: []text.Cite{at(), at()}}}
}

func BenchmarkFind(b *testing.B) {
	_, doc := parsed(b)
	for b.Loop() {
		Find(doc.doc, doc.ents, doc.places, doc.dates, nil, "2022-03-04")
	}
	b.ReportMetric(float64(len(doc.doc.Tokens)), "tokens")
}
