package story

import (
	"cmp"
	"math"
	"slices"

	"readout/news"
	"readout/text"
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

// A draft is the features of an article before they are weighed. Each is a hash and, in the lower
// half, the bits of the rarity that is expected of it.
type draft struct {
	bag   []uint64
	in    []uint16   // the sentence that each feature is of, from 1 on; 0 for none
	sents []sentence // up to longest of them
}

// A sentence is the hash of its words, and the bytes from its first word to its last.
type sentence struct {
	hash     uint64
	from, to int32
}

func (d *draft) add(family int, feature string, rarity float32, sent uint16) {
	d.put(key(family, feature), rarity, sent)
}

func (d *draft) put(hash uint32, rarity float32, sent uint16) {
	d.bag = append(d.bag, uint64(hash)<<32|uint64(math.Float32bits(rarity)))
	d.in = append(d.in, sent)
}

func (d *draft) clone() draft {
	return draft{slices.Clone(d.bag), slices.Clone(d.in), slices.Clone(d.sents)}
}

// where is the sentence that s is in, 0 where it is not known.
func (d *draft) where(s text.Span) uint16 {
	if s.Empty() {
		return 0
	}
	i, _ := slices.BinarySearchFunc(d.sents, int32(s.Start), func(o sentence, at int32) int {
		return cmp.Compare(o.to, at+1)
	})
	if i == len(d.sents) || int(d.sents[i].from) > s.Start {
		return 0
	}
	return uint16(i + 1)
}

// A reader finds the features of articles, in room that it uses again. It is not safe for
// concurrent use.
type reader struct {
	draft
	facts      *terms.Memo[fact]
	stands     standing
	kept, room []uint64
	out        []bool // by sentence: whether it stands on many pages
	raws, keys []raw
}

func newReader() *reader { return &reader{facts: terms.NewMemo(learnFact), stands: newStanding()} }

// read makes a draft of what r's article is about.
func (x *reader) read(r *news.Reading) {
	x.draft = draft{x.bag[:0], x.in[:0], x.sents[:0]}
	x.words(r.Headline, len(r.Headline))
	x.sents = x.sents[:0]
	clear(x.in) // a headline is no sentence
	x.words(terms.Clip(r.Body, longest), leadBytes)
	for i := range r.Entities {
		x.entity(&r.Entities[i])
	}
	for _, p := range r.Places {
		if p.Precision != "country" && p.Name != "" {
			x.add(place, p.Name, 5, x.where(p.Span))
		}
	}
	for _, d := range r.Dates {
		if from, to, ok := d.Days(); ok && from == to {
			x.add(day, from, 5, x.where(d.Span))
		}
	}
	for i := range r.Events {
		x.event(&r.Events[i])
	}
}

func (d *draft) entity(e *news.Entity) {
	family, rarity, n := entity, float32(6), min(5, len(e.Mentions))
	switch e.Kind {
	case news.Group:
		return
	case news.Country, news.PlaceEntity:
		family, rarity, n = place, 4, min(3, n)
	}
	for _, m := range e.Mentions[:n] {
		d.add(family, e.ID, rarity, d.where(m.Span))
	}
}

func (d *draft) event(ev *news.Event) {
	if ev.Status == news.Hypothetical {
		return
	}
	sent := d.where(ev.Sentence.Span)
	d.add(event, ev.Type+ev.Mode, 2.5, sent)
	for _, who := range ev.Actors {
		d.add(event, ev.Type+">"+who, 6, sent)
	}
	for _, who := range ev.Recipients {
		d.add(event, ev.Type+"<"+who, 6, sent)
	}
}

// A raw is a feature of an article, the rarity that is expected of it, and what it weighs by how
// often it stands there: once is one.
type raw struct {
	hash         uint32
	rarity, damp float32
}

// count makes the features of a draft, but for those of sentences that stand on many pages: each
// once, in the order of their hashes, the heaviest. They hold until it is called again.
func (x *reader) count(d *draft) []raw {
	bag := x.kept[:0]
	x.out = x.stands.among(d.sents, x.out[:0])
	for i, f := range d.bag {
		if s := d.in[i]; s == 0 || !x.out[s-1] {
			bag = append(bag, f)
		}
	}
	x.kept = bag
	x.room = slices.Grow(x.room[:0], len(bag))
	b := terms.Sort(bag, x.room[:len(bag)], 32)
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
