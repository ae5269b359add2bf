package extract

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"readout/news"
)

// A line is a paragraph of a flattened page.
type line struct {
	words string
	st    stats
	label string  // what furniture it begins like
	share float32 // which part of it the label is
	tight bool    // no empty line parts it from the line before
}

// Text takes the article out of a page already flattened to lines, furniture and all. Without
// tags there is less to go by: a line belongs to the body by its length and marks, and by what
// stands around it; known labels of furniture end the text. Errors are those of Page.
func Text(flat []byte, p Params) (*news.Article, error) {
	source, err := decode(flat, p)
	if err != nil {
		return nil, fmt.Errorf("extract %s: %w", name(p), err)
	}
	f := &flatPage{params: p, lines: linesOf(source)}
	f.find()
	return f.article(), nil
}

// A flatPage is a flattened page and which of its lines are what.
type flatPage struct {
	params     Params
	lines      []line
	head       int // the headline, or -1
	first, end int // the body's range of lines
	part       []string
	prob       []float32 // by the model, or nil
	heads      []float32 // how likely a line is the headline, or nil
	early      []shape   // of the first lines, once asked for
	byline     []string
	day        string
}

// What a line can be.
const (
	asBody      = "body"
	asHeading   = "heading"
	asAlt       = "alt"
	asCaption   = "caption"
	asHeadline  = "headline"
	asSection   = "section"
	asByline    = "byline"
	asDay       = "day"
	asFurniture = ""
)

func linesOf(source []byte) []line {
	var out []line
	var buf []byte
	gap := true
	for raw := range bytes.Lines(source) {
		buf = atLeast(buf, len(raw))
		words := trimSpace(appendWords(buf, raw, 0), 0)
		if len(words) == 0 {
			gap = true
			continue
		}
		if len(out) >= maxBlocks {
			break
		}
		l := line{words: string(words), st: measure(words), tight: !gap}
		l.label, l.share = label(words)
		out = append(out, l)
		gap = false
	}
	return mergeHard(out)
}

// mergeHard joins lines that were broken at a fixed width: many tight lines of nearly the same
// length that do not end a sentence.
func mergeHard(ls []line) []line {
	tight, open, widest := 0, 0, 0
	for _, l := range ls {
		if l.tight {
			tight++
		}
		if !l.st.endMark && l.st.weight > 50 && l.st.weight < 100 {
			open++
		}
		widest = max(widest, l.st.weight)
	}
	if tight*2 < len(ls) || open*2 < len(ls) || widest > 110 {
		return ls
	}
	var out []line
	for _, l := range ls {
		if k := len(out) - 1; l.tight && k >= 0 && out[k].st.weight > 45 {
			words := out[k].words + " " + l.words
			out[k] = line{words: words, st: measure([]byte(words)), label: out[k].label,
				share: out[k].share * .5, tight: out[k].tight}
			continue
		}
		out = append(out, l)
	}
	return out
}

// prose reports whether a line reads like sentences of an article.
func (l *line) prose() bool {
	st := &l.st
	if l.label != "" && l.share > .3 {
		return false
	}
	if st.weight >= 150 && st.ends > 0 {
		return true
	}
	return st.weight >= 55 && st.endMark && st.ends > 0 && (st.words >= 8 || st.ideographic) &&
		st.digits*4 < st.weight
}

// find says what each line is. The rules find the stretch of the body; the model, which has seen
// where they err, says which lines of the page belong to it.
func (f *flatPage) find() {
	f.part = make([]string, len(f.lines))
	f.head = -1
	f.bounds()
	if p := f.judge(); p != nil {
		f.correct(p)
	}
	for i := f.first; i < f.end; i++ {
		f.part[i] = f.within(i)
	}
	f.above()
	f.sign()
	f.captions()
}

// correct moves the bounds to the first and the last line that the model is sure of, and notes
// which lines between it takes for none.
func (f *flatPage) correct(p []float32) {
	first, end := -1, -1
	for i := range p {
		if p[i] > likely {
			if first < 0 {
				first = i
			}
			end = i + 1
		}
	}
	if first < 0 {
		return
	}
	f.first, f.end, f.prob = first, end, p
	f.stretch()
}

