package main

import (
	"math"
	"strings"
)

// A chain is the lattice of all name tag sequences that BIO allows: I-x only after B-x or I-x.
// Its loss makes whole sequences compete, as they do under package net's path (a conditional
// random field, Lafferty et al. 2001, with fixed transitions).
type chain struct {
	inside []int // for each tag I-x the tag B-x, for the others −1
	// Working memory, a row for each word: exponents of the scores, sums over what goes
	// before and after, marginals over all sequences and over those that are right.
	p, ahead, back, free, bound []float64
}

func newChain(names []string) *chain {
	c := &chain{}
	at := map[string]int{}
	for i, n := range names {
		at[n] = i
	}
	for _, n := range names {
		from := -1
		if kind, ok := strings.CutPrefix(n, "I-"); ok {
			from = at["B-"+kind]
		}
		c.inside = append(c.inside, from)
	}
	return c
}

// loss returns minus the log probability of the sequences whose every tag is in its word's
// set, and adds weight times its gradient to d; rows of scores and d are ld apart. Where BIO
// allows none of them it returns ok false and adds nothing.
func (c *chain) loss(d, scores []float32, ld int, sets []uint64, weight float32) (float64, bool) {
	k, n := len(c.inside), len(sets)
	for _, v := range []*[]float64{&c.p, &c.ahead, &c.back, &c.free, &c.bound} {
		if cap(*v) < n*k {
			*v = make([]float64, n*k+n*k/4)
		}
		*v = (*v)[:n*k]
	}
	for i := range n {
		c.exponents(c.p[i*k:(i+1)*k], scores[i*ld:i*ld+k])
	}
	all, _ := c.marginals(c.free)
	for i, set := range sets {
		for t := range k {
			if set>>t&1 == 0 {
				c.p[i*k+t] = 0
			}
		}
	}
	some, ok := c.marginals(c.bound)
	if !ok {
		return 0, false
	}
	for i := range n {
		for t := range k {
			d[i*ld+t] += weight * float32(c.free[i*k+t]-c.bound[i*k+t])
		}
	}
	return all - some, true
}

// exponents sets p to the exponents of scores, the greatest of them 1.
func (c *chain) exponents(p []float64, scores []float32) {
	top := scores[0]
	for _, v := range scores {
		top = max(top, v)
	}
	for t, v := range scores {
		p[t] = math.Exp(float64(v - top))
	}
}

// marginals sets m to the probability of each tag of each word and returns the log of the
// sum over all sequences; ok is false where that sum is zero.
func (c *chain) marginals(m []float64) (log float64, ok bool) {
	k := len(c.inside)
	n := len(m) / k
	scale := make([]float64, n)
	for i := range n {
		row, sum := c.ahead[i*k:(i+1)*k], 0.0
		for t, from := range c.inside {
			v := 1.0
			if from >= 0 && i == 0 {
				v = 0
			} else if from >= 0 {
				v = c.ahead[(i-1)*k+from] + c.ahead[(i-1)*k+t]
			}
			row[t] = v * c.p[i*k+t]
			sum += row[t]
		}
		if sum < 1e-200 {
			return 0, false
		}
		for t := range row {
			row[t] /= sum
		}
		scale[i] = sum
		log += math.Log(sum)
	}
	for i := n - 1; i >= 0; i-- {
		c.backward(i, n, scale)
		for t := range k {
			m[i*k+t] = c.ahead[i*k+t] * c.back[i*k+t]
		}
	}
	return log, true
}

// backward sets the sums over what may follow each tag of word i.
func (c *chain) backward(i, n int, scale []float64) {
	k := len(c.inside)
	row := c.back[i*k : (i+1)*k]
	if i == n-1 {
		for t := range row {
			row[t] = 1
		}
		return
	}
	next, p := c.back[(i+1)*k:(i+2)*k], c.p[(i+1)*k:(i+2)*k]
	open := 0.0
	for t, from := range c.inside {
		if from < 0 {
			open += next[t] * p[t]
		}
	}
	for t := range row {
		row[t] = open / scale[i+1]
	}
	for t, from := range c.inside {
		if from >= 0 {
			v := next[t] * p[t] / scale[i+1]
			row[from] += v
			row[t] += v
		}
	}
}
