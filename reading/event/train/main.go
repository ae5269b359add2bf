// Command train learns the model of package event from labels.tsv:
//
//	go run ./reading/event/train [-cross 5] [-o reading/event/data/model.bin.gz] NAMES
//
// NAMES is the folder of the names data, whose worldwide articles the labels are of. They are read
// with the grammar and the steps before events as they are, so train again whenever the grammar's weights
// change. The same data and weights give the same model. With -cross it writes nothing, but scores
// the labels, each article by a model that saw none of its fifth.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"readout/eval/labelled"
	"readout/grammar"
	"readout/knowledge"
	"readout/reading"
	"readout/reading/event"
)

func main() {
	out := flag.String("o", "reading/event/data/model.bin.gz", "where to write the model")
	folds := flag.Int("cross", 0, "score by so many models instead")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *out, *folds); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(dir, out string, folds int) error {
	examples, err := examples(dir)
	if err != nil {
		return err
	}
	if folds > 1 {
		s, err := cross(examples, folds)
		fmt.Print(s)
		return err
	}
	var ready []event.Lesson
	for i := range examples {
		ready = append(ready, event.Prepare(&examples[i]))
	}
	m, err := event.Learn(ready)
	if err != nil {
		return err
	}
	return write(m, out)
}

// examples reads the labelled articles.
func examples(dir string) ([]event.Example, error) {
	g, err := grammar.Load()
	if err != nil {
		return nil, err
	}
	who, err := knowledge.Load()
	if err != nil {
		return nil, err
	}
	gold, err := labels()
	if err != nil {
		return nil, err
	}
	articles, err := labelled.Worldwide(filepath.Join(dir, "worldwide"))
	if err != nil {
		return nil, err
	}
	rd := reading.New(who, g)
	var out []event.Example
	for i := range articles {
		ls, ok := gold[articles[i].ID]
		if !ok {
			continue
		}
		e := rd.Example(&articles[i])
		for _, l := range ls {
			if l.End > len(articles[i].Body) {
				return nil, fmt.Errorf("%s: label beyond the text", articles[i].ID)
			}
		}
		e.Labels = ls
		out = append(out, e)
	}
	return out, nil
}

// write writes into a file beside out and renames it, so that out is never half written.
func write(m *event.Model, out string) error {
	f, err := os.CreateTemp(filepath.Dir(out), "model-")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if err := m.Write(f); err != nil {
		return fmt.Errorf("write %s: %w", f.Name(), err)
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(f.Name(), out)
}
