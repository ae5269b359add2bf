package reading

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"readout/grammar"
	"readout/knowledge"
	"readout/news"
)

func newReader(t testing.TB) *Reader {
	t.Helper()
	who, err := knowledge.Load()
	if err != nil {
		t.Fatal(err)
	}
	g, err := grammar.Load()
	if err != nil {
		t.Fatal(err)
	}
	return New(who, g)
}

// page is an invented article of some 600 words once it is repeated.
const page = `NAIROBI, May 4 (NNA) — Kenya and Sweden agreed on Monday to resume the trade talks that broke off last autumn, officials of both sides said.

Swedish Trade Minister Anna Berg met her Kenyan colleague, Joseph Mwangi, in Nairobi for the first time since October. “We have lost half a year, and our farmers have paid for it,” Berg told reporters after the meeting. “We will not lose another day.”

Mwangi said the two countries would sign an agreement on tea and timber by the end of June, but warned that “nothing is settled until everything is settled.”

A spokesman for the Kenyan Foreign Ministry said a visit by Prime Minister Erik Lund, which was postponed in February, was now planned for May 18 to 20. Lund will also travel to Kampala, according to his office.

Earlier this month, the opposition accused the government of selling out the country's forests. Hundreds of people protested in front of parliament on Saturday. Police said the march was peaceful.`

func article() *news.Article {
	return &news.Article{ID: "1", Language: "en", Body: strings.Repeat(page+"\n\n", 4)[:4*(len(page)+2)-2],
		Published: &news.When{Day: "2026-05-04", Precision: "day", Basis: "metadata"}}
}

// TestReadIsRepeatable reads an article twice, and side by side, with the same outcome.
func TestReadIsRepeatable(t *testing.T) {
	rd := newReader(t)
	want, err := json.Marshal(rd.Read(article()))
	if err != nil {
		t.Fatal(err)
	}
	for range 4 {
		t.Run("side by side", func(t *testing.T) {
			t.Parallel()
			got, err := json.Marshal(rd.Read(article()))
			if err != nil || string(got) != string(want) {
				t.Errorf("another reading of the same article: %.200s, %v", got, err)
			}
		})
	}
}

// TestEverythingIsCited wants every claim to point into the body.
func TestEverythingIsCited(t *testing.T) {
	r := newReader(t).Read(article())
	if len(r.Entities) == 0 || len(r.Statements) == 0 || len(r.Events) == 0 {
		t.Fatalf("%d entities, %d statements, %d events: want some of each", len(r.Entities), len(r.Statements), len(r.Events))
	}
	wantCited(t, r)
}

func wantCited(t *testing.T, r *news.Reading) {
	t.Helper()
	in := func(what string, start, end int) {
		if start < 0 || end > len(r.Body) || start >= end ||
			!utf8.RuneStart(r.Body[start]) || end < len(r.Body) && !utf8.RuneStart(r.Body[end]) {
			t.Errorf("%s cites [%d, %d) of %d bytes", what, start, end, len(r.Body))
		}
	}
	for _, e := range r.Entities {
		for _, m := range e.Mentions {
			in(e.Name, m.Start, m.End)
		}
	}
	for _, d := range r.Dates {
		in(d.Value, d.Start, d.End)
	}
	for _, p := range r.Places {
		in(p.Name, p.Start, p.End)
	}
	for _, q := range r.Statements {
		if w := string(q.Speaker); w != "" && r.Entity(w) == nil {
			t.Errorf("%q speaks, which is no entity of the reading", w)
		}
		for _, c := range q.Content {
			in("statement", c.Start, c.End)
		}
	}
	for _, ev := range r.Events {
		in(ev.Type, ev.Anchor.Start, ev.Anchor.End)
		in(ev.Type, ev.Sentence.Start, ev.Sentence.End)
		if ev.Statement != nil && (*ev.Statement < 0 || *ev.Statement >= len(r.Statements)) {
			t.Errorf("%s is reported by statement %d of %d", ev.Type, *ev.Statement, len(r.Statements))
		}
		for _, id := range append(ev.Actors, ev.Recipients...) {
			if r.Entity(id) == nil {
				t.Errorf("%s names %q, which is no entity of the reading", ev.Type, id)
			}
		}
	}
}

func TestForeignLanguageIsNotRead(t *testing.T) {
	a := article()
	a.Language = "sw"
	r := newReader(t).Read(a)
	if len(r.Entities)+len(r.Statements)+len(r.Events) > 0 {
		t.Errorf("read Swahili as English: %d entities", len(r.Entities))
	}
	if r.Entities == nil || r.Events == nil {
		t.Error("lists of a reading that found nothing must be lists")
	}
}

func TestEmptyAndOdd(t *testing.T) {
	rd := newReader(t)
	for _, body := range []string{"", " ", "\n\n\n", "”", "“", "a", strings.Repeat("said ", 3000),
		strings.Repeat("“", 500), strings.Repeat("Blinken visited China. ", 300), "\x00\x00", "He said."} {
		rd.Read(&news.Article{Body: body})
	}
}

// BenchmarkRead reads an article of some 600 words.
func BenchmarkRead(b *testing.B) {
	rd, a := newReader(b), article()
	b.ReportMetric(float64(len(strings.Fields(a.Body))), "words")
	b.ReportAllocs()
	for b.Loop() {
		rd.Read(a)
	}
}

func TestTryRefusesEndlessBodies(t *testing.T) {
	a := &news.Article{ID: "long", Body: strings.Repeat("Rain fell. ", maxBody/10)}
	if _, err := (&Reader{}).Try(a); !errors.Is(err, news.ErrTooLarge) || !strings.Contains(err.Error(), "long") {
		t.Errorf("got %v, want one line that names it too large", err)
	}
}

// TestTryNamesWhatFailed lets a step fail, by a reader that has no grammar.
func TestTryNamesWhatFailed(t *testing.T) {
	r, err := (&Reader{}).Try(&news.Article{ID: "7", Body: "Rain fell."})
	if r != nil || err == nil {
		t.Fatalf("got %v, %v, want an error", r, err)
	}
	if s := err.Error(); strings.Contains(s, "\n") || !strings.Contains(s, "article 7") || !strings.Contains(s, "readout/") {
		t.Errorf("got %q, want one line that names the article and the step", s)
	}
}

// FuzzRead reads any words: no step may fail, and every claim points into the body.
func FuzzRead(f *testing.F) {
	rd := newReader(f)
	for _, s := range []string{page, "“", "He said.", "On Monday, Blinken met Wang. \x00“\xff", "\u202eabc\u202c 🌾 said"} {
		f.Add(s, "2026-05-04")
	}
	f.Add(page, "2026-05-01/2026-05-03")
	f.Add(page, "")
	f.Fuzz(func(t *testing.T, body, day string) {
		if len(body) > 1<<14 || len(day) > 30 {
			return
		}
		a := &news.Article{ID: "f", Body: strings.ToValidUTF8(body, "\uFFFD"), Headline: "h"}
		if day != "" {
			a.Published = &news.When{Day: day, Precision: "day", Basis: "metadata"}
		}
		wantCited(t, rd.Read(a))
	})
}