// bounds finds the stretch of lines with the most prose: furniture of more than a few lines, or
// a label that ends articles, parts stretches.
func (f *flatPage) bounds() {
	best, run, start, last, poor := 0, 0, 0, -1, 0
	for i := range f.lines {
		l := &f.lines[i]
		switch {
		case f.ends(i) && run > 0:
			poor = 99
		case l.prose():
			if last < 0 || poor > 6 {
				run, start = 0, i
			}
			run += l.st.weight
			last, poor = i, 0
		default:
			poor++
		}
		if poor >= 99 {
			last, poor = -1, 0
			run = 0
			continue
		}
		if run > best {
			best, f.first, f.end = run, start, last+1
		}
	}
	f.stretch()
}

// stretch takes in the sentences after the last long one, past single lines of furniture.
func (f *flatPage) stretch() {
	for i := f.end; f.end > 0 && i < len(f.lines) && i < f.end+3 && !f.ends(i); i++ {
		l := &f.lines[i]
		if l.label == "" && l.st.endMark && l.st.words > 3 && (f.prob == nil || f.prob[i] > doubtful) {
			f.end = i + 1
		} else if l.label == "" || l.share > .75 && l.label != "advert" {
			break
		}
	}
}

// ends reports whether a line opens the furniture after an article: "Related Articles".
func (f *flatPage) ends(i int) bool {
	l := &f.lines[i]
	if l.share < .75 {
		return false
	}
	switch l.label {
	case "related", "comment", "author", "legal", "tags", "source":
		return true
	}
	return false
}

// within says what a line between the first and the last of the body is.
func (f *flatPage) within(i int) string {
	l := &f.lines[i]
	if f.prob != nil && f.prob[i] < likely && !f.follows(i) {
		return asFurniture
	}
	switch {
	case l.prose():
		return asBody
	case l.label != "" && (l.share > .5 || l.label == "related" && l.st.weight < 160):
		return asFurniture
	case l.st.endMark && l.st.words > 1:
		return asBody
	case l.st.weight < 100 && l.st.marks == 0 && f.next(i) && !l.st.startLower:
		return asHeading
	case l.st.weight >= 60 || f.prob != nil:
		return asBody
	}
	return asFurniture
}

// follows reports whether a line that the model doubts is a sentence that goes on from the body.
func (f *flatPage) follows(i int) bool {
	l := &f.lines[i]
	return f.prob[i] > doubtful && l.st.endMark && l.st.words > 3 && l.label == "" &&
		i > f.first && (f.part[i-1] == asBody || f.prob[i-1] < f.prob[i])
}

// doubtful is the probability below which a line is taken for furniture whatever it looks like.
const doubtful = .12

// likely is the probability above which a line belongs to the body.
const likely = .5

// next reports whether the line after i reads like an article.
func (f *flatPage) next(i int) bool {
	return i+1 < f.end && f.lines[i+1].prose()
}

// captions finds the words under pictures: a line that ends in a credit, alone or tight under a
// line without an end mark, which is the picture's description.
func (f *flatPage) captions() {
	for i := f.first; i < f.end; i++ {
		l := &f.lines[i]
		if f.part[i] == asHeadline || l.st.weight > maxCaption {
			continue
		}
		c, credit := partCredit(l.words)
		if credit == "" || len(credit) > maxCredit || c == "" && !l.tight && l.st.words > 8 {
			continue
		}
		if c != "" && !creditSure(l.words, credit) {
			continue
		}
		f.part[i] = asCaption
		if l.tight && i > f.first && !f.lines[i-1].st.endMark {
			f.part[i-1] = asAlt
		}
	}
}

// creditSure reports whether the words that part a credit are beyond doubt: brackets or a sign
// at the end. A sentence that ends in an agency's name is no caption.
func creditSure(words, credit string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(words, " ."))
	return r == ']' || (r == ')' || r == '）') && creditLike(credit) ||
		strings.ContainsRune(words, '©') ||
		led(words) >= 0
}
