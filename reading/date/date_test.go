package date_test

import (
	"bufio"
	"os"
	"strings"
	"sync"
	"testing"

	"readout/grammar"
	"readout/knowledge"
	"readout/news"
	"readout/reading/date"
	"readout/text"
)

var model = sync.OnceValues(grammar.Load)

func parse(t testing.TB, body string) *text.Document {
	t.Helper()
	m, err := model()
	if err != nil {
		t.Fatal(err)
	}
	doc := text.Split(body)
	m.Annotate(doc)
	return doc
}

// TestSentences reads testdata: lines of a sentence, a tab, and the expressions with their values
// as of Wednesday, 14 June 2023; a line "@ day" changes that day.
func TestSentences(t *testing.T) {
	for _, name := range []string{"sentences", "timeml"} {
		t.Run(name, func(t *testing.T) { sentences(t, "testdata/"+name+".txt") })
	}
}

func sentences(t *testing.T, name string) {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	day := "2023-06-14"
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		line := sc.Text()
		if strings.HasPrefix(line, "@ ") {
			day = line[2:]
			continue
		}
		sentence, want, ok := strings.Cut(line, "\t")
		if !ok || line[0] == '#' {
			continue
		}
		doc := parse(t, sentence)
		var got []string
		for _, d := range date.Find(doc, day) {
			got = append(got, doc.At(d.Span)+" = "+d.Value)
		}
		if g := strings.Join(got, "; "); g != want {
			t.Errorf("%s (%s)\n got %s\nwant %s", sentence, day, g, want)
		}
	}
}

func TestInfer(t *testing.T) {
	kb, err := knowledge.Load()
	if err != nil {
		t.Fatal(err)
	}
	doc := parse(t, "The minister will travel this week. He will be abroad from June 16 to 21, "+
		"a spokesman said on Wednesday. The two men spoke by phone on Tuesday.")
	holder := func(name, office string) news.Entity {
		for _, e := range kb.Named(name) {
			return news.Entity{ID: e.ID, Kind: news.Person, Name: e.Name, Office: office}
		}
		t.Fatalf("%s is not known", name)
		return news.Entity{}
	}
	people := []news.Entity{holder("Qin Gang", "Minister of Foreign Affairs"),
		holder("Matthew Miller", "State Department Spokesperson")}
	got := date.Infer(doc, people, kb)
	if got == nil || got.Day != "2023-06-14" || got.Basis != "people" || got.Precision != "day" {
		t.Errorf("got %v, want 2023-06-14 by people", got)
	}
	if got := date.Infer(doc, nil, kb); got != nil {
		t.Errorf("got %v without people, want nil", got)
	}
	doc = parse(t, "OSLO, June 12: The two men spoke by phone on Sunday. They met on March 3.")
	if got := date.Infer(doc, people, kb); got == nil || got.Day != "2023-06-12" {
		t.Errorf("got %v from a dateline without a year, want 2023-06-12", got)
	}
	doc = parse(t, "The two men spoke by phone. It was their third call since May 2, 2023.")
	if got := date.Infer(doc, people, kb); got == nil || got.Day < "2023-05-02" {
		t.Errorf("got %v, want no day before the last that the text tells", got)
	}
	doc = parse(t, "The two men spoke by phone.")
	if got := date.Infer(doc, people, kb); got == nil || got.Precision == "day" {
		t.Errorf("got %v from offices alone, want months", got)
	}
}

func TestDoubts(t *testing.T) {
	doc := parse(t,
		"It was signed on Monday, June 13, 2023, and came into force on Thursday, 1 June 2023.")
	_, got := date.Check(doc, "2023-06-14")
	if len(got) != 1 || got[0].Note != "Monday, June 13, 2023 was a Tuesday" {
		t.Errorf("got %v, want one doubt about June 13", got)
	}
}

