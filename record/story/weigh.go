package story

import "math"

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

// count counts the features of an article.
func (w *weigher) count(rs []raw) {
	w.n++
	for _, r := range rs {
		w.df[r.hash/(1<<32/slots)]++
	}
}

// idf is the rarity of a feature among the articles seen, as far as these are many, and else what
// is expected of it.
func (w *weigher) idf(hash uint32, expected float32) float64 {
	df := float64(w.df[hash/(1<<32/slots)]) + prior*math.Exp(-float64(expected))
	return max(0, math.Log((float64(w.n)+prior)/df))
}
