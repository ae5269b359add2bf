// Command train learns the block model of extract from labelled pages and writes it to
// intake/extract/data. Run it at the root of the project:
//
//	go run ./intake/extract/train ../shared/data/unpacked/extract-pages
//
// With -cross it writes nothing and prints what a model scores on sites that it has not seen.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"readout/intake/extract/learn"
)

func main() {
	out := flag.String("out", "intake/extract/data", "folder of the model")
	cross := flag.Int("cross", 0, "print the score of cross-validation in so many parts")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: train [-out DIR] [-cross N] DATA")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *out, *cross); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(data, out string, cross int) error {
	pages, err := learn.Load(data)
	if err != nil {
		return err
	}
	if cross > 1 {
		var t learn.Tally
		for i, body := range learn.Crossed(pages, cross) {
			t.Count(pages[i], body)
		}
		fmt.Printf("P %.3f R %.3f F1 %.3f\n", t.Precision(), t.Recall(), t.F1())
		return nil
	}
	words, forests := learn.Train(pages).Files()
	if err := os.WriteFile(filepath.Join(out, "hints.txt"), words, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "blocks.bin"), forests, 0o644)
}
