package search

import (
	"errors"
	"reflect"
	"testing"

	"readout/news"
)

func TestParse(t *testing.T) {
	for _, tc := range []struct {
		in   string
		want Query
	}{
		{"grain talks", Query{Words: []string{"grain", "talks"}}},
		{`"grain talks" -wheat`, Query{Words: []string{"grain talks"}, Without: []string{"wheat"}}},
		{`speaker:"Anna Berg" day:2026-05`, Query{Speaker: "Anna Berg", From: "2026-05-01", To: "2026-05-31"}},
		{"day:2026-05-03..", Query{From: "2026-05-03"}},
		{"type:visit status:planned place:Nairobi", Query{Type: "visit", Status: "planned", Place: "Nairobi"}},
		{"“curly quotes” outlet:courier", Query{Words: []string{"curly quotes"}, Outlet: "courier"}},
		{"tea - and & rice", Query{Words: []string{"tea", "and", "rice"}}},
	} {
		tc.want.Text = tc.in
		got, err := Parse(tc.in)
		if err != nil || !reflect.DeepEqual(got, tc.want) {
			t.Errorf("Parse(%q) = %+v, %v, want %+v", tc.in, got, err, tc.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for in, kind := range map[string]error{
		"": news.ErrEmpty, "  ": news.ErrEmpty, "-tea": news.ErrEmpty, "day:soon": news.ErrSyntax,
		"speaker:": news.ErrSyntax, "type:tea": news.ErrSyntax, "day:2026-05..2026-04": news.ErrSyntax, "status:soon": news.ErrSyntax,
		"about:USA about:CHN": news.ErrSyntax, "colour:red": news.ErrSyntax, "-type:visit": news.ErrSyntax,
	} {
		if _, err := Parse(in); !errors.Is(err, kind) {
			t.Errorf("Parse(%q): %v, want %v", in, err, kind)
		}
	}
}

func TestCut(t *testing.T) {
	s, marks := Cut("The port was shut. The \x02grain\x03 \x02talks\x03 went on. More \x02grain\x03 came.")
	if s != "The grain talks went on." || len(marks) != 2 || s[marks[1][0]:marks[1][1]] != "talks" {
		t.Errorf("Cut = %q, %v, want the sentence with both words", s, marks)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`speaker:"a b" -c "d`, "day:2026..", "“", `-"`, "a:b:c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := Parse(s)
		if err == nil && q.Empty() {
			t.Errorf("Parse(%q) is empty without an error", s)
		}
		q.Expression()
		for _, m := range q.Mark(s) {
			if m[0] < 0 || m[1] > len(s) || m[0] >= m[1] {
				t.Errorf("Mark(%q) has %v", s, m)
			}
		}
	})
}

func FuzzCut(f *testing.F) {
	f.Add("One \x02two\x03. Three \x03\x02four.")
	f.Fuzz(func(t *testing.T, s string) {
		got, marks := Cut(s)
		for _, m := range marks {
			if m[0] < 0 || m[1] > len(got) || m[0] > m[1] {
				t.Errorf("Cut(%q) = %q with %v", s, got, marks)
			}
		}
	})
}

func TestCutWithoutMatches(t *testing.T) {
	for in, want := range map[string]string{
		"A headline\n\nThe first sentence. The second.": "The first sentence.",
		"Only a headline": "Only a headline", "": "",
	} {
		if got, marks := Cut(in); got != want || len(marks) > 0 {
			t.Errorf("Cut(%q) = %q, %v, want %q", in, got, marks, want)
		}
	}
}

func TestWordsOfPages(t *testing.T) {
	for in, want := range map[string]string{"type:visit": "visit", `type:"Phone calls"`: "phone", "type:demand": "REQUEST",
		"type:CONSULT": "consult", "type:talks": "negotiate"} {
		if q, err := Parse(in); err != nil || q.Type != want {
			t.Errorf("Parse(%q): type %q, %v, want %q", in, q.Type, err, want)
		}
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string][]string{
		"what did Berg say about tea?": {"Berg", "tea"}, "who is who": {"who", "is", "who"}, "Berg tea": {"Berg", "tea"},
	} {
		q, err := Parse(in)
		if got := q.Plain().Words; err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("Plain(%q) = %q, %v, want %q", in, got, err, want)
		}
	}
}
