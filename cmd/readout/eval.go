package main

import (
	"fmt"

	"readout/eval"
	"readout/eval/labelled"
)

type evalCmd struct {
	Task string `arg:"" help:"What to score; all for every task that is quick."`
	Dir  string `arg:"" optional:"" help:"Folder of the labelled data; else the archive is looked for beside the checkout."`
}

// Run scores a stage against labelled data.
func (c *evalCmd) Run(e *env) error {
	if c.Task == "all" {
		for _, t := range eval.Tasks {
			if t.Slow {
				continue
			}
			if err := score(e, t.Name, t.Archive, ""); err != nil {
				e.fail(err)
			}
			if err := e.ctx.Err(); err != nil {
				return err
			}
		}
		return nil
	}
	for _, t := range eval.Tasks {
		if t.Name == c.Task {
			return score(e, t.Name, t.Archive, c.Dir)
		}
	}
	list := ""
	for _, t := range eval.Tasks {
		list += fmt.Sprintf("\n  %-16s %s", t.Name, t.About)
	}
	return usageError(fmt.Sprintf("no task %q; there are%s", c.Task, list))
}

func score(e *env, task, archive, dir string) error {
	if dir == "" {
		var err error
		if dir, err = labelled.Folder(archive); err != nil {
			return err
		}
	}
	s, err := eval.Run(task, dir)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.out, "== %s\n%s\n", task, s)
	return err
}
