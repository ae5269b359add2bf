// Command train learns what speaks for two articles telling of one story.
//
//	go run ./record/story/train DIR > record/story/data/weights.txt
//
// DIR is the unpacked archive stories. The same archive and reader give the same weights.
package main

import (
	"fmt"
	"os"

	"readout/eval/labelled"
	"readout/grammar"
	"readout/knowledge"
	"readout/reading"
	"readout/record/story"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: train DIR > weights.txt")
		os.Exit(2)
	}
	told, err := read(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
	fmt.Fprintln(os.Stderr, story.CrossValidate(told))
	if err := story.Learn(told, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func read(dir string) ([]story.Told, error) {
	who, err := knowledge.Load()
	if err != nil {
		return nil, err
	}
	g, err := grammar.Load()
	if err != nil {
		return nil, err
	}
	in, err := labelled.Stories(dir)
	if err != nil {
		return nil, err
	}
	rd := reading.New(who, g)
	out := make([]story.Told, len(in))
	for i := range in {
		out[i] = story.Told{Reading: rd.Read(&in[i].Article), Story: in[i].Story, Topic: in[i].Topic}
	}
	return out, nil
}
