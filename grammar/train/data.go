package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A Sentence is a labelled sentence. A task that it has no labels for is nil.
type Sentence struct {
	id     string // in a treebank
	Words  []string
	Lemmas []string
	Tags   []string
	Heads  []int // 0 for the root, else the number of the head counted from 1
	Rels   []string
	Names  []string
	marks  []mark // what a treebank says of names
}

// A mark is a word's entity brackets, and whether it is a title before a name.
type mark struct {
	entity string
	title  bool
}

// readTreebanks reads all CoNLL-U files that match a pattern.
func readTreebanks(patterns ...string) ([]Sentence, error) {
	var all []Sentence
	for _, p := range patterns {
		files, err := filepath.Glob(p)
		if err != nil || len(files) == 0 {
			return nil, fmt.Errorf("no treebank at %s", p)
		}
		for _, f := range files {
			s, err := readTreebank(f)
			if err != nil {
				return nil, fmt.Errorf("read treebank %s: %w", f, err)
			}
			all = append(all, s...)
		}
	}
	return all, nil
}

func readTreebank(file string) ([]Sentence, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []Sentence
	var s Sentence
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<22)
	for sc.Scan() {
		line := sc.Text()
		if line == "" {
			if len(s.Words) > 0 {
				all = append(all, s)
			}
			s = Sentence{}
			continue
		}
		if err := s.addLine(line); err != nil {
			return nil, err
		}
	}
	return all, sc.Err()
}

// addLine adds a word, leaving out comments but the id, empty nodes and spans of several words.
func (s *Sentence) addLine(line string) error {
	if id, ok := strings.CutPrefix(line, "# sent_id = "); ok {
		s.id = id
	}
	c := strings.Split(line, "\t")
	if line[0] == '#' || strings.ContainsAny(c[0], ".-") {
		return nil
	}
	if len(c) < 8 {
		return fmt.Errorf("line %q has %d columns", line, len(c))
	}
	head, err := strconv.Atoi(c[6])
	if err != nil {
		return fmt.Errorf("head in %q: %w", line, err)
	}
	rel, _, _ := strings.Cut(c[7], ":")
	s.Words, s.Lemmas = append(s.Words, c[1]), append(s.Lemmas, c[2])
	s.Tags, s.Rels = append(s.Tags, c[3]), append(s.Rels, rel)
	s.Heads = append(s.Heads, head)
	m := mark{title: c[7] == "nmod:desc"}
	for f := range strings.SplitSeq(c[len(c)-1], "|") {
		if e, ok := strings.CutPrefix(f, "Entity="); ok {
			m.entity = e
		}
	}
	s.marks = append(s.marks, m)
	return nil
}
