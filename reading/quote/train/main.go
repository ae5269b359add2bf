// Command train learns the models of package quote from PolNeAR:
//
//	go run ./reading/quote/train [-o reading/quote/data/model.bin.gz] QUOTES
//
// QUOTES is the folder of the quotes data; only its part "train" is read. Texts are parsed with
// the grammar as it is, so train again whenever the grammar's weights change. The same data and
// weights give the same models.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"readout/eval/labelled"
	"readout/eval/weights"
	"readout/grammar"
	"readout/reading/quote"
	"readout/text"
)

func main() {
	out := flag.String("o", "reading/quote/data/model.bin.gz", "where to write the models")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *out); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(dir, out string) error {
	g, err := grammar.Load()
	if err != nil {
		return err
	}
	articles, err := labelled.Attributions(filepath.Join(dir, "train"))
	if err != nil {
		return err
	}
	var examples []quote.Example
	for _, a := range articles {
		e := quote.Example{Doc: text.Split(a.Text)}
		g.Annotate(e.Doc)
		for _, x := range a.Attributions {
			e.Attributions = append(e.Attributions, quote.Attribution(x))
		}
		examples = append(examples, e)
	}
	return weights.Write(out, func(w io.Writer) error { return quote.Train(examples, w) })
}
