package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"readout/grammar"
	"readout/knowledge"
	"readout/news"
	"readout/reading"
)

type readCmd struct {
	pageFlags `embed:""`
	Input     string `help:"What the files hold: html, text (a page flattened to lines), warc or articles (lines of JSON)." enum:"html,text,warc,articles" default:"html"`
	Published string `help:"Day on which the article was published, where it is known better than from the page." placeholder:"DAY"`
	Data      string `help:"Folder of the store, whose knowledge is used too." placeholder:"DIR"`
}

// Run prints the reading of each page as a line of JSON.
func (c *readCmd) Run(e *env) error {
	if err := c.check(); err != nil {
		return err
	}
	if err := checkDay("--published", c.Published); err != nil {
		return err
	}
	rd, err := reader(c.Data)
	if err != nil {
		return err
	}
	bar, n := newProgress(e, e.out), 0
	defer bar.done()
	return ordered(e.ctx, workers(), c.sources(e, c.Input),
		func(s source) outcome[*news.Reading] {
			a, err := s.article()
			if err != nil {
				return outcome[*news.Reading]{nil, err}
			}
			if c.Published != "" {
				a.Published = &news.When{Day: c.Published, Precision: "day", Basis: "metadata"}
			}
			r, err := rd.Try(a)
			if err != nil {
				err = fmt.Errorf("%s: %w", s.name, err)
			}
			return outcome[*news.Reading]{r, err}
		},
		func(o outcome[*news.Reading]) error {
			if o.err != nil {
				e.fail(fmt.Errorf("read %w", o.err))
				return nil
			}
			n++
			bar.say("read", n)
			if c.Format == "text" {
				return printReading(e.out, o.value)
			}
			return printLine(e.out, o.value)
		})
}

// reader makes a reader with the embedded knowledge and what the user added to the store's folder.
func reader(data string) (*reading.Reader, error) {
	rd, _, err := readerKnowing(data)
	return rd, err
}

// readerKnowing is reader, with what it knows.
func readerKnowing(data string) (*reading.Reader, *knowledge.Base, error) {
	who, err := known(data)
	if err != nil {
		return nil, nil, err
	}
	g, err := grammar.Load()
	if err != nil {
		return nil, nil, err
	}
	return reading.New(who, g), who, nil
}

// known is the embedded knowledge and what the user added to the store's folder.
func known(data string) (*knowledge.Base, error) {
	dir, err := dataDir(data)
	if err != nil {
		dir = "" // reading needs no store
	}
	var own []string
	if dir != "" {
		if own, err = knowledge.Files(filepath.Join(dir, "knowledge")); err != nil {
			return nil, err
		}
	}
	return knowledge.Load(own...)
}

// printLine prints v as one line of JSON.
func printLine(w io.Writer, v any) error {
	b, err := news.Line(v)
	if err != nil {
		return err
	}
	_, err = w.Write(append(b, '\n'))
	return err
}

// exists reports whether there is a file or folder of that name.
func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}
