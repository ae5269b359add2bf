// Command train learns the model of package event from acts on record in news:
//
//	go run ./reading/event/train [-o reading/event/data/model.bin.gz] NAMES QUOTES
//
// NAMES and QUOTES are the folders of those data, which the articles are part of. They are read with the
// grammar and the steps before events as they are, so train again whenever those change much. The
// same data and grammar give the same model, in less than a minute. `readout eval events-crossed`
// scores models that are learned in the same way.
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
	flag.Parse()
	if flag.NArg() != 2 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(flag.Arg(0), flag.Arg(1), *out); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(names, quotes, out string) error {
	g, err := grammar.Load()
	if err != nil {
		return err
	}
	who, err := knowledge.Load()
	if err != nil {
		return err
	}
	examples, err := eval.Recorded(names, quotes, reading.New(who, g))
	if err != nil {
		return err
	}
	ready := make([]event.Lesson, len(examples))
	for i := range examples {
		ready[i] = event.Prepare(&examples[i])
	}
	m, err := event.Learn(ready)
	if err != nil {
		return err
	}
	return weights.Write(out, m.Write)
}
