package entity

import (
	"unicode"

	"readout/text"
)

// credit reports whether a sentence only says who wrote or took what: "(Reporting by A; Editing
// by B)", "By Anna Berg", "Photo: A/Reuters".
func (f *finder) credit(s text.Sentence) bool {
	i := s.First
	for i < s.Last && !unicode.IsLetter(first(f.doc.Word(i))) {
		i++
	}
	if i+1 >= s.Last {
		return false
	}
	w, x := f.low[i], f.low[i+1]
	switch w {
	case "reporting", "editing", "writing", "compiled", "edited", "written", "translated":
		return x == "by" || x == "and"
	case "additional":
		return x == "reporting"
	case "this":
		return f.follows(s, "written", "by") || f.follows(s, "reported", "by")
	case "by":
		return s.Last-s.First < 9 && i == s.First && isUpper(f.doc.Word(i+1))
	case "photo", "photograph", "picture", "image", "credit", "source":
		return x == ":" || x == "by"
	}
	return f.contributed(s)
}

// contributed reports whether a sentence says who else worked on the piece: “Anna Berg and the
// Mail's Nils Lind contributed to this report.”
func (f *finder) contributed(s text.Sentence) bool {
	return s.Last-s.First < creditWords && (f.follows(s, "to", "this") || f.follows(s, "to", "the")) &&
		f.follows(s, "contributed", "")
}

// creditWords is how many tokens a sentence with credits has at most.
const creditWords = 40

// follows reports whether in a sentence word b stands right behind word a, or a alone where b is
// empty.
func (f *finder) follows(s text.Sentence, a, b string) bool {
	for i := s.First; i+1 < s.Last; i++ {
		if f.low[i] == a && (b == "" || f.low[i+1] == b) {
			return true
		}
	}
	return false
}

// byline reports whether a name stands between “By” and a colon at the head of a paragraph:
// “By Anna Berg: The bridge …”.
func (f *finder) byline(m *mention, s text.Sentence) bool {
	return m.first == s.First+1 && m.last < s.Last && f.low[s.First] == "by" &&
		(f.low[m.last] == ":" || f.low[m.last] == "|")
}
