package story

import (
	"cmp"
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"readout/news"
	"readout/text"
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

const familyBits = 15 // mask of the family within a hash

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

// A bag gathers features before they are weighed.
type bag []term

func (b *bag) add(family int, feature string, rarity float64) {
	*b = append(*b, term{key(family, feature), float32(rarity)})
}

// features are what r's article is about, each with the rarity that is expected of it.
func features(r *news.Reading) bag {
	b := make(bag, 0, 512)
	b.words(r.Headline, true)
	body := clip(r.Body, longest)
	head := clip(body, leadBytes)
	b.words(head, true)
	b.words(body[len(head):], false)
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
	return b
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

// words adds the words of s. A word that is written with a capital within a sentence is a name.
func (b *bag) words(s string, leads bool) {
	starts := true // a sentence starts
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			if r == '.' || r == '!' || r == '?' || r == '\n' {
				starts = true
			}
			at += size
			continue
		}
		end := wordEnd(s, at)
		b.word(s[at:end], r, starts, leads)
		starts, at = false, end
	}
}

func wordEnd(s string, at int) int {
	for at < len(s) {
		r, size := utf8.DecodeRuneInString(s[at:])
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			break
		}
		at += size
	}
	return at
}

func (b *bag) word(w string, first rune, starts, leads bool) {
	low := strings.ToLower(w)
	rare := text.Rarity(low)
	st := stem(low)
	switch {
	case year(w):
		b.add(calendar, w, 3)
		return
	case dates()[low] != "":
		b.add(calendar, dates()[low], 2)
		return
	case unicode.IsNumber(first):
		if len(w) > 1 {
			b.add(number, w, 5)
		}
	case len(low) < 3 || rare < .2:
		return
	case unicode.IsUpper(first) && !starts && rare > 1.2:
		b.add(name, st, rare)
	default:
		b.add(word, st, rare)
	}
	if leads && len(low) > 1 {
		b.add(lead, st, rare)
	}
}

// year reports whether w is a year of our time.
func year(w string) bool {
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && w[2] <= '9' && w[3] <= '9'
}

//go:embed data/calendar.txt
var calendarFile string

// dates are months and weekdays, also as papers shorten them, and what stands for each.
var dates = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(calendarFile) {
		if w, short, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			out[w] = short
		}
	}
	return out
})

func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// stem takes the commonest endings off, so that "visited" and "visits" are one.
func stem(w string) string {
	for _, end := range []string{"ing", "edly", "ed", "es", "s", "ly"} {
		if len(w)-len(end) >= 3 && strings.HasSuffix(w, end) {
			return w[:len(w)-len(end)]
		}
	}
	return w
}

// A raw is a feature of an article, the rarity that is expected of it, and what it weighs by how
// often it stands there: once is one.
type raw struct {
	hash         uint32
	rarity, damp float32
}

// count makes of each feature of b one, in the order of their hashes, and keeps the heaviest.
func (b bag) count() []raw {
	slices.SortFunc(b, func(a, c term) int {
		return cmp.Or(cmp.Compare(a.hash, c.hash), cmp.Compare(a.weight, c.weight))
	})
	out := make([]raw, 0, len(b))
	for i := 0; i < len(b); {
		j := i
		for j < len(b) && b[j].hash == b[i].hash {
			j++
		}
		out = append(out, raw{b[i].hash, b[i].weight, float32(1 + math.Log(float64(j-i)))})
		i = j
	}
	return slices.Clone(heaviest(out, most))
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
func lookup(rs []raw) []term {
	keys := make([]raw, 0, len(rs))
	for _, r := range rs {
		switch r.hash & familyBits {
		case word, name, number, entity:
			keys = append(keys, r)
		}
	}
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
