package quote

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"sync"

	"readout/news"
)

// A linear model scores labels by the sum of the weights of the features that are present.
// Features are hashed into slots; what shares a slot by chance shares its weights.
type linear struct {
	labels int
	w      []float32 // slots × labels
}

// slotBits sets the number of slots, 1<<slotBits, of each model.
const slotBits = 20

func newLinear(labels int) *linear {
	return &linear{labels, make([]float32, labels<<slotBits)}
}

// slot is the first weight of feature f.
func (m *linear) slot(f uint32) int { return int(f>>(32-slotBits)) * m.labels }

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
	join []float32 // transitions: context × label before × label
	rank *linear   // is it one after all, given these
}

//go:embed data/model.bin.gz
var packed []byte

// embedded is decoded on first use and never changes.
var embedded = sync.OnceValue(func() *models {
	m, err := readModels(bytes.NewReader(packed))
	if err != nil {
		return blank()
	}
	return m
})

func blank() *models {
	n := joins * labels * labels
	return &models{newLinear(1), newLinear(labels), make([]float32, n), newLinear(1)}
}

func (m *models) tables() [][]float32 { return [][]float32{m.cue.w, m.span.w, m.join, m.rank.w} }

// write stores each table as its scale and one signed byte a weight, compressed.
func (m *models) write(w io.Writer) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	for _, t := range m.tables() {
		top := float32(0)
		for _, x := range t {
			top = max(top, x, -x)
		}
		scale := max(top/127, 1e-9)
		b := binary.LittleEndian.AppendUint32(nil, math.Float32bits(scale))
		for _, x := range t {
			b = append(b, byte(int8(math.Round(float64(x/scale)))))
		}
		if _, err := z.Write(b); err != nil {
			return err
		}
	}
	return z.Close()
}

// readModels reads what write wrote.
func readModels(r io.Reader) (*models, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("quote models: %w: %w", news.ErrSyntax, err)
	}
	m := blank()
	for _, t := range m.tables() {
		b := make([]byte, 4+len(t))
		if _, err := io.ReadFull(z, b); err != nil {
			return nil, fmt.Errorf("quote models: %w: %w", news.ErrSyntax, err)
		}
		scale := math.Float32frombits(binary.LittleEndian.Uint32(b))
		for i := range t {
			t[i] = scale * float32(int8(b[4+i]))
		}
	}
	return m, nil
}
