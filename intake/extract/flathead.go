package extract

import (
	"math"
	"strings"
)

// above reads what stands over the body: section, headline, byline, day.
func (f *flatPage) above() {
	best := 0.0
	text := f.opening()
	f.likeliest()
	for i := min(text, f.end-1); f.heads == nil && i >= max(0, f.first-15); i-- {
		if v := f.headScore(i, text); v > best {
			best, f.head = v, i
		}
	}
	if f.head < 0 {
		f.headInBody()
		return
	}
	for i := f.first; i <= f.head; i++ { // what the body took in above the headline
		f.part[i] = asFurniture
	}
	f.first = max(f.first, f.head+1)
	f.part[f.head] = asHeadline
	for i := f.head + 1; i < f.first; i++ {
		f.part[i] = f.under(i)
	}
	if k := f.head - 1; k >= 0 && f.lines[k].st.words <= 4 && f.lines[k].st.weight < 40 &&
		f.lines[k].label == "" && f.lines[k].st.digits == 0 && !f.lines[k].tight {
		f.part[k] = asSection
	}
}

// likeliest takes the line that the model holds for the headline.
func (f *flatPage) likeliest() {
	best := float32(.02)
	text := f.opening()
	for i, v := range f.heads {
		if v > best && i <= text+2 {
			best, f.head = v, i
		}
	}
}

// opening is the first line of the body that is prose: headlines of other articles may have been
// taken in before it.
func (f *flatPage) opening() int {
	for i := f.first; i < f.end; i++ {
		if f.lines[i].prose() && (f.prob == nil || f.prob[i] > likely) {
			return i
		}
	}
	return f.first
}

// headScore says how much line i is like the headline of the body below: some words, no full
// stop, near, and said before, as the title of the window is.
func (f *flatPage) headScore(i, text int) float64 {
	l := &f.lines[i]
	if l.st.weight > maxHeadline || l.label != "" && l.share > .6 || l.st.letters < 4 {
		return 0
	}
	if _, ok := f.isByline(i); ok || f.isDay(i) {
		return 0
	}
	if _, credit := partCredit(l.words); credit != "" && creditSure(l.words, credit) {
		return 0
	}
	stop := l.st.endMark && !strings.HasSuffix(l.words, "?") && !strings.HasSuffix(l.words, "”")
	if i >= f.first && (stop || l.st.weight > 200 || l.st.words < 4 && !l.st.ideographic) {
		return 0
	}
	v := float64(min(l.st.words, 12))
	if l.st.ideographic {
		v = float64(min(l.st.weight/6, 12))
	}
	v -= math.Abs(float64(text-i)) * .8
	if stop {
		v -= 2
	}
	if l.st.words > 3 && f.saidBefore(i) {
		v += 4
	}
	return v
}

// maxEarly is how many lines at the top of a page may be the title of its window.
const maxEarly = 60

// saidBefore reports whether a line higher up says much the same.
func (f *flatPage) saidBefore(i int) bool {
	if f.early == nil {
		f.early = make([]shape, min(len(f.lines), maxEarly))
		for k := range f.early {
			if f.lines[k].st.weight <= 2*maxHeadline {
				f.early[k], _ = shapeOf([]byte(f.lines[k].words))
			}
		}
	}
	if f.lines[i].st.weight > 2*maxHeadline {
		return false
	}
	sh, n := shapeOf([]byte(f.lines[i].words))
	for k := range min(i, maxEarly) {
		if n > 12 && sh.shared(&f.early[k])*10 >= sh.size()*8 {
			return true
		}
	}
	return false
}

// headInBody takes the first line of the body as the headline where nothing stands above it and
// it reads like one.
func (f *flatPage) headInBody() {
	if f.end-f.first < 2 {
		return
	}
	if l := &f.lines[f.first]; !l.st.endMark && l.st.weight < 160 {
		f.head = f.first
		f.part[f.head] = asHeadline
	}
}

// under says what a line between headline and body is.
func (f *flatPage) under(i int) string {
	l := &f.lines[i]
	switch {
	case l.label == "" && l.st.words > 7 && l.st.endMark:
		return asBody
	}
	return asFurniture
}

func (f *flatPage) isDay(i int) bool {
	l := &f.lines[i]
	return l.st.weight < 90 && l.st.digits >= 3 && len(findDays(l.words, true)) > 0
}

// isByline reads a line such as "By Jane Roe", or one that holds that and the day.
func (f *flatPage) isByline(i int) ([]string, bool) {
	l := &f.lines[i]
	if l.st.weight > 120 || f.part[i] == asHeadline {
		return nil, false
	}
	pg := &page{params: f.params}
	words := pg.nameFrom(l.words, false)
	if i > 0 && f.lines[i-1].st.words <= 2 && bylineWords()["lead"][strings.ToLower(
		strings.Trim(f.lines[i-1].words, " :"))] {
		words = f.lines[i-1].words + " " + words // "By", a link, and "Jane Roe"
	}
	if !led2(words) {
		return nil, false
	}
	names := pg.namesIn(words)
	return names, len(names) > 0 && pg.onlyNames(words, names)
}

// sign reads byline and day from the lines around the headline, and a byline from those below the
// text where there is none above.
func (f *flatPage) sign() {
	text := f.opening()
	top := f.head
	if top < 0 {
		top = text
	}
	for i := max(top, 0); i < min(len(f.lines), text+10); i++ {
		if f.part[i] != asBody || i <= text {
			f.signLine(i, true)
		}
	}
	for i := top - 1; i >= max(0, top-6); i-- {
		f.signLine(i, i > top-4)
	}
	for i := max(f.end-1, 0); i < min(len(f.lines), f.end+6) && len(f.byline) == 0; i++ {
		f.signLine(i, false)
	}
}

func (f *flatPage) signLine(i int, dated bool) {
	if names, ok := f.isByline(i); ok && len(f.byline) == 0 {
		f.byline, f.part[i] = names, asByline
	}
	l := &f.lines[i]
	if f.day != "" || !dated || l.st.weight > 130 || l.st.digits < 3 || f.part[i] == asHeadline {
		return
	}
	days := findDays(l.words, f.american())
	if len(days) == 0 || f.params.Fetched != "" && days[0].day > f.params.Fetched {
		return
	}
	before := strings.ToLower(l.words[:days[0].start])
	if lastAny(before, updateWords()) > lastAny(before, publishWords()) {
		return
	}
	if f.day = days[0].day; f.part[i] != asByline {
		f.part[i] = asDay
	}
}

// american reports whether the text is in the language of those who write the month first.
func (f *flatPage) american() bool {
	var b strings.Builder
	for i := f.first; i < f.end && b.Len() < 2000; i++ {
		b.WriteString(f.lines[i].words + "\n")
	}
	return languageOf(b.String(), "") == "en"
}
