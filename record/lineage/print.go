package lineage

import (
	"cmp"
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/zeebo/xxh3"

	"readout/news"
	"readout/text"
)

// A print is what is kept of an article to compare it with others. Words are lower case and
// stemmed lightly; they are kept as hashes, in order.
type print struct {
	id, published string
	outlet        string // in lower case
	credits       string // where it may name an agency: bylines, first and last words, in lower case
	text          int    // bytes of its body
	sents         []sentence
	words         []uint32
	names         []name // by lower case
	numbers       []uint32
	shingles      []uint32 // runs of five words outside quotation marks
	triples       []uint32 // runs of three words, everywhere
	quotes        []utterance
	marked        []mark   // words by which it is found, until it has features
	features      []uint32 // by which it is found, sorted
}

// A name is how a name is written, and its rarity.
type name struct {
	low, raw string
	stem     uint32
	rare     float64
}

// A mark is a word that few articles have.
type mark struct {
	stem   uint32
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
	list  []uint32 // hashes of the words in lower case
	sent  int      // the sentence in which it begins
}

const (
	run     = 5      // words in a shingle
	keepOne = 16     // of so many shingles one is a feature
	marks   = 10     // words of which each two are a feature
	longest = 60_000 // bytes of a body that are looked at
)

// A word of an article.
type word struct {
	low   string
	raw   string
	hash  uint32 // of low
	at    int
	quote bool // within quotation marks
}

func fingerprint(a *news.Article) *print {
	body := clip(a.Body)
	doc := text.Split(body)
	p := &print{id: a.ID, published: moment(a), sents: make([]sentence, 0, len(doc.Sentences)),
		outlet: strings.ToLower(a.Outlet), credits: credits(a, body), text: len(body)}
	quotes := quoted(body)
	ws := split(body, quotes)
	p.quotations(body, quotes, doc, ws)
	p.runs(ws)
	for _, s := range doc.Sentences {
		n := 0
		for n < len(ws) && ws[n].at < s.End {
			n++
		}
		p.sentence(ws[:n])
		ws = ws[n:]
	}
	p.words, p.numbers = distinct(p.words), distinct(p.numbers)
	p.names = slices.Clone(p.names)
	p.features = p.index()
	return p
}

// distinct sorts hashes and leaves one of each.
func distinct(hs []uint32) []uint32 {
	slices.Sort(hs)
	return slices.Clone(slices.Compact(hs))
}

func holds(hs []uint32, h uint32) bool {
	_, ok := slices.BinarySearch(hs, h)
	return ok
}

func clip(s string) string { return clipTo(s, longest) }

// clipTo is s, or its first end bytes up to a whole character.
func clipTo(s string, end int) string {
	if len(s) <= end {
		return s
	}
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end]
}

// moment is when a was published, as texts that can be compared: in UTC where the time is known.
func moment(a *news.Article) string {
	if a.Published == nil {
		return "9999"
	}
	day, clock := a.Published.Day, string(a.Published.Time)
	if clock != "" {
		if t, err := time.Parse("2006-01-02T15:04Z07:00", day+"T"+clock); err == nil {
			return t.UTC().Format("2006-01-02T15:04Z")
		}
	}
	return day + "T" + clock
}

// day is the day of p's publication; timed reports whether the time of day is known too.
func (p *print) day() string { return p.published[:min(len(p.published), len("2006-01-02"))] }

func (p *print) timed() bool { return len(p.published) > len("2006-01-02T") }

// ends is how many bytes at either end of a body may name the agency that it is by.
const ends = 120

// credits is where a may say whom it has its text from.
func credits(a *news.Article, body string) string {
	head, tail := clipTo(body, ends), body[max(0, len(body)-ends):]
	return strings.ToLower(strings.Join(a.Byline, " ") + " " + head + " " +
		strings.ToValidUTF8(tail, ""))
}

