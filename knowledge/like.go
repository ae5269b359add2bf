package knowledge

import (
	"cmp"
	"slices"
	"strings"
)

// A likeForm is a name that Like compares with.
type likeForm struct {
	key    string
	spaces int // in key
	text   string
	e      *Entity
}

// A likeIndex finds names by their skeleton of consonants, in which most misspellings and
// transliterations of a name are alike: Kadafi and Gaddafi, Krittenbrink and Kritenbrink.
type likeIndex struct {
	forms []likeForm
	at    map[string][]int32 // skeleton → indices of forms
	maybe [1 << 14]uint64    // a bit for each skeleton, by its hash: most neighbours have none
}

// bit is where the skeleton s has its bit in maybe.
func (x *likeIndex) bit(s []byte) (word *uint64, bit uint64) {
	h := uint32(2166136261)
	for _, c := range s {
		h = (h ^ uint32(c)) * 16777619
	}
	h ^= h >> 15
	return &x.maybe[h>>6%uint32(len(x.maybe))], 1 << (h % 64)
}

func newLikeIndex(b *Base) *likeIndex {
	x := &likeIndex{at: map[string][]int32{}}
	for _, e := range b.entities {
		if e.Kind == place {
			continue
		}
		x.put(e, e.Name)
		for _, a := range e.Aliases {
			x.put(e, a)
		}
		if e.Kind != person {
			continue
		}
		for _, n := range append([]string{e.Name}, e.Aliases...) {
			for _, s := range b.surnamesOf(n, e.Country) {
				x.put(e, s)
			}
		}
	}
	return x
}

// put adds a form unless it is short or an acronym.
func (x *likeIndex) put(e *Entity, text string) {
	key := Fold(text)
	if len(key) < minLike || acronym(text) {
		return
	}
	if e.Kind != person && len(key) < minOther && !strings.Contains(key, " ") {
		return
	}
	skel := string(skeleton(nil, key))
	for _, i := range x.at[skel] {
		if x.forms[i].key == key && x.forms[i].e == e {
			return
		}
	}
	word, bit := x.bit([]byte(skel))
	*word |= bit
	x.at[skel] = append(x.at[skel], int32(len(x.forms)))
	x.forms = append(x.forms, likeForm{key, strings.Count(key, " "), text, e})
}

// minLike and maxLike bound the bytes of a name that is compared: a shorter one is near to too
// many, a longer one is no name. The single words that name a country or an organisation are
// more like other words than family names are, and must be longer: Iram is not Iran.
const (
	minLike  = 4
	minOther = 7
	maxLike  = 60
)

// maxNear bounds what Like returns.
const maxNear = 20

// Like returns the people, countries and organisations whose full name, or the people whose
// surname, is spelt nearly like name, cheapest first. An exact name costs 0. How much may
// differ grows with the length: Binken is near Blinken, Ye is near nobody. A family name that
// many bear is less near to others: Johnston is no misspelt Johnson.
func (b *Base) Like(name string) []Near {
	key := Fold(possessive(name))
	if len(key) < minLike || len(key) > maxLike {
		return nil
	}
	found := map[*Entity]Near{}
	b.near(key, 0, found)
	if head, tail, ok := strings.Cut(key, " "); ok {
		for _, other := range b.short[head] {
			b.near(Fold(other)+" "+tail, nicknameCost, found)
		}
	}
	nears := make([]Near, 0, len(found))
	for _, n := range found {
		nears = append(nears, n)
	}
	slices.SortFunc(nears, func(x, y Near) int {
		return cmp.Or(cmp.Compare(x.Cost, y.Cost), cmp.Compare(b.fame(y.Entity), b.fame(x.Entity)),
			strings.Compare(x.ID, y.ID))
	})
	return nears[:min(len(nears), maxNear)]
}

