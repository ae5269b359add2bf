package main

import (
	"fmt"
	"slices"

	"readout/news"
	"readout/record/lineage"
)

type articlesFlags struct {
	Files []string `arg:"" name:"file" help:"Files with an article in JSON on each line, or - for standard input."`
}

// each calls f with every article of the files that can be read.
func (c *articlesFlags) each(e *env, doing string, f func(*news.Article) error) error {
	p := pageFlags{Files: c.Files}
	for s := range p.sources(e, "articles") {
		a, err := s.article()
		if err != nil {
			e.fail(fmt.Errorf("%s %w", doing, err))
			continue
		}
		if err := f(a); err != nil {
			return err
		}
		if err := e.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

type copiesCmd struct {
	articlesFlags `embed:""`
}

// Run prints a line for each article that was made from another.
func (c *copiesCmd) Run(e *env) error {
	x := lineage.New()
	found := map[string]news.Copy{}
	var order []string
	err := c.each(e, "copies", func(a *news.Article) error {
		order = append(order, a.ID)
		for _, cp := range x.Add(a) {
			found[cp.ID] = cp
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range order {
		cp, ok := found[id]
		if !ok {
			continue
		}
		cp.Altered, cp.Misspelt = orNone(cp.Altered), orNone(cp.Misspelt)
		if err := printLine(e.out, cp); err != nil {
			return err
		}
	}
	return nil
}

func orNone(ds []news.Drift) []news.Drift {
	if ds == nil {
		return []news.Drift{}
	}
	return slices.Clip(ds)
}
