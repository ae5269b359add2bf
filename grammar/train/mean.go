package main

import (
	"fmt"
	"os"
	"reflect"
	"strings"

	"readout/grammar/net"
)

// mean returns the mean of the weights of s.from, several files by commas that were learned
// from the same beginning, and what it reaches: it often beats each of them (Wortsman et al.,
// "Model soups", 2022). What is the same in all stays as it is.
func mean(s *settings) (*net.File, []result, error) {
	var files []*net.File
	for path := range strings.SplitSeq(s.from, ",") {
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, nil, err
		}
		f, err := net.Read(b)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", path, err)
		}
		files = append(files, f)
	}
	f, err := meanOf(files)
	if err != nil {
		return nil, nil, err
	}
	s.cfg, s.words = f.Config, len(f.Static)
	c, err := readCorpora(s)
	if err != nil {
		return nil, nil, err
	}
	held, err := addPartial(&pool{}, s)
	if err != nil {
		return nil, nil, err
	}
	results, err := c.results(f, held)
	return f, results, err
}

// meanOf returns the mean of files of one shape.
func meanOf(files []*net.File) (*net.File, error) {
	out := *files[0]
	out.Tensors = nil
	for _, t := range files[0].Tensors {
		sum := net.Tensor{Name: t.Name, Rows: t.Rows, Cols: t.Cols,
			F: make([]float32, t.Rows*t.Cols)}
		same := true
		for _, f := range files {
			v, err := f.Tensor(t.Name, t.Rows, t.Cols)
			if err != nil || !reflect.DeepEqual(f.Config, out.Config) {
				return nil, fmt.Errorf("the weights are of different networks (tensor %s)", t.Name)
			}
			same = same && reflect.DeepEqual(*v, t)
			for r := range v.Rows {
				addRow(sum.F[r*v.Cols:(r+1)*v.Cols], v, r, 1/float32(len(files)))
			}
		}
		switch {
		case same:
			sum = t
		case t.Q != nil:
			sum.Quantize()
		}
		out.Tensors = append(out.Tensors, sum)
	}
	return &out, nil
}

// addRow adds a row of a tensor times by to out.
func addRow(out []float32, t *net.Tensor, row int, by float32) {
	v := make([]float32, t.Cols)
	if t.Q != nil {
		expandRow(v, t, row)
	} else {
		copy(v, t.F[row*t.Cols:])
	}
	for i := range out {
		out[i] += by * v[i]
	}
}
