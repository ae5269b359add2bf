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
		var learn, test []Told
		for _, t := range told {
			if n, _ := strconv.Atoi(t.Topic); n%folds == k {
				test = append(test, t)
			} else {
				learn = append(learn, t)
			}
		}
		m := train(learn)
		for o := range orders {
			all.add(score(m, shuffled(test, uint64(100+o))))
		}
	}
	return all
}

func shuffled(told []Told, seed uint64) []Told {
	out := slices.Clone(told)
	rand.New(rand.NewPCG(seed, 7)).Shuffle(len(out), func(i, j int) {
		out[i], out[j] = out[j], out[i]
	})
	return out
}

// train learns the weights, and then the probability that finds the stories best.
func train(told []Told) *model {
	m := &model{weight: fit(examples(told))}
	best := 0.
	told = shuffled(told, 10)
	for _, t := range []float64{.34, .38, .42, .46, .5} {
		s := score(&model{m.weight, t}, told)
		if f := s.F1(); f > best {
			best, m.joins = f, t
		}
	}
	return m
}

// others is how many pairs of different topics stand for one that is learned from.
const others = 17

// examples are the pairs within topics, and some across.
func examples(told []Told) []example {
	w := newWeigher()
	for _, t := range told {
		w.vector(t.Reading)
	}
	vs := make([]vector, len(told))
	for i, t := range told {
		vs[i] = features(t.Reading).weigh(w.idf)
	}
	var out []example
	for i := range vs {
		for j := range i {
			if told[i].Topic == told[j].Topic || (i*31+j)%others == 0 {
				same := told[i].Story == told[j].Story
				out = append(out, example{compare(&vs[i], &vs[j]), same})
			}
		}
	}
	return out
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
	x.Settle()
	for _, t := range told {
		got = append(got, x.Of(t.Reading.ID))
		want = append(want, t.Story)
	}
	return Score(got, want)
}
