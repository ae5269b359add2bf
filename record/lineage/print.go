package lineage

import (
	"math"
	"slices"
	"strings"
	"time"

	"readout/news"
	"readout/text"
	"readout/text/terms"
)

// A print is what is kept of an article to compare it with others. Words are lower case and
// stemmed lightly; they are kept as hashes, in order.
type print struct {
	id, published string
	outlet        string // in lower case
	credits       string // where it may name an agency: bylines, first and last words
	body          string
	sents         []int32 // how many words each sentence has
	cells         []cell  // the words of the sentences
	naming        []cell  // those that are names
	words         []uint32
	names         []name // by lower case
	numbers       []uint32
	shingles      []uint32 // runs of five words outside quotation marks
	triples       []uint32 // runs of three words, everywhere
	quotes        []utterance
	features      []uint32 // by which it is found, sorted
}

// A name is how a name is written, and its rarity.
type name struct {
	low, raw string
	stem     uint32
	rare     float64
}

// A cell is what a word weighs in a sentence, of all of whose words the squares add up to one. A
// text's cells are in the order of their hashes, and then of the sentences.
type cell struct {
	hash   uint32
	sent   int32
	weight float32
}

// An utterance is words inside quotation marks.
type utterance struct {
	words string   // as they stand
	list  []uint32 // hashes of the words in lower case
	rare  []uint32 // stems of those that tell what was said
	sent  int      // the sentence in which it begins
}

const (
	run     = 5      // words in a shingle
	keepOne = 16     // of so many shingles one is a feature
	marks   = 10     // words of which each two are a feature
	longest = 60_000 // bytes of a body that are looked at
	widest  = 1000   // sentences of one; what follows counts as part of the last
)

// A reader makes prints, in room that it uses again. It is not safe for concurrent use.
type reader struct {
	facts    *terms.Memo[fact]
	doc      text.Document
	ws       []word
	marked   []mark
	sums     []float64 // by sentence
	cells    []cell
	a, b     []uint32
	keys, to []uint64
}

func newReader() *reader { return &reader{facts: terms.NewMemo(learnFact)} }

// print makes the print of an article.
func (r *reader) print(a *news.Article) *print {
	body := terms.Clip(a.Body, longest)
	r.doc.Reset(body)
	marks := quoted(body)
	r.split(body, marks)
	p := &print{id: a.ID, published: moment(a), outlet: strings.ToLower(a.Outlet),
		credits: credits(a, body), body: body}
	r.sentences(p)
	r.quotations(p, body, marks)
	r.vectors(p)
	r.names(p, body)
	r.sets(p)
	p.features = r.features(p)
	return p
}

// sentences finds out in which sentence each word lies, and how many words these have.
func (r *reader) sentences(p *print) {
	p.sents = make([]int32, min(len(r.doc.Sentences), widest))
	at := 0
	for i := range r.ws {
		w := &r.ws[i]
		for at+1 < len(p.sents) && r.doc.Sentences[at].End <= int(w.at) {
			at++
		}
		w.sent, w.first = int32(at), p.sents[at] == 0
		p.sents[at]++
	}
}

// vectors fills in the cells, and the stems of all words.
func (r *reader) vectors(p *print) {
	r.keys = r.keys[:0]
	for i := range r.ws {
		r.keys = append(r.keys, uint64(r.ws[i].stem)<<32|uint64(i))
	}
	p.cells = r.unit(len(p.sents), true)
	r.keys = r.keys[:0]
	for i := range r.ws {
		if r.named(i) {
			r.keys = append(r.keys, uint64(r.ws[i].stem)<<32|uint64(i))
		}
	}
	p.naming = r.unit(len(p.sents), false)
}

// unit makes cells of words, by stem and number. Those that come more than once in a sentence are
// added up, or count once.
func (r *reader) unit(sents int, add bool) []cell {
	r.sums = append(r.sums[:0], make([]float64, sents)...)
	r.to = slices.Grow(r.to[:0], len(r.keys))
	out := r.cells[:0]
	for _, k := range terms.Sort(r.keys, r.to[:len(r.keys)], 32) {
		w := &r.ws[uint32(k)]
		if n := len(out) - 1; n >= 0 && out[n].hash == w.stem && out[n].sent == w.sent {
			if add {
				out[n].weight += float32(w.rare)
			}
			continue
		}
		out = append(out, cell{w.stem, w.sent, float32(w.rare)})
	}
	for _, c := range out {
		r.sums[c.sent] += float64(c.weight) * float64(c.weight)
	}
	for i, s := range r.sums {
		r.sums[i] = math.Sqrt(s)
	}
	for i := range out {
		out[i].weight /= float32(r.sums[out[i].sent])
	}
	r.cells = out
	return slices.Clone(out)
}

