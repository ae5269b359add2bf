package story

import (
	"math"

	"readout/news"
)

const (
	prior = 400. // articles that the rarity expected of a feature counts for
	slots = 1 << 20
)

// A weigher knows in how many articles each feature stands, by the top bits of its hash.
type weigher struct {
	df []uint32
	n  int
}

func newWeigher() weigher { return weigher{df: make([]uint32, slots)} }

// vector weighs the features of r, and counts them.
func (w *weigher) vector(r *news.Reading) vector {
	v := features(r).weigh(w.idf)
	w.n++
	for _, t := range v.terms {
		w.df[t.hash/(1<<32/slots)]++
	}
	return v
}

// idf is the rarity of a feature among the articles seen, as far as these are many, and else what
// is expected of it.
func (w *weigher) idf(t term) float64 {
	df := float64(w.df[t.hash/(1<<32/slots)]) + prior*math.Exp(-float64(t.weight))
	return max(0, math.Log((float64(w.n)+prior)/df))
}
