package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// lay writes a document with a blank between tokens and a bar between sentences.
func lay(doc *Document) string {
	var sents []string
	for _, s := range doc.Sentences {
		var w []string
		for i := s.First; i < s.Last; i++ {
			w = append(w, doc.Word(i))
		}
		sents = append(sents, strings.Join(w, " "))
	}
	return strings.Join(sents, " | ")
}

func TestSplit(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"The envoy won't meet Xi's aide.", "The envoy wo n't meet Xi 's aide ."},
		{"They can’t and cannot stay.", "They ca n’t and can not stay ."},
		{"LISBON (AgencyName) - The U.S. said on Monday that Gen. Ana Reis, 64, left.",
			"LISBON ( AgencyName ) - | The U.S. said on Monday that Gen. Ana Reis , 64 , left ."},
		{"PORTO, Portugal — Rain fell.", "PORTO , Portugal — | Rain fell ."},
		{"It lies in the U.S. The town is small.", "It lies in the U.S. | The town is small ."},
		{"The U.S. Senate met at No. 10 High St. in rain.",
			"The U.S. Senate met at No. 10 High St. in rain ."},
		{"He came at 5 p.m. on Jan. 5. She left.", "He came at 5 p.m. on Jan. 5 . | She left ."},
		{"“It’s over,” she said. “We go.” He stayed.",
			"“ It ’s over , ” she said . | “ We go . ” | He stayed ."},
		{`"It is over," she said. "We go." He stayed.`,
			`" It is over , " she said . | " We go . " | He stayed .`},
		{"“Why?” he asked. “Who knows!” she said.", "“ Why ? ” he asked . | “ Who knows ! ” she said ."},
		{"They blamed provocation.Officials agreed.", "They blamed provocation . | Officials agreed ."},
		{"He left. She (Ms. Lo) stayed... But why?", "He left . | She ( Ms. Lo ) stayed ... | But why ?"},
		{"A long-awaited, co-ordinated anti-war plan", "A long - awaited , co-ordinated anti-war plan"},
		{"It cost $3bn, or US$4.5m, at 11am.", "It cost $ 3 bn , or US$ 4.5 m , at 11 am ."},
		{"See www.example.org/a or mail a.b@example.org.",
			"See www.example.org/a or mail a.b@example.org ."},
		{"RIVER TOWN FLOODS AGAIN\n\nWater rose.", "RIVER TOWN FLOODS AGAIN | Water rose ."},
		{"and/or 1990s 50% of 1,000,000 on 9/11", "and / or 1990s 50 % of 1,000,000 on 9/11"},
		{"J. K. Ito and D'Arcy O'Neil met al-Hadid.", "J. K. Ito and D'Arcy O'Neil met al - Hadid ."},
		{"A headline\nof two wrapped\nLines", "A headline of two wrapped | Lines"},
		{"The U.S.'s envoy, Sen. Ana Lo (D-Pa.), paid Rs. 500.",
			"The U.S. 's envoy , Sen. Ana Lo ( D - Pa. ) , paid Rs. 500 ."},
		{"He said, “We go. ” She stayed. .", "He said , “ We go . ” | She stayed . ."},
		{"Is it No. 1? No. It is not.", "Is it No. 1 ? | No . | It is not ."},
		{"A view from the deck of a large white ship carrying salt and grain\nImages show Porto",
			"A view from the deck of a large white ship carrying salt and grain | Images show Porto"},
		{"The long line of a text that was cut by the width of a page says that\n" +
			"Porto lies\nnear the sea.", "The long line of a text that was cut by the width of a " +
			"page says that Porto lies near the sea ."},
		{"1. First. Then second.", "1 . First . | Then second ."},
		{"", ""},
	} {
		if got := lay(Split(c.body)); got != c.want {
			t.Errorf("Split(%q)\n got %s\nwant %s", c.body, got, c.want)
		}
	}
}

func TestSplitParagraphs(t *testing.T) {
	doc := Split("\n\n One.\nTwo. \n \n\nThree.\n")
	var got []string
	for _, p := range doc.Paragraphs {
		got = append(got, doc.At(p))
	}
	if want := "One.\nTwo.|Three."; strings.Join(got, "|") != want {
		t.Errorf("paragraphs: got %q, want %q", strings.Join(got, "|"), want)
	}
}

// TestSplitBounds holds sentences and tokens of endless input to their bounds.
func TestSplitBounds(t *testing.T) {
	for _, body := range []string{
		strings.Repeat("a", 5<<20), strings.Repeat("word ", 100_000), strings.Repeat(".", 1<<16),
		strings.Repeat("(", 1<<16), strings.Repeat("a-", 1<<16), strings.Repeat("\n", 1<<20),
		strings.Repeat("\xff", 1<<12), strings.Repeat("n't", 1<<12), strings.Repeat("é’s", 1<<12),
	} {
		doc := Split(body)
		checkDocument(t, doc)
	}
}

// checkDocument tests what must hold for any body.
func checkDocument(t *testing.T, doc *Document) {
	t.Helper()
	at, valid := 0, utf8.ValidString(doc.Body)
	for i, tok := range doc.Tokens {
		if tok.Start < at || tok.End <= tok.Start || tok.End > len(doc.Body) {
			t.Fatalf("token %d %v after %d of %d bytes", i, tok.Span, at, len(doc.Body))
		}
		if strings.TrimFunc(doc.Body[at:tok.Start], isSpace) != "" {
			t.Fatalf("%q lies in no token", doc.Body[at:tok.Start])
		}
		if tok.Len() > maxToken {
			t.Fatalf("token %d has %d bytes", i, tok.Len())
		}
		if valid && !utf8.ValidString(doc.Word(i)) {
			t.Fatalf("token %d %q is cut within a rune", i, doc.Word(i))
		}
		at = tok.End
	}
	if strings.TrimFunc(doc.Body[at:], isSpace) != "" {
		t.Fatalf("%q lies in no token", doc.Body[at:])
	}
	next := 0
	for i, s := range doc.Sentences {
		if s.First != next || s.Last <= s.First || s.Last-s.First > maxSentence ||
			s.Start != doc.Tokens[s.First].Start || s.End != doc.Tokens[s.Last-1].End {
			t.Fatalf("sentence %d %v after token %d", i, s, next)
		}
		next = s.Last
	}
	if next != len(doc.Tokens) {
		t.Fatalf("sentences end at token %d of %d", next, len(doc.Tokens))
	}
	for i, p := range doc.Paragraphs {
		if p.Empty() || i > 0 && p.Start <= doc.Paragraphs[i-1].End {
			t.Fatalf("paragraph %d %v", i, p)
		}
	}
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{"“It’s U.S. policy,” he said.\n\nNEW YORK (AP) — Oil…", "a.B\xffc’",
		"$3bn ('90s) [...] e.g. Mr. X. Y", "\u200b\u00a0。\n \n.", ":-) n't 's ' \" ''"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) { checkDocument(t, Split(body)) })
}

func BenchmarkSplit(b *testing.B) {
	body := strings.Repeat("The envoy, Gen. Ana Reis, said the U.S. won't pay $3bn. ", 2000)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		Split(body)
	}
}
