package story

import (
	"math"
	"slices"

	"readout/news"
	"readout/text/terms"
)

// Families of features. Each term's hash carries its family in the lowest bits.
const (
	word     = iota // words of the text that are no names
	name            // words written as names
	number          // numbers
	lead            // words of the headline and the first lines
	entity          // who: people, organisations, works
	place           // where: places and countries
	day             // when: days and months that the text names
	event           // what: kinds of act and who did them
	calendar        // years, months and weekdays
	families
)

const (
	familyWidth = 4                  // bits of the family within a hash, the lowest
	familyBits  = 1<<familyWidth - 1 // mask of them
)

// A term is a feature and what it weighs.
type term struct {
	hash   uint32
	weight float32
}

// A vector is terms in the order of their hashes, and the length of each family's part.
type vector struct {
	terms []term
	norm  [families]float32
}

const (
	longest   = 24_000 // bytes of a text that are looked at
	leadBytes = 400    // bytes from the start that count as its lead
	most      = 320    // terms of an article that are kept, the heaviest
)

// A bag gathers features before they are weighed. Each is a hash and, in the lower half, the bits of
// the rarity that is expected of it.
type bag []uint64

func (b *bag) add(family int, feature string, rarity float32) {
	b.put(key(family, feature), rarity)
}

func (b *bag) put(hash uint32, rarity float32) {
	*b = append(*b, uint64(hash)<<32|uint64(math.Float32bits(rarity)))
}

// A reader finds the features of articles, in room that it uses again. It is not safe for
// concurrent use.
type reader struct {
	facts      *terms.Memo[fact]
	bag        bag
	room       []uint64
	raws, keys []raw
}

func newReader() *reader { return &reader{facts: terms.NewMemo(learnFact)} }

// features are what r's article is about, each with the rarity that is expected of it.
func (x *reader) features(r *news.Reading) {
	x.bag = x.bag[:0]
	x.words(r.Headline, true)
	body := terms.Clip(r.Body, longest)
	head := terms.Clip(body, leadBytes)
	x.words(head, true)
	x.words(body[len(head):], false)
	b := &x.bag
	for i := range r.Entities {
		b.entity(&r.Entities[i])
	}
	for _, p := range r.Places {
		if p.Precision != "country" && p.Name != "" {
			b.add(place, p.Name, 5)
		}
	}
	for _, d := range r.Dates {
		if from, to, ok := d.Days(); ok && from == to {
			b.add(day, from, 5)
		}
	}
	for i := range r.Events {
		b.event(&r.Events[i])
	}
}

func (b *bag) entity(e *news.Entity) {
	switch e.Kind {
	case news.Group:
		return
	case news.Country, news.PlaceEntity:
		for range min(3, len(e.Mentions)) {
			b.add(place, e.ID, 4)
		}
	default:
		for range min(5, len(e.Mentions)) {
			b.add(entity, e.ID, 6)
		}
	}
}

func (b *bag) event(ev *news.Event) {
	if ev.Status == news.Hypothetical {
		return
	}
	b.add(event, ev.Type+ev.Mode, 2.5)
	for _, who := range ev.Actors {
		b.add(event, ev.Type+">"+who, 6)
	}
	for _, who := range ev.Recipients {
		b.add(event, ev.Type+"<"+who, 6)
	}
}

// A raw is a feature of an article, the rarity that is expected of it, and what it weighs by how
// often it stands there: once is one.
type raw struct {
	hash         uint32
	rarity, damp float32
}

// count finds the features of r's article, each once, in the order of their hashes, and keeps the
// heaviest. They hold until it is called again.
func (x *reader) count(r *news.Reading) []raw {
	x.features(r)
	x.room = slices.Grow(x.room[:0], len(x.bag))
	b := terms.Sort(x.bag, x.room[:len(x.bag)], 32)
	out := x.raws[:0]
	for i := 0; i < len(b); {
		j, rarity := i+1, uint32(b[i])
		for ; j < len(b) && b[j]>>32 == b[i]>>32; j++ {
			rarity = min(rarity, uint32(b[j]))
		}
		damp := float32(1)
		if j > i+1 {
			damp += float32(math.Log(float64(j - i)))
		}
		out = append(out, raw{uint32(b[i] >> 32), math.Float32frombits(rarity), damp})
		i = j
	}
	x.raws = out
	return heaviest(out, most)
}

// weigh makes a vector of features: each weighs its rarity by idf, damped by how often it stood
// there.
func weigh(rs []raw, idf func(hash uint32, expected float32) float64) (v vector) {
	v.terms = make([]term, len(rs))
	for i, r := range rs {
		v.terms[i] = term{r.hash, float32(idf(r.hash, r.rarity)) * r.damp}
	}
	v.measure()
	return v
}

// measure fills in the lengths.
func (v *vector) measure() {
	var sum [families]float64
	for _, t := range v.terms {
		sum[t.hash&familyBits] += float64(t.weight) * float64(t.weight)
	}
	for i, s := range sum {
		v.norm[i] = float32(math.Sqrt(s))
	}
}

// lookup are the features by which articles are found, by what is expected of them: the heaviest
// words, names, numbers and entities.
func (x *reader) lookup(rs []raw) []term {
	keys := x.keys[:0]
	for _, r := range rs {
		switch r.hash & familyBits {
		case word, name, number, entity:
			keys = append(keys, r)
		}
	}
	x.keys = keys
	keys = heaviest(keys, lookups)
	out := make([]term, len(keys))
	for i, r := range keys {
		out[i] = term{r.hash, r.rarity * r.damp}
	}
	return out
}

// heaviest keeps the limit heaviest features, in the order of their hashes.
func heaviest(rs []raw, limit int) []raw {
	if len(rs) <= limit {
		return rs
	}
	ws := make([]float32, len(rs))
	for i, r := range rs {
		ws[i] = r.rarity * r.damp
	}
	slices.Sort(ws)
	least := ws[len(ws)-limit]
	out := rs[:0]
	for _, r := range rs {
		if r.rarity*r.damp >= least && len(out) < limit {
			out = append(out, r)
		}
	}
	return out
}
