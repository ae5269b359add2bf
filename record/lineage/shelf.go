package lineage

import (
	"encoding/binary"
	"fmt"
	"strings"

	"readout/news"
	"readout/text/terms"
)

// A Shelf keeps the articles that were added, by number: 0, 1, 2 … What was put is found at once.
type Shelf interface {
	Number(key uint64) (n int32, ok bool)
	Put(key uint64, entry []byte, features []uint32) int32
	Entry(n int32) ([]byte, error)
	// Find calls f for each feature that an entry has with the numbers of those that have it.
	Find(features []uint32, f func(numbers []int32)) error
}

// memory is a shelf for as long as the program lives.
type memory struct {
	keys    map[uint64]int32
	entries [][]byte
	holding map[uint32][]int32
}

func newMemory() *memory { return &memory{keys: map[uint64]int32{}, holding: map[uint32][]int32{}} }

func (m *memory) Number(key uint64) (int32, bool) {
	n, ok := m.keys[key]
	return n, ok
}

func (m *memory) Put(key uint64, entry []byte, features []uint32) int32 {
	n := int32(len(m.entries))
	m.keys[key] = n
	m.entries = append(m.entries, entry)
	for _, f := range features {
		m.holding[f] = append(m.holding[f], n)
	}
	return n
}

func (m *memory) Entry(n int32) ([]byte, error) { return m.entries[n], nil }

func (m *memory) Find(features []uint32, f func([]int32)) error {
	for _, h := range features {
		if in := m.holding[h]; len(in) > 0 {
			f(in[max(0, len(in)-hot):])
		}
	}
	return nil
}

// entry writes down what fingerprint needs of a: five texts, each after its length.
func entry(a *news.Article) []byte {
	day, time := "", ""
	if a.Published != nil {
		day, time = a.Published.Day, string(a.Published.Time)
	}
	var b []byte
	for _, s := range []string{a.ID, a.Outlet, strings.Join(a.Byline, "\n"), day, time,
		terms.Clip(a.Body, longest)} {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	return b
}

// parseEntry reads what entry wrote.
func parseEntry(b []byte) (*news.Article, error) {
	var f [6]string
	for i := range f {
		n, size := binary.Uvarint(b)
		if size <= 0 || n > uint64(len(b)-size) {
			return nil, fmt.Errorf("entry of an article: %w", news.ErrSyntax)
		}
		f[i] = string(b[size : size+int(n)])
		b = b[size+int(n):]
	}
	a := &news.Article{ID: f[0], Outlet: f[1], Body: f[5]}
	if f[2] != "" {
		a.Byline = strings.Split(f[2], "\n")
	}
	if f[3] != "" || f[4] != "" {
		a.Published = &news.When{Day: f[3], Time: news.Maybe(f[4])}
	}
	return a, nil
}