// split returns the words of body.
func split(body string, marks []text.Span) []word {
	out := make([]word, 0, len(body)/5)
	for at := 0; at < len(body); {
		r, size := utf8.DecodeRuneInString(body[at:])
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			at += size
			continue
		}
		end := at + size
		for end < len(body) {
			r, size := utf8.DecodeRuneInString(body[end:])
			if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
				break
			}
			end += size
		}
		for len(marks) > 0 && marks[0].End <= at {
			marks = marks[1:]
		}
		low := strings.ToLower(body[at:end])
		out = append(out, word{low, body[at:end], hash(low), at,
			len(marks) > 0 && marks[0].Start <= at})
		at = end
	}
	return out
}

func hash(w string) uint32 { return uint32(xxh3.HashString(w)) }

// sentence adds a sentence's vector, names, numbers and words.
func (p *print) sentence(ws []word) {
	if len(ws) == 0 {
		p.sents = append(p.sents, sentence{})
		return
	}
	all := make([]term, 0, len(ws))
	var names []term
	for i, w := range ws {
		h := hash(stem(w.low))
		p.words = append(p.words, h)
		rare := text.Rarity(w.low)
		if rare > 0 {
			all = append(all, term{h, float32(rare)})
		}
		r, _ := utf8.DecodeRuneInString(w.raw)
		p.mark(w, r, h, rare, i == 0)
		switch {
		case unicode.IsNumber(r):
			p.numbers = append(p.numbers, w.hash)
		case unicode.IsUpper(r) && i > 0 && !(w.quote && !ws[i-1].quote) && len(w.low) > 1 &&
			!calendar()[w.low] && rare > 1.2:
			p.name(name{w.low, w.raw, h, rare})
			names = append(names, term{h, float32(rare)})
		}
	}
	p.sents = append(p.sents, sentence{unit(all, true), unit(names, false), len(ws)})
}

func (p *print) name(n name) {
	i, ok := slices.BinarySearchFunc(p.names, n.low, func(o name, low string) int {
		return strings.Compare(o.low, low)
	})
	if !ok {
		n.low, n.raw = strings.Clone(n.low), strings.Clone(n.raw) // or they keep the body
		p.names = slices.Insert(p.names, i, n)
	}
}

// unit makes a vector of length one of terms, in which those that come more than once are added
// up, or count once.
func unit(ts []term, add bool) []term {
	slices.SortFunc(ts, func(a, b term) int { return cmp.Compare(a.hash, b.hash) })
	out := ts[:0]
	for _, t := range ts {
		if n := len(out); n > 0 && out[n-1].hash == t.hash {
			if add {
				out[n-1].weight += t.weight
			}
			continue
		}
		out = append(out, t)
	}
	var norm float64
	for _, t := range out {
		norm += float64(t.weight) * float64(t.weight)
	}
	norm = math.Sqrt(norm)
	for i := range out {
		out[i].weight /= float32(norm)
	}
	return slices.Clone(out)
}

//go:embed data/calendar.txt
var calendarFile string

var calendar = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(calendarFile) {
		if w := strings.TrimSpace(line); w != "" && w[0] != '#' {
			out[w] = true
		}
	}
	return out
})

// runs fills in the runs of words: shingles outside quotation marks, triples everywhere.
func (p *print) runs(ws []word) {
	hs := make([]uint32, len(ws))
	for i, w := range ws {
		hs[i] = w.hash
	}
	p.triples = make([]uint32, 0, len(ws))
	p.shingles = make([]uint32, 0, len(ws))
	open := 0 // words since the last within quotation marks
	for i := range ws {
		if open++; ws[i].quote {
			open = 0
		}
		if i >= 2 {
			p.triples = append(p.triples, key(hs[i-2:i+1]))
		}
		if open >= run {
			p.shingles = append(p.shingles, key(hs[i+1-run:i+1]))
		}
	}
	p.triples, p.shingles = distinct(p.triples), distinct(p.shingles)
}

func key(hs []uint32) uint32 {
	var h uint64
	for _, w := range hs {
		h = (h + uint64(w)) * 0x9E3779B97F4A7C15
		h ^= h >> 29
	}
	return uint32(h >> 32)
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
