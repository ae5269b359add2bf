package grammar

import (
	"strings"
	"testing"

	"readout/text"
)

func TestAgree(t *testing.T) {
	for _, c := range []struct{ names, want string }{
		{"Reis:B-Person Reis:B-Person Reis:B-Location", "Person Person Person"},
		{"Reis:B-Person Reis:B-Location", "Person Location"},
		{"Ana:B-Person Reis:I-Person Reis:B-Person Reis:B-Location", "Person Person Person Person"},
		{"Oslo:B-Location Oslo:B-Location Oslo:B-Location said:O", "Location Location Location O"},
	} {
		doc := &text.Document{}
		for f := range strings.FieldsSeq(c.names) {
			w, name, _ := strings.Cut(f, ":")
			at := len(doc.Body)
			doc.Body += w + " "
			doc.Tokens = append(doc.Tokens, text.Token{Span: text.Span{Start: at, End: at + len(w)}, Name: name})
		}
		agree(doc)
		var got []string
		for _, tok := range doc.Tokens {
			got = append(got, strings.TrimLeft(tok.Name, "BI-"))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %v, want %s", c.names, got, c.want)
		}
	}
}

func TestFreeAddresses(t *testing.T) {
	words := strings.Fields("Reis www.example.org Costa a@b.org Amazon.com")
	toks := []text.Token{{Name: "B-Person"}, {Name: "I-Person"}, {Name: "I-Person"},
		{Name: "B-Person"}, {Name: "B-Organization"}}
	freeAddresses(toks, func(i int) string { return words[i] })
	for i, want := range []string{"B-Person", "O", "B-Person", "O", "B-Organization"} {
		if toks[i].Name != want {
			t.Errorf("%s: got %s, want %s", words[i], toks[i].Name, want)
		}
	}
}
