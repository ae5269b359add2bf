package quote

// learnSpans trains the span model and its transitions.
func learnSpans(views []*view, examples []Example) (*linear, []float32) {
	var lessons []lesson
	for k, v := range views {
		for i := range examples[k].Attributions {
			a := &examples[k].Attributions[i]
			if c := v.cueHead(a.Cue); c >= 0 {
				lessons = append(lessons, lesson{v, c, a})
			}
		}
	}
	p := newPerceptron()
	r := shuffler(2)
	order := r.order(len(lessons))
	for range spanEpochs {
		r.shuffle(order)
		for _, k := range order {
			p.learn(lessons[k])
		}
	}
	return p.average()
}

// A perceptron holds weights and, for their average over time, the sum of all updates each
// times the moment it was made at.
type perceptron struct {
	m, sum        *linear
	join, joinSum []float32
	now           float32
	w             window
	emit          [][labels]float32
	want, got     []uint8
	back          [][labels]uint8
}

func newPerceptron() *perceptron {
	n := joins * labels * labels
	return &perceptron{m: newLinear(labels), sum: newLinear(labels),
		join: make([]float32, n), joinSum: make([]float32, n), now: 1}
}

// learn decodes a lesson, with wrong labels made cheaper, and moves the weights to the right ones.
func (p *perceptron) learn(l lesson) {
	l.v.window(l.cue, &p.w)
	p.want = l.v.gold(&p.w, l.att, p.want)
	p.emit = p.m.emit(&p.w, p.emit)
	for i := range p.emit {
		for k := range labels {
			if uint8(k) != p.want[i] {
				p.emit[i][k] += spanMargin
			}
		}
	}
	p.got, p.back = decode(p.emit, &p.w, p.join, p.got, p.back)
	p.now++
	for i := range p.want {
		if p.want[i] != p.got[i] {
			p.move(i, int(p.want[i]), 1)
			p.move(i, int(p.got[i]), -1)
		}
		if i > 0 && (p.want[i] != p.got[i] || p.want[i-1] != p.got[i-1]) {
			p.step(i, p.want, 1)
			p.step(i, p.got, -1)
		}
	}
}

// spanMargin is what each wrong label is made cheaper by in training.
const spanMargin = 1

func (p *perceptron) move(i, label int, by float32) {
	for _, f := range p.w.feats[i*perToken : (i+1)*perToken] {
		s := p.m.slot(f) + label
		p.m.w[s] += by
		p.sum.w[s] += by * p.now
	}
}

func (p *perceptron) step(i int, path []uint8, by float32) {
	s := (int(p.w.context[i])*labels+int(path[i-1]))*labels + int(path[i])
	p.join[s] += by
	p.joinSum[s] += by * p.now
}

func (p *perceptron) average() (*linear, []float32) {
	for i := range p.m.w {
		p.m.w[i] -= p.sum.w[i] / p.now
	}
	for i := range p.join {
		p.join[i] -= p.joinSum[i] / p.now
	}
	return p.m, p.join
}
