package terms

// A Table holds a value for each of some hashes. Its zero value is empty. Of the hashes 0 and 1 it
// takes one for the other.
type Table[V any] struct {
	slots []entry[V] // a power of two, at least twice as many as hold a value
	used  int
}

type entry[V any] struct {
	hash uint32 // 0 for none
	is   V
}

const fewest = 1 << 12 // slots at first

// Find returns the value of a hash, the zero value where it has none.
func (t *Table[V]) Find(hash uint32) (v V) {
	if len(t.slots) == 0 {
		return v
	}
	return t.slot(max(hash, 1)).is
}

// Place returns where the value of a hash is held, until Place is called again.
func (t *Table[V]) Place(hash uint32) *V {
	if 2*t.used >= len(t.slots) {
		t.grow()
	}
	s := t.slot(max(hash, 1))
	if s.hash == 0 {
		s.hash = max(hash, 1)
		t.used++
	}
	return &s.is
}

// slot is the one of a hash, or the empty one that it would take.
func (t *Table[V]) slot(hash uint32) *entry[V] {
	mask := uint32(len(t.slots) - 1)
	h := hash * 0x9E3779B1
	for h = (h ^ h>>15) & mask; ; h = (h + 1) & mask {
		if s := &t.slots[h]; s.hash == hash || s.hash == 0 {
			return s
		}
	}
}

func (t *Table[V]) grow() {
	old := t.slots
	t.slots = make([]entry[V], max(fewest, 4*len(old)))
	for _, s := range old {
		if s.hash != 0 {
			*t.slot(s.hash) = s
		}
	}
}

// Clear empties t, and keeps its room.
func (t *Table[V]) Clear() {
	clear(t.slots)
	t.used = 0
}
