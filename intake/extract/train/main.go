// Command train learns the models of extract from labelled pages and writes them to
// intake/extract/data: which blocks of a page are its article, which lines of a flattened page,
// and which day is that of publication. The model of days rests on that of blocks as it was when
// the command was built: train blocks first, then days again. DATA holds the folders
// extract-pages, extract-readability and page-dates. Run it at the root of the project:
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
	only := flag.String("only", "", "one model only: blocks, lines or days")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: train [-out DIR] [-cross N] [-only MODEL] DATA")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *out, *only, *cross); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(data, out, only string, cross int) error {
	if only != "days" {
		pages, err := learn.Load(filepath.Join(data, "extract-pages"))
		if err != nil {
			return err
		}
		whole, err := learn.LoadWhole(filepath.Join(data, "extract-readability"))
		if err != nil {
			return err
		}
		dated, err := learn.LoadAgreed(filepath.Join(data, "page-dates"), pages)
		if err != nil {
			return err
		}
		whole = append(whole, dated...)
		if only != "lines" {
			err = blocks(pages, whole, out, cross)
		}
		if err == nil && only != "blocks" && cross == 0 {
			lines := learn.TrainLines(pages, whole)
			err = os.WriteFile(filepath.Join(out, "lines.bin"), lines, 0o644)
		}
		if err != nil || only != "" {
			return err
		}
	}
	return dates(data, out, cross)
}

func blocks(pages, whole []*learn.Page, out string, cross int) error {
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
