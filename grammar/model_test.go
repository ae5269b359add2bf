package grammar

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"readout/text"
)

var loaded = sync.OnceValues(Load)

func model(t testing.TB) *Model {
	m, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// lay writes every word as word/TAG/relation/head's word, names in brackets after it.
func lay(doc *text.Document) string {
	var out []string
	for i, tok := range doc.Tokens {
		head := "ROOT"
		if tok.Head >= 0 {
			head = doc.Word(tok.Head)
		}
		w := doc.Word(i) + "/" + tok.Tag + "/" + tok.Rel + "/" + head
		if tok.Name != "O" {
			w += "[" + tok.Name + "]"
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}

// TestAnnotate holds plain sentences of news to their reading: who does what to whom.
func TestAnnotate(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"Ana Costa met the president of Brazil on Tuesday.",
			"Ana/PROPN/nsubj/met[B-Person] Costa/PROPN/flat/Ana[I-Person] met/VERB/root/ROOT " +
				"the/DET/det/president president/NOUN/obj/met of/ADP/case/Brazil " +
				"Brazil/PROPN/nmod/president[B-Location] on/ADP/case/Tuesday " +
				"Tuesday/PROPN/obl/met[B-Date] ./PUNCT/punct/met"},
		{"The bridge was destroyed by rebels.",
			"The/DET/det/bridge bridge/NOUN/nsubj/destroyed was/AUX/aux/destroyed " +
				"destroyed/VERB/root/ROOT by/ADP/case/rebels rebels/NOUN/obl/destroyed " +
				"./PUNCT/punct/destroyed"},
		{"The minister said ships will leave.",
			"The/DET/det/minister minister/NOUN/nsubj/said said/VERB/root/ROOT " +
				"ships/NOUN/nsubj/leave will/AUX/aux/leave leave/VERB/ccomp/said " +
				"./PUNCT/punct/said"},
	} {
		doc := text.Split(c.body)
		model(t).Annotate(doc)
		if got := lay(doc); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.body, got, c.want)
		}
	}
}

// checkTrees tests what must hold for every annotated document.
func checkTrees(t *testing.T, doc *text.Document) {
	t.Helper()
	for _, s := range doc.Sentences {
		roots, inside := 0, ""
		for i := s.First; i < s.Last; i++ {
			tok := doc.Tokens[i]
			if tok.Head < 0 {
				roots++
			} else if tok.Head < s.First || tok.Head >= s.Last || tok.Head == i {
				t.Fatalf("token %d has head %d", i, tok.Head)
			}
			if (tok.Head < 0) != (tok.Rel == "root") {
				t.Fatalf("token %d has head %d and relation %s", i, tok.Head, tok.Rel)
			}
			steps := 0
			for k := i; k >= 0; k = doc.Tokens[k].Head {
				if steps++; steps > s.Last-s.First {
					t.Fatalf("token %d hangs on a ring", i)
				}
			}
			if tok.Tag == "" || tok.Lemma == "" || tok.Name == "" {
				t.Fatalf("token %d %q lacks a label: %+v", i, doc.Word(i), tok)
			}
			kind, is := strings.CutPrefix(tok.Name, "I-")
			if is && kind != inside {
				t.Fatalf("token %d: %s after %q", i, tok.Name, inside)
			}
			if inside = kind; !is {
				inside = strings.TrimPrefix(tok.Name, "B-")
			}
		}
		if roots != 1 {
			t.Fatalf("sentence %v has %d roots", s, roots)
		}
	}
}

func TestAnnotateAnything(t *testing.T) {
	for _, body := range []string{
		"", ".", "\xff\xfe", "👍 👍👍", strings.Repeat("a", 5<<20), strings.Repeat("word ", 5000),
		strings.Repeat("), (", 2000), strings.Repeat("“’”", 500), "WHY\n\nNOT",
	} {
		doc := text.Split(body)
		model(t).Annotate(doc)
		checkTrees(t, doc)
	}
}

// TestAnnotateLong annotates one sentence that is far over every bound.
func TestAnnotateLong(t *testing.T) {
	doc := text.Split(strings.Repeat("rain ", 100_000))
	doc.Sentences = []text.Sentence{{Span: text.Span{End: len(doc.Body)}, Last: len(doc.Tokens)}}
	model(t).Annotate(doc)
	checkTrees(t, doc)
}

func TestAnnotateAtOnce(t *testing.T) {
	m := model(t)
	var wg sync.WaitGroup
	got := make([]string, 8)
	for i := range got {
		wg.Go(func() {
			doc := text.Split(strings.Repeat("Ana Costa met rebels in Lisbon. It rained.\n\n", 40))
			m.Annotate(doc)
			got[i] = lay(doc)
		})
	}
	wg.Wait()
	for i := range got {
		if got[i] != got[0] {
			t.Fatalf("run %d differs from the first", i)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParse measures raw text to tags, trees and names, on one core.
func BenchmarkParse(b *testing.B) {
	m := model(b)
	var body strings.Builder
	for i := range 400 {
		fmt.Fprintf(&body, "The envoy of country %d, Gen. Ana Reis, told reporters in Lisbon on Monday "+
			"that “talks with the union won't resume before %d people are freed,” her office said.\n\n", i, i*7)
	}
	words := 0
	b.ReportAllocs()
	for b.Loop() {
		doc := text.Split(body.String())
		m.Annotate(doc)
		m.Release(doc)
		words += len(doc.Tokens)
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}
