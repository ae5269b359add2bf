package date

// titled reports whether the word of time at i is of a name or a title, by its capital within a
// sentence: the Daily Star, India Today, Fox This Morning, the 2013 Millennium Goals.
func (p *parser) titled(i int) bool {
	l, next := p.at(i), p.at(i+1)
	if l.digits == 4 && next.upper && next.class == unit && next.val == millennium {
		return true
	}
	if !l.upper || !isLetter(p.at(i-1).low) {
		return false
	}
	switch l.class {
	case often:
		return next.upper && next.class == none
	case point:
		return true
	case toward:
		return next.upper && (next.class == part || next.class == unit)
	}
	return false
}
