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
	return ordered(e.ctx, workers(), c.sources(e, c.Input), c.extract,
		func(o outcome[extracted]) error {
			switch {
			case o.err != nil:
				e.fail(fmt.Errorf("extract %w", o.err))
				return nil
			case c.Format == "text":
				return printArticle(e.out, o.value.article)
			}
			_, err := e.out.Write(o.value.line)
			return err
		})
}

// An extracted is an article, and as the line that is printed of it unless for a person.
type extracted struct {
	article *news.Article
	line    []byte
}

// extract is what the workers do, so that only the printing waits for its turn.
func (c *extractCmd) extract(s source) outcome[extracted] {
	a, err := s.article()
	if err != nil {
		return outcome[extracted]{err: err}
	}
	if a.Lists(); c.Format == "text" {
		return outcome[extracted]{value: extracted{article: a}}
	}
	line, err := news.Line(a)
	return outcome[extracted]{extracted{line: append(line, '\n')}, err}
}
