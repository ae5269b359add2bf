// Command train learns the models of extract from labelled pages and writes them to
// intake/extract/data: which blocks of a page are its article, and which day is that of its
// publication. DATA holds the folders extract-pages, extract-readability and page-dates. Run it
// at the root of the project:
//
//	go run ./intake/extract/train DATA
//
// With -cross it writes nothing and prints what models score on sites that they have not seen.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"readout/intake/extract/learn"
)

func main() {
	out := flag.String("out", "intake/extract/data", "folder of the models")
	cross := flag.Int("cross", 0, "print the scores of cross-validation in so many parts")
	days := flag.Bool("days", false, "only the model of days")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: train [-out DIR] [-cross N] [-days] DATA")
		os.Exit(2)
	}
	err := error(nil)
	if !*days {
		err = blocks(flag.Arg(0), *out, *cross)
	}
	if err == nil {
		err = dates(flag.Arg(0), *out, *cross)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func blocks(data, out string, cross int) error {
	pages, err := learn.Load(filepath.Join(data, "extract-pages"))
	if err != nil {
		return err
	}
	whole, err := learn.LoadWhole(filepath.Join(data, "extract-readability"))
	if err != nil {
		return err
	}
	if cross > 1 {
		var t learn.Tally
		for i, body := range learn.Crossed(pages, whole, cross) {
			t.Count(pages[i], body)
		}
		fmt.Printf("body P %.3f R %.3f F1 %.3f\n", t.Precision(), t.Recall(), t.F1())
		return nil
	}
	words, forests := learn.Train(pages, whole).Files()
	if err := os.WriteFile(filepath.Join(out, "hints.txt"), words, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "blocks.bin"), forests, 0o644)
}

func dates(data, out string, cross int) error {
	pages, err := learn.LoadDays(filepath.Join(data, "page-dates"))
	if err != nil {
		return err
	}
	if cross > 1 {
		fmt.Printf("day %+v\n", learn.CrossedDays(pages, cross))
		return nil
	}
	forest := learn.TrainDays(pages).Append(nil)
	return os.WriteFile(filepath.Join(out, "day.bin"), forest, 0o644)
}
