package eval

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"readout/grammar"
	"readout/knowledge"
	"readout/news"
	"readout/reading"
	"readout/text"
)

// A Task scores one stage on one archive of labelled data.
type Task struct {
	Name    string
	Archive string // name of the archive that it needs
	About   string
	Slow    bool // takes minutes: not part of the scores that a test compares
	run     func(t *tools, dir string) (fmt.Stringer, error)
}

// tools are what tasks read with, made once.
type tools struct {
	who *knowledge.Base
	g   *grammar.Model
}

func (t *tools) parse(body string) *text.Document {
	doc := text.Split(body)
	t.g.Annotate(doc)
	return doc
}

// lines is a score that is printed as it stands.
type lines string

func (l lines) String() string { return string(l) }

// Tasks are all that can be scored.
var Tasks = []Task{
	{"extract", "extract-pages", "body, headline and day of real pages, by the shipped model", false,
		func(_ *tools, dir string) (fmt.Stringer, error) { return Extract(dir, false) }},
	{"extract-crossed", "extract-pages", "the same, each page by a model that saw no page of its site", true,
		func(_ *tools, dir string) (fmt.Stringer, error) { return Extract(dir, true) }},
	{"days", "page-dates", "publication day of real pages", false,
		func(_ *tools, dir string) (fmt.Stringer, error) { return PageDates(dir) }},
	{"metadata", "extract-readability", "headline, byline and site name", false,
		func(_ *tools, dir string) (fmt.Stringer, error) { return Readability(dir) }},
	{"grammar", "treebanks", "tags and trees on gold tokens, words and sentences on raw text (EWT dev)", false,
		func(t *tools, dir string) (fmt.Stringer, error) { return t.grammar(dir) }},
	{"entity", "treebanks", "linked mentions of GUM that knowledge holds", false,
		func(t *tools, dir string) (fmt.Stringer, error) {
			return Links(filepath.Join(dir, "gum-dev"), t.who, t.parse)
		}},
	{"times", "times", "time expressions a newspaper could say", false,
		func(_ *tools, dir string) (fmt.Stringer, error) { return Times(recognizers(dir)) }},
	{"quotes", "quotes", "attributions of PolNeAR, dev part", false,
		func(t *tools, dir string) (fmt.Stringer, error) { return ScoreQuotes(dir, t.parse) }},
	{"statements", "quotes", "the same of what stands on record as a statement", false,
		func(t *tools, dir string) (fmt.Stringer, error) {
			return ScoreStatements(dir, reading.New(t.who, t.g).Read)
		}},
	{"events", "events", "quad classes of the events of single sentences", false,
		func(t *tools, dir string) (fmt.Stringer, error) {
			return ScoreQuads(filepath.Join(dir, "cameo-quad"), reading.New(t.who, t.g).Read)
		}},
	{"days-crossed", "page-dates", "publication day, each page by a model that saw no page of its site", true,
		func(_ *tools, dir string) (fmt.Stringer, error) { return PageDatesCrossed(dir) }},
	{"copies", "copies", "copies traced to their source, altered quotations", false,
		func(_ *tools, dir string) (fmt.Stringer, error) { return Copies(dir) }},
	{"stories", "stories", "stories of ECB+, each topic by what other topics teach", false,
		func(t *tools, dir string) (fmt.Stringer, error) {
			return Stories(dir, reading.New(t.who, t.g).Read)
		}},
	{"desk", "desk", "whole readings against careful readers", false,
		func(t *tools, dir string) (fmt.Stringer, error) { return t.desk(dir) }},
}

// Group gives the tasks that a name stands for: one, all that are quick, or those of the reading.
func Group(name string) []Task {
	var out []Task
	for _, t := range Tasks {
		switch {
		case t.Name == name, name == "all" && !t.Slow:
			out = append(out, t)
		case name == "reading" && slices.Contains(ofReading, t.Name):
			out = append(out, t)
		}
	}
	return out
}

var ofReading = []string{"entity", "times", "quotes", "statements", "events", "desk"}

// Run scores the task called name on the data in dir, and returns what it prints.
func Run(name, dir string) (string, error) {
	i := slices.IndexFunc(Tasks, func(t Task) bool { return t.Name == name })
	if i < 0 {
		return "", fmt.Errorf("no task %q (there are %s): %w", name, strings.Join(TaskNames(), ", "),
			news.ErrNotFound)
	}
	t, err := newTools()
	if err != nil {
		return "", err
	}
	s, err := Tasks[i].run(t, dir)
	if err != nil {
		return "", fmt.Errorf("score %s on %s: %w", name, dir, err)
	}
	return strings.TrimRight(s.String(), "\n"), nil
}

// TaskNames are the names of all tasks.
func TaskNames() []string {
	var out []string
	for _, t := range Tasks {
		out = append(out, t.Name)
	}
	return out
}

func newTools() (*tools, error) {
	who, err := knowledge.Load()
	if err != nil {
		return nil, err
	}
	g, err := grammar.Load()
	return &tools{who, g}, err
}

// recognizers is where the specs lie in the archive of times.
func recognizers(dir string) string {
	if sub := filepath.Join(dir, "recognizers-english"); isDir(sub) {
		return sub
	}
	return dir
}

func isDir(name string) bool {
	st, err := os.Stat(name)
	return err == nil && st.IsDir()
}

func (t *tools) desk(dir string) (fmt.Stringer, error) {
	return ScoreDesk(dir, reading.New(t.who, t.g).Read)
}

// grammar scores tags and trees on the gold tokens of EWT dev, and words and sentences on its text.
func (t *tools) grammar(dir string) (fmt.Stringer, error) {
	gold, err := os.ReadFile(filepath.Join(dir, "ewt-dev.conllu"))
	if err != nil {
		return nil, err
	}
	var given, raw bytes.Buffer
	if err := t.g.ParseCoNLLU(&given, bytes.NewReader(gold)); err != nil {
		return nil, err
	}
	onGold, err := grammar.Score(bytes.NewReader(gold), &given)
	if err != nil {
		return nil, err
	}
	if err := t.g.ParseText(&raw, rawText(gold)); err != nil {
		return nil, err
	}
	onText, err := grammar.Score(bytes.NewReader(gold), &raw)
	return lines(fmt.Sprintf("gold tokens: UPOS %.1f lemmas %.1f UAS %.1f LAS %.1f\n"+
		"raw text: words %.1f sentences %.1f LAS %.1f", onGold.Tags, onGold.Lemmas, onGold.UAS,
		onGold.LAS, onText.Words, onText.Sentences, onText.LAS)), err
}

// rawText puts the sentences of a treebank back together: paragraphs and documents are parted by
// a blank line, sentences by a space unless the last token says otherwise.
func rawText(conllu []byte) string {
	var b strings.Builder
	glued := true
	for line := range strings.Lines(string(conllu)) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case strings.HasPrefix(line, "# newdoc"), strings.HasPrefix(line, "# newpar"):
			if b.Len() > 0 {
				b.WriteString("\n\n")
				glued = true
			}
		case strings.HasPrefix(line, "# text = "):
			if !glued {
				b.WriteByte(' ')
			}
			b.WriteString(line[len("# text = "):])
			glued = false
		case strings.HasSuffix(line, "SpaceAfter=No"):
			glued = true
		case line != "" && line[0] != '#':
			glued = false
		}
	}
	return b.String()
}
