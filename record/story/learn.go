package story

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strconv"

	"readout/news"
)

// A Told is a reading whose story is known, and the topic that it belongs to: in cross-validation
// no topic is on both sides.
type Told struct {
	Reading      *news.Reading
	Story, Topic string
}

// An example is two articles, and whether they tell of one story.
type example struct {
	signs signs
	same  bool
}

// Learn learns what the signs weigh from articles whose stories are known, and writes it to w.
func Learn(told []Told, w io.Writer) error {
	m := train(told)
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "# what each sign weighs, in the order of signs.go, then the bias and the mean")
	fmt.Fprintln(out, "# probability at which an article joins a story and stories are one;")
	fmt.Fprintln(out, "# written by: go run ./record/story/train DIR")
	for _, v := range m.weight {
		fmt.Fprintf(out, "%.4f\n", v)
	}
	fmt.Fprintf(out, "%.2f\n", m.joins)
	return out.Flush()
}

// folds are the parts of the topics in cross-validation; orders those in which the articles of a
// part are added, each by chance.
const (
	folds  = 4
	orders = 2
)

// CrossValidate finds the stories of each part of the topics with what the others teach. The score
// is over all parts; parts are never mixed.
func CrossValidate(told []Told) BCubed {
	var all BCubed
	for k := range folds {
		learn, test := apart(told, folds, k)
		m := train(learn)
		for o := range orders {
			all.Add(score(m, shuffled(test, uint64(100+o))))
		}
	}
	return all
}

// apart parts articles by topic: those of part k of n, and the others.
func apart(told []Told, n, k int) (others, part []Told) {
	for _, t := range told {
		if topic, _ := strconv.Atoi(t.Topic); topic%n == k {
			part = append(part, t)
		} else {
			others = append(others, t)
		}
	}
	return others, part
}

func shuffled(told []Told, seed uint64) []Told {
	out := slices.Clone(told)
	rand.New(rand.NewPCG(seed, 7)).Shuffle(len(out), func(i, j int) {
		out[i], out[j] = out[j], out[i]
	})
	return out
}

// train learns the weights, and then the probability that finds the stories best in topics that
// the weights were not learned from.
func train(told []Told) *model {
	m := &model{weight: fit(examples(told))}
	scores := make([]BCubed, len(thresholds))
	for k := range folds + 1 {
		learn, test := apart(told, folds+1, k)
		inner := model{weight: fit(examples(learn))}
		for i, t := range thresholds {
			scores[i].Add(score(&model{inner.weight, t}, shuffled(test, 10)))
		}
	}
	m.joins = firmest(scores)
	return m
}

// firmest is the greatest threshold that does nearly as well as the best: it is worse to make two
// stories one than to have one twice. A little to either side is to do as well.
func firmest(scores []BCubed) float64 {
	f := make([]float64, len(scores))
	for i := range scores {
		f[i] = (2*scores[i].F1() + scores[max(0, i-1)].F1() + scores[min(len(f)-1, i+1)].F1()) / 4
	}
	i := len(f) - 1
	for best := slices.Max(f); f[i] < best-.005; {
		i--
	}
	return thresholds[i]
}

// thresholds are the probabilities that are tried.
var thresholds = []float64{.3, .34, .38, .42, .46, .5, .54, .58, .62}

// others is how many pairs of different topics stand for one that is learned from.
const others = 17

// examples are the pairs within topics, and some across.
func examples(told []Told) []example {
	w, x := newWeigher(), newReader()
	counted := make([][]raw, len(told))
	for i, t := range told {
		counted[i] = x.counted(t.Reading)
		w.count(counted[i])
	}
	vs := make([]vector, len(told))
	for i, rs := range counted {
		vs[i] = weigh(rs, w.idf)
	}
	var out []example
	var on probe
	for i := range vs {
		on.set(&vs[i])
		for j := range i {
			if told[i].Topic == told[j].Topic || (i*31+j)%others == 0 {
				same := told[i].Story == told[j].Story
				out = append(out, example{on.compare(&vs[j]), same})
			}
		}
	}
	return out
}

// counted are the features of one article for itself.
func (x *reader) counted(r *news.Reading) []raw {
	x.read(r)
	return slices.Clone(x.count(&x.draft))
}

// fit is logistic regression with a small quadratic penalty, by gradient descent with momentum
// from zero.
func fit(ex []example) (w [signCount + 1]float64) {
	const turns, penalty, rate, momentum = 600, .0001, 2, .9
	var speed [signCount + 1]float64
	for range turns {
		var grad [signCount + 1]float64
		m := model{weight: w}
		for i := range ex {
			d := m.predict(&ex[i].signs)
			if ex[i].same {
				d--
			}
			for k, v := range ex[i].signs {
				grad[k] += d * v
			}
			grad[signCount] += d
		}
		for k := range w {
			g := grad[k] / float64(len(ex))
			if k < signCount {
				g += penalty * w[k]
			}
			speed[k] = momentum*speed[k] - rate*g
			w[k] += speed[k]
		}
	}
	return w
}

// batch is how many articles are added between two settlings, as on the desk.
const batch = 64

// score finds the stories of articles in order and compares with those they have.
func score(m *model, told []Told) BCubed {
	x := withModel(m)
	var got, want []string
	for i, t := range told {
		x.Add(t.Reading, "")
		if i%batch == batch-1 {
			x.Settle()
		}
	}
	x.SettleAll()
	for _, t := range told {
		got = append(got, x.Of(t.Reading.ID))
		want = append(want, t.Story)
	}
	return Score(got, want)
}
