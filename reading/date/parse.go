package date

// A parser reads expressions from lexemes. Each rule takes the index of a lexeme and returns
// what it read and the index after it; 0 where it does not hold.
type parser struct {
	body   string
	lx     []lexeme
	deep   int             // rules within rules, which maxDeep bounds: the week of the week of …
	order  map[string]bool // of figures for day and month, by the mark between them
	read   memos           // of calendar
	told   memos           // of relative
	second int             // where the second end of an interval begins: -11/7/2023
}

const maxDeep = 3

var eof = lexeme{low: "", num: -1, entry: unlisted}

func (p *parser) at(i int) *lexeme {
	if i < 0 || i >= len(p.lx) {
		return &eof
	}
	return &p.lx[i]
}

// word reports whether lexeme i is one of the words.
func (p *parser) word(i int, words ...string) bool {
	low := p.at(i).low
	for _, w := range words {
		if low == w {
			return true
		}
	}
	return false
}

// words reads the words one after the other.
func (p *parser) words(i int, words ...string) int {
	for _, w := range words {
		if p.at(i).low != w {
			return 0
		}
		i++
	}
	return i
}

// skip passes over one of the words where it stands.
func (p *parser) skip(i int, words ...string) int {
	if p.word(i, words...) {
		return i + 1
	}
	return i
}

// glued reports whether lexeme i follows without white space.
func (p *parser) glued(i int) bool { return i > 0 && i < len(p.lx) && !p.lx[i].gap }

// parse reads all expressions from left to right, the longest at each place.
func (p *parser) parse() []expr {
	var out []expr
	for i := 0; i < len(p.lx); {
		e, j := p.any(i)
		if j == 0 {
			if e, j = p.dayOfList(i); j == 0 {
				i++
				continue
			}
		}
		e.Start, e.End = p.lx[i].Start, p.lx[j-1].End
		out = append(out, e)
		out, i = p.listed(out, j)
	}
	return out
}

// any reads the longest expression at i, with an interval's second half where there is one.
func (p *parser) any(i int) (expr, int) {
	if !p.starts(i) {
		return expr{}, 0
	}
	e, j := p.interval(i)
	if f, k := p.single(i); k > j {
		e, j = f, k
	}
	return e, j
}

// starts is a cheap test that most words fail.
func (p *parser) starts(i int) bool {
	l := p.at(i)
	if p.titled(i) {
		return false
	}
	if l.class != none || l.num >= 0 {
		return true
	}
	return opens[l.low] || holidays.starts[l.low]
}

// A rule reads one kind of expression.
type rule func(*parser, int) (expr, int)

// single tries every rule; the longest reading wins, the earlier rule among equals.
func (p *parser) single(i int) (expr, int) {
	var best expr
	end := 0
	for _, r := range [...]rule{
		(*parser).dayWithClock, (*parser).clockWithDay, (*parser).shifted, (*parser).relative,
		(*parser).fuzzy, (*parser).set, (*parser).lasting, (*parser).clock, (*parser).constant,
		(*parser).calendar,
	} {
		if e, j := r(p, i); j > end {
			best, end = e, j
		}
	}
	return best, end
}
