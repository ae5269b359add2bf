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
		doc := named(c.names)
		agree(doc)
		if got := kinds(doc); got != c.want {
			t.Errorf("%s: got %v, want %s", c.names, got, c.want)
		}
	}
}

// named returns a document of words with their names after a colon.
func named(words string) *text.Document {
	doc := &text.Document{}
	for f := range strings.FieldsSeq(words) {
		w, name, _ := strings.Cut(f, ":")
		span := text.Span{Start: len(doc.Body), End: len(doc.Body) + len(w)}
		doc.Body += w + " "
		doc.Tokens = append(doc.Tokens, text.Token{Span: span, Name: name})
	}
	return doc
}

func kinds(doc *text.Document) string {
	var got []string
	for _, tok := range doc.Tokens {
		got = append(got, strings.TrimLeft(tok.Name, "BI-"))
	}
	return strings.Join(got, " ")
}

func TestNameInitials(t *testing.T) {
	const long = "World:B-Organization Food:I-Organization "
	for _, c := range []struct{ names, want string }{
		{long + "(:O WF:B-Location ):O WF:O", "Organization Organization O Organization O Organization"},
		{long + "(:O WX:B-Location ):O WX:O", "Organization Organization O Location O O"},
		{long + "(:O WF:O ):O WF:B-Facility Road:I-Facility",
			"Organization Organization O Organization O Facility Facility"},
		{"Ana:B-Person Reis:I-Person (:O AR:O ):O", "Person Person O O O"},
	} {
		doc := named(c.names)
		nameInitials(doc)
		if got := kinds(doc); got != c.want {
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
