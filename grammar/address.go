package grammar

import (
	"strings"

	"readout/text"
)

// freeAddresses takes web and mail addresses out of names: "www.example.org" names a page,
// not an organisation; "Amazon.com" may be one.
func freeAddresses(toks []text.Token, word func(i int) string) {
	for i := range toks {
		if toks[i].Name == "O" || !address(word(i)) {
			continue
		}
		toks[i].Name = "O"
		if i+1 < len(toks) && strings.HasPrefix(toks[i+1].Name, "I-") {
			toks[i+1].Name = "B-" + toks[i+1].Name[2:]
		}
	}
}

func address(w string) bool {
	return strings.Contains(w, "://") || strings.HasPrefix(w, "www.") ||
		strings.IndexByte(w, '@') > 0 && strings.IndexByte(w, '.') > 0
}
