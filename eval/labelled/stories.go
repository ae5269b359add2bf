package labelled

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"readout/news"
)

// A Told is an article of ECB+, the story that it tells, and the topic that the story shares with
// another happening of the same kind.
type Told struct {
	Article      news.Article
	Story, Topic string
}

// Stories reads the articles of ecbplus*.jsonl in dir, lines {"id","topic","story","sentences"} in
// which tokens are parted by spaces. Every other text is put back as papers set it, so that what
// is learned rests on neither form. The articles have no days.
func Stories(dir string) ([]Told, error) {
	files, err := filepath.Glob(filepath.Join(dir, "ecbplus*.jsonl"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("stories in %s: %w", dir, news.ErrNotFound)
	}
	var out []Told
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<22)
		for lines.Scan() {
			var in struct {
				ID, Story string
				Topic     int
				Sentences []string
			}
			if err := json.Unmarshal(lines.Bytes(), &in); err != nil || len(in.Sentences) == 0 {
				return nil, fmt.Errorf("stories in %s: %w: %v", name, news.ErrSyntax, err)
			}
			body, gap := strings.Join(in.Sentences, "\n"), "\n\n"
			if len(out)%2 == 1 {
				body = asSet.Replace(strings.Join(in.Sentences, gap))
			}
			out = append(out, Told{Story: in.Story, Topic: strconv.Itoa(in.Topic),
				Article: news.Article{ID: in.ID, Body: body,
					Headline: asSet.Replace(in.Sentences[0])}})
		}
		if err := lines.Err(); err != nil {
			return nil, fmt.Errorf("stories in %s: %w", name, err)
		}
	}
	return out, nil
}

// asSet joins what tokens part.
var asSet = strings.NewReplacer("`` ", `"`, " ''", `"`, " .", ".", " ,", ",", " ;", ";", " :", ":",
	" ?", "?", " !", "!", " )", ")", "( ", "(", "$ ", "$", " 's", "'s", " n't", "n't",
	" ’ s", "’s", " - ", "-", " %", "%")
