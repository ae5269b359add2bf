package text

import (
	_ "embed"
	"math"
	"strings"
	"sync"
)

//go:embed data/common.txt
var commonWords string

var ranks = sync.OnceValue(func() map[string]int {
	out := make(map[string]int, 16000)
	n := 0
	for line := range strings.Lines(commonWords) {
		if w := strings.TrimSpace(line); w != "" && w[0] != '#' {
			n++
			out[w] = n
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
	rank, ok := ranks()[word]
	if !ok {
		return Rarest
	}
	const words, scale = 300, .08
	return min(Rarest, -math.Log(1-math.Exp(-words*scale/float64(rank))))
}
