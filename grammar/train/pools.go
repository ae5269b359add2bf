package main

import (
	"fmt"
	"slices"
	"strings"

	"readout/grammar/net"
)

// pools turns the corpora into items: treebanks, names, and what only a teacher labelled.
// A teacher's labels of a treebank's or a names file's sentence fill in its missing task.
func (c *corpora) pools(cfg *net.Config) ([]*pool, error) {
	if c.lessons != nil && !slices.Equal(c.labels.Tags, cfg.Tags) ||
		c.lessons != nil && !slices.Equal(c.labels.Rels, cfg.Rels) ||
		c.lessons != nil && !slices.Equal(c.labels.Names, cfg.Names) {
		return nil, fmt.Errorf("the teacher's labels are not those of the corpora")
	}
	taught := map[string]*lesson{}
	for i := range c.lessons {
		taught[strings.Join(c.lessons[i].words, " ")] = &c.lessons[i]
	}
	var trees, names, raw pool
	other := otherTags(cfg.Names)
	used := map[*lesson]bool{}
	for _, s := range c.trees {
		it := &item{words: s.Words, heads: s.Heads}
		it.tags, it.rels = numbers(s.Tags, cfg.Tags), numbers(s.Rels, cfg.Rels)
		if l := taught[strings.Join(s.Words, " ")]; l != nil {
			it.softName, used[l] = l.names, true
		}
		if allowed := s.namesAllowed(cfg.Names, other); allowed != nil {
			it.allowed = sets(allowed, cfg.Names)
			it.softName = within(it.softName, it.allowed)
		}
		trees.items = append(trees.items, it)
	}
	names.cast = cast{}
	for _, s := range c.names {
		names.cast.add(s.Words, s.Names)
		it := &item{words: s.Words, allowed: single(numbers(s.Names, cfg.Names))}
		it.mentions = mentions(s.Names)
		if l := taught[strings.Join(s.Words, " ")]; l != nil && l.heads != nil {
			it.taught, it.heads, it.softTags, it.softRels = true, l.heads, l.tags, l.rels
			it.softName, used[l] = l.names, true
		}
		names.items = append(names.items, it)
	}
	for i := range c.lessons {
		l := &c.lessons[i]
		if !used[l] && l.names != nil {
			raw.items = append(raw.items, &item{words: l.words, taught: true, heads: l.heads,
				softTags: l.tags, softRels: l.rels, softName: l.names})
		}
	}
	out := []*pool{&trees, &names}
	if len(raw.items) > 0 {
		out = append(out, &raw)
	}
	return out, nil
}

// single returns sets of one tag each.
func single(tags []int) []uint64 {
	out := make([]uint64, len(tags))
	for i, t := range tags {
		out[i] = 1 << t
	}
	return out
}

// within returns a teacher's probabilities of the tags of each word's set, made whole again.
func within(soft [][]uint8, allowed []uint64) [][]uint8 {
	if soft == nil {
		return nil
	}
	out := make([][]uint8, len(soft))
	for i, row := range soft {
		sum := 0
		for t, p := range row {
			sum += int(p) * int(allowed[i]>>t&1)
		}
		out[i] = make([]uint8, len(row))
		for t, p := range row {
			if allowed[i]>>t&1 != 0 && sum > 0 {
				out[i][t] = uint8((int(p)*255 + sum/2) / sum)
			}
		}
	}
	return out
}

// numbers returns the indices of labels in a sorted list; what is not there is 0.
func numbers(labels, list []string) []int {
	at := map[string]int{}
	for i, l := range list {
		at[l] = i
	}
	out := make([]int, len(labels))
	for i, l := range labels {
		out[i] = at[l]
	}
	return out
}
