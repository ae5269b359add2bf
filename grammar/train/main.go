// Command train makes the weights of package grammar from labelled text.
//
//	go run ./grammar/train lemmas TREEBANKS > grammar/weights/lemmas.txt
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) < 2 {
		return fmt.Errorf("usage: train lemmas TREEBANKS")
	}
	switch args[0] {
	case "lemmas":
		sents, err := readTreebanks(filepath.Join(args[1], "ewt-train.conllu"),
			filepath.Join(args[1], "gum-train", "*.conllu"))
		if err != nil {
			return err
		}
		return writeLemmas(os.Stdout, sents)
	}
	return fmt.Errorf("unknown task %q", args[0])
}
