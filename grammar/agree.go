package grammar

import (
	"strings"

	"readout/text"
)

// agree lets the names of a document agree on their type, since one surface seldom means two
// things in an article: a name found thrice or more takes the type of at least three in five
// of its places; a single word that ends a person's full name elsewhere ("Ana Reis … Reis")
// is that person where the network is as often of that mind as of another.
func agree(doc *text.Document) {
	votes := map[string]map[string]int{}
	last := map[string]bool{}
	eachName(doc, func(first, end int) {
		kind, key := doc.Tokens[first].Name[2:], surface(doc, first, end)
		if votes[key] == nil {
			votes[key] = map[string]int{}
		}
		votes[key][kind]++
		if kind == "Person" && end-first > 1 {
			last[doc.Word(end-1)] = true
		}
	})
	eachName(doc, func(first, end int) {
		kind, key := doc.Tokens[first].Name[2:], surface(doc, first, end)
		if k := agreed(kind, votes[key], end == first+1 && last[key]); k != kind {
			for i := first; i < end; i++ {
				doc.Tokens[i].Name = doc.Tokens[i].Name[:2] + k
			}
		}
	})
}

// agreed returns the type that a name of the given type and votes takes; surname tells that
// it ends a person's name elsewhere.
func agreed(kind string, votes map[string]int, surname bool) string {
	if surname && kind != "NORP" && votes["Person"] >= votes[kind] {
		return "Person"
	}
	all, top := 0, kind
	for k, n := range votes {
		all += n
		if n > votes[top] || n == votes[top] && k < top && votes[k] > votes[kind] {
			top = k
		}
	}
	if all >= 3 && 5*votes[top] >= 3*all {
		return top
	}
	return kind
}

// eachName calls f with the tokens [first, end) of every name.
func eachName(doc *text.Document, f func(first, end int)) {
	for i := 0; i < len(doc.Tokens); i++ {
		if !strings.HasPrefix(doc.Tokens[i].Name, "B-") {
			continue
		}
		end := i + 1
		for end < len(doc.Tokens) && strings.HasPrefix(doc.Tokens[end].Name, "I-") {
			end++
		}
		f(i, end)
	}
}

// surface returns the words of a name as they stand.
func surface(doc *text.Document, first, end int) string {
	return doc.Body[doc.Tokens[first].Start:doc.Tokens[end-1].End]
}
