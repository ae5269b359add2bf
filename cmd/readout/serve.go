package main

type serveCmd struct{}

// Run is not wired yet.
func (c *serveCmd) Run(e *env) error { return nil }
