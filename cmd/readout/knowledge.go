package main

import (
	"fmt"
	"os"
	"path/filepath"

	"readout/knowledge"
)

type knowledgeCmd struct {
	Add    knowledgeAdd    `cmd:"" help:"Add a YAML, CSV or TSV file of your own."`
	Import knowledgeImport `cmd:"" help:"Take people, offices, countries and bodies out of a Wikidata JSON dump."`
}

type knowledgeAdd struct {
	Data  string   `help:"Folder of the store." placeholder:"DIR"`
	Files []string `arg:"" name:"file" help:"Files to add."`
}

// Run checks each file and puts a copy beside the store.
func (c *knowledgeAdd) Run(e *env) error {
	dir, err := knowledgeDir(c.Data)
	if err != nil {
		return err
	}
	for _, f := range c.Files {
		kept, err := knowledge.Add(f, dir)
		if err != nil {
			e.fail(err)
			continue
		}
		fmt.Fprintln(e.err, "readout: added", kept)
	}
	return nil
}

func knowledgeDir(data string) (string, error) {
	dir, err := dataDir(data)
	if err != nil {
		return "", err
	}
	dir = filepath.Join(dir, "knowledge")
	return dir, os.MkdirAll(dir, 0o700)
}

type knowledgeImport struct {
	Data string `help:"Folder of the store." placeholder:"DIR"`
	File string `arg:"" help:"The dump, plain or packed, or - for standard input."`
}

// Run streams the dump into a file beside the store.
func (c *knowledgeImport) Run(e *env) error {
	dir, err := knowledgeDir(c.Data)
	if err != nil {
		return err
	}
	r, label, err := open(e, c.File)
	if err != nil {
		return err
	}
	defer r.Close()
	to := filepath.Join(dir, "wikidata.tsv")
	f, err := os.CreateTemp(dir, ".import-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	bar := newProgress(e, nil)
	n, err := knowledge.Import(e.ctx, r, f, func(n int) { bar.say("entries", n) })
	bar.done()
	if err != nil {
		return fmt.Errorf("knowledge import %s: %w", label, err)
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), to); err != nil {
		return err
	}
	fmt.Fprintf(e.err, "readout: %d facts in %s\n", n, to)
	return nil
}
