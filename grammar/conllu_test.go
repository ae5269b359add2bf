package grammar

import (
	"bytes"
	"strings"
	"testing"
)

func TestParseText(t *testing.T) {
	var out bytes.Buffer
	if err := model(t).ParseText(&out, "He can't\nleave.\n\nRain fell."); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"# newpar", "# sent_id = 1", "# text = He can't leave.",
		"1\tHe\the\tPRON\t_\t_\t4\tnsubj\t_\tstart=0|end=2",
		"2\tca\tcan\tAUX\t_\t_\t4\taux\t_\tSpaceAfter=No|start=3|end=5",
		"3\tn't\tnot\tPART\t_\t_\t4\tadvmod\t_\tstart=5|end=8",
		"4\tleave\tleave\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No|start=9|end=14",
		"5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\tstart=14|end=15", "",
		"# newpar", "# sent_id = 2", "# text = Rain fell.",
		"1\tRain\train\tNOUN\t_\t_\t2\tnsubj\t_\tstart=17|end=21",
		"2\tfell\tfall\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No|start=22|end=26",
		"3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\tstart=26|end=27", "",
	}
	if got := out.String(); got != strings.Join(want, "\n")+"\n" {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

func TestParseTokens(t *testing.T) {
	var out bytes.Buffer
	if err := model(t).ParseTokens(&out, strings.NewReader("Rain\nfell\n\n\nAna Costa\nleft\n")); err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(out.String(), "\n\n"); got != 2 {
		t.Errorf("%d sentences, want 2:\n%s", got, out.String())
	}
	if !strings.Contains(out.String(), "1\tAna Costa\t") {
		t.Errorf("a token with a space is cut:\n%s", out.String())
	}
}

func TestParseCoNLLU(t *testing.T) {
	const in = "# text = It can't.\n1\tIt\t_\t_\t_\t_\t_\t_\t_\t_\n" +
		"2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\tca\t_\t_\t_\t_\t_\t_\t_\tNER=B-Misc\n" +
		"3\tn't\t_\t_\t_\t_\t_\t_\t_\tA=b\n4\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
	var out bytes.Buffer
	if err := model(t).ParseCoNLLU(&out, strings.NewReader(in)); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\n")
	if lines[0] != "# text = It can't." || !strings.HasPrefix(lines[2], "2-3\tcan't\t") ||
		!strings.HasSuffix(lines[4], "\tA=b") || len(lines) != 8 {
		t.Errorf("got\n%s", out.String())
	}
	for _, bad := range []string{"1 It\n", "1\tIt\n", "x\t\t_\t_\t_\t_\t_\t_\t_\t_\n"} {
		if err := model(t).ParseCoNLLU(&out, strings.NewReader(bad)); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}

// TestDocuments reads documents one by one and keeps their comments where they stand.
func TestDocuments(t *testing.T) {
	const word = "1\tIt\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
	const in = "# global = x\n# newdoc id = a\n" + word + "# newdoc id = b\n" + word
	var out bytes.Buffer
	if err := model(t).ParseCoNLLU(&out, strings.NewReader(in)); err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(out.String()) {
		got = append(got, line[:1])
	}
	if strings.Join(got, "") != "##1\n#1\n" {
		t.Errorf("got\n%s", out.String())
	}
}

func TestScore(t *testing.T) {
	const gold = "1\tAna\tAna\tPROPN\t_\t_\t2\tnsubj\t_\tNER=B-Person\n" +
		"2\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_\n\n"
	s, err := Score(strings.NewReader(gold), strings.NewReader(gold))
	if err != nil || s.Words != 100 || s.Sentences != 100 || s.LAS != 100 || s.Names != 100 {
		t.Errorf("gold against itself: %+v, %v", s, err)
	}
	wrong := strings.Replace(gold, "2\tnsubj", "2\tobj", 1)
	wrong = strings.Replace(wrong, "B-Person", "B-Misc", 1)
	s, err = Score(strings.NewReader(gold), strings.NewReader(wrong))
	if err != nil || s.UAS != 100 || s.LAS != 50 || s.Names != 0 {
		t.Errorf("one relation and one name wrong: %+v, %v", s, err)
	}
	if _, err = Score(strings.NewReader(gold), strings.NewReader("")); err == nil {
		t.Error("texts that differ: no error")
	}
}

func FuzzParseCoNLLU(f *testing.F) {
	f.Add("1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n\n")
	m := model(f)
	f.Fuzz(func(t *testing.T, in string) {
		var out, again bytes.Buffer
		if m.ParseCoNLLU(&out, strings.NewReader(in)) == nil {
			if err := m.ParseCoNLLU(&again, &out); err != nil {
				t.Errorf("what was written does not read: %v", err)
			}
		}
	})
}
