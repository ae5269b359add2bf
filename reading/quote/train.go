package quote

import (
	"io"
	"math"

	"readout/text"
)

// An Attribution is one source–cue–content relation as PolNeAR marks it: speech and also
// belief, plan and attitude. Each part may be in several pieces; Source may be empty.
type Attribution struct {
	Source, Cue, Content []text.Span
}

// An Example is a document, with the grammar's tags and tree, and what is attributed in it.
type Example struct {
	Doc          *text.Document
	Attributions []Attribution
}

// Epochs of training, and how fast the cue model learns.
const (
	cueEpochs  = 8
	spanEpochs = 12
	cueRate    = 0.15
	cueDecay   = 1e-4
)

// Train learns from examples which words are cues and what their content and source are, and
// writes the models to w. The same examples in the same order give the same bytes. The cues
// are learned by logistic regression with AdaGrad, the spans by an averaged structured
// perceptron (Collins 2002) with the cost of each wrong label added (Taskar 2005).
func Train(examples []Example, w io.Writer) error { return learn(examples).write(w) }

func learn(examples []Example) *models {
	views := make([]*view, len(examples))
	for i, e := range examples {
		views[i] = newView(e.Doc)
	}
	m := &models{cue: learnCues(views, examples)}
	m.span, m.join = learnSpans(views, examples)
	return m
}

// cueHead is the token that stands for a cue of several words: its verb or noun nearest the root.
func (v *view) cueHead(cue []text.Span) int {
	best, depth := -1, maxDepth+1
	for _, s := range cue {
		first, last := v.doc.TokensIn(s)
		for i := first; i < last; i++ {
			d := v.depth(i)
			if !v.maybeCue(i) {
				d += maxDepth
			}
			if best < 0 || d < depth {
				best, depth = i, d
			}
		}
	}
	return best
}

func (v *view) depth(i int) int {
	n := 0
	for h := v.head(i); h >= 0 && n < maxDepth; h = v.head(h) {
		n++
	}
	return n
}

func learnCues(views []*view, examples []Example) *linear {
	type point struct {
		fs   []uint32
		want float32
	}
	var points []point
	for k, v := range views {
		gold := map[int]bool{}
		for _, a := range examples[k].Attributions {
			gold[v.cueHead(a.Cue)] = true
		}
		for i := range v.doc.Tokens {
			if v.maybeCue(i) {
				points = append(points, point{v.cueFeatures(nil, i), float32(b2u(gold[i]))})
			}
		}
	}
	m := newLinear(1)
	squares := make([]float32, len(m.w))
	r := shuffler(1)
	order := r.order(len(points))
	for range cueEpochs {
		r.shuffle(order)
		for _, k := range order {
			p := points[k]
			g := p.want - sigmoid(m.score(p.fs))
			for _, f := range p.fs {
				adagrad(&m.w[m.slot(f)], &squares[m.slot(f)], g, cueRate, cueDecay)
			}
		}
	}
	return m
}

func sigmoid(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }

// shuffler is a small generator of random numbers, so that training repeats exactly.
type shuffler uint64

func (r *shuffler) next(n int) int {
	*r = *r*6364136223846793005 + 1442695040888963407
	return int(uint64(*r)>>33) % n
}

func (r *shuffler) order(n int) []int {
	o := make([]int, n)
	for i := range o {
		o[i] = i
	}
	return o
}

func (r *shuffler) shuffle(o []int) {
	for i := len(o) - 1; i > 0; i-- {
		j := r.next(i + 1)
		o[i], o[j] = o[j], o[i]
	}
}

// A lesson is one cue of one example with the labels of the tokens around it.
type lesson struct {
	v   *view
	cue int
	att *Attribution
}

// gold labels the window w for attribution a.
func (v *view) gold(w *window, a *Attribution, out []uint8) []uint8 {
	out = append(out[:0], make([]uint8, w.last-w.first)...)
	mark := func(spans []text.Span, begin uint8) {
		for _, s := range spans {
			first, last := v.doc.TokensIn(s)
			for i := max(first, w.first); i < min(last, w.last); i++ {
				out[i-w.first] = begin + 1
			}
		}
	}
	mark(a.Content, beginContent)
	mark(a.Source, beginSource)
	for i, l := range out {
		if (l == inContent || l == inSource) && (i == 0 || out[i-1] != l && out[i-1] != l-1) {
			out[i] = l - 1
		}
	}
	return out
}

// adagrad takes one step, shorter the more steps a weight has made (Duchi 2011).
func adagrad(w, square *float32, g, rate, decay float32) {
	g -= decay * *w
	*square += g * g
	*w += rate * g / float32(math.Sqrt(float64(*square)+1e-3))
}