// named reports whether word i is written as a name.
func (r *reader) named(i int) bool {
	w := &r.ws[i]
	return w.is&(upper|number|short|dated) == upper && !w.first && w.rare > 1.2 &&
		!(w.quote && !r.ws[i-1].quote)
}

// names fills in the names, each once.
func (r *reader) names(p *print, body string) {
	r.keys = r.keys[:0]
	for i := range r.ws {
		if r.named(i) {
			r.keys = append(r.keys, uint64(r.ws[i].low)<<32|uint64(i))
		}
	}
	r.to = slices.Grow(r.to[:0], len(r.keys))
	p.names = make([]name, 0, len(r.keys))
	last := uint64(1) << 32
	for _, k := range terms.Sort(r.keys, r.to[:len(r.keys)], 32) {
		if k>>32 == last {
			continue
		}
		last = k >> 32
		w := &r.ws[uint32(k)]
		raw := body[w.at:w.end]
		p.names = append(p.names, name{strings.ToLower(raw), raw, w.stem, w.rare})
	}
	p.names = slices.Clip(p.names)
	slices.SortFunc(p.names, func(a, b name) int { return strings.Compare(a.low, b.low) })
}

// sets fills in what is kept as distinct hashes, in one piece of memory: stems, numbers, and runs
// of words.
func (r *reader) sets(p *print) {
	p.words = make([]uint32, 0, len(p.cells)+3*len(r.ws))
	for _, c := range p.cells {
		if n := len(p.words); n == 0 || p.words[n-1] != c.hash {
			p.words = append(p.words, c.hash)
		}
	}
	room := p.words[len(p.words):]
	p.words = slices.Clip(p.words)
	r.a = r.a[:0]
	for i := range r.ws {
		if r.ws[i].is&number > 0 {
			r.a = append(r.a, r.ws[i].low)
		}
	}
	p.numbers, room = r.distinct(room)
	r.a = r.a[:0]
	for i := range max(0, len(r.ws)-2) {
		r.a = append(r.a, key(r.ws[i].low, r.ws[i+1].low, r.ws[i+2].low))
	}
	p.triples, room = r.distinct(room)
	r.shingles()
	p.shingles, _ = r.distinct(room)
}

// shingles puts the runs of words outside quotation marks into a.
func (r *reader) shingles() {
	r.a = r.a[:0]
	open := 0 // words since the last within quotation marks
	for i := range r.ws {
		if open++; r.ws[i].quote {
			open = 0
		}
		if ws := r.ws; open >= run {
			r.a = append(r.a, key(ws[i-4].low, ws[i-3].low, ws[i-2].low, ws[i-1].low, ws[i].low))
		}
	}
}

// distinct sorts the hashes in a and puts one of each into room. It returns these and what is left.
func (r *reader) distinct(room []uint32) (hs, rest []uint32) {
	r.b = slices.Grow(r.b[:0], len(r.a))
	hs = append(room, slices.Compact(terms.Sort(r.a, r.b[:len(r.a)], 0))...)
	return slices.Clip(hs), hs[len(hs):]
}

func holds(hs []uint32, h uint32) bool {
	_, ok := slices.BinarySearch(hs, h)
	return ok
}

// key is the hash of a run of words.
func key(hs ...uint32) uint32 {
	var h uint64
	for _, w := range hs {
		h = (h + uint64(w)) * 0x9E3779B97F4A7C15
		h ^= h >> 29
	}
	return uint32(h >> 32)
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
	head, tail := terms.Clip(body, ends), body[max(0, len(body)-ends):]
	return strings.ToLower(strings.Join(a.Byline, " ") + " " + head + " " +
		strings.ToValidUTF8(tail, ""))
}
