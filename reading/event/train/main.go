// Command train learns the model of package event from acts on record in news:
//
//	go run ./reading/event/train [-crossed] [-o reading/event/data/model.bin.gz] NAMES QUOTES STORIES
//	go run ./reading/event/train -dump TEXTS [-raw ARTICLES] NAMES QUOTES STORIES
//
// NAMES, QUOTES and STORIES are the folders of those data, which the articles are part of; the items
// that we wrote are learned too. They are read with the grammar and the steps before events as they
// are, so train again whenever those change much. The same data and grammar give the same model, in
// a minute or two. With -crossed, models are learned each from a part of the articles and scored on
// the rest. With -dump, the texts are written for the teacher of the probe (see teacher/README.md),
// and after them those of a file of articles, lines of JSON, that nobody labelled.
package main

import (
	"flag"
	"fmt"
	"os"

	"readout/eval"
	"readout/eval/weights"
	"readout/grammar"
	"readout/knowledge"
	"readout/reading"
	"readout/reading/event"
)

var (
	out     = flag.String("o", "reading/event/data/model.bin.gz", "where to write the model")
	crossed = flag.Bool("crossed", false, "score models that are learned in the same way instead")
	prefix  = flag.String("dump", "", "write the texts for the teacher there instead")
	raw     = flag.String("raw", "", "articles that nobody labelled, to dump too")
)

func main() {
	flag.Parse()
	if flag.NArg() != 3 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(flag.Arg(0), flag.Arg(1), flag.Arg(2)); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(names, quotes, stories string) error {
	g, err := grammar.Load()
	if err != nil {
		return err
	}
	who, err := knowledge.Load()
	if err != nil {
		return err
	}
	rd := reading.New(who, g)
	examples, err := eval.Recorded(names, quotes, stories, rd)
	if err != nil {
		return err
	}
	written, err := eval.Written(rd)
	if err != nil {
		return err
	}
	switch {
	case *prefix != "":
		return show(examples, written, g)
	case *crossed:
		scores, err := eval.ActsCrossed(examples, written)
		if err != nil {
			return err
		}
		fmt.Print(scores)
		return nil
	}
	return learn(append(written, examples...))
}

func learn(examples []event.Example) error {
	var ready []event.Lesson
	for i := range examples {
		ready = append(ready, event.Prepare(&examples[i]))
	}
	m, err := event.Learn(ready)
	if err != nil {
		return err
	}
	return weights.Write(*out, m.Write)
}

// show dumps all texts.
func show(examples, written []event.Example, g *grammar.Model) error {
	return dumpTo(*prefix, func(d *dump) error {
		for _, part := range []struct {
			sort string
			all  []event.Example
		}{{"article", examples}, {"item", written}} {
			for i := range part.all {
				e := &part.all[i]
				if err := d.add(e.ID, part.sort, e.Doc, e.Labels); err != nil {
					return err
				}
			}
		}
		if *raw == "" {
			return nil
		}
		return d.raw(*raw, g.Annotate)
	})
}
