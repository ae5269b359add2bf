package lineage

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// The signs that one article was made from another, each 0 to 1 unless said otherwise.
const (
	shingleShare  = iota // of the shorter one's shingles, outside quotation marks, in the other
	newNames             // of the copy's names, by rarity, that the source has not
	newNumbers           // of the copy's numbers that the source has not
	lostNames            // of the source's names, by rarity, that the copy has not
	quotesKept           // of the words of the copy's quotations that stand so in the source
	quoting              // whether the copy quotes
	own                  // of its quotations some are the source's word for word, some not at all
	nothing              // that it brings no new names, numbers and quotations
	near                 // mean likeness of a sentence to the nearest one, but for what both quote
	aligned              // mean likeness of aligned sentences above chance, but for what both quote
	order                // rank correlation of nearest sentences, −1 to 1
	lengths              // the shorter length by the longer
	sentences            // the same of the number of sentences
	namesInOrder         // mean likeness in names of sentences aligned by their names
	quotesInPlace        // of the quotations, those aligned by place and length
	signCount
)

// These are behind the signs that are weighed: the share of the copy's sentences that the source
// has too, and the same of its words.
const (
	matched = signCount + iota
	covered
)

type signs [covered + 1]float64

//go:embed data/weights.txt
var weightFile string

// weights are the learned weight of each sign, and last the bias.
var weights = sync.OnceValue(func() [signCount + 1]float64 {
	var out [signCount + 1]float64
	i := 0
	for line := range strings.Lines(weightFile) {
		f := strings.Fields(line)
		if len(f) < 1 || f[0] == "#" || i > signCount {
			continue
		}
		out[i], _ = strconv.ParseFloat(f[0], 64)
		i++
	}
	return out
})

// likely is the probability that copied was made from source, and the signs it rests on; 0, and not
// all signs, where it is less than is claimed. Long runs of the same words outside quotation marks
// prove it whatever the other signs say.
func (m *matcher) likely(copied, source *print) (float64, signs) {
	var f signs
	m.byWord(&f, copied, source)
	shared := f[shingleShare]
	if copied.outlet != "" && copied.outlet == source.outlet && shared < reprint {
		return 0, f // an outlet's pages share what stands around each text
	}
	w := weights()
	proved := min(len(copied.shingles), len(source.shingles)) >= fewest && shared >= verbatim
	if !proved && atMost(&w, f) < claimed {
		return 0, f
	}
	m.bySentence(&f, copied, source)
	m.byPlace(&f, copied, source)
	p := predict(&w, &f)
	if proved {
		p = max(p, min(.99, shared+.2))
	}
	return p, f
}

// atMost is how likely it can be, as long as only the signs by words are known.
func atMost(w *[signCount + 1]float64, f signs) float64 {
	for _, i := range [...]int{near, aligned, order, namesInOrder, quotesInPlace} {
		f[i] = 1
		if w[i] < 0 {
			f[i] = -1
		}
	}
	return predict(w, &f)
}

const (
	verbatim = .3 // share of shingles that no two reporters have in common
	reprint  = .7 // the same within one outlet
	fewest   = 12 // shingles on which that can be told
)

// compare returns all signs.
func (m *matcher) compare(c, s *print) (f signs) {
	m.byWord(&f, c, s)
	m.bySentence(&f, c, s)
	m.byPlace(&f, c, s)
	return f
}

// byWord fills in the signs that rest on the words of both, wherever they stand.
func (m *matcher) byWord(f *signs, c, s *print) {
	f[shingleShare] = share(c.shingles, s.shingles)
	f[newNames] = missing(c, s)
	f[lostNames] = missing(s, c)
	f[newNumbers] = newOnes(c.numbers, s.numbers)
	m.quoted(f, c, s)
	f[nothing] = (1 - f[newNames]) * (1 - f[newNumbers])
	if f[quoting] > 0 {
		f[nothing] *= f[quotesKept]
	}
	a, b := length(c), length(s)
	f[lengths] = min(a, b) / max(a, b, 1)
	n, k := float64(len(c.sents)), float64(len(s.sents))
	f[sentences] = min(n, k) / max(n, k, 1)
}

// byPlace fills in the signs that rest on where names and quotations stand.
func (m *matcher) byPlace(f *signs, c, s *print) {
	f[namesInOrder] = m.ordered(c, s)
	f[quotesInPlace] = .5
	if len(c.quotes) > 0 && len(s.quotes) > 0 {
		f[quotesInPlace] = float64(len(m.paired(c, s))) / float64(max(len(c.quotes), len(s.quotes)))
	}
}

