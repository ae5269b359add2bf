package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"readout/grammar/net"
)

// settings are what a course of training depends on; the same ones give the same weights.
type settings struct {
	treebanks, names, vectors, lessons, held, partial, from string
	seed                                                    uint64
	steps, cool, size, words, times                         int
	rate                                                    float64
	frozen                                                  bool
	cfg                                                     net.Config
}

// corpora are the labelled sentences of a course.
type corpora struct {
	trees, names      []Sentence
	devTrees, devName []Sentence
	labels            lessonLabels
	lessons           []lesson
}

func readCorpora(s *settings) (*corpora, error) {
	var c corpora
	var err error
	c.trees, err = readTreebanks(filepath.Join(s.treebanks, "ewt-train.conllu"),
		filepath.Join(s.treebanks, "gum-train", "*.conllu"))
	if err != nil {
		return nil, err
	}
	if c.devTrees, err = readTreebanks(filepath.Join(s.treebanks, "ewt-dev.conllu")); err != nil {
		return nil, err
	}
	var held []string
	if s.held != "" {
		b, err := os.ReadFile(s.held)
		if err != nil {
			return nil, err
		}
		held = strings.Split(string(b), "\n")
	}
	if c.names, c.devName, err = readNames(s.names, held); err != nil {
		return nil, err
	}
	if s.lessons != "" {
		c.labels, c.lessons, err = readLessons(s.lessons)
	}
	return &c, err
}

// setLabels lists the labels of the corpora, sorted.
func (c *corpora) setLabels(cfg *net.Config) {
	tags, rels, names := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, s := range c.trees {
		for i := range s.Words {
			tags[s.Tags[i]], rels[s.Rels[i]] = true, true
		}
	}
	for _, s := range c.names {
		for _, t := range s.Names {
			if len(t) > 2 && (t[:2] == "B-" || t[:2] == "I-") {
				names["B-"+t[2:]], names["I-"+t[2:]] = true, true
			}
		}
	}
	cfg.Tags, cfg.Rels, cfg.Names = sorted(tags), sorted(rels), append([]string{"O"}, sorted(names)...)
}

func sorted(set map[string]bool) []string {
	var out []string
	for k := range set {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// vocabulary returns the commonest words seen twice or more, as the features key them.
func (c *corpora) vocabulary(limit int) []string {
	counts := map[string]int{}
	count := func(words []string) {
		for _, w := range words {
			counts[net.Digits(strings.ToLower(net.Plain(w)))]++
		}
	}
	for _, s := range append(append([]Sentence(nil), c.trees...), c.names...) {
		count(s.Words)
	}
	for _, l := range c.lessons {
		count(l.words)
	}
	var words []string
	for w, n := range counts {
		if n > 1 && !strings.ContainsAny(w, "\n\r") {
			words = append(words, w)
		}
	}
	sort.Slice(words, func(i, j int) bool {
		a, b := counts[words[i]], counts[words[j]]
		return a > b || a == b && words[i] < words[j]
	})
	return words[:min(limit, len(words))]
}

// train runs a course and returns the weights and what they reach on the sentences kept back.
func train(s *settings, log io.Writer) (*net.File, []result, error) {
	c, err := readCorpora(s)
	if err != nil {
		return nil, nil, err
	}
	rnd := rand.New(rand.NewPCG(s.seed, 1))
	n, vocab, static, err := c.begin(s, rnd)
	if err != nil {
		return nil, nil, err
	}
	pools, err := c.pools(&s.cfg)
	if err != nil {
		return nil, nil, err
	}
	held, err := addPartial(pools[1], s)
	if err != nil {
		return nil, nil, err
	}
	pools[1].items = append(pools[1].items, terse(pools[1].items, s.cfg.Names)...)
	features := net.NewFeatures(s.cfg.Buckets, vocab, static)
	for _, p := range pools {
		fmt.Fprintf(log, "pool of %d sentences\n", len(p.items))
	}
	n.course(s, pools, features, rnd, log)
	f := n.file(vocab, static)
	results, err := c.results(f, held)
	return f, results, err
}

// addPartial adds corpora of fewer types to the names, s.times over since they are small, and
// returns what of them is kept back.
func addPartial(names *pool, s *settings) (held []Sentence, err error) {
	if s.partial == "" {
		return nil, nil
	}
	for f := range strings.SplitSeq(s.partial, ",") {
		read := readPartial
		if strings.HasSuffix(f, ".tsv") {
			read = func(f string) ([]partial, error) { return readMarked(f, s.treebanks) }
		}
		sents, err := read(f)
		if err != nil {
			return nil, err
		}
		for range s.times {
			names.items = append(names.items, partialItems(sents, s.cfg.Names)...)
		}
		for _, s := range sents {
			if s.held {
				held = append(held, s.Sentence)
			}
		}
	}
	return held, nil
}

// course takes all steps: one batch of each pool a step. The rate rises over the first
// hundred steps and falls to zero over the last s.cool (Hu et al., MiniCPM, 2024). An
// interrupt brings the fall forward; s.steps then says how many steps there were, and the
// same number gives the same weights.
func (n *network) course(
	s *settings, pools []*pool, f *net.Features, rnd *rand.Rand, log io.Writer,
) {
	opt := adam{decay: 0.01, clip: 2}
	var b batch
	begin, words := time.Now(), 0
	var sum losses
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt)
	defer signal.Stop(stop)
	for step := 0; step < s.steps; step++ {
		select {
		case <-stop:
			s.steps = min(s.steps, step+s.cool)
		default:
		}
		left := float64(s.steps-step) / float64(min(s.cool, s.steps))
		opt.rate = s.rate * min(1, float64(step+1)/100, left)
		n.repack()
		for _, p := range pools {
			p.next(&b, s.size, f, rnd)
			words += len(b.words)
			l := n.learn(&b)
			sum.tags += l.tags
			sum.arcs += l.arcs
			sum.rels += l.rels
			sum.names += l.names
		}
		opt.update(n.learned)
		if (step+1)%250 == 0 {
			fmt.Fprintf(log, "%d %.1fm %.0f words/s arcs %.3f rels %.3f tags %.3f names %.3f rounds",
				step+1, time.Since(begin).Minutes(), float64(words)/time.Since(begin).Seconds(),
				sum.arcs/250, sum.rels/250, sum.tags/250, sum.names/250)
			for _, p := range pools {
				fmt.Fprintf(log, " %d", p.round)
			}
			fmt.Fprintln(log)
			sum = losses{}
		}
	}
	n.repack()
}
