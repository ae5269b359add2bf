package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
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
	sents, err := readTreebanks(filepath.Join(treebanks, "ewt-train.conllu"))
	if err != nil {
		return nil, err
	}
	all, at := make([]partial, len(sents)), map[string]int{}
	for i, s := range sents {
		none := slices.Repeat([]string{"O"}, len(s.Words))
		all[i], at[s.id] = partial{Sentence: Sentence{Words: s.Words, Names: none}}, i
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
