package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"readout/text"
)

// Marks that Cut expects around the matches of a text.
const (
	Open  = "\x02"
	Close = "\x03"
)

// Cut takes, out of a text whose matches stand between Open and Close, the sentence with the most
// different matches (the earlier of equals), and where the matches lie in it. Of a text without
// matches it takes the first sentence of the second paragraph: what follows the headline.
func Cut(marked string) (sentence string, marks [][2]int) {
	plain, spans := unmark(marked)
	ps := paragraphs(plain, spans)
	best, most := text.Span{End: len(plain)}, -1
	for _, p := range ps {
		if p.matches <= most {
			break
		}
		for _, s := range text.Split(plain[p.Start:p.End]).Sentences {
			s := text.Span{Start: s.Start + p.Start, End: s.End + p.Start}
			if n := different(plain, spans, s); n > most {
				best, most = s, n
			}
		}
	}
	for _, m := range spans {
		if best.Contains(m) {
			marks = append(marks, [2]int{m.Start - best.Start, m.End - best.Start})
		}
	}
	return shorten(plain[best.Start:best.End], marks)
}

type paragraph struct {
	text.Span
	matches int // different ones
}

// paragraphs parts plain, the paragraphs with most different matches first, else as they stand; but
// without the first of several where nothing matches.
func paragraphs(plain string, spans []text.Span) []paragraph {
	var out []paragraph
	for at := 0; at < len(plain); {
		end := len(plain)
		if i := strings.Index(plain[at:], "\n\n"); i >= 0 {
			end = at + i
		}
		p := text.Span{Start: at, End: end}
		out = append(out, paragraph{p, different(plain, spans, p)})
		at = end + 2
	}
	if len(spans) == 0 && len(out) > 1 {
		return out[1:]
	}
	slices.SortStableFunc(out, func(a, b paragraph) int { return b.matches - a.matches })
	return out
}

// different is how many different matches lie in span.
func different(plain string, spans []text.Span, span text.Span) int {
	found := map[string]bool{}
	for _, m := range spans {
		if span.Contains(m) {
			found[strings.ToLower(plain[m.Start:m.End])] = true
		}
	}
	return len(found)
}

// unmark takes the marks out of s and returns where the matches lie.
func unmark(s string) (string, []text.Span) {
	var b strings.Builder
	var spans []text.Span
	for s != "" {
		i := strings.IndexAny(s, Open+Close)
		if i < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:i])
		if s[i:i+1] == Open {
			spans = append(spans, text.Span{Start: b.Len(), End: b.Len()})
		} else if len(spans) > 0 {
			spans[len(spans)-1].End = b.Len()
		}
		s = s[i+1:]
	}
	return b.String(), spans
}

// longest is how many bytes of a sentence a hit shows.
const longest = 600

func shorten(s string, marks [][2]int) (string, [][2]int) {
	if len(s) <= longest {
		return s, marks
	}
	end := longest
	for !utf8.RuneStart(s[end]) {
		end--
	}
	var kept [][2]int
	for _, m := range marks {
		if m[1] <= end {
			kept = append(kept, m)
		}
	}
	return s[:end] + "…", kept
}

// Mark returns where the words of q occur in s, folded by case.
func (q Query) Mark(s string) [][2]int {
	low := strings.ToLower(s)
	if len(low) != len(s) {
		return nil // a fold that changed lengths: better no mark than a wrong one
	}
	var marks [][2]int
	for _, w := range q.Words {
		w = strings.TrimRight(strings.ToLower(w), "*")
		for from := 0; w != ""; {
			i := strings.Index(low[from:], w)
			if i < 0 {
				break
			}
			marks = append(marks, [2]int{from + i, from + i + len(w)})
			from += i + len(w)
		}
	}
	return marks
}
