package terms

// Sort sorts numbers by what is left of them without their lowest bits; those that are alike then
// stay in their order (radix sort, by bytes). It returns them in xs or in room, whose length is
// that of xs or more.
func Sort[T uint32 | uint64](xs, room []T, bits int) []T {
	var count [8][256]int32
	n := 0
	for b := bits; ^T(0)>>b > 0; b += 8 {
		for _, x := range xs {
			count[n][byte(x>>b)]++
		}
		n++
	}
	room = room[:len(xs)]
	for k := range n {
		var at int32
		for i, c := range count[k] {
			count[k][i] = at
			at += c
		}
		for _, x := range xs {
			c := &count[k][byte(x>>(bits+8*k))]
			room[*c] = x
			*c++
		}
		xs, room = room, xs
	}
	return xs
}

// Shared is how many features a text has in common with another, and what they weigh.
type Shared struct {
	ID, N  int32
	Weight float32
}

// roomy is how many places are kept from one text to the next.
const roomy = 1 << 13

// A Tally adds up what one text has in common with others. Its zero value is empty.
type Tally struct {
	all []Shared
	at  []int32 // by hash: place in all, from 1 on; 0 for none
}

// Add notes a feature that a text has too, and what it weighs.
func (t *Tally) Add(id int32, weight float32) {
	if 2*len(t.all) >= len(t.at) {
		t.grow()
	}
	mask := uint32(len(t.at) - 1)
	h := uint32(id) * 0x9E3779B1
	for h = (h ^ h>>15) & mask; t.at[h] > 0; h = (h + 1) & mask {
		if s := &t.all[t.at[h]-1]; s.ID == id {
			s.N++
			s.Weight += weight
			return
		}
	}
	t.all = append(t.all, Shared{id, 1, weight})
	t.at[h] = int32(len(t.all))
}

// grow makes room.
func (t *Tally) grow() {
	t.at = make([]int32, max(1024, 2*len(t.at)))
	mask := uint32(len(t.at) - 1)
	for i, s := range t.all {
		h := uint32(s.ID) * 0x9E3779B1
		for h = (h ^ h>>15) & mask; t.at[h] > 0; {
			h = (h + 1) & mask
		}
		t.at[h] = int32(i + 1)
	}
}

// All is what was added up, in the order in which the texts came first. It holds until Clear.
func (t *Tally) All() []Shared { return t.all }

// Clear empties t.
func (t *Tally) Clear() {
	t.all = t.all[:0]
	if len(t.at) > roomy {
		t.at = nil
	}
	clear(t.at)
}
