package main

import (
	"fmt"
	"os"
	"strings"
)

// wide are the types of corpora that know fewer kinds of names, and what they may be in ours.
var wide = map[string][]string{
	"PER": {"Person"}, "person": {"Person"}, "politician": {"Person"},
	"ORG": {"Organization"}, "organisation": {"Organization"}, "politicalparty": {"Organization"},
	"LOC": {"Location", "Facility"}, "location": {"Location", "Facility"}, "country": {"Location"},
}

// A partial sentence says of each word which names tags it may have.
type partial struct {
	words   []string
	allowed [][]string // BIO tags
}

// readPartial reads names labelled with persons, organisations and locations only: lines of
// word and tag, or of number, word and tag, with a blank line after each sentence. Other
// words may be no name or one of a type that the corpus does not know.
func readPartial(file string, other []string) ([]partial, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var all []partial
	var s partial
	for line := range strings.Lines(string(b) + "\n\n") {
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			if len(s.words) > 0 {
				all = append(all, s)
			}
			s = partial{}
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) > 3 {
			c = c[1:3]
		}
		if line[0] == '#' && len(c) < 2 {
			continue
		}
		if len(c) < 2 {
			return nil, fmt.Errorf("%s: no tag in line %q", file, line)
		}
		s.words = append(s.words, c[0])
		s.allowed = append(s.allowed, allowedTags(c[1], other))
	}
	return all, nil
}

// allowedTags returns what a tag of a corpus may be in ours.
func allowedTags(tag string, other []string) []string {
	bio, kind, _ := strings.Cut(tag, "-")
	kinds, ok := wide[kind]
	if !ok {
		return other
	}
	var out []string
	for _, k := range kinds {
		out = append(out, bio+"-"+k)
	}
	return out
}

// otherTags are the tags that corpora of three types do not know, and O.
func otherTags(names []string) []string {
	out := []string{"O"}
	for _, n := range names {
		switch strings.TrimLeft(n, "BI-") {
		case "Person", "Organization", "Location", "Facility", "O":
		default:
			out = append(out, n)
		}
	}
	return out
}

// items turns partial sentences into items.
func partialItems(sents []partial, names []string) []*item {
	var out []*item
	for _, s := range sents {
		out = append(out, &item{words: s.words, allowed: sets(s.allowed, names)})
	}
	return out
}

// sets returns for each word its allowed tags as bits.
func sets(allowed [][]string, names []string) []uint64 {
	out := make([]uint64, len(allowed))
	for i, tags := range allowed {
		for _, n := range numbers(tags, names) {
			out[i] |= 1 << n
		}
	}
	return out
}
