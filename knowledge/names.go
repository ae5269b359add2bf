package knowledge

import "strings"

// surnamesOf returns the parts of a person's name that papers use alone, as written.
func (b *Base) surnamesOf(name, country string) []string {
	words := strings.Fields(name)
	for len(words) > 1 && b.suffixes[Fold(words[len(words)-1])] {
		words = words[:len(words)-1]
	}
	if len(words) > 0 {
		words[len(words)-1] = strings.TrimRight(words[len(words)-1], ",")
	}
	n := len(words)
	if n < 2 {
		return words
	}
	last := b.lastName(words)
	switch b.nameOrder[country] {
	case "first":
		if b.western(words) {
			return last
		}
		if country == "VNM" {
			return []string{words[0], words[n-1]}
		}
		return words[:1]
	case "given":
		return append(last, words[0])
	case "whole":
		return []string{strings.Join(words[n-2:], " "), words[n-1]}
	case "double":
		return append(last, b.double(words)...)
	}
	return last
}

// lastName is the last word, and before it the particles that belong to it, with and without:
// von der Leyen, Leyen.
func (b *Base) lastName(words []string) []string {
	first := len(words) - 1
	for first > 1 && b.particles[Fold(words[first-1])] {
		first--
	}
	last := words[len(words)-1]
	names := []string{strings.Join(words[first:], " ")}
	if first < len(words)-1 {
		names = append(names, last)
	}
	for _, dash := range []string{"-", "–"} {
		if head, tail, ok := strings.Cut(last, dash); ok && b.particles[Fold(head)] {
			names = append(names, tail)
		}
	}
	return names
}

// western reports whether a name of a country where the family name comes first starts with a
// given name of another tongue or with initials: Carrie Lam, S. Iswaran; not Lai Ching-te.
func (b *Base) western(words []string) bool {
	if strings.Contains(words[0], ".") {
		return true
	}
	first := Fold(words[0])
	return b.first[first] && !b.familyFirst[first] && !strings.Contains(words[1], "-")
}

// double returns the pair of family names that follow the given names, and the former alone:
// Claudia Sheinbaum Pardo → Sheinbaum Pardo, Sheinbaum. In a name of three words a second
// given name is not taken for one: Juan Manuel Santos.
func (b *Base) double(words []string) []string {
	n := len(words)
	if n < 3 || b.first[Fold(words[n-2])] || b.particles[Fold(words[n-2])] || len(words[n-2]) < 3 {
		return nil
	}
	return []string{strings.Join(words[n-2:], " "), words[n-2]}
}
