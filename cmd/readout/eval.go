package main

import (
	"fmt"

	"readout/eval"
	"readout/eval/labelled"
)

type evalCmd struct {
	Task string `arg:"" help:"What to score; all for every task that is quick, reading for those of the reading."`
	Dir  string `arg:"" optional:"" help:"Folder of the labelled data; else the archive is looked for beside the checkout."`
}

// Run scores a stage against labelled data.
func (c *evalCmd) Run(e *env) error {
	tasks := eval.Group(c.Task)
	if len(tasks) == 1 {
		return score(e, tasks[0].Name, tasks[0].Archive, c.Dir)
	}
	for _, t := range tasks {
		if err := score(e, t.Name, t.Archive, ""); err != nil {
			e.fail(err)
		}
		if err := e.ctx.Err(); err != nil {
			return err
		}
	}
	if len(tasks) > 0 {
		return nil
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
