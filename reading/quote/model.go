package quote

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"math/bits"
	"slices"
	"sync"

	"readout/news"
	"readout/reading/quote/net"
)

// A linear model scores labels by the sum of the weights of those features it knows.
type linear struct {
	labels int
	feats  []uint32  // known features, rising
	w      []float32 // of each known feature, one for each label
	slots  []slot    // open-addressed table
	shift  int
	cold   *frozen // of a model that was read, in place of w and slots
}

// A slot says where in w the weights of a feature begin; its feature 0 marks it free.
type slot struct {
	feature uint32
	at      int32
}

// newLinear returns a model that knows feats, which rise, with all weights zero.
func newLinear(labels int, feats []uint32) *linear {
	size := bits.Len(uint(2*len(feats) + 1))
	m := &linear{labels: labels, feats: feats, w: make([]float32, labels*len(feats)),
		slots: make([]slot, 1<<size), shift: 32 - size}
	for i, f := range feats {
		k := m.home(f)
		for m.slots[k].feature != 0 {
			k = (k + 1) & (len(m.slots) - 1)
		}
		m.slots[k] = slot{f, int32(i * labels)}
	}
	return m
}

func (m *linear) home(f uint32) int { return int(f * 0x9E3779B1 >> m.shift) }

// place is where the weights of f begin in w, or -1 where f is unknown.
func (m *linear) place(f uint32) int {
	for k := m.home(f); ; k = (k + 1) & (len(m.slots) - 1) {
		switch s := m.slots[k]; s.feature {
		case f:
			return int(s.at)
		case 0:
			return -1
		}
	}
}

// score sums the weights of fs for a model of one label.
func (m *linear) score(fs []uint32) float32 {
	if m.cold != nil {
		return m.cold.score(fs)
	}
	sum := float32(0)
	for _, f := range fs {
		if at := m.place(f); at >= 0 {
			sum += m.w[at]
		}
	}
	return sum
}

// mix joins a feature with one more part.
func mix(a, b uint32) uint32 {
	h := a ^ b*0x9E3779B1
	h = (h ^ h>>15) * 0x85EBCA77
	return (h ^ h>>13) * 0xC2B2AE3D
}

// hashString is FNV-1a.
func hashString(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// hashWord is hashString with ASCII letters in lower case and curly marks made straight.
func hashWord(s string) uint32 {
	h := uint32(2166136261)
	for _, r := range s {
		switch {
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
		case r == '“' || r == '”':
			r = '"'
		case r == '‘' || r == '’':
			r = '\''
		}
		h = (h ^ uint32(r)) * 16777619
	}
	return h
}

// models are what Find needs: is this word a cue, and what are its content and source.
type models struct {
	cue  *linear
	span *linear
	join []float32 // transitions of span: context × label before × label
	turn []float32 // transitions of net
	rank *linear   // is it one after all, given these
	net  *net.Net  // adds to the scores of cue and span

	memory sync.Pool // of scanners
}

//go:embed data/model.bin.gz
var packed []byte

// embedded is decoded on first use and never changes.
var embedded = sync.OnceValue(func() *models {
	m, err := readModels(bytes.NewReader(packed))
	if err != nil {
		one := newLinear(1, nil)
		none := make([]float32, joins*labels*labels)
		return &models{cue: one, span: newLinear(labels, nil), join: none, turn: none, rank: one,
			net: net.Blank()}
	}
	return m
})

// write stores each model as its features and one signed byte a weight, compressed.
func (m *models) write(w io.Writer) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	b := m.cue.append(nil)
	b = m.span.append(b)
	b = m.rank.append(b)
	for _, x := range append(m.join[:len(m.join):len(m.join)], m.turn...) {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
	}
	b = m.net.Append(b)
	if _, err := z.Write(b); err != nil {
		return err
	}
	return z.Close()
}

// append adds to b the number of features with a weight that is not too small to matter, the
// gaps between them, the scale of the weights and the weights.
func (m *linear) append(b []byte) []byte {
	top := float32(1e-9)
	for _, x := range m.w {
		top = max(top, x, -x)
	}
	scale := top / 127
	q := make([]int8, len(m.w))
	for i, x := range m.w {
		q[i] = int8(math.Round(float64(x / scale)))
	}
	var kept []int
	for i := range m.feats {
		for _, x := range q[i*m.labels : (i+1)*m.labels] {
			if x > 1 || x < -1 {
				kept = append(kept, i)
				break
			}
		}
	}
	b = binary.AppendUvarint(b, uint64(len(kept)))
	last := uint32(0)
	for _, i := range kept {
		b = binary.AppendUvarint(b, uint64(m.feats[i]-last))
		last = m.feats[i]
	}
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(scale))
	for l := range m.labels {
		for _, i := range kept {
			b = append(b, byte(q[i*m.labels+l]))
		}
	}
	return b
}

// maxFeatures bounds what a file of models may hold.
const maxFeatures = 1 << 23

// readLinear reads what append wrote.
func readLinear(r *bufio.Reader, labels int) (*linear, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil || n > maxFeatures {
		return nil, fmt.Errorf("%d features: %w", n, news.ErrSyntax)
	}
	feats := make([]uint32, n)
	last := uint64(0)
	for i := range feats {
		gap, err := binary.ReadUvarint(r)
		if err != nil {
			return nil, err
		}
		last += gap
		feats[i] = uint32(last)
	}
	if !slices.IsSorted(feats) {
		return nil, fmt.Errorf("features out of order: %w", news.ErrSyntax)
	}
	b := make([]byte, 4+labels*len(feats))
	if _, err := io.ReadFull(r, b); err != nil {
		return nil, err
	}
	m := newLinear(labels, feats)
	m.cold = freeze(m, b[4:], math.Float32frombits(binary.LittleEndian.Uint32(b)))
	m.w, m.slots = nil, nil
	return m, nil
}

// readModels reads what write wrote.
func readModels(r io.Reader) (*models, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("quote models: %w", err)
	}
	in := bufio.NewReader(z)
	m := &models{join: make([]float32, joins*labels*labels), turn: make([]float32, joins*labels*labels)}
	for _, t := range []struct {
		to     **linear
		labels int
	}{{&m.cue, 1}, {&m.span, labels}, {&m.rank, 1}} {
		if *t.to, err = readLinear(in, t.labels); err != nil {
			return nil, fmt.Errorf("quote models: %w", err)
		}
	}
	for _, t := range [][]float32{m.join, m.turn} {
		if err := binary.Read(in, binary.LittleEndian, t); err != nil {
			return nil, fmt.Errorf("quote models: %w", err)
		}
	}
	if m.net, err = net.Read(in); err != nil {
		return nil, fmt.Errorf("quote models: %w", err)
	}
	return m, nil
}
