package text

import (
	_ "embed"
	"math"
	"strings"
	"sync"
)

//go:embed data/common.txt
var commonWords string

// rarities holds the rarity of each common word, by its rank.
var rarities = sync.OnceValue(func() map[string]float64 {
	const words, scale = 300, .08
	out := make(map[string]float64, 16000)
	n := 0.
	for line := range strings.Lines(commonWords) {
		if w := strings.TrimSpace(line); w != "" && w[0] != '#' {
			n++
			out[w] = min(Rarest, -math.Log(1-math.Exp(-words*scale/n)))
		}
	}
	return out
})

// Rarest is the rarity of a word that is not among the common ones.
const Rarest = 7.0

// Rarity says how little a reader would expect a word (in lower case) in a news article of some
// 300 words: the negative logarithm of the share of articles that hold it, from its rank by Zipf's
// law, 0 for the commonest to Rarest.
func Rarity(word string) float64 {
	if r, ok := rarities()[word]; ok {
		return r
	}
	return Rarest
}
