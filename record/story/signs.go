package story

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"
)

// The signs that an article belongs to a story: for each family of features the cosine of the
// article with the story, or half a sign that one of them has no such feature; then these.
const (
	known     = families + iota // the greater share of names, by weight, that the other has too
	central                     // the lesser share
	agree                       // the lesser share of the lead
	both                        // mean of words and names, geometric
	leadname                    // mean of lead and names, geometric
	otheryear                   // one of them has no year, month or weekday; and so on
	nameless
	undated
	noevent
	noentity
	nonumber
	signCount
)

type signs [signCount]float64

//go:embed data/weights.txt
var weightFile string

// A model is what each sign weighs, the bias, and the mean probability at which an article joins a
// story and stories are one.
type model struct {
	weight [signCount + 1]float64
	joins  float64
}

var learned = sync.OnceValue(func() *model {
	var vs []float64
	for line := range strings.Lines(weightFile) {
		if f := strings.Fields(line); len(f) > 0 && f[0] != "#" {
			v, _ := strconv.ParseFloat(f[0], 64)
			vs = append(vs, v)
		}
	}
	m := &model{joins: .5}
	if n := copy(m.weight[:], vs); n < len(vs) {
		m.joins = vs[n]
	}
	return m
})

func (m *model) predict(s *signs) float64 {
	z := m.weight[signCount]
	for i, v := range s {
		z += m.weight[i] * v
	}
	return 1 / (1 + math.Exp(-z))
}

// likely is the probability that two articles tell of one story. Reports of one happening come
// close in time: where the days of both are known and more than two apart, it halves each
// fortnight.
func (m *model) likely(on *probe, a, b *article) float64 {
	on.set(&a.vector)
	s := on.compare(&b.vector)
	p := m.predict(&s)
	if a.day == 0 || b.day == 0 {
		return p
	}
	days := max(a.day-b.day, b.day-a.day)
	return p * math.Exp2(-float64(max(0, days-2))/14)
}

// A probe finds the terms of one vector, to compare it with many. Its zero value is of none.
type probe struct {
	of *vector
	at [places]uint16 // by hash: place in of, from 1 on; 0 for none
}

const places = 1024 // three times most

// set makes p a probe of v.
func (p *probe) set(v *vector) {
	if p.of == v {
		return
	}
	*p = probe{of: v}
	for i, t := range v.terms {
		h := t.hash >> familyWidth % places
		for p.at[h] > 0 {
			h = (h + 1) % places
		}
		p.at[h] = uint16(i + 1)
	}
}

// find is what a feature weighs, and whether the vector has it.
func (p *probe) find(hash uint32) (weight float64, ok bool) {
	for h := hash >> familyWidth % places; p.at[h] > 0; h = (h + 1) % places {
		if t := p.of.terms[p.at[h]-1]; t.hash == hash {
			return float64(t.weight), true
		}
	}
	return 0, false
}

// compare returns the signs that two articles tell of one story.
func (p *probe) compare(c *vector) (s signs) {
	a := p.of
	var dot, inA, inC [families]float64
	for _, t := range c.terms {
		if p.at[t.hash>>familyWidth%places] == 0 {
			continue
		}
		if p, ok := p.find(t.hash); ok {
			f, q := t.hash&familyBits, float64(t.weight)
			dot[f] += p * q
			inA[f] += p * p
			inC[f] += q * q
		}
	}
	for f := range dot {
		if p := float64(a.norm[f]) * float64(c.norm[f]); p > 0 {
			s[f] = dot[f] / p
		}
	}
	u, v := part(inA[name], a.norm[name]), part(inC[name], c.norm[name])
	s[known], s[central] = max(u, v), min(u, v)
	s[agree] = min(part(inA[lead], a.norm[lead]), part(inC[lead], c.norm[lead]))
	s[both] = math.Sqrt(s[word] * s[name])
	s[leadname] = math.Sqrt(s[lead] * s[name])
	for i, f := range []int{calendar, name, day, event, entity, number} {
		if a.norm[f] == 0 || c.norm[f] == 0 {
			s[otheryear+i] = 1
		}
	}
	return s
}

func part(sum float64, norm float32) float64 {
	return sum / max(1e-9, float64(norm)*float64(norm))
}
