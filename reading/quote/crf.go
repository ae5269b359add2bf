package quote

import "math"

// A field is a conditional random field in training.
type field struct {
	m          *linear
	squares    []float32
	mean       []float32 // of the weights after the later epochs
	join       []float32
	joinSquare []float32
	joinMean   []float32
	w          window
	emit       [][labels]float32
	want       []uint8
	a, b       [][labels]float64 // forward and backward sums, each row scaled to 1
	step       [joins][labels][labels]float64
}

func newField(feats []uint32) *field {
	n := joins * labels * labels
	m := newLinear(labels, feats)
	return &field{m: m, squares: make([]float32, len(m.w)), mean: make([]float32, len(m.w)),
		join: make([]float32, n), joinSquare: make([]float32, n), joinMean: make([]float32, n)}
}

// keep adds the weights as they are to their mean over n epochs.
func (t *field) keep(n int) {
	for i, x := range t.m.w {
		t.mean[i] += x / float32(n)
	}
	for i, x := range t.join {
		t.joinMean[i] += x / float32(n)
	}
}

// Learning of the field: rate, decay, and the gradient that is not worth a step.
const (
	spanRate      = 0.02
	spanDecay     = 1e-4
	leastGradient = 0.005
)

func (t *field) move(i, k int, g float32) {
	for _, f := range t.w.feats[i*perToken : (i+1)*perToken] {
		if s := t.m.place(f); s >= 0 {
			adagrad(&t.m.w[s+k], &t.squares[s+k], g, spanRate, spanDecay)
		}
	}
}

// adagrad takes one step, shorter the more steps a weight has made (Duchi 2011).
func adagrad(w, square *float32, g, rate, decay float32) {
	g -= decay * *w
	*square += g * g
	*w += rate * g / float32(math.Sqrt(float64(*square)+1e-3))
}

// potentials fills step with the exponentials of the transitions, 0 for what may not follow.
func (t *field) potentials() {
	for c := range joins {
		for p := range labels {
			for l := range labels {
				t.step[c][p][l] = 0
				if follows(1, p, l) {
					t.step[c][p][l] = math.Exp(float64(t.join[(c*labels+p)*labels+l]))
				}
			}
		}
	}
}

// weight is the exponential of token i's emissions, less their greatest.
func (t *field) weight(i int) (x [labels]float64) {
	e := t.emit[i]
	top := max(e[0], e[1], e[2], e[3], e[4])
	for l := range labels {
		x[l] = math.Exp(float64(e[l] - top))
	}
	return x
}

// sums runs forward and backward over the window.
func (t *field) sums() {
	t.potentials()
	n := len(t.emit)
	t.a = append(t.a[:0], make([][labels]float64, n)...)
	t.b = append(t.b[:0], make([][labels]float64, n)...)
	for i := range n {
		x := t.weight(i)
		for l := range labels {
			switch {
			case i > 0:
				for p := range labels {
					t.a[i][l] += t.a[i-1][p] * t.step[t.w.context[i]][p][l]
				}
				t.a[i][l] *= x[l]
			case follows(0, 0, l):
				t.a[i][l] = x[l]
			}
		}
		scale(&t.a[i])
	}
	for i := n - 1; i >= 0; i-- {
		if i == n-1 {
			t.b[i] = [labels]float64{1, 1, 1, 1, 1}
			continue
		}
		x := t.weight(i + 1)
		for p := range labels {
			for l := range labels {
				t.b[i][p] += t.step[t.w.context[i+1]][p][l] * x[l] * t.b[i+1][l]
			}
		}
		scale(&t.b[i])
	}
}

func scale(x *[labels]float64) {
	sum := x[0] + x[1] + x[2] + x[3] + x[4]
	if sum <= 0 {
		sum = 1
	}
	for l := range x {
		x[l] /= sum
	}
}

// marginal is the probability of each label of token i.
func (t *field) marginal(i int) (p [labels]float64) {
	for l := range labels {
		p[l] = t.a[i][l] * t.b[i][l]
	}
	scale(&p)
	return p
}

// moveJoins learns the transition into token i.
func (t *field) moveJoins(i int) {
	c, x := int(t.w.context[i]), t.weight(i)
	var pair [labels][labels]float64
	sum := 0.0
	for p := range labels {
		for l := range labels {
			pair[p][l] = t.a[i-1][p] * t.step[c][p][l] * x[l] * t.b[i][l]
			sum += pair[p][l]
		}
	}
	for p := range labels {
		for l := range labels {
			g := -float32(pair[p][l] / sum)
			if int(t.want[i-1]) == p && int(t.want[i]) == l {
				g++
			}
			if follows(1, p, l) && (g > leastGradient || g < -leastGradient) {
				k := (c*labels+p)*labels + l
				adagrad(&t.join[k], &t.joinSquare[k], g, spanRate, 0)
			}
		}
	}
}
