package main

import (
	"bufio"
	"fmt"
	"io"

	"readout/grammar"
	"readout/news"
)

type parseCmd struct {
	Input string   `help:"What the files hold: text, tokens (one a line, a blank line after each sentence) or conllu." enum:"text,tokens,conllu" default:"text"`
	Files []string `arg:"" name:"file" help:"Files, or - for standard input."`
}

// Run prints the sentences of each file with tags, trees and names.
func (c *parseCmd) Run(e *env) error {
	m, err := grammar.Load()
	if err != nil {
		return err
	}
	w := bufio.NewWriter(e.out)
	defer w.Flush()
	for _, f := range c.Files {
		if err := c.file(e, m, w, f); err != nil {
			e.fail(fmt.Errorf("parse %w", err))
		}
		if err := e.ctx.Err(); err != nil {
			return err
		}
	}
	return w.Flush()
}

func (c *parseCmd) file(e *env, m *grammar.Model, w io.Writer, name string) error {
	r, label, err := open(e, name)
	if err != nil {
		return err
	}
	defer r.Close()
	switch c.Input {
	case "tokens":
		err = m.ParseTokens(w, r)
	case "conllu":
		err = m.ParseCoNLLU(w, r)
	default:
		var b []byte
		if b, err = io.ReadAll(io.LimitReader(r, maxFile+1)); err == nil && len(b) > maxFile {
			err = fmt.Errorf("over %d MB: %w", maxFile>>20, news.ErrTooLarge)
		}
		if err == nil {
			err = m.ParseText(w, string(b))
		}
	}
	if err != nil {
		return fmt.Errorf("%s: %w", label, bare(err))
	}
	return nil
}
