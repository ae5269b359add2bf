package lineage

import (
	"slices"
	"strings"

	"readout/news"
)

// drift compares what a copy quotes and names with its source: the quotations whose words differ,
// and the names that are spelt in another way.
func (m *matcher) drift(c, s *print) (altered, misspelt []news.Drift) {
	return m.alteredQuotes(c, s), misspellings(c, s)
}

// alteredQuotes aligns the quotations of the copy with those of the source, in order, by their
// words, their place and their length. One that stands so in the source, or is part of what stands
// there, is not altered.
func (m *matcher) alteredQuotes(c, s *print) []news.Drift {
	var out []news.Drift
	for _, p := range m.paired(c, s) {
		now, was := c.quotes[p[0]], s.quotes[p[1]]
		if !shortened(now.list, was.list) && !stands(now.list, s) {
			out = append(out, news.Drift{Was: was.words, Now: now.words})
		}
	}
	return out
}

// paired aligns the quotations of c with those of s.
func (m *matcher) paired(c, s *print) [][2]int {
	if len(c.quotes) == 0 || len(s.quotes) == 0 {
		return nil
	}
	m.table(len(c.quotes), len(s.quotes))
	for i, row := range m.rows {
		for j := range row {
			row[j] = alike(c, s, i, j)
		}
	}
	_, path := m.align(m.rows, .3)
	return path
}

// alike says how likely quotation i of c and j of s are the same utterance, 0 to 1.
func alike(c, s *print, i, j int) float64 {
	a, b := c.quotes[i], s.quotes[j]
	words := inCommon(a.list, b.list)
	length := float64(min(len(a.list), len(b.list))) / float64(max(len(a.list), len(b.list)))
	place := 1 - 3*abs(part(a.sent, len(c.sents))-part(b.sent, len(s.sents)))
	rank := 1 - 2*abs(part(i, len(c.quotes))-part(j, len(s.quotes)))
	return .4*words + .2*length + .2*max(0, place) + .2*max(0, rank)
}

// inCommon is the share of words that two lists have in common.
func inCommon(a, b []uint32) float64 {
	common := 0.
	for _, w := range a {
		if slices.Contains(b, w) {
			common++
		}
	}
	return 2 * common / float64(len(a)+len(b))
}

func part(i, n int) float64 { return (float64(i) + .5) / float64(max(1, n)) }

func abs(v float64) float64 { return max(v, -v) }

// shortened reports whether the words of a all stand in b in order: a quotation that was cut.
func shortened(a, b []uint32) bool {
	i := 0
	for _, w := range b {
		if i < len(a) && a[i] == w {
			i++
		}
	}
	return i == len(a)
}

// stands reports whether the words of a list stand so in s, up to one in six.
func stands(list []uint32, s *print) bool {
	if len(list) < 4 {
		return false
	}
	return float64(inRuns(list, s)) >= .97*float64(len(list))
}

// misspellings are the copy's names that the source has only in another spelling, which the copy
// in turn has not.
func misspellings(c, s *print) []news.Drift {
	var out []news.Drift
	for _, n := range c.names {
		if holds(s.words, n.stem) {
			continue
		}
		if was := s.spelt(n.low); was != nil && !holds(c.words, was.stem) {
			out = append(out, news.Drift{Was: was.raw, Now: n.raw})
		}
	}
	slices.SortFunc(out, func(a, b news.Drift) int { return strings.Compare(a.Now, b.Now) })
	return out
}

// slight reports whether most words of an altered quotation are as they were.
func slight(d news.Drift) bool {
	was, now := strings.Fields(strings.ToLower(d.Was)), strings.Fields(strings.ToLower(d.Now))
	same := 0
	for _, w := range now {
		if slices.Contains(was, w) {
			same++
		}
	}
	return 3*same >= 2*max(len(was), len(now))
}
