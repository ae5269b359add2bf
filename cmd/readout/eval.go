package main

import "errors"

type evalCmd struct {
	Task string `arg:"" help:"Stage to score."`
	Dir  string `arg:"" optional:"" help:"Folder of labelled data."`
}

// Run scores a stage.
func (c *evalCmd) Run(e *env) error { return errors.New("not wired yet") }
