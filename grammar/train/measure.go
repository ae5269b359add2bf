package main

import "readout/grammar/net"

// A result is accuracy in percent: of tags, heads, labelled heads, and the F1 of names.
type result struct {
	Words            int
	Tags, UAS, LAS   float64
	Named            int // words of the sentences with names
	Names, PerOrgLoc float64
}

// results measures the network of f on what is kept back: trees, names, and names of fewer types.
func (c *corpora) results(f *net.File, held []Sentence) ([]result, error) {
	n, err := net.New(f)
	if err != nil {
		return nil, err
	}
	return []result{measure(n, c.devTrees), measure(n, c.devName), measure(n, held)}, nil
}

// measure runs a network over labelled sentences.
func measure(n *net.Net, sents []Sentence) result {
	var r result
	var tags, heads, labelled int
	var all, three [3]int // gold, found, both
	var s net.Scratch
	for _, sent := range sents {
		p := parse(n, &s, sent.Words)
		if sent.Tags != nil {
			r.Words += len(sent.Words)
			for i := range sent.Words {
				head := p.Heads[i] == sent.Heads[i]
				tags += b2i(n.Tags[p.Tags[i]] == sent.Tags[i])
				heads += b2i(head)
				labelled += b2i(head && n.Rels[p.Rels[i]] == sent.Rels[i])
			}
		}
		if sent.Names != nil {
			r.Named += len(sent.Words)
			found := make([]string, len(sent.Words))
			for i, t := range p.Names {
				found[i] = n.Names[t]
			}
			countNames(&all, spans(sent.Names, nil), spans(found, nil))
			countNames(&three, spans(sent.Names, short), spans(found, short))
		}
	}
	part := func(n int) float64 { return 100 * float64(n) / float64(max(r.Words, 1)) }
	r.Tags, r.UAS, r.LAS = part(tags), part(heads), part(labelled)
	f1 := func(c [3]int) float64 { return 200 * float64(c[2]) / float64(max(c[0]+c[1], 1)) }
	r.Names, r.PerOrgLoc = f1(all), f1(three)
	return r
}

// parse runs the network over one sentence, cut to its bound.
func parse(n *net.Net, s *net.Scratch, words []string) net.Sentence {
	var out net.Sentence
	for at := 0; at < len(words); at += net.MaxWords {
		k := min(net.MaxWords, len(words)-at)
		p := net.Sentence{Words: make([]net.Word, k), Tags: make([]int, k), Names: make([]int, k),
			Heads: make([]int, k), Rels: make([]int, k)}
		for i := range k {
			p.Words[i] = n.Features.Of(words[at+i])
		}
		n.Parse([]net.Sentence{p}, s)
		out.Tags = append(out.Tags, p.Tags...)
		out.Names = append(out.Names, p.Names...)
		out.Rels = append(out.Rels, p.Rels...)
		out.Heads = append(out.Heads, p.Heads...)
	}
	return out
}

// short folds the types of names into three; the others are left out.
var short = map[string]string{
	"Person": "PER", "Organization": "ORG", "Location": "LOC", "Facility": "LOC",
}

type nameSpan struct {
	first, last int
	kind        string
}

// spans reads BIO tags as spans, with types folded by a map where there is one.
func spans(tags []string, fold map[string]string) map[nameSpan]bool {
	out := map[nameSpan]bool{}
	start, kind := -1, ""
	for i := 0; i <= len(tags); i++ {
		bio, k := "O", ""
		if i < len(tags) && len(tags[i]) > 2 {
			bio, k = tags[i][:1], tags[i][2:]
		}
		if start >= 0 && (bio != "I" || k != kind) {
			folded := kind
			if fold != nil {
				folded = fold[kind]
			}
			if folded != "" {
				out[nameSpan{start, i, folded}] = true
			}
			start = -1
		}
		if bio != "O" && start < 0 {
			start, kind = i, k
		}
	}
	return out
}

func countNames(c *[3]int, gold, found map[nameSpan]bool) {
	c[0] += len(gold)
	c[1] += len(found)
	for s := range found {
		c[2] += b2i(gold[s])
	}
}
