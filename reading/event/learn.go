package event

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"

	"readout/news"
	"readout/reading/event/net"
	"readout/text"
)

// An Example is an article as Find sees it, with the acts that a careful reader put on record.
type Example struct {
	ID        string // of the article
	Doc       *text.Document
	Entities  []news.Entity
	Places    []news.Place
	Dates     []news.Date
	Quotes    []news.Quote
	Published string
	Labels    []Label
}

// A Label is an act on record: the word that names it, its type and status, the names of its
// parties where the text has them (an empty span stands for one that it has not), and whether a
// reader might well leave it out.
type Label struct {
	text.Span
	Type, Status       string
	Actors, Recipients []text.Span
	Optional           bool
}

func (e *Example) view() *view {
	return overlay(e.Doc, e.Entities, e.Places, e.Dates, e.Quotes, e.Published)
}

// Find returns the events that m finds in an example; those of the rules alone where m is nil.
func (m *Model) Find(e *Example) []news.Event { return m.find(e.view()) }

// Settings of training.
const (
	epochs = 6
	batch  = 128
	rate   = 3e-3
	rare   = 4 // a feature must be seen so often
	seed   = 1
)

// A Lesson is an example made ready to learn from: words that may name acts, and candidates for
// the parties of those that do.
type Lesson struct {
	words   []labelled
	parties []sided
}

// labelled is a word with what it names: its type, 0 for none, and its status, -1 for unknown.
type labelled struct {
	net.Word
	kind, status int
}

// Prepare makes an example ready. Words that a reader might put on record or not teach nothing.
func Prepare(e *Example) Lesson {
	v := e.view()
	props := v.propose()
	labels := map[int]*Label{}
	for k := range e.Labels {
		if t := v.TokenAt(e.Labels[k].Start); t >= 0 {
			labels[t] = &e.Labels[k]
		}
	}
	var out Lesson
	for k, w := range v.look(props) {
		l := labelled{Word: w, status: -1}
		g := labels[props[k].at]
		if g != nil {
			out.parties = append(out.parties, v.aspirants(&props[k], g)...)
		}
		switch {
		case g == nil:
			if !v.spare(props[k].at, k) {
				continue
			}
		case g.Optional:
			continue
		default:
			l.kind = max(0, slices.Index(kinds, g.Type))
			l.status = slices.Index(states, g.Status)
		}
		out.words = append(out.words, l)
	}
	return out
}

// spare reports whether a word that names no act is learned from: of those that no list has, some.
func (v *view) spare(i, n int) bool {
	if v.Tokens[i].Tag == "NOUN" {
		return v.nounFrames(i) != nil || n%4 == 0
	}
	return v.verbFrames(i) != nil || n%2 == 0
}

// Learn trains a model. The same lessons in the same order give the same model.
func Learn(lessons []Lesson) (*Model, error) {
	var words []labelled
	var parties []sided
	for _, l := range lessons {
		words, parties = append(words, l.words...), append(parties, l.parties...)
	}
	if len(words) == 0 || len(parties) == 0 {
		return nil, fmt.Errorf("labelled words to learn from: %w", news.ErrNotFound)
	}
	acts, err := course(words, shape, func(w *labelled) *net.Word { return &w.Word },
		(*labelled).slope)
	if err != nil {
		return nil, err
	}
	sides, err := course(parties, partyShape, func(s *sided) *net.Word { return &s.Word },
		(*sided).slope)
	return &Model{acts: acts, sides: sides}, err
}

// course trains one network on all lessons, whose rare features are left out; slope sets the
// gradient of a lesson's loss, given its row of scores.
func course[T any](all []T, shape net.Shape, word func(*T) *net.Word,
	slope func(lesson *T, d, row []float32)) (*net.Net, error) {
	count := map[uint32]int{}
	for i := range all {
		for _, f := range word(&all[i]).Feats {
			count[f]++
		}
	}
	for i := range all {
		w := word(&all[i])
		w.Feats = slices.DeleteFunc(slices.Clone(w.Feats), func(f uint32) bool {
			return count[f] < rare
		})
	}
	t := net.NewTrainer(shape, seed)
	rnd := rand.New(rand.NewPCG(seed, 5))
	steps, n := epochs*((len(all)+batch-1)/batch), 0
	for range epochs {
		rnd.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for some := range slices.Chunk(all, batch) {
			words := make([]net.Word, len(some))
			for k := range some {
				words[k] = *word(&some[k])
			}
			out := t.See(words)
			g := make([]float32, len(out))
			for k := range some {
				row := k * shape.Scores
				slope(&some[k], g[row:row+shape.Scores], out[row:row+shape.Scores])
			}
			for i := range g {
				g[i] /= float32(len(some))
			}
			t.Learn(g, rate*(1-float64(n)/float64(steps)))
			n++
		}
	}
	return net.Read(bytes.NewReader(t.Append(nil)), shape)
}

// slope sets d to the gradient of a word's loss, given its row of scores.
func (l *labelled) slope(d, row []float32) {
	off(d[:len(kinds)], row[:len(kinds)], l.kind)
	if n := len(kinds) + len(states); l.status >= 0 {
		off(d[len(kinds):n], row[len(kinds):n], l.status)
	}
}

// off sets d to the gradient of the cross entropy of scores.
func off(d, scores []float32, want int) {
	copy(d, softmax(scores))
	d[want]--
}
