package quote

import "readout/reading/quote/net"

// A course trains the models that scan a document, all at once.
type course struct {
	field   *field
	deep    *field // of the network, with transitions of its own
	cue     *linear
	square  []float32 // of the gradients of cue
	mean    []float32 // of the weights of cue after the later epochs
	network *net.Trainer
	grads   [][labels]float32
}

// A stretch is a part of a document that is learned from in one step.
type stretch struct {
	v           *view
	first, last int      // tokens
	feats       []uint32 // of the tokens of the whole document
	points      []point  // of the words that may be cues
	at          []int    // the tokens of points
	lessons     []lesson
}

// maxStretch is the most tokens of a stretch.
const maxStretch = 1024

// stretches cuts documents at sentences.
func stretches(views []*view, examples []Example) []*stretch {
	var all []*stretch
	for k, v := range views {
		own := v.stretches()
		v.assign(own, examples[k].Attributions)
		all = append(all, own...)
	}
	return all
}

func (v *view) stretches() []*stretch {
	feats := v.tokenFeatures()
	var out []*stretch
	for _, sent := range v.doc.Sentences {
		n := len(out)
		if n == 0 || sent.Last-out[n-1].first > maxStretch {
			out = append(out, &stretch{v: v, first: sent.First, feats: feats})
			n++
		}
		out[n-1].last = sent.Last
	}
	return out
}

// assign gives the stretches of v the points and lessons that lie in them.
func (v *view) assign(own []*stretch, gold []Attribution) {
	cues := map[int]bool{}
	for k := range gold {
		c := v.cueHead(gold[k].Cue)
		cues[c] = true
		for _, s := range own {
			if s.first <= c && c < s.last {
				s.lessons = append(s.lessons, lesson{v, c, &gold[k]})
			}
		}
	}
	for _, s := range own {
		for i := s.first; i < s.last; i++ {
			if v.maybeCue(i) {
				s.at = append(s.at, i)
				s.points = append(s.points, point{v.cueFeatures(nil, i), float32(b2u(cues[i]))})
			}
		}
	}
}

// fit learns what is needed to scan.
func fit(views []*view, examples []Example, epochs int) (*models, error) {
	all := stretches(views, examples)
	c := newCourse(all)
	r := shuffler(2)
	order := r.order(len(all))
	steps, step := float64(epochs*len(all)), 0
	for n := range epochs {
		r.shuffle(order)
		for _, k := range order {
			step++
			left := 1 - float64(step)/steps
			c.learn(all[k], netRate*min(1, float64(step)/warmUp, left), n >= epochs-linearEpochs)
		}
		if n >= epochs-keptEpochs {
			c.keep(keptEpochs)
		}
	}
	c.cue.w, c.field.m.w = c.mean, c.field.mean
	frozen, err := c.network.Frozen()
	return &models{cue: c.cue, span: c.field.m, join: c.field.joinMean, turn: c.deep.joinMean,
		net: frozen}, err
}

// Epochs of training, of the whole and of what only ranks; those, the last ones, in which the
// linear models learn, and those over which their mean is taken; the rate of the network, and
// the steps in which that rises.
const (
	fullEpochs   = 8
	halfEpochs   = 8
	linearEpochs = 8
	keptEpochs   = 4

	netRate = 2e-3
	warmUp  = 200
)

func newCourse(all []*stretch) *course {
	cue := newLinear(1, frequent(cueCut, func(see func([]uint32)) {
		for _, s := range all {
			for _, p := range s.points {
				see(p.fs)
			}
		}
	}))
	var w window
	span := frequent(spanCut, func(see func([]uint32)) {
		for _, s := range all {
			for _, l := range s.lessons {
				l.v.window(l.cue, &w)
				see(w.feats)
			}
		}
	})
	return &course{field: newField(span), deep: newField(nil), cue: cue, square: make([]float32, len(cue.w)),
		mean: make([]float32, len(cue.w)), network: net.NewTrainer(1)}
}

// keep adds the weights as they are to their mean over n epochs.
func (c *course) keep(n int) {
	c.field.keep(n)
	c.deep.keep(n)
	for i, x := range c.cue.w {
		c.mean[i] += x / float32(n)
	}
}

// learn takes one step, with the linear models or without.
func (c *course) learn(s *stretch, rate float64, linear bool) {
	c.network.See(s.feats[s.first*net.PerToken : s.last*net.PerToken])
	scores := c.network.Cues()
	grads := make([]float32, len(scores))
	for k, p := range s.points {
		i := s.at[k] - s.first
		grads[i] = share * (sigmoid(scores[i]) - p.want)
		if !linear {
			continue
		}
		g := p.want - sigmoid(c.cue.score(p.fs))
		for _, f := range p.fs {
			if at := c.cue.place(f); at >= 0 {
				adagrad(&c.cue.w[at], &c.square[at], g, cueRate, cueDecay)
			}
		}
	}
	c.network.Doubt(grads)
	for _, l := range s.lessons {
		c.learnSpan(s, l, linear)
	}
	c.network.Step(rate)
}

// share is what the loss of one cue weighs.
const share = 1.0 / 32

// learnSpan moves the weights of both fields along the gradient of the likelihood of one lesson's
// labels.
func (c *course) learnSpan(s *stretch, l lesson, linear bool) {
	t := c.field
	l.v.window(l.cue, &t.w)
	t.w.clip(s.first, s.last)
	t.want = l.v.gold(&t.w, l.att, t.want)
	if linear {
		t.emit = t.m.emit(&t.w, t.emit)
		t.learn(func(i, k int, g float32) {
			if g > leastGradient || g < -leastGradient {
				t.move(i, k, g)
			}
		})
	}
	d := c.deep
	d.w.context, d.want = t.w.context, t.want
	d.emit = append(d.emit[:0], make([][labels]float32, len(t.want))...)
	c.network.Label(l.cue-s.first, t.w.first-s.first, t.w.pairs, len(pairTurns), d.emit)
	c.grads = append(c.grads[:0], d.emit...)
	d.learn(func(i, k int, g float32) { c.grads[i][k] = -g * share })
	c.network.Unlabel(c.grads)
}

// learn yields the gradients of the emissions and learns the transitions.
func (t *field) learn(yield func(i, k int, g float32)) {
	t.sums()
	for i := range t.emit {
		p := t.marginal(i)
		for k := range labels {
			yield(i, k, float32(b2u(int(t.want[i]) == k))-float32(p[k]))
		}
		if i > 0 {
			t.moveJoins(i)
		}
	}
}

// clip narrows the window to the tokens [first, last).
func (w *window) clip(first, last int) {
	n := len(w.context)
	a, b := max(0, first-w.first), n-max(0, w.last-last)
	w.feats, w.pairs = w.feats[a*perToken:b*perToken], w.pairs[a*len(pairTurns):b*len(pairTurns)]
	w.context = w.context[a:b]
	w.first, w.last = w.first+a, w.last-(n-b)
}
