package knowledge

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// wordLists are sets of folded words.
type wordLists struct {
	first, surnames map[string]bool // given names, family names that many bear
	familyFirst     map[string]bool // family names of peoples who put them first
	particles       map[string]bool // von, bin
	suffixes        map[string]bool // jr
	articles        map[string]bool // countries named with an article, by alpha-3
	nameOrder       map[string]string
}

func newWordLists() wordLists {
	return wordLists{
		first: make(map[string]bool, sizeHint), surnames: make(map[string]bool, sizeHint),
		familyFirst: map[string]bool{},
		particles:   map[string]bool{}, suffixes: map[string]bool{}, articles: map[string]bool{},
		nameOrder: map[string]string{},
	}
}

// loadWords reads the word lists beside the tables.
func (b *Base) loadWords(fsys fs.FS) error {
	for file, set := range map[string]map[string]bool{
		"firstnames.txt": b.first, "surnames.txt": b.surnames, "familyfirst.txt": b.familyFirst,
		"particles.txt": b.particles, "suffixes.txt": b.suffixes, "articles.txt": b.articles,
	} {
		words, err := readWords(fsys, "data/"+file)
		if err != nil {
			return err
		}
		for _, w := range words {
			set[w] = true
		}
	}
	kinds, err := readWords(fsys, "data/seniority.txt")
	if err != nil {
		return err
	}
	clear(b.rank)
	for i, kind := range kinds {
		b.rank[kind] = i + 1
	}
	rules, err := readWords(fsys, "data/nameorder.tsv")
	if err != nil {
		return err
	}
	for i, line := range rules {
		code, rule, ok := strings.Cut(line, "\t")
		if !ok {
			return fmt.Errorf("data/nameorder.tsv: entry %d: no rule for %q", i+1, code)
		}
		b.nameOrder[code] = rule
	}
	return nil
}

// readWords reads the lines that are no comment. A missing file has none.
func readWords(fsys fs.FS, file string) ([]string, error) {
	data, err := fs.ReadFile(fsys, file)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var words []string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\r\n")
		if line != "" && !strings.HasPrefix(line, "#") {
			words = append(words, line)
		}
	}
	return words, nil
}
