package entity

import (
	"slices"
	"strings"
)

// nameWords are the folded words of a person's name without honorifics, initials kept.
func nameWords(name string) []string {
	var out []string
	all := strings.Fields(fold(unmarked(name)))
	for i, w := range all {
		initial := len(w) == 2 && w[1] == '.'
		w = strings.Trim(w, ".,\"'“”()")
		if w == "" || len(out) == 0 && honorifics[w] && !alsoGiven[w] && !initial && !surnamed(all[i:]) {
			continue
		}
		out = append(out, w)
	}
	return out
}

// surnamed reports whether a name begins with a title that is a family name before a given name with
// a hyphen: Ko Na-young, but Ko Thura.
func surnamed(words []string) bool {
	return len(words) > 1 && alsoFamily[lower(words[0])] && strings.Contains(words[1], "-")
}

// unmarked takes a nickname in marks out of the middle of a name: Olaf “The Bear” Berg.
func unmarked(name string) string {
	for _, pair := range [...][2]string{{"“", "”"}, {"\"", "\""}, {"‘", "’"}, {"(", ")"}, {" '", "' "}} {
		i := strings.Index(name, pair[0])
		if i <= 0 {
			continue
		}
		in := name[i+len(pair[0]):]
		if j := strings.Index(in, pair[1]); j > 0 && strings.TrimSpace(in[j+len(pair[1]):]) != "" {
			return name[:i] + " " + in[j+len(pair[1]):]
		}
	}
	return name
}

// clean takes honorifics and quotation marks off a name.
func clean(name string) string {
	w := strings.Fields(unmarked(name))
	for len(w) > 1 && !surnamed(w) && honorifics[strings.TrimRight(lower(w[0]), ".")] && len(w[0]) != 2 &&
		!alsoGiven[lower(w[0])] ||
		len(w) > 2 && lower(w[0]) == "u" {
		w = w[1:]
	}
	for len(w) > 1 && (w[0] == "." || w[0] == "’s" || w[0] == "'s") {
		w = w[1:]
	}
	return strings.Trim(strings.Join(w, " "), ".,\"“”")
}

// sameName tells whether one name is the other with words left out: 2 at an end (Abdel Shakour,
// Abdel Shakour Muhammad Khamis; El Saife, Mohamed El Saife), 1 in the middle, 0 not.
func sameName(a, b []string) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	switch {
	case len(a) < 2:
		return 0
	case slices.Equal(a, b[:len(a)]):
		return 2
	case slices.Equal(a, b[len(b)-len(a):]):
		if fathered(a) {
			return 0
		}
		return 2
	case a[0] == b[0] && a[len(a)-1] == b[len(b)-1] && within(a, b):
		return 1
	}
	return 0
}

// fathered reports whether a name is whole and goes on with the father's: Nawaf Al-Ahmad Al-Sabah is no
// short form of Ahmad Nawaf Al-Ahmad Al-Sabah.
func fathered(words []string) bool {
	switch next := words[1]; {
	case len(words) < 3:
		return false
	case next == "bin", next == "ibn", next == "bint", next == "al":
		return words[0] != "al" && words[0] != "el"
	default:
		return strings.HasPrefix(next, "al-") && !strings.HasPrefix(words[0], "al-")
	}
}

// familyLeads reports whether a name begins with the family name, as Chinese, Korean and Vietnamese
// names do: Wang Wei, but Jimmy Wang.
func (f *finder) familyLeads(words []string) bool {
	return len(words) > 1 && f.kb.FamilyName(words[0]) && !f.kb.FirstName(words[0])
}

// within reports whether the words of a stand in b in order; an initial stands for a word.
func within(a, b []string) bool {
	i := 0
	for _, w := range b {
		if i < len(a) && (a[i] == w || len(a[i]) == 1 && strings.HasPrefix(w, a[i])) {
			i++
		}
	}
	return i == len(a)
}
