package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

// maxPiece cuts sentences of the names corpus, some of which are whole articles.
const maxPiece = 100

// readNames reads tab-separated BIO files of a folder; held are the base names of those
// that are kept back for measuring.
func readNames(folder string, held []string) (train, dev []Sentence, err error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.tsv"))
	if err != nil || len(files) == 0 {
		return nil, nil, fmt.Errorf("no names in %s", folder)
	}
	sort.Strings(files)
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			return nil, nil, err
		}
		sents := parseNames(string(b))
		if slices.Contains(held, filepath.Base(f)) {
			dev = append(dev, sents...)
		} else {
			train = append(train, sents...)
		}
	}
	return train, dev, nil
}

// parseNames reads one file. Its first line is an address; a few files are RTF, which is
// left out. Some lines have more columns: the first tag counts.
func parseNames(body string) []Sentence {
	lines := strings.Split(body, "\n")
	if strings.Contains(strings.Join(lines[:min(2, len(lines))], ""), "rtf") {
		return nil
	}
	var all []Sentence
	var s Sentence
	end := func() {
		for at := 0; at < len(s.Words); at += maxPiece {
			to := min(at+maxPiece, len(s.Words))
			all = append(all, Sentence{Words: s.Words[at:to], Names: s.Names[at:to]})
		}
		s = Sentence{}
	}
	for _, line := range lines[1:] {
		c := strings.Split(strings.TrimRight(line, "\r"), "\t")
		word := strings.TrimSpace(c[0])
		if word == "" {
			end()
			continue
		}
		tag := "O"
		if len(c) > 1 && strings.TrimSpace(c[1]) != "" {
			tag = strings.TrimSpace(c[1])
		}
		s.Words, s.Names = append(s.Words, word), append(s.Names, tag)
	}
	end()
	return all
}
