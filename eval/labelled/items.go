package labelled

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/news"
	"readout/reading/event"
	"readout/text"
)

//go:embed items/*.txt
var itemFiles embed.FS

// An Item is a piece of invented news, of a sentence or a few, and the acts in it.
type Item struct {
	Article news.Article
	Acts    []event.Label
}

// Items reads the items that we wrote to teach what acts are in ever new words, a file for each
// type: a line of text, then behind tabs a line for each act: the word that names it ("word@2": its
// second place), type (with "?": optional), status, actors and recipients joined by "+", or "-".
// A third of them look like acts and are none.
func Items() ([]Item, error) {
	files, err := itemFiles.ReadDir("items")
	if err != nil {
		return nil, err
	}
	var all []Item
	for _, f := range files {
		b, err := itemFiles.ReadFile("items/" + f.Name())
		if err != nil {
			return nil, err
		}
		for n, block := range strings.Split(string(b), "\n\n") {
			if strings.TrimSpace(block) == "" {
				continue
			}
			it, err := item(strings.Trim(block, "\n"))
			if err != nil {
				return nil, fmt.Errorf("item in %s: %w", f.Name(), err)
			}
			it.Article.ID = f.Name() + " " + strconv.Itoa(n)
			all = append(all, it)
		}
	}
	return all, nil
}

// item reads one item.
func item(block string) (Item, error) {
	lines := strings.Split(block, "\n")
	it := Item{Article: news.Article{Body: strings.TrimSpace(lines[0])}}
	for _, line := range lines[1:] {
		f := strings.Split(strings.TrimPrefix(line, "\t"), "\t")
		if len(f) != 5 {
			return it, fmt.Errorf("%q has %d fields, want 5: %w", line, len(f), news.ErrSyntax)
		}
		word, place, _ := strings.Cut(f[0], "@")
		nth, _ := strconv.Atoi(place)
		at := occurrences(it.Article.Body, word)
		if len(at) < max(1, nth) {
			return it, fmt.Errorf("no word %q in %q: %w", f[0], it.Article.Body, news.ErrSyntax)
		}
		l := event.Label{Span: at[max(1, nth)-1], Status: f[2]}
		l.Type, l.Optional = strings.CutSuffix(f[1], "?")
		l.Actors, l.Recipients = named(it.Article.Body, f[3], l.Span), named(it.Article.Body, f[4], l.Span)
		it.Acts = append(it.Acts, l)
	}
	return it, nil
}

// occurrences are the places of a word in a text.
func occurrences(body, word string) []text.Span {
	var out []text.Span
	for at := 0; word != ""; {
		k := strings.Index(body[at:], word)
		if k < 0 {
			break
		}
		s := text.Span{Start: at + k, End: at + k + len(word)}
		before, _ := utf8.DecodeLastRuneInString(body[:s.Start])
		after, _ := utf8.DecodeRuneInString(body[s.End:])
		if !wordy(before) && !wordy(after) {
			out = append(out, s)
		}
		at = s.End
	}
	return out
}

// wordy reports whether a rune is of a word.
func wordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// named are the places nearest to an act of the names in a field; a name that the text does not
// have is an empty span.
func named(body, field string, act text.Span) []text.Span {
	if field == "-" {
		return nil
	}
	var out []text.Span
	for _, name := range strings.Split(field, "+") {
		at := slices.DeleteFunc(occurrences(body, strings.TrimSpace(name)), act.Overlaps)
		if len(at) == 0 {
			out = append(out, text.Span{})
			continue
		}
		out = append(out, slices.MinFunc(at, func(a, b text.Span) int { return gap(a, act) - gap(b, act) }))
	}
	return out
}

// gap is how many bytes lie between two spans.
func gap(a, b text.Span) int { return max(a.Start-b.End, b.Start-a.End) }