// near adds to found what is near the key, at base cost more.
func (b *Base) near(key string, base float64, found map[*Entity]Near) {
	x := b.like()
	var m meter
	spaces := strings.Count(key, " ")
	own := spaces == 0 && (b.surnames[key] || b.first[key])
	var seen []int32 // the first form of each skeleton tried
	try := func(skel []byte) {
		if word, bit := x.bit(skel); *word&bit == 0 {
			return
		}
		forms := x.at[string(skel)]
		if len(forms) == 0 || slices.Contains(seen, forms[0]) {
			return
		}
		seen = append(seen, forms[0])
		for _, i := range forms {
			f := &x.forms[i]
			cost, ok := m.near(key, spaces, f, own)
			if !ok || otherInitial(key, f.e) {
				continue
			}
			if old, ok := found[f.e]; !ok || cost+base < old.Cost {
				found[f.e] = Near{f.e, f.text, cost + base}
			}
		}
	}
	neighbours(skeleton(nil, key), try)
}

// otherInitial reports whether the key of a name and e's own name have different middle initials,
// which part namesakes: David B. Cohen is not David L. Cohen.
func otherInitial(key string, e *Entity) bool {
	given := initial(key)
	if given == 0 {
		return false
	}
	own := initial(Fold(e.Name))
	return own != 0 && own != given
}

// initial is the middle initial in the key of a full name, or 0.
func initial(key string) byte {
	first, last := strings.IndexByte(key, ' '), strings.LastIndexByte(key, ' ')
	if first < 0 || last != first+2 {
		return 0
	}
	return key[first+1]
}

// classes maps consonants to the one that stands for their kind in a skeleton. Vowels, h and y
// have none: they come and go between spellings.
var classes = [26]byte{
	'b' - 'a': 'b', 'p' - 'a': 'b', 'c' - 'a': 'k', 'k' - 'a': 'k', 'q' - 'a': 'k', 'g' - 'a': 'k',
	'd' - 'a': 't', 't' - 'a': 't', 'f' - 'a': 'f', 'v' - 'a': 'f', 'w' - 'a': 'f',
	's' - 'a': 's', 'z' - 'a': 's', 'x' - 'a': 's', 'j' - 'a': 'j', 'l' - 'a': 'l', 'r' - 'a': 'r',
	'm' - 'a': 'n', 'n' - 'a': 'n',
}

// skeleton appends the classes of the consonants of key to buf, one for a run of equal ones.
func skeleton(buf []byte, key string) []byte {
	for i := 0; i < len(key); i++ {
		if !letter(key[i]) {
			if '0' <= key[i] && key[i] <= '9' {
				buf = append(buf, key[i])
			}
			continue
		}
		c := classes[key[i]-'a']
		if key[i] == 'p' && i+1 < len(key) && key[i+1] == 'h' {
			c = 'f'
		}
		if c != 0 && (len(buf) == 0 || buf[len(buf)-1] != c) {
			buf = append(buf, c)
		}
	}
	return buf
}

// neighbours calls try with s and with all that differs from it by one consonant: left out,
// put in, exchanged, or swapped with the next. This is some 20 look-ups a letter, and spares
// an index of deletions, which would be ten times as large as the names.
func neighbours(s []byte, try func([]byte)) {
	try(s)
	const alphabet = "bfjklnrst"
	buf := make([]byte, 0, len(s)+1)
	for i := 0; i <= len(s); i++ {
		for _, c := range []byte(alphabet) {
			buf = append(append(append(buf[:0], s[:i]...), c), s[i:]...)
			try(buf)
			if i < len(s) && s[i] != c {
				buf = append(append(append(buf[:0], s[:i]...), c), s[i+1:]...)
				try(buf)
			}
		}
		if i == len(s) {
			break
		}
		try(append(append(buf[:0], s[:i]...), s[i+1:]...))
		if i+1 < len(s) {
			buf = append(append(buf[:0], s[:i]...), s[i+1], s[i])
			try(append(buf, s[i+2:]...))
		}
	}
}
