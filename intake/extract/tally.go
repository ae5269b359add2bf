package extract

// A tally counts hashes, in a table without chains, at least half of it empty.
type tally []counted

type counted struct {
	hash uint64
	n    int
}

// empty returns a tally with room for n hashes, in t if that has it.
func (t tally) empty(n int) tally {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return zeros(t, size)
}

// at returns the count of a hash.
func (t tally) at(hash uint64) *int {
	for i := int(hash >> 20); ; i++ {
		e := &t[i&(len(t)-1)]
		if e.n == 0 {
			e.hash = hash
		}
		if e.hash == hash {
			return &e.n
		}
	}
}

// hashOn hashes b after what h is the hash of.
func hashOn(h uint64, b []byte) uint64 {
	for _, c := range b {
		h = (h ^ uint64(c) ^ 0x5bd1e995) * windowMul
	}
	return h
}