// ordered is the mean likeness in names of c's sentences with those of s, aligned in order.
func (m *matcher) ordered(c, s *print) float64 {
	all := m.likeness(c.naming, s.naming, len(c.sents), len(s.sents))
	named := make([]bool, len(all))
	for _, n := range c.naming {
		named[n.sent] = true
	}
	rows := all[:0]
	for i, row := range all {
		if named[i] {
			rows = append(rows, row)
		}
	}
	gain, _ := m.align(rows, .1)
	return gain / float64(max(1, len(rows)))
}

func length(p *print) (n float64) {
	for _, words := range p.sents {
		n += float64(words)
	}
	return n
}

// share is the part of the shorter list that the other has too.
func share(a, b []uint32) float64 {
	return float64(inBoth(a, b)) / float64(max(1, min(len(a), len(b))))
}

// newOnes is the part of a that b has not.
func newOnes(a, b []uint32) float64 {
	return float64(len(a)-inBoth(a, b)) / float64(max(1, len(a)))
}

func inBoth(a, b []uint32) (n int) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// missing is the share of a's names, by rarity, that b has in no spelling.
func missing(a, b *print) float64 {
	var all, lost float64
	for _, n := range a.names {
		all += n.rare
		if !holds(b.words, n.stem) && b.spelt(n.low) == nil {
			lost += n.rare
		}
	}
	if all == 0 {
		return 0
	}
	return lost / all
}

// spelt returns the name of p that is n but for a slip of the pen, or nil.
func (p *print) spelt(n string) *name {
	if len(n) < 4 {
		return nil
	}
	limit := 1
	if len(n) > 6 {
		limit = 2
	}
	var best *name
	cost := limit + 1
	i, _ := slices.BinarySearchFunc(p.names, n[:1], func(o name, first string) int {
		return strings.Compare(o.low, first)
	})
	for ; i < len(p.names) && p.names[i].low[0] == n[0]; i++ {
		o := &p.names[i]
		if len(o.low) < 4 {
			continue
		}
		if d := distance(n, o.low, limit); d < cost {
			best, cost = o, d
		}
	}
	return best
}

// distance is the Damerau–Levenshtein distance of two short words (optimal string alignment), or
// limit+1 where it is greater.
func distance(a, b string, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit {
		return limit + 1
	}
	var rows [3][64]int
	if len(b) >= 63 {
		return limit + 1
	}
	for j := 0; j <= len(b); j++ {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		now, last, before := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		now[0] = i
		for j := 1; j <= len(b); j++ {
			c := 1
			if a[i-1] == b[j-1] {
				c = 0
			}
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+c)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
		}
	}
	return min(rows[len(a)%3][len(b)], limit+1)
}

// Shares of a quotation's words that lie in runs of three words that the source has: of one that is
// the source's word for word, and of one that is not in it at all.
const (
	verbally = .9
	nowhere  = .2
)

// quoted fills in the signs that rest on quotations of four words or more, and which sentences are
// mostly what both quote. A reporter who was told the same quotes others besides, in full; a copy
// keeps all that its source quotes, or rewords all.
func (m *matcher) quoted(f *signs, c, s *print) {
	m.heard = append(m.heard[:0], make([]bool, len(c.sents))...)
	var kept, all, same, new float64
	for _, q := range c.quotes {
		n := float64(len(q.list))
		if n < 4 {
			continue
		}
		in := float64(inRuns(q.list, s))
		all, kept = all+n, kept+in
		switch {
		case in >= verbally*n:
			same += n
			m.hear(c, q)
		case in <= nowhere*n && !s.saysLike(q):
			new += n
		}
	}
	f[quotesKept] = .5
	if all > 0 {
		f[quotesKept], f[quoting] = kept/all, 1
		f[own] = firm * 4 * same * new / (all * all)
	}
}

// firm is how much more than others the sign counts: the less its weight need be, the less it costs
// in learning.
const firm = 3

// hear notes the sentences that a quotation fills two fifths of, or more.
func (m *matcher) hear(p *print, q utterance) {
	n := int32(len(q.list))
	for k := q.sent; k < len(m.heard) && n > 0; k++ {
		m.heard[k] = m.heard[k] || 5*n >= 2*p.sents[k]
		n -= p.sents[k]
	}
}

// saysLike reports whether p quotes something with two fifths of the same rare words.
func (p *print) saysLike(said utterance) bool {
	return slices.ContainsFunc(p.quotes, func(q utterance) bool {
		return len(said.rare) == 0 || inCommon(said.rare, q.rare) >= .4
	})
}

// inRuns counts the words of a list that lie in runs of three words that s has.
func inRuns(list []uint32, s *print) int {
	n, until := 0, 0
	for i := 0; i+3 <= len(list); i++ {
		if holds(s.triples, key(list[i:i+3]...)) {
			n += i + 3 - max(i, until)
			until = i + 3
		}
	}
	return n
}
