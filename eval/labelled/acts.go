package labelled

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"readout/news"
	"readout/reading/event"
	"readout/text"
)

//go:embed acts.tsv
var actData string

// Acts gives the labels of each article whose acts careful readers put on record, by the article's
// id; none for one that has no act.
func Acts() (map[string][]event.Label, error) {
	all := map[string][]event.Label{}
	article := ""
	for line := range strings.Lines(actData) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] != '\t' {
			article = line
			all[article] = []event.Label{}
			continue
		}
		l, err := act(strings.Split(line, "\t"))
		if err != nil {
			return nil, fmt.Errorf("act on record in %s, %q: %w", article, line, err)
		}
		all[article] = append(all[article], l)
	}
	return all, nil
}

// act reads the fields of a line, of which the first is empty.
func act(f []string) (event.Label, error) {
	if len(f) != 8 {
		return event.Label{}, fmt.Errorf("%d fields, want 8: %w", len(f), news.ErrSyntax)
	}
	l := event.Label{Type: f[3], Status: f[4], Optional: f[5] == "optional"}
	var err error
	if l.Span, err = span(f[1], f[2]); err != nil {
		return l, err
	}
	if l.Actors, err = spans(f[6]); err != nil {
		return l, err
	}
	l.Recipients, err = spans(f[7])
	return l, err
}

// spans reads "10-14,?,30-36"; an empty span stands for a party that the text does not name.
func spans(field string) ([]text.Span, error) {
	if field == "-" {
		return nil, nil
	}
	var out []text.Span
	for _, s := range strings.Split(field, ",") {
		if s == "?" {
			out = append(out, text.Span{})
			continue
		}
		from, to, _ := strings.Cut(s, "-")
		p, err := span(from, to)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

func span(from, to string) (text.Span, error) {
	a, err := strconv.Atoi(from)
	if err != nil {
		return text.Span{}, err
	}
	b, err := strconv.Atoi(to)
	if err != nil || a < 0 || b <= a {
		return text.Span{}, fmt.Errorf("span %s to %s: %w", from, to, news.ErrSyntax)
	}
	return text.Span{Start: a, End: b}, nil
}
