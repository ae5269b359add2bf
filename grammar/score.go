package grammar

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
)

// Scores are F1 in percent, as the CoNLL 2018 shared task counts them: words and sentences
// by their characters, labels on words that agree. Relations count without subtype. Names
// are whole spans with their type; Names3 counts persons, organisations and, together,
// locations and facilities.
type Scores struct {
	Words, Sentences, Tags, Lemmas, UAS, LAS, Names, Names3 float64
	ByName                                                  map[string]float64
	GoldWords                                               int
}

// A count is of things in gold, in the system's answer, and in both.
type count struct{ gold, system, both int }

func (c count) f1() float64 {
	if c.gold+c.system == 0 {
		return 0
	}
	return 200 * float64(c.both) / float64(c.gold+c.system)
}

// Score compares a system's CoNLL-U with gold over the same text.
func Score(gold, system io.Reader) (Scores, error) {
	g, err := readScored(gold)
	if err != nil {
		return Scores{}, fmt.Errorf("gold: %w", err)
	}
	s, err := readScored(system)
	if err != nil {
		return Scores{}, fmt.Errorf("system: %w", err)
	}
	if g.chars != s.chars {
		return Scores{}, fmt.Errorf("the texts differ: %d and %d characters", g.chars, s.chars)
	}
	out := Scores{GoldWords: len(g.words), ByName: map[string]float64{}}
	out.Words = overlap(g.places(), s.places()).f1()
	out.Sentences = overlap(g.sentences, s.sentences).f1()
	scoreWords(&out, g, s)
	scoreNames(&out, g, s)
	return out, nil
}

// place is where something lies, in characters that are not white space.
type place struct{ start, end int }

type scoredWord struct {
	place
	tag, lemma, rel string
	head            place // of the head word, zero for the root
}

type scoredName struct {
	place
	kind string
}

type scored struct {
	chars     int
	words     []scoredWord
	sentences []place
	names     []scoredName
}

func (s *scored) places() []place {
	out := make([]place, len(s.words))
	for i, w := range s.words {
		out[i] = w.place
	}
	return out
}

// readScored reads a CoNLL-U file into places.
func readScored(r io.Reader) (*scored, error) {
	var s scored
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, maxLine)
	first, heads := 0, []int{}
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		c := strings.Split(line, "\t")
		switch {
		case line == "":
			if err := s.endSentence(first, heads); err != nil {
				return nil, fmt.Errorf("sentence before line %d: %w", n, err)
			}
			first, heads = len(s.words), heads[:0]
		case line[0] == '#' || strings.ContainsAny(c[0], "-."):
		case len(c) != 10:
			return nil, fmt.Errorf("line %d has %d columns", n, len(c))
		default:
			head, err := strconv.Atoi(c[6])
			if err != nil {
				return nil, fmt.Errorf("head in line %d: %w", n, err)
			}
			heads = append(heads, head)
			s.add(c)
		}
	}
	if err := sc.Err(); err != nil {
		return nil, err
	}
	return &s, s.endSentence(first, heads)
}

// add adds the word of a line.
func (s *scored) add(c []string) {
	start := s.chars
	for _, r := range c[1] {
		if !unicode.IsSpace(r) {
			s.chars++
		}
	}
	rel, _, _ := strings.Cut(c[7], ":")
	at := place{start, s.chars}
	s.words = append(s.words, scoredWord{place: at, tag: c[3], lemma: c[2], rel: rel})
	for f := range strings.SplitSeq(c[9], "|") {
		if ner, ok := strings.CutPrefix(f, "NER="); ok {
			s.addName(ner, at)
		}
	}
}

// addName opens a name or makes the last one longer.
func (s *scored) addName(ner string, at place) {
	bio, kind, _ := strings.Cut(ner, "-")
	if n := len(s.names); bio == "I" && n > 0 && s.names[n-1].end == at.start &&
		s.names[n-1].kind == kind {
		s.names[n-1].end = at.end
		return
	}
	if bio != "O" {
		s.names = append(s.names, scoredName{at, kind})
	}
}

// endSentence resolves the heads of the words from first on.
func (s *scored) endSentence(first int, heads []int) error {
	if len(heads) == 0 {
		return nil
	}
	for i, h := range heads {
		if h < 0 || h > len(heads) {
			return fmt.Errorf("head %d of %d words", h, len(heads))
		}
		if h > 0 {
			s.words[first+i].head = s.words[first+h-1].place
		}
	}
	s.sentences = append(s.sentences, place{s.words[first].start, s.chars})
	return nil
}

func overlap[T comparable](gold, system []T) count {
	in := make(map[T]bool, len(gold))
	for _, x := range gold {
		in[x] = true
	}
	c := count{gold: len(gold), system: len(system)}
	for _, x := range system {
		if in[x] {
			c.both++
		}
	}
	return c
}

// scoreWords counts the labels of words that both have.
func scoreWords(out *Scores, g, s *scored) {
	at := make(map[place]*scoredWord, len(g.words))
	for i := range g.words {
		at[g.words[i].place] = &g.words[i]
	}
	base := count{gold: len(g.words), system: len(s.words)}
	tags, lemmas, arcs, labelled := base, base, base, base
	for i := range s.words {
		w := &s.words[i]
		gold := at[w.place]
		if gold == nil {
			continue
		}
		tags.both += b2i(gold.tag == w.tag)
		lemmas.both += b2i(gold.lemma == w.lemma)
		arcs.both += b2i(gold.head == w.head)
		labelled.both += b2i(gold.head == w.head && gold.rel == w.rel)
	}
	out.Tags, out.Lemmas, out.UAS, out.LAS = tags.f1(), lemmas.f1(), arcs.f1(), labelled.f1()
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// short is how the nine types fold into three.
var short = map[string]string{
	"Person": "PER", "Organization": "ORG", "Location": "LOC", "Facility": "LOC",
}

// scoreNames counts names, all and each type apart.
func scoreNames(out *Scores, g, s *scored) {
	out.Names = overlap(g.names, s.names).f1()
	out.Names3 = overlap(fold(g.names), fold(s.names)).f1()
	for _, n := range g.names {
		if _, ok := out.ByName[n.kind]; !ok {
			only := func(names []scoredName) (of []scoredName) {
				for _, m := range names {
					if m.kind == n.kind {
						of = append(of, m)
					}
				}
				return of
			}
			out.ByName[n.kind] = overlap(only(g.names), only(s.names)).f1()
		}
	}
}

func fold(names []scoredName) []scoredName {
	var out []scoredName
	for _, n := range names {
		if k := short[n.kind]; k != "" {
			out = append(out, scoredName{n.place, k})
		}
	}
	return out
}
