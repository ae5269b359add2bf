package quote

import (
	"errors"
	"io"
	"math"
	"slices"
	"sync"

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
	cueEpochs = 8
	cueRate   = 0.15
	cueDecay  = 1e-4
	rankRate  = 0.1
	rankDecay = 1e-3
)

// Train learns from examples which words are cues and what their content and source are, and
// writes the models to w. The same examples in the same order give the same bytes. The cues
// are learned by logistic regression, the spans by a linear-chain conditional random field
// (Lafferty 2001), both with AdaGrad.
func Train(examples []Example, w io.Writer) error {
	m, err := learn(examples)
	if err != nil {
		return err
	}
	return m.write(w)
}

func learn(examples []Example) (*models, error) {
	views := make([]*view, len(examples))
	for i, e := range examples {
		views[i] = newView(e.Doc)
	}
	var m *models
	var parts [2][]point
	var errs [3]error
	var wait sync.WaitGroup
	wait.Go(func() { m, errs[0] = fit(views, examples, fullEpochs) })
	for half := range parts {
		wait.Go(func() { parts[half], errs[half+1] = rankPoints(views, examples, half) })
	}
	wait.Wait()
	if err := errors.Join(errs[:]...); err != nil {
		return nil, err
	}
	m.rank = logistic(append(parts[0], parts[1]...), rankRate, rankDecay)
	return m, nil
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

// A point is the features of a word and whether it is what is looked for.
type point struct {
	fs   []uint32
	want float32
}

// rankPoints are what models find in a half of the examples that they have not seen.
func rankPoints(views []*view, examples []Example, half int) ([]point, error) {
	var seen []Example
	var seenViews []*view
	for i := range examples {
		if i%2 != half {
			seen, seenViews = append(seen, examples[i]), append(seenViews, views[i])
		}
	}
	m, err := fit(seenViews, seen, halfEpochs)
	if err != nil {
		return nil, err
	}
	var points []point
	for i := half; i < len(examples); i += 2 {
		all := m.scan(views[i], scanThreshold)
		for k := range all {
			right := b2u(matches(&all[k], examples[i].Attributions))
			points = append(points, point{views[i].rankFeatures(nil, k, all), float32(right)})
		}
	}
	return points, nil
}

// matches reports whether at least half of the bytes of f's content and of an attribution's
// are the same.
func matches(f *found, gold []Attribution) bool {
	for _, a := range gold {
		both, all := 0, 0
		for _, x := range a.Content {
			all += x.Len()
			for _, y := range f.content {
				both += max(0, min(x.End, y.End)-max(x.Start, y.Start))
			}
		}
		for _, y := range f.content {
			all += y.Len()
		}
		if 3*both >= all {
			return true
		}
	}
	return false
}

// logistic fits a model of one label to points: the mean over the later epochs.
func logistic(points []point, rate, decay float32) *linear {
	m := newLinear(1, frequent(cueCut, func(see func([]uint32)) {
		for _, p := range points {
			see(p.fs)
		}
	}))
	squares, mean := make([]float32, len(m.w)), make([]float32, len(m.w))
	r := shuffler(1)
	order := r.order(len(points))
	for n := range cueEpochs {
		r.shuffle(order)
		for _, k := range order {
			p := points[k]
			g := p.want - sigmoid(m.score(p.fs))
			for _, f := range p.fs {
				if s := m.place(f); s >= 0 {
					adagrad(&m.w[s], &squares[s], g, rate, decay)
				}
			}
		}
		if n >= cueEpochs/2 {
			for i, x := range m.w {
				mean[i] += x / (cueEpochs - cueEpochs/2)
			}
		}
	}
	m.w = mean
	return m
}

// A feature must be seen this often to be learned.
const (
	cueCut  = 4
	spanCut = 20
)

// frequent are the features that walk shows at least cut times, rising. Counts share a table, so
// that a few rarer ones slip in.
func frequent(cut uint8, walk func(see func([]uint32))) []uint32 {
	const size = 1 << 26
	counts := make([]uint8, size)
	seen := func(f uint32) *uint8 { return &counts[f*0x85EBCA77>>6] }
	walk(func(fs []uint32) {
		for _, f := range fs {
			if c := seen(f); *c < 255 {
				*c++
			}
		}
	})
	var kept []uint32
	walk(func(fs []uint32) {
		for _, f := range fs {
			if c := seen(f); *c >= cut && f != 0 {
				*c = 0
				kept = append(kept, f)
			}
		}
	})
	slices.Sort(kept)
	return slices.Compact(kept)
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
