package grammar

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/text"
)

// nameInitials gives a short form the type of the name that it is explained by, wherever it
// stands: after "World Food Council (WFC)" a WFC is an organisation (Schwartz and Hearst 2003
// pair the two in the same way).
func nameInitials(doc *text.Document) {
	kinds := map[string]string{}
	eachName(doc, func(first, end int) {
		kind := doc.Tokens[first].Name[2:]
		if end-first < 2 || end+2 >= len(doc.Tokens) || kind == "Person" ||
			doc.Word(end) != "(" || doc.Word(end+2) != ")" {
			return
		}
		if short := doc.Word(end + 1); kinds[short] == "" && spells(doc, first, end, short) {
			kinds[short] = kind
		}
	})
	if len(kinds) == 0 {
		return
	}
	for i := range doc.Tokens {
		tok := &doc.Tokens[i]
		alone := i+1 == len(doc.Tokens) || !strings.HasPrefix(doc.Tokens[i+1].Name, "I-")
		if kind := kinds[doc.Word(i)]; kind != "" && alone && !strings.HasPrefix(tok.Name, "I-") {
			tok.Name = "B-" + kind
		}
	}
}

// spells tells whether the first letters of the words [first, end), all of them or those with
// a capital, are the letters of short.
func spells(doc *text.Document, first, end int, short string) bool {
	if len(short) < 2 || strings.ToUpper(short) != short {
		return false
	}
	var all, great strings.Builder
	for i := first; i < end; i++ {
		r, _ := utf8.DecodeRuneInString(doc.Word(i))
		all.WriteRune(unicode.ToUpper(r))
		if unicode.IsUpper(r) {
			great.WriteRune(r)
		}
	}
	return all.String() == short || great.String() == short
}
