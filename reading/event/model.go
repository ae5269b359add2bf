package event

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"math"
	"slices"
	"sync"

	"readout/grammar/kernel"
	grammar "readout/grammar/net"
	"readout/news"
	"readout/reading/event/net"
)

//go:embed data/model.bin.gz
var packed []byte

//go:embed data/probe.bin
var packedProbe []byte

// A Model tells which words of an article name an act, of what type and status, and who its
// parties are. Its probe, where it has one, judges the types too.
type Model struct {
	acts, sides *net.Net
	probe       *grammar.Probe
}

// kinds are the types of acts, by the scores of the network; the first is that of none.
var kinds = []string{"", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT",
	"REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE",
	"ASSAULT"}

// states are the statuses, by the scores that follow.
var states = []string{news.Held, news.Planned, news.Announced, news.Confirmed, news.Postponed,
	news.Cancelled, news.Ongoing, news.Alleged, news.Denied, news.Hypothetical}

// scores is the number of scores of a word, a few to spare.
const scores = 32

// The shapes of the networks of acts and of parties; of the scores of a party the first is that of
// an actor, the second that of a recipient.
var (
	shape      = net.Shape{Hidden: 96, Scores: scores, Rows: 1 << 15}
	partyShape = net.Shape{Hidden: 48, Scores: 16, Rows: 1 << 14}
)

// embedded is read on first use and never changes; nil where there is none.
var embedded = sync.OnceValue(func() *Model {
	m, err := readModel(bytes.NewReader(packed))
	if err != nil {
		return nil
	}
	if m.probe, err = readProbe(packedProbe); err != nil {
		return nil
	}
	return m
})

// Write stores the networks, compressed.
func (m *Model) Write(w io.Writer) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(m.sides.Append(m.acts.Append(nil))); err != nil {
		return err
	}
	return z.Close()
}

// readModel reads what Write wrote.
func readModel(r io.Reader) (*Model, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("event model: %w", err)
	}
	acts, err := net.Read(z, shape)
	if err != nil {
		return nil, fmt.Errorf("event model: %w", err)
	}
	sides, err := net.Read(z, partyShape)
	if err != nil {
		return nil, fmt.Errorf("event model: %w", err)
	}
	if _, err := io.ReadFull(z, make([]byte, 1)); err != io.EOF {
		return nil, fmt.Errorf("event model of another shape: %w", news.ErrSyntax)
	}
	return &Model{acts: acts, sides: sides}, nil
}

// readProbe reads weights whose scores are those of kinds.
func readProbe(b []byte) (*grammar.Probe, error) {
	f, err := grammar.Read(b)
	if err != nil {
		return nil, fmt.Errorf("probe of events: %w", err)
	}
	p, err := grammar.NewProbe(f)
	if err != nil {
		return nil, fmt.Errorf("probe of events: %w", err)
	}
	if !slices.Equal(p.Tags, kinds) {
		return nil, fmt.Errorf("probe of events: types %q, want %q: %w", p.Tags, kinds, news.ErrSyntax)
	}
	return p, nil
}

// A guess is what a word may name; no kind where it is no act.
type guess struct {
	kind, status string
	chance       float32
}

// The least chance of an act. One that the rules keep is dropped only where the network is nearly
// sure that it is none. Of others, where the rules keep more than some acts in an article, one must
// be surer, as a careful reader puts no great number on record.
const (
	leastKept = 0.01
	leastFew  = 0.35
	least     = 0.5
	some      = 5
)

// guess tells of each proposal what it names: what the rules keep, and what the network adds and
// drops. Without a model the rules alone decide.
func (m *Model) guess(v *view, props []proposal) []guess {
	out := make([]guess, len(props))
	if m != nil {
		all := m.acts.Score(v.look(props))
		m.probed(v, props, all)
		for k := range props {
			out[k] = props[k].choose(all[k*scores : (k+1)*scores])
		}
	}
	bar, n := float32(leastFew), 0
	for k := range props {
		if props[k].first {
			n++
		}
	}
	if n > some {
		bar = least
	}
	for k := range props {
		if e := &props[k].rule.event; props[k].kept && (m == nil || out[k].chance >= leastKept) {
			out[k] = guess{e.Type, e.Status, 1}
		} else if out[k].chance < bar {
			out[k].kind = ""
		}
	}
	return out
}

// probeShare is the part that the probe has in the scores of types.
const probeShare = 0.5

// hopeless is the chance that makes no act of a word whatever the probe says.
const hopeless = 0.01

// probed mixes the scores of types of all proposals with those of the probe, unless no word of the
// article may be an act.
func (m *Model) probed(v *view, props []proposal, all []float32) {
	n := len(v.Tokens)
	if m.probe == nil || len(v.States) != n*m.probe.Dim {
		return
	}
	k := 0
	for k < len(props) && !props[k].kept && softmax(all[k*scores:][:len(kinds)])[0] > 1-hopeless {
		k++
	}
	if k == len(props) {
		return
	}
	by, wide := m.probe.Score(v.States, n, v.lower), m.probe.Wide()
	for k := range props {
		row := all[k*scores:]
		for i, s := range by[props[k].at*wide:][:len(kinds)] {
			row[i] += float32(probeShare * float32(s-row[i]))
		}
	}
}

// choose takes the likeliest type of a row of scores; what the rules say of the word's status is
// better than the network's, where they know it.
func (p *proposal) choose(row []float32) guess {
	chances := softmax(row[:len(kinds)])
	best := 1 + kernel.Best(chances[1:])
	g := guess{kinds[best], states[kernel.Best(row[len(kinds):][:len(states)])], chances[best]}
	if p.rule.frame != nil {
		g.status = p.rule.event.Status
	}
	return g
}

// softmax turns scores into chances.
func softmax(scores []float32) []float32 {
	most, sum := scores[kernel.Best(scores)], float32(0)
	out := make([]float32, len(scores))
	for i, s := range scores {
		out[i] = float32(math.Exp(float64(s - most)))
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}
