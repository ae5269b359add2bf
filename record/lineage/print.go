package lineage

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zeebo/xxh3"

	"readout/news"
	"readout/text"
)

// A print is what is kept of an article to compare it with others. Words are lower case, without
// accents on apostrophes, and stemmed lightly; they are kept as hashes.
type print struct {
	id, published string
	sents         []sentence
	words         map[uint32]bool
	names         map[string]name   // by lower case
	initials      map[byte][]string // names by first letter, for misspellings
	numbers       map[uint32]bool
	shingles      map[uint64]bool // runs of five words outside quotation marks
	triples       map[uint64]bool // runs of three words, everywhere
	quotes        []utterance
	features      []feature // until it is kept
	weight        float64   // of all features
}

// A name is how a name is written, and its rarity.
type name struct {
	raw  string
	rare float64
}

// A feature is a rare word or a shingle, by which candidates are found.
type feature struct {
	hash   uint32
	weight float64
}

// A sentence is a vector of its words, by hash, of length one.
type sentence struct {
	words []term // sorted by hash
	names []term // those of the words that are names
	n     int    // how many words it has
}

type term struct {
	hash   uint32
	weight float32
}

// An utterance is words inside quotation marks.
type utterance struct {
	words string   // as they stand
	list  []string // in lower case
	sent  int      // the sentence in which it begins
}

const (
	run     = 5      // words in a shingle
	keepOne = 4      // of so many shingles one is a feature
	longest = 60_000 // bytes of a body that are looked at
)

// A word of an article.
type word struct {
	low   string
	raw   string
	at    text.Span
	quote bool // within quotation marks
}

func fingerprint(a *news.Article) *print {
	body := clip(a.Body)
	p := &print{id: a.ID, published: moment(a), words: map[uint32]bool{}, names: map[string]name{},
		initials: map[byte][]string{}, numbers: map[uint32]bool{}, shingles: map[uint64]bool{},
		triples: map[uint64]bool{}}
	doc := text.Split(body)
	marks := quoted(body)
	for i, s := range doc.Sentences {
		ws := split(body, s.Span, marks)
		p.sentence(ws)
		p.marked(body, marks, s.Span, i)
	}
	p.runs(body, marks)
	p.index()
	return p
}

func clip(s string) string {
	if len(s) <= longest {
		return s
	}
	end := longest
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end]
}

func moment(a *news.Article) string {
	if a.Published == nil {
		return "9999"
	}
	return a.Published.Day + "T" + string(a.Published.Time)
}

// split returns the words of a span of body.
func split(body string, s text.Span, marks []text.Span) []word {
	var out []word
	for at := s.Start; at < s.End; {
		r, size := utf8.DecodeRuneInString(body[at:])
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			at += size
			continue
		}
		end := at
		for end < s.End {
			r, size := utf8.DecodeRuneInString(body[end:])
			if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
				break
			}
			end += size
		}
		w := word{raw: body[at:end], at: text.Span{Start: at, End: end}}
		w.low = strings.ToLower(w.raw)
		w.quote = inside(marks, at)
		out = append(out, w)
		at = end
	}
	return out
}

func inside(marks []text.Span, at int) bool {
	i, _ := slices.BinarySearchFunc(marks, at, func(s text.Span, at int) int { return s.End - at })
	for ; i < len(marks) && marks[i].Start <= at; i++ {
		if at < marks[i].End {
			return true
		}
	}
	return false
}

func hash(w string) uint32 { return uint32(xxh3.HashString(w)) }

// sentence adds a sentence's vector, names, numbers and words.
func (p *print) sentence(ws []word) {
	if len(ws) == 0 {
		p.sents = append(p.sents, sentence{})
		return
	}
	tf, names := map[uint32]float64{}, map[uint32]float64{}
	for i, w := range ws {
		h := hash(stem(w.low))
		p.words[h] = true
		rare := text.Rarity(w.low)
		tf[h] += max(0, rare)
		r, _ := utf8.DecodeRuneInString(w.raw)
		switch {
		case unicode.IsNumber(r):
			p.numbers[hash(w.low)] = true
		case unicode.IsUpper(r) && i > 0 && !(w.quote && !ws[i-1].quote) && len(w.low) > 1 &&
			!calendar[w.low] && rare > 1.2:
			p.names[w.low] = name{w.raw, rare}
			names[h] = rare
		}
	}
	sent := vector(tf, len(ws))
	sent.names = vector(names, 0).words
	p.sents = append(p.sents, sent)
}

func vector(tf map[uint32]float64, n int) sentence {
	s := sentence{n: n, words: make([]term, 0, len(tf))}
	var norm float64
	for h, w := range tf {
		if w > 0 {
			s.words = append(s.words, term{h, float32(w)})
			norm += w * w
		}
	}
	norm = math.Sqrt(norm)
	for i := range s.words {
		s.words[i].weight /= float32(norm)
	}
	slices.SortFunc(s.words, func(a, b term) int {
		if a.hash < b.hash {
			return -1
		}
		return 1
	})
	return s
}

var calendar = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(`monday tuesday wednesday thursday friday saturday sunday january
		february march april may june july august september october november december mr mrs ms dr`) {
		out[w] = true
	}
	return out
}()

// runs fills in the runs of words: shingles outside quotation marks, triples everywhere.
func (p *print) runs(body string, marks []text.Span) {
	ws := split(body, text.Span{End: len(body)}, marks)
	for i := range ws {
		if i+3 <= len(ws) {
			p.triples[key(ws[i:i+3])] = true
		}
		if i+run <= len(ws) && !slices.ContainsFunc(ws[i:i+run], func(w word) bool { return w.quote }) {
			p.shingles[key(ws[i:i+run])] = true
		}
	}
}

func key(ws []word) uint64 {
	var h uint64
	for _, w := range ws {
		h = h*0x9E3779B97F4A7C15 + xxh3.HashString(w.low)
	}
	return h
}

// index fills in the features: names, rare words and numbers, and a part of the shingles.
func (p *print) index() {
	seen := map[uint32]bool{}
	add := func(h uint32, w float64) {
		if !seen[h] {
			seen[h] = true
			p.features = append(p.features, feature{h, w})
			p.weight += w
		}
	}
	for n, x := range p.names {
		add(hash(n), x.rare)
		first := n[0]
		p.initials[first] = append(p.initials[first], n)
	}
	for _, s := range p.sents {
		for _, t := range s.words {
			// The weight within its sentence tells a rare word without keeping it in full.
			if t.weight > .3 && s.n >= 5 {
				add(t.hash, 3)
			}
		}
	}
	for h := range p.shingles {
		if h%keepOne == 0 {
			add(uint32(h>>8), 2)
		}
	}
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
