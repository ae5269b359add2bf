package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func file(t testing.TB, body string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(name, []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestReadLessons(t *testing.T) {
	head := `{"Tags":["A"],"Rels":["dep"],"Names":["O","B-X"]}`
	body := "RDTEACH1" + string([]byte{byte(len(head)), 0, 0, 0}) + head + "\x02\x00\x03\x02It\x04rain" +
		"\x02\x00\xff\xf0\xff\x00" + "\x00\x00\xfe\xf1\x00\xff"
	labels, all, err := readLessons(file(t, body))
	if err != nil || len(all) != 1 || len(labels.Names) != 2 {
		t.Fatalf("got %+v %+v, %v", labels, all, err)
	}
	l := all[0]
	if strings.Join(l.words, " ") != "It rain" || l.heads[0] != 2 || l.heads[1] != 0 ||
		l.rels[0][0] != 0xf0 || l.names[1][1] != 0xff {
		t.Errorf("got %+v", l)
	}
	for cut := range len(body) {
		if _, all, err := readLessons(file(t, body[:cut])); err == nil && len(all) > 0 {
			t.Fatalf("cut at %d of %d bytes: no error", cut, len(body))
		}
	}
}

func TestParseNames(t *testing.T) {
	got := parseNames("http://example.org\nAna\tB-Person\textra\nleft\t\n\nRain\tO\n")
	if len(got) != 2 || got[0].Names[0] != "B-Person" || got[0].Names[1] != "O" {
		t.Errorf("got %+v", got)
	}
}

func TestReadPartial(t *testing.T) {
	got, err := readPartial(file(t, "# newdoc id = a\n1\tAna\tB-PER\t-\t-\n2\tleft\tO\t-\t-\n\nOslo\tB-LOC\n"))
	if err != nil || len(got) != 2 || got[0].Names[0] != "B-Person" || got[1].Names[0] != "B-Location" {
		t.Fatalf("got %+v, %v", got, err)
	}
	allowed := allowedTags("B-Location", nil)
	if strings.Join(allowed, " ") != "B-Location B-Facility" {
		t.Errorf("a location may be %v", allowed)
	}
}

func TestReadMarked(t *testing.T) {
	dir := t.TempDir()
	bank := "# sent_id = a-1\n1\tAna\tAna\tPROPN\t_\t_\t0\troot\t_\t_\n2\tBerg\tBerg\tPROPN\t_\t_\t1\tflat\t_\t_\n\n" +
		"# sent_id = a-2\n1\tRain\train\tNOUN\t_\t_\t0\troot\t_\t_\n\n"
	if err := os.WriteFile(filepath.Join(dir, "ewt-train.conllu"), []byte(bank), 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := readMarked(file(t, "# names\na-1\t0\t1\tPER\n"), dir)
	if err != nil || len(got) != 2 || strings.Join(got[0].Names, " ") != "B-Person I-Person" ||
		got[1].Names[0] != "O" || got[0].held {
		t.Fatalf("got %+v, %v", got, err)
	}
	for _, bad := range []string{"a-3\t0\t0\tPER\n", "a-1\t0\t2\tPER\n", "a-1\t1\t0\tPER\n", "a-1\t0\n"} {
		if _, err := readMarked(file(t, bad), dir); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}

func TestLemmas(t *testing.T) {
	var sents []Sentence
	for _, w := range []string{"walked walk", "talked talk", "jumped jump", "looked look", "went go"} {
		form, lemma, _ := strings.Cut(w, " ")
		sents = append(sents, Sentence{Words: []string{form}, Lemmas: []string{lemma}, Tags: []string{"VERB"}})
	}
	var b strings.Builder
	if err := writeLemmas(&b, sents); err != nil {
		t.Fatal(err)
	}
	if want := "VERB\t\t2\t\nVERB\twent\tgo\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

func TestReadVectors(t *testing.T) {
	v := "[" + strings.Repeat("0.5,", width) + "9,9]"
	words, tensor, err := readVectors(file(t, `{"precision":8,"words":["the","he","x"],"vectors":{"he":`+v+
		`,"the":`+v+`,"x":`+v+`},"unk":[]}`), 2)
	if err != nil || strings.Join(words, " ") != "he the" || tensor.Rows != 2 {
		t.Fatalf("got %v, %v", words, err)
	}
	if got := float32(int8(tensor.Q[0])) * tensor.Scale[0]; got < 0.99 || got > 1.01 {
		t.Errorf("got %v, want vectors of variance one", got)
	}
}
