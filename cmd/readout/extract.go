package main

import (
	"fmt"

	"readout/news"
)

type extractCmd struct {
	pageFlags `embed:""`
	Input     string `help:"What the files hold: html, text (a page flattened to lines) or warc." enum:"html,text,warc" default:"html"`
}

type outcome[T any] struct {
	value T
	err   error
}

// Run prints the article of each page as a line of JSON.
func (c *extractCmd) Run(e *env) error {
	if err := c.check(); err != nil {
		return err
	}
	return ordered(e.ctx, workers(), c.sources(e, c.Input),
		func(s source) outcome[*news.Article] {
			a, err := s.article()
			if err == nil {
				a.Lists()
			}
			return outcome[*news.Article]{a, err}
		},
		func(o outcome[*news.Article]) error {
			if o.err != nil {
				e.fail(fmt.Errorf("extract %w", o.err))
				return nil
			}
			if c.Format == "text" {
				return printArticle(e.out, o.value)
			}
			return printLine(e.out, o.value)
		})
}