func TestDays(t *testing.T) {
	for _, c := range []struct{ value, from, to string }{
		{"2023-06-13", "2023-06-13", "2023-06-13"},
		{"2023-06-13TMO", "2023-06-13", "2023-06-13"},
		{"2023-06-16/2023-06-21", "2023-06-16", "2023-06-21"},
		{"2023-06", "2023-06-01", "2023-06-30"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"2023", "2023-01-01", "2023-12-31"},
		{"199", "1990-01-01", "1999-12-31"},
		{"19", "1900-01-01", "1999-12-31"},
		{"2023-W24", "2023-06-12", "2023-06-18"},
		{"2021-W01", "2021-01-04", "2021-01-10"},
		{"2023-W24-WE", "2023-06-17", "2023-06-18"},
		{"2023-Q2", "2023-04-01", "2023-06-30"},
		{"2023-H2", "2023-07-01", "2023-12-31"},
		{"2023-SU", "2023-06-01", "2023-08-31"},
		{"XXXX-05", "", ""}, {"PAST_REF", "", ""}, {"", "", ""}, {"T15:00", "", ""}, {"x", "", ""},
	} {
		from, to, ok := news.Date{Value: c.value, Kind: "date"}.Days()
		if from != c.from || to != c.to || ok != (c.from != "") {
			t.Errorf("%s: got %s %s %v, want %s %s", c.value, from, to, ok, c.from, c.to)
		}
	}
	if _, _, ok := (news.Date{Value: "P3D", Kind: "duration"}).Days(); ok {
		t.Error("a duration has no days")
	}
}

// TestLong holds the work to the length of the text, whatever is said over and over.
func TestLong(t *testing.T) {
	for _, s := range []string{"the week of ", "next year's ", "2023-06-13 ", "Christmas ",
		"Monday, ",
		"from May 1 to ", "2 years before ", "the end of the ", "12:30 to "} {
		body := strings.Repeat(s, 4000)
		if n := len(date.Find(&text.Document{Body: body}, "2023-06-14")); n > len(body) {
			t.Errorf("%q: %d dates", s, n)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("from June 16 to 21, '87 the 90s 12:30 a.m. 1,000 years ago next week on Tuesday",
		"2023-06-14")
	f.Add("2 of 31 Feb 2023-02-30 Q3 the last 9999999 weeks of May half past", "2023")
	f.Fuzz(func(t *testing.T, body, day string) {
		doc := &text.Document{Body: body}
		end := 0
		for _, d := range date.Find(doc, day) {
			if d.Start < end || d.End <= d.Start || d.End > len(body) || d.Value == "" || d.Kind == "" {
				t.Fatalf("%q: date %+v", body, d)
			}
			end = d.End
			d.Days()
		}
	})
}

func BenchmarkFind(b *testing.B) {
	body := strings.Repeat("The ministry said on Tuesday that talks would resume next week, two "+
		"years after the war began in March 2021, from June 16 to 21.\n\n", 25)
	doc := parse(b, body)
	b.ResetTimer()
	for b.Loop() {
		date.Find(doc, "2023-06-14")
	}
}

// TestInferDateline holds that the day before the first sentence dates a page, and no other does.
func TestInferDateline(t *testing.T) {
	kb, err := knowledge.Load()
	if err != nil {
		t.Fatal(err)
	}
	for body, want := range map[string]string{
		"CAIRO - 24 July 2022: The president opened a bridge.":       "2022-07-24",
		"Geneva/Oslo, 3 May 2021 (Reuters) - Talks began.":           "2021-05-03",
		"By Ann Lee, 3 May 2021\n\nTalks began.":                     "2021-05-03",
		"The siege that began on 24 February 2022 - a war - is old.": "",
		"Police said on July 3, 2022: nobody was hurt.":              "",
		"On Monday, July 25, the court upheld a ruling of May 2022.": "2022-07-25/2022-08-29",
		"On Monday, July 25, the court upheld a ruling of May 2021.": "",
		"The court sat on Monday, July 25.":                          "",
		"CAIRO, 31 February 2022: The president opened a bridge.":    "",
	} {
		got := ""
		if w := date.Infer(text.Split(body), nil, kb); w != nil {
			got = w.Day
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", body, got, want)
		}
	}
}
