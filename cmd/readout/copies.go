package main

import (
	"fmt"
	"slices"

	"github.com/zeebo/xxh3"

	"readout/news"
	"readout/record/lineage"
	"readout/store/shelf"
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

// syncEvery is how many articles are added before what the shelf holds of them is written to disk.
const syncEvery = 512

// Run prints a line for each article that was made from another. What is kept of the articles lies
// on disk meanwhile.
func (c *copiesCmd) Run(e *env) error {
	defer frugal()()
	sh, err := shelf.Temp()
	if err != nil {
		return err
	}
	defer sh.Close()
	x := lineage.Open(sh)
	found := map[uint64]news.Copy{} // by hash of the id
	var order []uint64
	err = c.each(e, "copies", func(a *news.Article) error {
		order = append(order, xxh3.HashString(a.ID))
		cs, err := x.Add(a)
		for _, cp := range cs {
			found[xxh3.HashString(cp.ID)] = cp
		}
		if len(order)%syncEvery == 0 && err == nil {
			err = sh.Sync()
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, id := range order {
		cp, ok := found[id]
		if !ok {
			continue
		}
		delete(found, id) // an article that comes twice has one line
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
