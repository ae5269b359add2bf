package dom

// A word is a name of up to 16 bytes in lower case, packed, so that names compare as numbers.
type word struct{ high, low uint64 }

// longestWord is the length in bytes of the longest name that fits.
const longestWord = 16

// add appends a byte. It folds ASCII letters to lower case, and leaves alone what else stands in
// the names that are looked for: digits, hyphens and colons.
func (w *word) add(c byte) {
	w.high = w.high<<8 | w.low>>56
	w.low = w.low<<8 | uint64(c|0x20)
}

// A lexicon gives names numbers above 0: a table without chains, filled at most by a quarter.
type lexicon struct {
	words   [512]word
	numbers [512]uint8
}

func newLexicon[T ~uint8](numbers map[string]T) *lexicon {
	l := new(lexicon)
	for name, n := range numbers {
		var w word
		for i := range len(name) {
			w.add(name[i])
		}
		i := w.hash()
		for l.numbers[i] != 0 {
			i = (i + 1) % uint64(len(l.words))
		}
		l.words[i], l.numbers[i] = w, uint8(n)
	}
	return l
}

func (w word) hash() uint64 {
	return (w.low*0x9e3779b97f4a7c15 ^ w.high*0xc2b2ae3d27d4eb4f) >> 55
}

// find returns the number of a name, or 0.
func (l *lexicon) find(w word) uint8 {
	for i := w.hash() % uint64(len(l.words)); ; i = (i + 1) % uint64(len(l.words)) {
		if n := l.numbers[i]; n == 0 || l.words[i] == w {
			return n
		}
	}
}
