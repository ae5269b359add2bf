package main

import (
	"fmt"
	"hash/crc32"
	"os"
	"strings"
)

// wide are the types of corpora that know fewer kinds of names, and ours for them.
var wide = map[string]string{
	"PER": "Person", "person": "Person", "politician": "Person",
	"ORG": "Organization", "organisation": "Organization", "politicalparty": "Organization",
	"LOC": "Location", "location": "Location", "country": "Location",
}

// A partial sentence is one of a corpus of fewer types, with its tags in ours where it has
// some; held tells that it is kept back for measuring.
type partial struct {
	Sentence
	held bool
}

// readPartial reads names labelled with persons, organisations and locations only: lines of
// word and tag, or of number, word and tag, with a blank line after each sentence. Where the
// file tells its documents, one in three is kept back, by its name.
func readPartial(file string) ([]partial, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var all []partial
	var s partial
	held := false
	for line := range strings.Lines(string(b) + "\n\n") {
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			if s.held = held; len(s.Words) > 0 {
				all = append(all, s)
			}
			s = partial{}
			continue
		}
		c := strings.Split(line, "\t")
		if line[0] == '#' && len(c) < 2 {
			if strings.HasPrefix(line, "# newdoc") {
				held = crc32.ChecksumIEEE([]byte(line))%3 == 0
			}
			continue
		}
		if len(c) > 3 {
			c = c[1:3]
		}
		if len(c) < 2 {
			return nil, fmt.Errorf("%s: no tag in line %q", file, line)
		}
		s.Words, s.Names = append(s.Words, c[0]), append(s.Names, oneTag(c[1]))
	}
	return all, nil
}

// oneTag writes a tag of a corpus in our types, O where they don't fit.
func oneTag(tag string) string {
	bio, kind, _ := strings.Cut(tag, "-")
	if k, ok := wide[kind]; ok {
		return bio + "-" + k
	}
	return "O"
}

// allowedTags returns what a tag from oneTag may be. What is O to the corpus may be no name
// or one of a type that it does not know; a location may be a facility.
func allowedTags(tag string, other []string) []string {
	bio, kind, _ := strings.Cut(tag, "-")
	switch kind {
	case "":
		return other
	case "Location":
		return []string{tag, bio + "-Facility"}
	}
	return []string{tag}
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

// partialItems turns the sentences that are not kept back into items.
func partialItems(sents []partial, names []string) []*item {
	other := otherTags(names)
	var out []*item
	for _, s := range sents {
		var allowed [][]string
		for _, t := range s.Names {
			allowed = append(allowed, allowedTags(t, other))
		}
		if !s.held {
			out = append(out, &item{words: s.Words, allowed: sets(allowed, names),
				mentions: mentions(s.Names)})
		}
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
