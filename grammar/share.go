package grammar

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/grammar/net"
	"readout/text"
)

// How far a word's evidence moves to the mean of all its places, and the least log
// probability of a type that a place may claim, so that no single place is a veto.
const (
	shareMean  = 0.7
	shareFloor = -5
)

// sure is the log probability from which on a place is sure of its type.
const sure = -0.1

// A sharer is the memory of share: the places of each capitalised word, linked in next, and
// the log probability of each type at each place of one word, and the mean over them.
type sharer struct {
	places map[string]places
	lower  map[string]string
	next   []int
	one    []float64
	mean   []float64
	moved  []bool // by token
	tags   []int
}

// places are the first and last place of a word, and how many there are.
type places struct{ first, last, n int }

// share moves the names scores of each word with a capital that comes twice or more towards
// the mean of what its places say of the type, and finds the names again: one text seldom
// means two things by a word (Krishnan and Manning 2006 let a second pass know the first).
// A word that the text also writes small ("Bank", "bank") is left alone.
func (m *Model) share(doc *text.Document, s *scratch) {
	sh := &s.share
	sh.find(doc)
	sh.moved = room(sh.moved, len(doc.Tokens))
	clear(sh.moved)
	for i := range doc.Tokens {
		if p := sh.places[doc.Word(i)]; p.n > 1 && p.first == i {
			m.move(sh, s.scores, p)
		}
	}
	for i := range doc.Sentences {
		eachPiece(&doc.Sentences[i], func(p span) {
			if slices.Contains(sh.moved[p.first:p.last], true) {
				m.again(doc, s, p)
			}
		})
	}
}

// find lists the places of the words with a capital.
func (sh *sharer) find(doc *text.Document) {
	if sh.places == nil {
		sh.places, sh.lower = map[string]places{}, map[string]string{}
	}
	clear(sh.places)
	clear(sh.lower)
	sh.next = room(sh.next, len(doc.Tokens))
	for i := range doc.Tokens {
		w := doc.Word(i)
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			continue
		}
		p, ok := sh.places[w]
		if !ok {
			p.first = i
		} else {
			sh.next[p.last] = i
		}
		p.last, p.n = i, p.n+1
		sh.places[w] = p
	}
	for w, p := range sh.places {
		_, k := utf8.DecodeRuneInString(w)
		if low := strings.ToLower(w); p.n > 1 && strings.HasSuffix(low, w[k:]) { // not "US"
			sh.lower[low] = w
		}
	}
	for i := range doc.Tokens {
		if up, ok := sh.lower[doc.Word(i)]; ok {
			delete(sh.places, up)
		}
	}
}

// move moves the scores at the places of one word, unless all are sure of the same type.
func (m *Model) move(sh *sharer, scores []float32, p places) {
	k, kinds := len(m.kinds), slices.Max(m.kinds)+1
	sh.one, sh.mean = room(sh.one, kinds*p.n), room(sh.mean, kinds)
	clear(sh.one)
	clear(sh.mean)
	for n, i := 0, p.first; n < p.n; n, i = n+1, sh.next[i] {
		one := sh.one[n*kinds : (n+1)*kinds]
		typeLogs(one, scores[i*k:(i+1)*k], m.kinds)
		for t, v := range one {
			sh.mean[t] += v / float64(p.n)
		}
	}
	if sh.agreed(kinds) {
		return
	}
	for n, i := 0, p.first; n < p.n; n, i = n+1, sh.next[i] {
		sh.moved[i] = true
		for t, kind := range m.kinds {
			scores[i*k+t] += float32(shareMean * (sh.mean[kind] - sh.one[n*kinds+kind]))
		}
	}
}

// agreed tells whether every place is sure of the type that is best on the whole.
func (sh *sharer) agreed(kinds int) bool {
	top := 0
	for t, v := range sh.mean {
		if v > sh.mean[top] {
			top = t
		}
	}
	for at := top; at < len(sh.one); at += kinds {
		if sh.one[at] < sure {
			return false
		}
	}
	return true
}

// typeLogs sets out to the log probability of each type, given scores of tags and their types.
func typeLogs(out []float64, scores []float32, kinds []int) {
	top, sum := scores[0], 0.0
	for _, v := range scores {
		top = max(top, v)
	}
	for t, v := range scores {
		e := math.Exp(float64(v - top))
		out[kinds[t]] += e
		sum += e
	}
	for t, v := range out {
		out[t] = max(math.Log(v/sum), shareFloor)
	}
}

// room returns v with n values, new memory where it must be.
func room[T any](v []T, n int) []T {
	if cap(v) < n {
		return make([]T, n, n+n/4)
	}
	return v[:n]
}

// again finds the names of a piece from its scores.
func (m *Model) again(doc *text.Document, s *scratch, p span) {
	k := len(m.kinds)
	s.share.tags = room(s.share.tags, p.last-p.first)
	tags := s.share.tags
	m.net.Path(tags, s.scores[p.first*k:p.last*k], &s.net)
	for i, t := range tags {
		doc.Tokens[p.first+i].Name = m.net.Names[t]
	}
	freeAddresses(doc.Tokens[p.first:p.last], func(i int) string { return doc.Word(p.first + i) })
}

// eachPiece calls f with the pieces of a sentence that the network sees.
func eachPiece(sent *text.Sentence, f func(span)) {
	for at := sent.First; at < sent.Last; at += net.MaxWords {
		f(span{at, min(at+net.MaxWords, sent.Last)})
	}
}

// kindsOf numbers the types of name tags in their order, so that B-x and I-x share one.
func kindsOf(names []string) []int {
	at := map[string]int{}
	out := make([]int, len(names))
	for i, n := range names {
		kind := strings.TrimPrefix(strings.TrimPrefix(n, "B-"), "I-")
		if _, ok := at[kind]; !ok {
			at[kind] = len(at)
		}
		out[i] = at[kind]
	}
	return out
}
