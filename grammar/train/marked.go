package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// readMarked reads names that were marked by hand in the sentences of EWT train, which it takes
// from the folder of treebanks: lines of sentence, first and last word counted from 0, and PER, ORG
// or LOC, parted by tabs. Sentences without a line have no names. None is kept back.
func readMarked(file, treebanks string) ([]partial, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	all, at, err := plainSentences(filepath.Join(treebanks, "ewt-train.conllu"))
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		i, known := at[c[0]]
		if len(c) != 4 || !known {
			return nil, fmt.Errorf("%s: no sentence for line %q", file, line)
		}
		first, err1 := strconv.Atoi(c[1])
		last, err2 := strconv.Atoi(c[2])
		if err1 != nil || err2 != nil || first < 0 || last < first || last >= len(all[i].Names) {
			return nil, fmt.Errorf("%s: no words for line %q", file, line)
		}
		for k := first; k <= last; k++ {
			bio := "I-"
			if k == first {
				bio = "B-"
			}
			all[i].Names[k] = oneTag(bio + c[3])
		}
	}
	return all, nil
}

// plainSentences reads the words of a treebank's sentences, and where each stands by its id.
func plainSentences(file string) (all []partial, at map[string]int, err error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, nil, err
	}
	at = map[string]int{}
	for block := range strings.SplitSeq(string(b), "\n\n") {
		var s Sentence
		id := ""
		for line := range strings.Lines(block) {
			line = strings.TrimRight(line, "\r\n")
			if v, ok := strings.CutPrefix(line, "# sent_id = "); ok {
				id = v
			} else if line != "" {
				if err := s.addLine(line); err != nil {
					return nil, nil, fmt.Errorf("read treebank %s: %w", file, err)
				}
			}
		}
		if len(s.Words) == 0 {
			continue
		}
		p := partial{Sentence: Sentence{Words: s.Words, Names: make([]string, len(s.Words))}}
		for k := range p.Names {
			p.Names[k] = "O"
		}
		at[id] = len(all)
		all = append(all, p)
	}
	return all, at, nil
}
