package entity

import (
	"strings"
	"unicode"

	"readout/news"
	"readout/text"
)

// aliases gives names that the text says somebody is also called by to that person, so that they
// are meant by the other name too: “Anna Berg, better known as Kari”.
func (f *finder) aliases() {
	by := map[string]*node{}
	for _, m := range f.mentions {
		if m.kb != nil || m.node != nil || m.kind == news.Country {
			continue
		}
		o := f.called(m)
		if o == nil || o.node == nil {
			continue
		}
		m.kind, m.form, m.node = news.Person, news.Name, o.node
		o.node.forms[strings.Join(nameWords(m.words), " ")] = true
		by[fold(m.words)] = o.node
	}
	for _, m := range f.mentions {
		if n := by[fold(m.words)]; len(by) > 0 && n != nil && m.kb == nil && m.node == nil {
			m.kind, m.form, m.node = news.Person, news.Name, n
		}
	}
}

// called is the mention of the person whose other name m is, or nil.
func (f *finder) called(m *mention) *mention {
	i := m.first - 1
	for i > 0 && (f.low[i] == "“" || f.low[i] == "\"" || f.low[i] == "‘" || f.low[i] == "'") {
		i--
	}
	switch {
	case i > 1 && f.low[i] == "as" && f.low[i-1] == "known":
		i -= 2
	case i > 1 && monikers[f.low[i]] && (f.low[i-1] == "the" || f.low[i-1] == "his" ||
		f.low[i-1] == "her"):
		i -= 2
	case i > 0 && (f.low[i] == "alias" || f.low[i] == "aka" || f.low[i] == "a.k.a." ||
		f.low[i] == "nicknamed"):
		i--
	default:
		return nil
	}
	for n := 0; i >= 0 && n < aliasReach; n++ {
		if o := f.taken[i]; o != nil && o.kind == news.Person {
			return o
		}
		if t := f.doc.Tokens[i].Tag; t == "VERB" && f.low[i] != "known" && f.low[i] != "called" ||
			f.low[i] == "." {
			return nil
		}
		i--
	}
	return nil
}

// untitled takes a short word off the head of a name that the text also writes without it, as it does
// with styles that no list knows: “Me Rama Berg”, “Rama Berg”. Given names stay.
func (f *finder) untitled() {
	for _, n := range f.nodes {
		if n.Kind != news.Person || n.kb != nil || len(n.words) < 3 || len(n.words[0]) > 3 ||
			particles[n.words[0]] || f.kb.FirstName(n.words[0]) ||
			!n.forms[strings.Join(n.words[1:], " ")] {
			continue
		}
		if _, rest, ok := strings.Cut(n.Name, " "); ok {
			n.Name, n.words = rest, n.words[1:]
		}
	}
}

// aliasReach is how many tokens before “known as” the name may end.
const aliasReach = 8

// hyphened is the end of a name that goes on behind token end with a hyphen and small letters, as
// Korean given names do: Na-young; 0 where it does not.
func (f *finder) hyphened(end int, s text.Sentence) int {
	if end == 0 || end+1 >= s.Last || f.low[end] != "-" ||
		f.doc.Tokens[end].Start != f.doc.Tokens[end-1].End ||
		f.doc.Tokens[end+1].Start != f.doc.Tokens[end].End || !isUpper(f.doc.Word(end-1)) {
		return 0
	}
	if end < 2 || end-2 < s.First || !isUpper(f.doc.Word(end-2)) || len(f.low[end-1]) > syllable {
		return 0
	}
	switch w := f.low[end+1]; {
	case len(w) < 2 || len(w) > syllable+1 || !unicode.IsLower(first(f.doc.Word(end+1))),
		w == "era", w == "like", w == "style", w == "led", w == "run", f.doc.Tokens[end+1].Tag == "VERB":
		return 0
	}
	return end + 2
}

// syllable is the most letters that the first half of a hyphenated given name has.
const syllable = 5

// headless is the end of the person's name that begins right behind the family name at token i, which
// the grammar left out; 0 where there is none.
func (f *finder) headless(i int, s text.Sentence) int {
	if i+2 >= s.Last || f.doc.Tokens[i].Tag != "PROPN" || f.doc.Tokens[i].Name != "" &&
		f.doc.Tokens[i].Name != "O" || f.doc.Tokens[i+1].Name != "B-Person" ||
		honorifics[f.low[i]] || isASCII(f.doc.Word(i)) || len(f.kb.Surname(f.doc.Word(i))) == 0 {
		return 0
	}
	j, _ := f.tagged(i+1, s)
	return j
}

// nicknamed extends a person's name over a nickname in marks to the family name behind it: Olaf
// “Bear” Berg, Olaf “The Bear” Berg Lind.
func (f *finder) nicknamed(end int, s text.Sentence) int {
	if end+3 >= s.Last || !isUpper(f.doc.Word(end+1)) {
		return end
	}
	for k := end + 2; k < min(end+2+nickWords, s.Last-1); k++ {
		switch f.low[end] + f.low[k] {
		case "“”", "\"\"", "‘’", "''", "()":
		default:
			continue
		}
		if f.doc.Tokens[k+1].Tag != "PROPN" || !isUpper(f.doc.Word(k+1)) || f.taken[k+1] != nil {
			return end
		}
		if j, kind := f.tagged(k+1, s); kind == news.Person {
			return j
		}
		return k + 2
	}
	return end
}

// nickWords is how many words a nickname has at most.
const nickWords = 3
