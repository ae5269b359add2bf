package labelled

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"readout/news"
	"readout/text"
)

// An Attributed is an article of PolNeAR and what is attributed to whom in it.
type Attributed struct {
	ID, Text     string
	Attributions []Attribution
}

// An Attribution has the spans, in bytes of the text, that say who, that, and what. Each may
// be in several pieces, in the text's order; Source and Cue may be missing.
type Attribution struct {
	Source, Cue, Content []text.Span
}

// Attributions reads the articles of a part ("train", "dev") of the quotes data: text/*.txt
// beside attributions/*.ann in brat's stand-off form. Of several annotators it takes the first.
func Attributions(part string) ([]Attributed, error) {
	files, err := filepath.Glob(filepath.Join(part, "text", "*.txt"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("attributions in %s: %w", part, news.ErrNotFound)
	}
	var all []Attributed
	for _, f := range files {
		id := strings.TrimSuffix(filepath.Base(f), ".txt")
		ann, _ := filepath.Glob(filepath.Join(part, "attributions", id+"_*.ann"))
		if len(ann) == 0 {
			continue
		}
		sort.Strings(ann)
		body, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		notes, err := os.ReadFile(ann[0])
		if err != nil {
			return nil, err
		}
		a := Attributed{ID: id, Text: string(body)}
		if a.Attributions, err = brat(a.Text, string(notes)); err != nil {
			return nil, fmt.Errorf("read %s: %w", ann[0], err)
		}
		all = append(all, a)
	}
	return all, nil
}

// brat reads the events of a stand-off file. Its offsets count characters; ours count bytes.
func brat(body, notes string) ([]Attribution, error) {
	offset := make([]int, 0, len(body)+1)
	for i := range body {
		offset = append(offset, i)
	}
	offset = append(offset, len(body))
	spans := map[string][]text.Span{}
	var events []string
	for line := range strings.Lines(notes) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		switch {
		case len(f) > 1 && f[0] != "" && f[0][0] == 'T':
			s, err := pieces(f[1], offset)
			if err != nil {
				return nil, err
			}
			spans[f[0]] = s
		case len(f) > 1 && f[0] != "" && f[0][0] == 'E':
			events = append(events, f[1])
		}
	}
	var all []Attribution
	for _, e := range events {
		if a := join(e, spans); len(a.Content) > 0 {
			all = append(all, a)
		}
	}
	return all, nil
}

// pieces reads "Content 3 9;12 20".
func pieces(field string, offset []int) ([]text.Span, error) {
	_, list, _ := strings.Cut(field, " ")
	var all []text.Span
	for _, p := range strings.Split(list, ";") {
		a, b, _ := strings.Cut(p, " ")
		from, err1 := strconv.Atoi(a)
		to, err2 := strconv.Atoi(b)
		if err1 != nil || err2 != nil || from < 0 || to < from || to >= len(offset) {
			return nil, fmt.Errorf("span %q: %w", field, news.ErrSyntax)
		}
		all = append(all, text.Span{Start: offset[from], End: offset[to]})
	}
	return all, nil
}

// join gathers the parts that an event such as "Attribution:T4 Content:T3 Cue:T2" names.
func join(event string, spans map[string][]text.Span) Attribution {
	var a Attribution
	for _, part := range strings.Fields(event)[1:] {
		role, id, _ := strings.Cut(part, ":")
		switch strings.TrimRight(role, "0123456789") {
		case "Source":
			a.Source = append(a.Source, spans[id]...)
		case "Cue":
			a.Cue = append(a.Cue, spans[id]...)
		case "Content":
			a.Content = append(a.Content, spans[id]...)
		}
	}
	for _, s := range [][]text.Span{a.Source, a.Cue, a.Content} {
		sort.Slice(s, func(i, j int) bool { return s[i].Start < s[j].Start })
	}
	return a
}
