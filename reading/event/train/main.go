// Command train learns the model of package event from acts on record in news:
//
//	go run ./reading/event/train [-crossed] [-o reading/event/data/model.bin.gz] NAMES QUOTES STORIES
//
// NAMES, QUOTES and STORIES are the folders of those data, which the articles are part of; the items
// that we wrote are learned too. They are read with the grammar and the steps before events as they
// are, so train again whenever those change much. The same data and grammar give the same model, in
// a minute or two. With -crossed, models are learned each from a part of the articles and scored on
// the rest.
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

func main() {
	out := flag.String("o", "reading/event/data/model.bin.gz", "where to write the model")
	crossed := flag.Bool("crossed", false, "score models that are learned in the same way instead")
	flag.Parse()
	if flag.NArg() != 3 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(flag.Arg(0), flag.Arg(1), flag.Arg(2), *out, *crossed); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(names, quotes, stories, out string, crossed bool) error {
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
	if crossed {
		scores, err := eval.ActsCrossed(examples, written)
		if err != nil {
			return err
		}
		fmt.Print(scores)
		return nil
	}
	var ready []event.Lesson
	for _, e := range append(written, examples...) {
		ready = append(ready, event.Prepare(&e))
	}
	m, err := event.Learn(ready)
	if err != nil {
		return err
	}
	return weights.Write(out, m.Write)
}
