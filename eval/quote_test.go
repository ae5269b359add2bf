package eval

import (
	"os"
	"path/filepath"
	"testing"

	"readout/eval/labelled"
	"readout/reading/quote"
	"readout/text"
)

func spans(body string, words ...string) []text.Span {
	var out []text.Span
	at := 0
	for _, w := range words {
		for i := at; i+len(w) <= len(body); i++ {
			if body[i:i+len(w)] == w {
				out = append(out, text.Span{Start: i, End: i + len(w)})
				at = i + len(w)
				break
			}
		}
	}
	return out
}

func TestTally(t *testing.T) {
	body := "The mayor said that the bridge is closed. Nobody knew."
	gold := labelled.Attributed{Text: body, Attributions: []labelled.Attribution{{
		Source: spans(body, "The mayor"), Content: spans(body, "that the bridge is closed"),
	}}}
	for _, c := range []struct {
		name string
		got  []quote.Attribution
		want Quotes
	}{
		{"the same but for marks", []quote.Attribution{{Source: spans(body, "mayor"),
			Content: spans(body, "that the bridge is closed.")}},
			Quotes{Overlap: QuoteScore{1, 1, 1}, Exact: QuoteScore{1, 1, 1}, Source: 1}},
		{"half", []quote.Attribution{{Content: spans(body, "the bridge is")}},
			Quotes{Overlap: QuoteScore{1, 1, 1}}},
		{"too little", []quote.Attribution{{Content: spans(body, "that the")}}, Quotes{}},
		{"one too many", []quote.Attribution{{Source: spans(body, "Nobody"),
			Content: spans(body, "that the bridge is closed")}, {Content: spans(body, "Nobody knew")}},
			Quotes{Overlap: QuoteScore{0.5, 1, 2.0 / 3}, Exact: QuoteScore{0.5, 1, 2.0 / 3}}},
	} {
		var tl tally
		tl.add(gold, c.got)
		if got := tl.scores(); got != c.want {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestScoreQuotesReadsBrat(t *testing.T) {
	dir := t.TempDir()
	body := "Das Café — “zu”, sagte Änne."
	for name, data := range map[string]string{
		"dev/text/a.txt": body,
		"dev/attributions/a_1.ann": "T1\tSource 23 27\tÄnne\nT2\tCue 17 22\tsagte\n" +
			"T3\tContent 12 14\tzu\nE1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n",
		"dev/attributions/a_2.ann": "T1\tnonsense\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	all, err := labelled.Attributions(filepath.Join(dir, "dev"))
	if err != nil || len(all) != 1 || len(all[0].Attributions) != 1 {
		t.Fatalf("got %+v, %v", all, err)
	}
	a := all[0].Attributions[0]
	for want, s := range map[string][]text.Span{"Änne": a.Source, "sagte": a.Cue, "zu": a.Content} {
		if got := body[s[0].Start:s[0].End]; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if _, err := ScoreQuotes(filepath.Join(dir, "absent"), nil); err == nil {
		t.Error("no error where there is no data")
	}
}
