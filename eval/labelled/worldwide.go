package labelled

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"readout/news"
)

// together is how many sentences of a worldwide article make a paragraph: the corpus keeps none.
const together = 2

// Worldwide reads the articles of dir, the folder worldwide of the archive names, in the order of
// their files: one token a line with its name's class behind a tab, an empty line between
// sentences, the article's address first. Tokens are joined as papers set them, so a byte of a
// body is the same byte whenever the corpus is read. The articles have no headline and no day.
func Worldwide(dir string) ([]news.Article, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt.tsv"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("worldwide articles in %s: %w", dir, news.ErrNotFound)
	}
	out := make([]news.Article, 0, len(files))
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		a := worldwide(string(b))
		a.ID = strings.TrimSuffix(filepath.Base(name), ".txt.tsv")
		out = append(out, a)
	}
	return out, nil
}

// worldwide sets one file of the corpus as an article.
func worldwide(file string) news.Article {
	var a news.Article
	var body strings.Builder
	sentences := 0
	for _, block := range strings.Split(strings.ReplaceAll(file, "\r", ""), "\n\n") {
		tokens := words(block)
		if len(tokens) > 0 && sentences == 0 && strings.Contains(tokens[0], "://") {
			a.URL, tokens = tokens[0], tokens[1:]
			for len(tokens) > 0 && !unicode.IsUpper(rune(tokens[0][0])) {
				tokens = tokens[1:] // what tokenising left of the address
			}
		}
		if len(tokens) == 0 {
			continue
		}
		switch {
		case sentences == 0:
		case sentences%together == 0:
			body.WriteString("\n\n")
		default:
			body.WriteByte(' ')
		}
		body.WriteString(set(tokens))
		sentences++
	}
	a.Body = body.String()
	return a
}

// words are the first columns of a block's lines.
func words(block string) []string {
	var out []string
	for _, line := range strings.Split(block, "\n") {
		word, _, _ := strings.Cut(line, "\t")
		if word = strings.TrimSpace(word); word != "" {
			out = append(out, word)
		}
	}
	return out
}

// set joins the tokens of a sentence as papers do; straight quotation marks open and close in turn.
func set(tokens []string) string {
	var b strings.Builder
	open, glued := false, true
	for i, t := range tokens {
		left, right := sides(t)
		if t == "-" && i > 0 && i+1 < len(tokens) {
			left, right = true, true
		}
		if t == `"` {
			left, right = open, !open
			open = !open
		}
		if t == "s" && i > 0 && tokens[i-1] == "’" {
			left = true
		}
		if !glued && !left {
			b.WriteByte(' ')
		}
		b.WriteString(t)
		glued = right
	}
	return b.String()
}

// sides tells whether a token stands close to the one on its left and on its right.
func sides(t string) (left, right bool) {
	switch t {
	case "(", "[", "“", "‘", "$", "€", "£", "#":
		return false, true
	case ".", ",", ";", ":", "?", "!", ")", "]", "”", "’", "%", "...", "…", "'":
		return true, false
	case "/":
		return true, true
	}
	low := strings.ToLower(strings.ReplaceAll(t, "’", "'"))
	return low == "n't" || len(low) > 1 && len(low) < 4 && low[0] == '\'', false
}
